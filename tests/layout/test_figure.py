"""Figures: a face in its box, a box around its face."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box
from mangacli.layout.figure import box_around, face_in, face_of
from mangacli.layout.shots import HEADS

PANEL = Box(0, 0, 200, 300)
shots = st.sampled_from(list(HEADS))


def test_a_whole_figure_is_six_and_a_half_heads_high():
    face = face_in(Box(0, 0, 60, 130), "full")
    assert face == face_of(30, 0, 20)
    assert (face.y2, face.height) == (20, pytest.approx(14))


@given(width=st.floats(10, 300), height=st.floats(10, 300), shot=shots)
def test_a_face_lies_in_its_box(width, height, shot):
    box = Box(5, 7, 5 + width, 7 + height)
    assert box.contains(face_in(box, shot))


@given(
    x=st.floats(0.05, 0.7),
    y=st.floats(0.05, 0.7),
    width=st.floats(0.05, 0.25),
    height=st.floats(0.05, 0.25),
    shot=shots,
)
def test_a_box_around_a_face_holds_it_and_stays_in_the_panel(x, y, width, height, shot):
    face = PANEL.part((x, y, x + width, y + height))
    box = box_around(face, shot, PANEL)
    assert box.contains(face)
    assert PANEL.contains(box)


def test_a_nearer_shot_has_the_larger_face():
    box = Box(0, 0, 200, 200)
    heights = [face_in(box, shot).height for shot in ("full", "medium", "bust", "close-up")]
    assert heights == sorted(heights)
