import pytest
from lettering_frames import page, story_of
from lettering_frames import panel as frame

from mangacli.errors import Finding
from mangacli.geometry import Box
from mangacli.story.dialog_checks import check_dialogs
from mangacli.story.models import Character, Dialog, Panel, Placement

WHERE = ("pages", 0, "panels", 0)


def found_in(*dialogs: Dialog) -> list[Finding]:
    """Dialogs in a panel with Mika and Ren, of a story that also has Jo → what is found."""
    panel = Panel(characters=(Placement(character="mika"), Placement(character="ren")), dialogs=dialogs)
    story = story_of(page(frame(Box(0, 0, 9, 9))))
    cast = {id: Character(name=id) for id in ("mika", "ren", "jo")}
    return list(check_dialogs(panel, WHERE, story.model_copy(update={"characters": cast})))


def rules(*dialogs: Dialog) -> list[tuple[str, str]]:
    """Dialogs → rules and severities of what is found."""
    return [(finding.rule, finding.severity) for finding in found_in(*dialogs)]


def say(speaker, text="Oh.", **more):
    return Dialog(speaker=speaker, text=text, **more)


@pytest.mark.parametrize(
    ("dialog", "found"),
    [
        (say("mika", chorus=("ren",)), []),
        (say("mika", chorus=("jo",)), [("speaker-off-panel", "note")]),
        (say("mika", chorus=("nobody",)), [("unknown-speaker", "error")]),
        (say("mika", chorus=("mika",)), [("chorus-voice", "error")]),
        (say("mika", chorus=("ren", "ren")), [("chorus-voice", "error")]),
        (say("mika", chorus=("sfx",)), [("chorus-voice", "error")]),
        (say(None, kind="caption", chorus=("ren",)), [("chorus-voice", "error")]),
        (say("mika", tail="none"), []),
        (say("mika", tail="left"), [("tail-side", "warning")]),
        (say("jo", tail="left"), [("speaker-off-panel", "note")]),
        (say(None, tail="left"), []),
        (say("mika", kind="monologue", tail="top"), [("tail-side", "error")]),
        (say(None, kind="caption", tail="top"), [("tail-side", "error")]),
    ],
)
def test_what_a_dialog_asks_for_makes_sense_or_is_reported(dialog, found):
    assert rules(dialog) == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (say("mika"), say("mika", join=True), []),
        (say("mika"), say("mika", join=False), []),
        (say("mika"), say("mika", kind="shout", join=True), []),
        (say("ren"), say("mika", join=True), [("join-alone", "error")]),
        (say("mika", kind="plain"), say("mika", join=True), [("join-alone", "error")]),
        (say("mika"), say("mika", kind="plain", join=True), [("join-alone", "error")]),
        (say("mika"), say("mika", kind="monologue", join=True), [("join-alone", "error")]),
        (say("mika", kind="monologue"), say("mika", kind="monologue", join=True), []),
        (say(None, kind="caption"), say(None, kind="caption", join=True), []),
        (say(None, kind="sfx"), say(None, kind="caption", join=True), [("join-alone", "error")]),
    ],
)
def test_a_balloon_is_joined_to_one_before_it_that_it_goes_with(first, second, found):
    assert rules(first, second) == found


def test_findings_lie_where_the_mistake_is():
    (finding,) = found_in(say("mika", chorus=("ren", "mika")))
    assert finding.where == (*WHERE, "dialogs", 0, "chorus", 1)
