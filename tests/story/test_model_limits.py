"""What the model can take of a laid-out panel: edges of its picture, boxes on its grid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.story.model_limits import DIFFSENSEI, ModelLimits, check_picture, vanishes

PANEL = ("pages", 0, "panels", 0)
BOX = (*PANEL, "characters", 0)


def rules_of(size, box=(0.0, 0.0, 1.0, 1.0), limits=DIFFSENSEI):
    return [(finding.rule, finding.severity) for finding in check_picture(PANEL, size, [(BOX, box)], limits)]


def test_an_ordinary_picture_passes():
    assert rules_of((1024, 768), (0.2, 0.1, 0.8, 1.0)) == []


@pytest.mark.parametrize("size", [(56, 512), (512, 56), (2056, 512), (512, 2056)])
def test_edges_outside_the_models_limits_are_told(size):
    assert rules_of(size) == [("model-edge", "error")]
    assert rules_of(size, limits=ModelLimits("draft", strict=False)) == [("model-edge", "warning")]


def test_a_box_without_a_whole_cell_would_vanish():
    assert rules_of((512, 512), (0.5, 0.1, 0.51, 0.9)) == [("model-box", "error")]
    assert rules_of((512, 512), (0.495, 0.1, 0.505, 0.9)) == []


@given(st.integers(64, 2048), st.integers(64, 2048), st.tuples(*[st.floats(0, 1)] * 4))
def test_a_box_vanishes_exactly_when_no_cell_is_painted(width, height, box):
    columns, rows = width // 8, height // 8
    painted = [
        (column, row)
        for column in range(int(box[0] * columns), int(box[2] * columns))
        for row in range(int(box[1] * rows), int(box[3] * rows))
    ]
    assert vanishes(box, (width, height)) == (not painted)


@given(st.integers(64, 2048), st.floats(0, 0.9))
def test_a_box_of_two_cells_never_vanishes(edge, start):
    span = 2.01 / (edge // 8)
    assert (
        not vanishes((start, start, min(1.0, start + span), min(1.0, start + span)), (edge, edge))
        or start + span > 1
    )
