import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box, Path, bounds, signed_area
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.joining import joined, raised, united, with_long_spike
from mangacli.lettering.ovals import flattened, line_corners, room_for
from mangacli.lettering.tail_shapes import Origin
from mangacli.lettering.tails import tail_to_face

LINES = [Box(-30, 0, 30, 9), Box(-20, 10, 20, 19)]


def area(path):
    return abs(signed_area(path.outlines(12)[0]))


def test_joining_lines_keeps_lines():
    whole = joined(Path.box(Box(0, 0, 10, 10)), Path.box(Box(5, 5, 15, 15)))
    assert area(whole) == pytest.approx(175)
    assert {op for op, _ in whole.segments} == {"M", "L", "Z"}


def test_a_gap_between_two_spikes_is_filled():
    comb = Path.polygon([(0, 0), (30, 0), (30, 20), (20, 20), (20, 10), (10, 10), (10, 20), (0, 20)])
    whole = joined(comb, Path.box(Box(-5, 15, 35, 25)))
    assert len(whole.outlines()) == 1
    assert area(whole) == pytest.approx(30 * 15 + 40 * 10)


def test_many_paths_become_one_outline_and_what_lies_apart_is_refused():
    boxes = [Path.box(Box(8 * i, 0, 8 * i + 10, 10)) for i in range(4)]
    assert area(united(boxes)) == pytest.approx(340)
    with pytest.raises(ValueError, match="do not touch"):
        united([boxes[0], Path.box(Box(30, 0, 40, 10))])


def test_a_crumb_at_a_crossed_tip_is_left_out():
    kite = Path.polygon(
        [(0, 0), (100, 0), (100, 100), (52, 100), (49.5, 103), (50.5, 103), (48, 100), (0, 100)]
    )
    whole = united([kite, Path.box(Box(10, 10, 20, 20))])
    assert len(whole.outlines()) == 1 and area(whole) == pytest.approx(10_000, rel=0.002)


def test_what_balloons_enclose_is_filled():
    ring = [Box(0, 0, 30, 10), Box(0, 20, 30, 30), Box(0, 0, 10, 30), Box(20, 0, 30, 30)]
    assert area(united([Path.box(box) for box in ring])) == pytest.approx(900)


def test_a_raised_curve_is_the_same_curve():
    quadratic = [(0.25 * 0 + 0.5 * 10 + 0.25 * 20), (0.25 * 0 + 0.5 * 30 + 0.25 * 0)]
    path = Path((("M", (0.0, 0.0)), ("C", (*raised((0, 0), (10, 30), (20, 0)), 20.0, 0.0))))
    assert path.outlines(2)[0][1] == pytest.approx(quadratic)


@given(seed=st.integers(0, 9999), x=st.floats(-150, 150), y=st.floats(60, 150))
def test_burst_and_spike_are_one_whole_outline(seed, x, y):
    body = BALLOONS["shout"].outline(LINES, 9, seed)
    outline = flattened(body)
    origin = Origin(outline, bounds(map(tuple, outline.tolist())), 9, "spike")
    tail = tail_to_face(origin, Box(x, y, x + 30, y + 36))
    if tail is not None:
        whole = with_long_spike(body, tail.line, tail.width)
        assert len(whole.outlines()) == 1
        assert area(whole) > 0.97 * area(body)
        corners = [op for op, _ in whole.segments]
        assert corners.count("C") % 2 == 0 and 0 < len(body.segments) - len(whole.segments) + 2 < 10
        assert tail.tip in [numbers[-2:] for op, numbers in whole.segments if op == "C"]
        assert room_for(whole, line_corners(LINES, 1.0), (0, 9.5)) < 1.001
