"""Marks of manga lie where a reader looks for them."""

import pytest

from mangacli.generate.draft.acting_words import FACES
from mangacli.generate.draft.face_marks import MARKS, OFF_FACE, marks_on
from mangacli.generate.draft.head import SKIN_MARKS
from mangacli.geometry import IDENTITY, Box, bounds

FACE = Box(216, 360, 730, 880)
USED = {mark for face in FACES.values() for mark in face.marks}


def extent(mark):
    return bounds(p for shape in marks_on((mark,), IDENTITY) for o in shape.path.outlines() for p in o)


@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_lies_on_the_face_or_around_it(mark):
    box = extent(mark)
    assert Box(0, 0, 980, 980).contains(box)
    if mark in SKIN_MARKS or mark in (
        "wrinkles",
        "moustache",
        "goatee",
        "stubble",
        "scar",
        "mole",
        "plaster",
    ):
        assert FACE.contains(box)


def test_every_mark_that_a_mood_asks_for_is_there():
    assert set(MARKS) >= USED
    assert set(SKIN_MARKS) < set(MARKS) and set(OFF_FACE) < set(MARKS)
    assert not set(SKIN_MARKS) & set(OFF_FACE)


def test_anger_and_surprise_stand_off_the_face():
    assert not extent("surprise").overlaps(Box(216, 380, 716, 830))
    assert extent("anger").y2 < 380
