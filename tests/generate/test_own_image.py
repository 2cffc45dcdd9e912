"""The author's own image fills its panel or stands in it, at the page's resolution, with its lines kept."""

from dataclasses import replace

import numpy as np
import pytest
from draft_requests import request as draft_request
from PIL import Image

from mangacli.errors import RunError
from mangacli.generate import own_image
from mangacli.generate.base import ImageRequest, PanelArt, Reference
from mangacli.generate.own_image import OwnImages, own_art
from mangacli.generate.registry import artist

WHOLE = (0.0, 0.0, 1.0, 1.0)


@pytest.fixture
def asked(tmp_path):
    """Greys of an image, and how it is asked for → the request."""

    def ask(greys, size, fit="cover", at=(0.5, 0.5), panel=WHOLE, mode="L") -> ImageRequest:
        path = tmp_path / "art.png"
        Image.fromarray(np.asarray(greys, np.uint8)).convert(mode).save(path)
        return ImageRequest(Reference.of(path), fit, at, panel, size)

    return ask


def pixels(image: ImageRequest, screened: bool = True):
    art = own_art(image, screened)
    assert isinstance(art, PanelArt) and not art.effects_drawn
    return np.frombuffer(art.pixels.data, np.uint8).reshape(art.pixels.height, art.pixels.width)


def noise(height, width):
    return np.random.default_rng(5).integers(0, 256, (height, width), np.uint8)


def strokes(height, width):
    """Two tones: hairlines, a black, a ring."""
    page = np.full((height, width), 255, np.uint8)
    page[:, ::16] = 0
    page[: height // 4, : width // 2] = 0
    y, x = np.mgrid[:height, :width]
    away = np.hypot(y - height / 2, x - width / 2)
    page[abs(away - height / 3) < 2] = 0
    return page


def test_art_of_the_pages_resolution_keeps_its_very_pixels(asked):
    greys = noise(60, 90)
    assert (pixels(asked(greys, (90, 60))) == greys).all()
    assert (pixels(asked(greys, (90, 60), "contain")) == greys).all()


def test_a_part_of_a_pixel_more_or_less_resamples_nothing(asked):
    greys = noise(60, 90)
    panel = (0.1 + 0.002, 0.1, 0.1 + 0.002 + 90.3 / 120, 0.1 + 60.2 / 100)
    found = pixels(asked(greys, (120, 100), panel=panel))
    assert (found[10:70, 12:102] == greys).all() or (found[10:70, 13:103] == greys).all()


def test_cover_fills_the_panel_and_crops_what_is_too_much(asked):
    greys = np.repeat(np.arange(0, 200, 1, np.uint8)[None, :], 50, axis=0)
    for at, first, last in ((0.0, 0, 49), (0.5, 75, 124), (1.0, 150, 199)):
        found = pixels(asked(greys, (50, 50), at=(at, 0.5)))
        assert (found[0, 0], found[0, -1]) == (first, last)


def test_contain_shows_all_of_it_on_paper(asked):
    found = pixels(asked(np.zeros((50, 100)), (100, 100), "contain"))
    assert (found[25:75] == 0).all() and (found[:25] == 255).all() and (found[75:] == 255).all()
    found = pixels(asked(np.zeros((50, 100)), (100, 100), "contain", at=(0.5, 1.0)))
    assert (found[50:] == 0).all() and (found[:50] == 255).all()


def test_outside_its_panel_there_is_paper(asked):
    found = pixels(asked(np.zeros((40, 40)), (100, 100), panel=(0.2, 0.3, 0.7, 0.8)))
    assert (found[30:80, 20:70] == 0).all()
    assert found.sum() == 255 * (100 * 100 - 50 * 50)


@pytest.mark.parametrize("size", [(97, 131), (400, 300), (333, 777)])
def test_no_sliver_of_paper_is_left_at_the_edges(asked, size):
    panel = (0.0137, 0.021, 0.979, 0.9903)
    found = pixels(asked(np.zeros((211, 173)), size, panel=panel))
    x1, y1, x2, y2 = (edge * length for edge, length in zip(panel, size * 2, strict=True))
    assert (found[int(y1) : int(np.ceil(y2)), int(x1) : int(np.ceil(x2))] == 0).all()


def test_line_art_made_larger_stays_sharp(asked):
    found = pixels(asked(strokes(80, 80), (320, 320), mode="1"))
    between = ((found > 20) & (found < 235)).mean()
    plain = np.asarray(Image.fromarray(strokes(80, 80)).resize((320, 320), Image.Resampling.LANCZOS))
    assert between < 0.5 * ((plain > 20) & (plain < 235)).mean()


@pytest.mark.parametrize("size", [(320, 320), (200, 200), (93, 93), (50, 50)])
def test_line_art_on_a_one_bit_page_is_black_and_white_and_loses_no_line(asked, size):
    found = pixels(asked(strokes(100, 100), size, mode="1"), screened=False)
    assert set(np.unique(found)) == {0, 255}
    lines = np.diff((found[-4] == 0).astype(int), prepend=0)
    assert (lines == 1).sum() == 7  # the hairlines below the black


def test_greys_stay_greys_on_a_one_bit_page_for_the_screen_to_make_dots_of(asked):
    assert len(np.unique(pixels(asked(noise(60, 60), (90, 90)), screened=False))) > 100


def test_transparent_parts_show_paper_and_photographs_stand_upright(tmp_path):
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    clear = ImageRequest(Reference.of(tmp_path / "clear.png"), "cover", (0.5, 0.5), WHOLE, (8, 8))
    assert (pixels(clear) == 255).all()
    lying = Image.new("L", (20, 10), 255)
    lying.paste(0, (0, 0, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = 6
    lying.save(tmp_path / "held.png", exif=exif)
    held = ImageRequest(Reference.of(tmp_path / "held.png"), "cover", (0.5, 0.5), WHOLE, (10, 20))
    assert (pixels(held)[:10] == 0).all() and (pixels(held)[10:] == 255).all()


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_cannot_be_read_is_named(tmp_path, content):
    (tmp_path / "art.png").write_bytes(content)
    with pytest.raises(RunError, match=r"art\.png"):
        own_art(ImageRequest(Reference(tmp_path / "art.png", ""), "cover", (0, 0), WHOLE, (8, 8)))


def test_more_than_memory_bears_is_refused_before_it_is_decoded(asked, monkeypatch):
    monkeypatch.setattr(own_image, "MOST_BYTES", 99)
    with pytest.raises(RunError, match="too large"):
        own_art(asked(noise(10, 10), (10, 10)))


@pytest.mark.parametrize("name", ["draft", "blank"])
def test_it_takes_the_place_of_any_artists_picture(asked, name):
    greys, drawn = noise(48, 64), draft_request(width=64, height=48)
    own = replace(drawn, panel="1.2", image=asked(greys, (64, 48)))
    found = dict(OwnImages(artist(name)).draw_all([drawn, own], lambda *_: None))
    assert found[own].pixels.data == greys.tobytes() and found[own].artist == own_image.ARTIST
    assert found[drawn].artist == name


def test_only_the_image_decides_about_its_panel(asked):
    artists = OwnImages(artist("draft"))
    own = draft_request(image=asked(noise(8, 8), (8, 8)))
    other = replace(own, prompt="else", seed=99, dialogs=())
    assert artists.seen(own) == artists.seen(other)
    assert artists.seen(own).digest != artists.seen(replace(own, screened=False)).digest
    moved = replace(own, image=replace(own.image, at=(0.0, 0.0)))
    assert artists.seen(moved).digest != artists.seen(own).digest
    assert "art.png" not in str(own.content) and own.image.file in own.files
