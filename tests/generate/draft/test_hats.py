"""Hats sit on the head and leave the face free."""

import pytest

from mangacli.generate.draft.hats import hat_over
from mangacli.generate.draft.look_words import HATS
from mangacli.geometry import IDENTITY, bounds, polygon_contains

EYES = ((500.0, 560.0), (660.0, 560.0))
CROWN = (486.0, 262.0)


def outlines(shapes):
    return [outline for shape in shapes if shape.fill is not None for outline in shape.path.outlines()]


@pytest.mark.parametrize("hat", sorted(HATS))
def test_a_hat_covers_the_crown_and_not_the_eyes(hat):
    rings = outlines(hat_over(hat, IDENTITY))
    assert any(polygon_contains(ring, CROWN) for ring in rings)
    for eye in EYES:
        assert sum(polygon_contains(ring, eye) for ring in rings) % 2 == 0


@pytest.mark.parametrize("hat", sorted(HATS))
def test_lines_grow_with_the_head(hat):
    small, large = hat_over(hat, (0.1, 0, 0, 0.1, 0, 0)), hat_over(hat, (1, 0, 0, 1, 0, 0))
    for a, b in zip(small, large, strict=True):
        assert b.stroke == pytest.approx(10 * a.stroke)
    assert bounds(p for ring in outlines(large) for p in ring).width < 980
