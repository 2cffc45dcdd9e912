"""Marks of manga lie where a reader looks for them."""

import pytest

from mangacli.generate.draft.acting_words import FACES
from mangacli.generate.draft.face_marks import marks_on
from mangacli.geometry import IDENTITY, Box, bounds

FACE = Box(216, 380, 730, 830)
USED = sorted({mark for face in FACES.values() for mark in face.marks} | {"wrinkles", "moustache"})


def extent(mark):
    return bounds(p for shape in marks_on((mark,), IDENTITY) for o in shape.path.outlines() for p in o)


@pytest.mark.parametrize("mark", USED)
def test_every_mark_that_a_mood_asks_for_can_be_drawn(mark):
    box = extent(mark)
    assert Box(0, 0, 980, 980).contains(box)
    if mark not in ("anger", "surprise"):
        assert FACE.contains(box)


def test_anger_and_surprise_stand_off_the_face():
    assert not extent("surprise").overlaps(Box(216, 380, 716, 830))
    assert extent("anger").y2 < 380
