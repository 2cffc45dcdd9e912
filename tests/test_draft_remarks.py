"""`manga check --draft` names the words that changed nothing, where they stand, and nothing else."""

import pytest

from mangacli.draft_remarks import unheard
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions

HEAD = """manga: 1
title: Heard
characters:
  ann: {name: Ann, description: a girl}
pages:
  - panels:
"""


@pytest.fixture
def remarks(tmp_path):
    """A panel as it is written → the notes about its words, each with what it points at."""

    def check(panel: str) -> list[tuple[str, str]]:
        path = tmp_path / "story.yaml"
        path.write_text(f"{HEAD}      - {panel}\n", encoding="utf-8")
        found = place(path, RenderOptions(model="draft"), judged_only=True, draft=True).warnings
        notes = [one for one in found if one.finding.rule == "draft-words"]
        assert all(one.finding.severity == "note" and one.place.line == 7 for one in notes)
        return [(str(one.finding.where[4]), one.finding.message) for one in notes]

    return check


@pytest.mark.parametrize(
    "prompt",
    [
        "full shot, Ann runs along the beach at sunset",
        "Ann smiles at a black cat in the park",
        "low angle, Ann stands on the rooftop in the rain",
        "close-up of Ann, afraid",
        "close-up of a letter",
        "full shot, Ann stands under the night sky",
        "low angle, dutch tilt, over Ann's shoulder, Ann in the castle",
        "a lighthouse at night, the lamp is dark",
        "夜の街を走る",
        "",
    ],
)
def test_what_is_drawn_is_not_remarked_on(remarks, prompt):
    cast = ", characters: [ann]" if "Ann" in prompt or "走" in prompt else ""
    assert remarks(f'{{prompt: "{prompt}"{cast}}}') == []


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("Ann in a red dress runs along the beach", ["red dress"]),
        ("Ann smiles, baroque furniture, in the room", ["baroque furniture"]),
        ("Ann in the forest, beyond it a harbour", ["harbour"]),
        ("豪華な馬車とアン", ["豪華", "馬車", "アン"]),
    ],
)
def test_what_is_not_drawn_is_named(remarks, prompt, words):
    quoted = ", ".join(f'"{word}"' for word in words)
    message = f"these words change nothing in the draft: {quoted}"
    assert remarks(f'{{prompt: "{prompt}", characters: [ann]}}') == [("prompt", message)]


def test_a_thing_without_room_is_named(remarks):
    seen = '{prompt: "full shot, Ann in the street, a dog", characters: [ann]}'
    hidden = (
        '{prompt: "a bus in the kitchen, Ann", '
        "characters: {ann: {box: [0, 0, 1, 1], head: [0.05, 0.05, 0.95, 0.9], shot: extreme-close-up}}}"
    )
    assert remarks(seen) == []
    assert "bus" in remarks(hidden)[0][1]


def test_unknown_places_moods_and_poses_are_named_with_a_way_out(remarks):
    assert remarks("{prompt: rain, background: Atlantis}") == [
        ("background", 'the draft artist knows no place "Atlantis"')
    ]
    assert 'did you mean "kitchen"?' in remarks("{prompt: rain, background: kitchn}")[0][1]
    assert remarks("{characters: {ann: {mood: flabbergasted, pose: levitating}}}") == [
        ("characters", 'the draft artist knows no mood "flabbergasted"'),
        ("characters", 'the draft artist knows no pose "levitating"'),
    ]
    assert remarks("{prompt: rain, background: night}") == [], "an hour is a background, too"


def test_words_that_hold_others_together_are_no_remark():
    assert unheard("and then she is with him at the", []) == []
    assert unheard("a red, red rose in a red coat", [(7, 15)]) == ["red", "red coat"]
