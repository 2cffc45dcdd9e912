"""The author's own picture becomes the panel's ground: lines at its edges, blacks, few tones."""

import hashlib

import numpy as np
import pytest
from draft_casting import cast, panel
from PIL import Image

from mangacli.errors import RunError
from mangacli.generate.base import EffectRequest, Reference
from mangacli.generate.draft.artist import DraftArtist, compose
from mangacli.generate.draft.backplate import TONES, backplate
from mangacli.generate.draft.ink import Picture
from mangacli.generate.draft.scenery import is_dark


@pytest.fixture
def plate(tmp_path):
    """A picture as an array of greys → the reference that a panel would hold."""

    def keep(grey, name="place.png") -> Reference:
        path = tmp_path / name
        Image.fromarray(np.asarray(grey, dtype=np.uint8)).save(path)
        return Reference(path, hashlib.sha256(path.read_bytes()).hexdigest())

    return keep


def split(left: int, right: int, width=400, height=300):
    """Two greys side by side, as noisy as a photograph."""
    grey = np.full((height, width), right, dtype=float)
    grey[:, : width // 2] = left
    return np.clip(grey + np.random.default_rng(0).normal(0, 4, grey.shape), 0, 255)


def planes(picture: Picture):
    return tuple(
        np.frombuffer(plane.data, dtype=np.uint8).reshape(plane.height, plane.width)
        for plane in (picture.ink, picture.tone)
    )


def test_an_edge_becomes_one_line_and_surfaces_stay_free_of_it(plate):
    ink, _ = planes(backplate(panel(width=400, height=300, background_image=plate(split(110, 230)))))
    lined = (ink < 128).mean(axis=0)
    middle = ink.shape[1] // 2
    assert lined[middle - 8 : middle + 8].max() > 0.95
    assert lined[: middle - 12].max() < 0.02 and lined[middle + 12 :].max() < 0.02


def test_greys_fall_into_few_tones_and_black_is_solid(plate):
    ramp = np.linspace(0, 255, 400)[None, :].repeat(300, axis=0)
    ink, tone = planes(backplate(panel(width=400, height=300, background_image=plate(ramp))))
    greys = {int(255 * value) for _, value in TONES} | {255}
    assert set(np.unique(tone)) == greys
    assert (ink[:, :40] < 64).mean() > 0.95 and (ink[:, -100:] > 200).all()
    assert (np.diff(tone[150].astype(int)) >= 0).all(), "dark to pale, as the picture has it"


@pytest.mark.parametrize(("width", "height"), [(64, 640), (640, 64), (200, 200)])
def test_it_covers_every_panel_and_is_cut_not_stretched(plate, width, height):
    round_thing = np.full((400, 400), 230.0)
    y, x = np.mgrid[:400, :400]
    round_thing[(x - 200) ** 2 + (y - 200) ** 2 < 15**2] = 0
    reference = plate(round_thing)
    picture = backplate(panel(width=width, height=height, background_image=reference))
    assert (picture.box.x1, picture.box.y1, picture.box.x2, picture.box.y2) == (0, 0, width, height)
    ink, _ = planes(picture)
    dark = ink < 128
    wide, high = dark.any(axis=0).sum() / ink.shape[1] * width, dark.any(axis=1).sum() / ink.shape[0] * height
    assert wide == pytest.approx(high, rel=0.2)


def test_figures_stand_before_it_and_the_words_draw_no_other_place(plate):
    request = panel(cast("bust"), background="street", background_image=plate(split(110, 230)))
    layers = compose(request)
    assert isinstance(layers[0], Picture) and len(layers) < len(
        compose(panel(cast("bust"), background="street"))
    )


def test_the_same_picture_gives_the_same_panel(plate):
    request = panel(cast("bust"), background_image=plate(split(60, 200)), lean=0.1)
    pages = [DraftArtist().draw(request, lambda done, total: None).pixels for _ in range(2)]
    assert pages[0] == pages[1]


def test_lines_over_a_dark_picture_are_white(plate):
    effects = (EffectRequest("focus-lines"),)
    assert is_dark(panel(background_image=plate(split(20, 60), "night.png"), effects=effects))
    assert not is_dark(panel(background_image=plate(split(200, 160), "day.png"), effects=effects))


def test_another_picture_is_another_request(plate):
    one, other = (
        panel(background_image=plate(split(*pair), f"{pair[0]}.png")) for pair in ((10, 90), (90, 10))
    )
    assert one.digest != other.digest
    assert panel().digest != one.digest


def test_what_is_no_picture_is_told_plainly(tmp_path):
    path = tmp_path / "place.png"
    path.write_bytes(b"not a picture")
    with pytest.raises(RunError, match=r"the background place\.png cannot be read"):
        backplate(panel(background_image=Reference(path, "0")))
