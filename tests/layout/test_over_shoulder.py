"""Over a shoulder: one large before the camera, the others beyond, faces apart."""

from itertools import combinations

import pytest

from mangacli.geometry import Box
from mangacli.layout.camera import camera_of
from mangacli.layout.stage import Stage
from mangacli.layout.staging import stage_cast
from mangacli.story.models import Dialog, Panel, Placement


def cast_of(
    prompt, names=("ann", "bob"), said=(), width=300.0, height=200.0, right_to_left=True, **placement
):
    panel = Panel(
        prompt=prompt,
        characters=tuple(Placement(character=name, **placement.get(name, {})) for name in names),
        dialogs=tuple(Dialog(speaker=speaker, text="You knew.") for speaker in said),
    )
    box = Box(10, 10, 10 + width, 10 + height)
    stage = Stage(box, box.polygon, box, (), right_to_left, camera_of(panel))
    return {one.id: one for one in stage_cast(panel, stage, 9.0)}, box


@pytest.mark.parametrize(
    ("prompt", "said", "behind"),
    [
        ("over Ann's shoulder, Bob", (), "ann"),
        ("over Bob's shoulder", (), "bob"),
        ("bobの肩越しに", (), "bob"),
        ("over-the-shoulder shot", ("bob",), "ann"),
        ("over-the-shoulder shot", ("ann", "bob"), "bob"),
        ("over-the-shoulder shot", (), "bob"),
    ],
)
def test_the_prompt_names_the_shoulder_or_who_speaks_first_shows_the_face(prompt, said, behind):
    cast, _ = cast_of(prompt, said=said)
    assert [id for id, one in cast.items() if one.from_behind] == [behind]


@pytest.mark.parametrize("right_to_left", [True, False])
@pytest.mark.parametrize(("width", "height"), [(300, 200), (200, 300), (420, 140), (150, 150)])
@pytest.mark.parametrize("names", [("ann", "bob"), ("ann", "bob", "cy")])
def test_the_near_head_is_large_whole_and_apart(right_to_left, width, height, names):
    cast, box = cast_of("over Ann's shoulder", names, ("bob",), width, height, right_to_left)
    near = cast["ann"]
    others = [one for id, one in cast.items() if id != "ann"]
    assert box.contains(near.head)
    assert near.box.y2 == pytest.approx(box.y2), "shoulders run out of the panel"
    assert all(near.head.height > 1.5 * one.head.height for one in others)
    assert not any(one.head.overlaps(other.head) for one, other in combinations(cast.values(), 2))
    assert (near.head.center[0] < box.center[0]) == right_to_left
    assert near.facing == ("right" if right_to_left else "left"), "toward the others"


def test_the_authors_side_counts():
    cast, box = cast_of("over Ann's shoulder", ann={"at": "right"})
    assert cast["ann"].head.center[0] > box.center[0] > cast["bob"].head.center[0]


def test_nobody_looks_past_himself():
    cast, _ = cast_of("over the shoulder", ("ann",))
    assert not cast["ann"].from_behind
