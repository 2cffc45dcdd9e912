"""Generation sizes: multiples of the step within the limits, the panel's aspect, nothing stretched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box
from mangacli.layout.generation_size import generation_size
from mangacli.placed import SizeLimits

LIMITS = SizeLimits()
lengths = st.floats(4, 1500)
dpis = st.sampled_from([72.0, 150.0, 200.0, 350.0, 600.0])
limits = st.builds(
    SizeLimits,
    step=st.sampled_from([8, 16, 64]),
    shortest=st.sampled_from([64, 128]),
    longest=st.sampled_from([1024, 2048]),
    pixels=st.sampled_from([512 * 512, 1024 * 1024, 2048 * 2048]),
)


@given(width=lengths, height=lengths, dpi=dpis, limits=limits)
def test_sizes_are_multiples_of_the_step_within_the_limits(width, height, dpi, limits):
    size = generation_size(Box(0, 0, width, height), dpi, limits)
    for edge in (size.width, size.height):
        assert edge % limits.step == 0
        assert limits.shortest <= edge <= limits.longest
    assert size.width * size.height <= limits.pixels


@given(width=lengths, height=lengths, dpi=dpis, limits=limits)
def test_a_point_has_the_same_pixels_across_and_down(width, height, dpi, limits):
    size = generation_size(Box(10, 20, 10 + width, 20 + height), dpi, limits)
    assert size.height / size.box.height == pytest.approx(size.pixels_per_point, rel=1e-9)


@given(width=lengths, height=lengths, dpi=dpis, limits=limits)
def test_the_surplus_lies_evenly_around_the_panel(width, height, dpi, limits):
    panel = Box(10, 20, 10 + width, 20 + height)
    size = generation_size(panel, dpi, limits)
    assert size.box.contains(panel)
    assert size.box.center == pytest.approx(panel.center)


@given(
    width=st.floats(40, 600),
    ratio=st.floats(1 / 8, 8),
    dpi=dpis,
    limits=limits.filter(lambda limits: limits.pixels >= 1024 * 1024),
)
def test_less_than_a_step_is_cropped(width, ratio, dpi, limits):
    panel = Box(0, 0, width, width * ratio)
    size = generation_size(panel, dpi, limits)
    assert size.width - panel.width * size.pixels_per_point < limits.step + 1e-6
    assert size.height - panel.height * size.pixels_per_point < limits.step + 1e-6


@given(width=st.floats(60, 400), height=st.floats(60, 400))
def test_a_panel_within_the_limits_is_drawn_at_the_dpi_of_the_page(width, height):
    size = generation_size(Box(0, 0, width, height), 150, LIMITS)
    assert size.pixels_per_point == pytest.approx(150 / 72)


def test_a_panel_beyond_the_longest_edge_uses_all_of_it():
    size = generation_size(Box(0, 0, 600, 300), 600, LIMITS)
    assert (size.width, size.height) == (2048, 1024)


def test_a_pixel_budget_is_used_up_to_the_last_step():
    limits = SizeLimits(step=8, shortest=64, longest=2048, pixels=1024 * 1024)
    size = generation_size(Box(0, 0, 300, 300), 600, limits)
    assert (size.width, size.height) == (1024, 1024)
    wide = generation_size(Box(0, 0, 400, 200), 600, limits)
    assert wide.width * wide.height > 0.98 * limits.pixels


def test_a_small_panel_is_drawn_larger_than_it_is_printed():
    size = generation_size(Box(0, 0, 20, 10), 72, LIMITS)
    assert (size.width, size.height) == (128, 64)


def test_a_panel_too_slim_for_both_limits_is_cropped_from_a_higher_picture():
    panel = Box(0, 0, 1000, 10)
    size = generation_size(panel, 300, LIMITS)
    assert (size.width, size.height) == (2048, 64)
    assert size.box.width == pytest.approx(panel.width)
    assert size.box.height == pytest.approx(panel.width / 32)
    assert size.box.center == panel.center


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(ValueError, match="no picture"):
        generation_size(Box(0, 0, 0, 10), 300, LIMITS)
    with pytest.raises(ValueError, match="no picture can meet"):
        generation_size(Box(0, 0, 10, 10), 300, SizeLimits(shortest=512, pixels=1000))
    with pytest.raises(ValueError, match="no picture can meet"):
        generation_size(Box(0, 0, 10, 10), 300, SizeLimits(shortest=512, longest=256))
