import pickle

from mangacli.errors import Diagnostic, Finding, Place, RunError, StoryError, show_where


def test_a_path_is_shown_as_the_author_would_write_it():
    assert show_where(("pages", 0, "panels", 1, "dialogs", 0, "text")) == "pages[0].panels[1].dialogs[0].text"
    assert show_where(()) == ""


def test_a_story_error_counts_errors_alone():
    place = Place("story.yaml", 1, 1)
    found = tuple(
        Diagnostic(Finding("rule", (), "message", severity=severity), place)
        for severity in ("error", "warning")
    )
    assert StoryError(found).message == "1 error in the story"


def test_an_error_keeps_its_advice_between_processes():
    error = pickle.loads(pickle.dumps(RunError("no room", "buy a disk")))
    assert (error.message, error.hint, error.exit_code) == ("no room", "buy a disk", 3)
