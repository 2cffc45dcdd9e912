"""Page presets: printable sizes, each one whole."""

import pytest

from mangacli.story.page_presets import PRESETS


def test_the_papers_that_the_manual_promises_are_there():
    assert set(PRESETS) == {"b4-manuscript", "b5", "a5", "tankobon", "a4", "us-comic", "webtoon"}


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_knows_its_name_and_keeps_text_off_the_cut(name):
    setup = PRESETS[name]
    assert setup.preset == name
    assert setup.size[0] < setup.size[1]
    assert min(setup.margin.top, setup.margin.bottom, setup.margin.inner, setup.margin.outer) >= setup.safe
    assert setup.gutter.tiers > setup.gutter.panels


def test_the_inner_frames_of_manuscript_paper():
    for name, frame in {"b4-manuscript": (180, 270), "b5": (150, 220)}.items():
        setup = PRESETS[name]
        width = setup.size[0] - setup.margin.inner - setup.margin.outer
        height = setup.size[1] - setup.margin.top - setup.margin.bottom
        assert (width, height) == frame


def test_a_webtoon_is_800_pixels_wide():
    setup = PRESETS["webtoon"]
    assert setup.size[0] / 25.4 * setup.dpi == pytest.approx(800)
    assert setup.bleed == 0
