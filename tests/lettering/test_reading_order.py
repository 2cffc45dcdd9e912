import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box
from mangacli.lettering.reading_order import reads_before

boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.floats(0, 300), st.floats(0, 300), st.floats(10, 120), st.floats(10, 120),
)  # fmt: skip


@pytest.mark.parametrize(
    ("second", "rtl", "ltr"),
    [
        (Box(0, 105, 40, 145), True, False),  # the same row, to the left
        (Box(200, 105, 240, 145), False, True),  # the same row, to the right
        (Box(200, 200, 240, 240), True, True),  # lower, wherever
        (Box(0, 0, 40, 40), False, False),  # higher, wherever
        (Box(0, 80, 40, 118), True, False),  # a little higher, but in the row
        (Box(0, 62, 40, 102), False, False),  # hardly in the row any more
    ],
)
def test_rows_come_before_columns(second, rtl, ltr):
    first = Box(100, 100, 140, 140)
    assert reads_before(first, second, True) == rtl
    assert reads_before(first, second, False) == ltr


@given(boxes, boxes, st.booleans())
def test_two_balloons_are_never_both_first(one, two, rtl):
    assert not (reads_before(one, two, rtl) and reads_before(two, one, rtl))


@given(boxes, boxes)
def test_mirroring_the_page_mirrors_the_order(one, two):
    mirrored = [Box(500 - box.x2, box.y1, 500 - box.x1, box.y2) for box in (one, two)]
    if abs(one.center[0] - two.center[0]) > 1e-6:
        assert reads_before(one, two, True) == reads_before(*mirrored, False)
