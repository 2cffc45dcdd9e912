import pytest
from lettering_frames import page, panel, say, story_of

from mangacli.geometry import Box
from mangacli.story.columns import check_columns
from mangacli.story.models import Page, Panel


def story(language, **said):
    made = story_of(page(panel(Box(0, 0, 100, 100))), language)
    return made.model_copy(update=said)


def asked(made):
    return [finding.where for finding in check_columns(made)]


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_columns_are_refused_where_they_are_asked_for(language):
    told = Panel(vertical=True, dialogs=(say("x"),))
    free = Panel(dialogs=(say("x"), say("y", vertical=True)))
    made = story(language, vertical=True, pages=(Page(layout="x", panels=(told, free)),))
    assert asked(made) == [
        ("vertical",),
        ("pages", 0, "panels", 0, "vertical"),
        ("pages", 0, "panels", 1, "dialogs", 1, "vertical"),
    ]
    assert {finding.severity for finding in check_columns(made)} == {"warning"}


def test_other_scripts_may_stand_in_columns():
    assert asked(story("en", vertical=True)) == []
    assert asked(story("ar", vertical=False)) == []
