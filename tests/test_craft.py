"""An editor's remarks: each is made where it is due, and nowhere else."""

import pytest

from mangacli.checking import check_stories, rules_text
from mangacli.craft import word_count
from mangacli.errors import UsageError
from mangacli.generate.engine_options import EngineOptions
from mangacli.story.rules import CRAFT_RULES

HEAD = """\
manga: 1
title: Craft
page: {preset: b5, dpi: 72}
characters: {ann: {name: Ann}, bob: {name: Bob}}
"""


@pytest.fixture
def remarks(tmp_path):
    """Panels of one page (YAML of the list's elements) → the craft rules that speak, with their lines."""

    def judged(panels, head=HEAD, **options):
        path = tmp_path / "story.yaml"
        path.write_text(f"{head}pages:\n  - panels:\n{panels}", encoding="utf-8")
        found = check_stories([path], "blank", **options)
        assert not [each for each in found if each.finding.severity == "error" and not options]
        return {each.finding.rule: each for each in found if each.finding.rule in CRAFT_RULES}

    return judged


def panel(*dialogs):
    lines = "".join(f"          - {dialog}\n" for dialog in dialogs)
    return f"      - prompt: Ann and Bob talk\n        characters: [ann, bob]\n        dialogs:\n{lines}"


def test_a_sound_page_gets_no_remark(remarks):
    assert remarks(panel("ann: Where is the lamp?", "bob: Up the stairs, as it ever was.")) == {}


def test_too_many_words(remarks):
    long, short = "ann: " + "word " * 26, "bob: " + "word " * 24
    found = remarks(panel(long, short, "ann: " + "word " * 10))
    assert found.keys() == {"wordy-balloon", "wordy-panel"}
    assert "26 words" in found["wordy-balloon"].finding.message
    assert found["wordy-balloon"].place.line == 10
    assert found["wordy-panel"].finding.severity == "warning"
    assert remarks(panel(short)) == {}


def test_limits_and_levels_are_the_storys_own(remarks):
    head = HEAD + "check: {balloon_words: 3, levels: {wordy-balloon: note}, ignore: [wordy-panel]}\n"
    found = remarks(panel("ann: four words are these"), head)
    assert found["wordy-balloon"].finding.severity == "note"
    assert remarks(panel("ann: four words are these"), head, ignore=["wordy-balloon"]) == {}
    raised = remarks(panel("ann: four words are these"), head, levels=["wordy-balloon=error"])
    assert raised["wordy-balloon"].finding.severity == "error"


@pytest.mark.parametrize(
    ("first", "second", "due"),
    [
        ("ann: No, never.", "bob: Did you see it?", True),
        ("ann: Because it was dark.", "bob: Why?", True),
        ("ann: No, never.", "ann: Did you see it?", False),
        ("ann: No? Never?", "bob: Did you see it?", False),
        ("ann: Nothing stirs.", "bob: Did you see it?", False),
        ("bob: Did you see it?", "ann: No, never.", False),
    ],
)
def test_an_answer_before_its_question(remarks, first, second, due):
    assert ("answer-before-question" in remarks(panel(first, second))) is due


def test_boxes_against_the_reading_order(remarks):
    left, right = "[0.05, 0.05, 0.4, 0.3]", "[0.6, 0.05, 0.95, 0.3]"
    say = "{{speaker: ann, text: {}, box: {}}}"
    found = remarks(panel(say.format("One", left), say.format("Two", right)))
    assert found["out-of-order"].finding.message == "dialog 2 is read before dialog 1"
    assert remarks(panel(say.format("One", right), say.format("Two", left))) == {}


def test_a_face_that_fills_its_panel(remarks):
    talk = "        dialogs: [ann: Oh.]\n"
    panels = "      - characters: {ann: {box: [0, 0, 1, 1], head: [0.1, 0.2, 0.9, 0.8]}}\n" + talk
    assert "48%" in remarks(panels)["face-fills-panel"].finding.message
    assert remarks(panels.replace(talk, "")) == {}


def test_type_below_the_minimum(remarks):
    found = remarks(panel("{speaker: ann, text: Psst, loud: 0.5}"))
    assert "never set below 6" in found["type-below-minimum"].finding.message


def test_a_lone_last_word(remarks):
    found = remarks(panel('{speaker: ann, text: "It is the longest line\\nof the whole page\\nso"}'))
    assert found["orphan-word"].finding.severity == "note"


def test_straight_quotation_marks_in_japanese(remarks):
    head = HEAD + "language: ja\n"
    assert "straight-quotes" in remarks(panel("ann: '彼は\"灯台\"と言った'"), head)
    assert "straight-quotes" not in remarks(panel("ann: 彼は「灯台」と言った"), head)
    assert "straight-quotes" not in remarks(panel("ann: '\"Lamp\", he said'"))


def test_words_are_counted_in_every_script():
    assert word_count("It's a well-known lamp — 2 rooms!") == 6
    assert word_count("灯台の上") == 2
    assert word_count("비가 온다") == 2
    assert word_count("") == 0


def test_unknown_rules_and_levels_are_refused():
    with pytest.raises(UsageError, match="--ignore"):
        check_stories([], "blank", ignore=["nothing"])
    with pytest.raises(UsageError, match="names no level"):
        check_stories([], "blank", levels=["orphan-word=loud"])
    with pytest.raises(UsageError, match="names no level"):
        check_stories([], "blank", levels=["orphan-word"])
    assert "wordy-balloon" in rules_text()


def test_the_model_is_judged_as_it_would_be_run(tmp_path):
    path = tmp_path / "story.yaml"
    path.write_text(f"{HEAD}pages:\n  - panels:\n      - prompt: {'lamp ' * 90}\n", encoding="utf-8")
    rules = [each.finding.rule for each in check_stories([path], "blank")]
    longer = [
        each.finding.rule for each in check_stories([path], "blank", engine=EngineOptions(long_prompts=True))
    ]
    assert "prompt-too-long" in rules
    assert "prompt-too-long" not in longer
