"""A reference image becomes ink: cut out, placed by its head, refused where it is no image or too large."""

import hashlib
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from draft_casting import HEIGHT, WIDTH, cast
from PIL import Image, ImageDraw

from mangacli.errors import RunError
from mangacli.generate.base import Reference
from mangacli.generate.draft.authors_picture import LARGEST
from mangacli.generate.draft.ink import Inked, paint
from mangacli.generate.draft.reference_ink import WORKING, ink_reference, picture_of
from mangacli.geometry import Box
from mangacli.geometry import Path as Outline

PICTURE = Box(0, 0, WIDTH, HEIGHT)


def reference(path: Path) -> Reference:
    return Reference(path, hashlib.sha256(path.read_bytes()).hexdigest())


def portrait(ground=(120, 180, 220), mode="RGB") -> Image.Image:
    """A head with two eyes on shoulders that leave the image below, on a plain ground."""
    image = Image.new(mode, (200, 240), ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((30, 160, 170, 240), fill=(130, 130, 130), outline=(0, 0, 0), width=4)
    draw.ellipse((50, 20, 150, 170), fill=(255, 240, 230), outline=(0, 0, 0), width=4)
    draw.ellipse((75, 80, 88, 96), fill=(0, 0, 0))
    draw.ellipse((112, 80, 125, 96), fill=(0, 0, 0))
    return image


def whole_figure() -> Image.Image:
    image = Image.new("RGB", (200, 500), (250, 250, 250))
    draw = ImageDraw.Draw(image)
    draw.ellipse((75, 20, 125, 90), fill=(240, 200, 180), outline=(0, 0, 0), width=4)
    draw.rectangle((60, 88, 140, 470), fill=(60, 90, 160), outline=(0, 0, 0), width=4)
    return image


def saved(image: Image.Image, path: Path, **options) -> Reference:
    image.save(path, **options)
    return reference(path)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.gif", "a.bmp"])
def test_a_plain_background_is_cut_away(tmp_path, name):
    inked = ink_reference(saved(portrait(), tmp_path / name))
    assert not inked.subject[5, 5] and not inked.subject[100, 10]
    assert inked.subject[100, 100] and inked.subject[230, 100]
    assert inked.cropped and not inked.whole


def test_transparency_is_the_background(tmp_path):
    image = portrait((0, 0, 0, 0), "RGBA")
    inked = ink_reference(saved(image, tmp_path / "a.png"))
    assert not inked.subject[5, 5] and inked.subject[100, 100]


def test_a_shaded_background_is_still_plain(tmp_path):
    pixels = np.asarray(portrait()).astype(int)
    fade = np.linspace(-25, 25, 200)[None, :, None] * (pixels == (120, 180, 220)).all(axis=2)[:, :, None]
    image = Image.fromarray((pixels + fade).astype(np.uint8))
    subject = ink_reference(saved(image, tmp_path / "a.png")).subject
    assert not subject[5, 5] and not subject[5, 195] and subject[100, 100]


def test_a_busy_background_is_seen_through_an_arch(tmp_path):
    noise = np.random.default_rng(3).integers(0, 255, (120, 90, 3), dtype=np.uint8)
    subject = ink_reference(saved(Image.fromarray(noise), tmp_path / "a.png")).subject
    assert not subject[0, 0] and subject[1, 45] and subject[-1].all()


def test_what_cannot_be_cut_out_stands_in_a_frame_and_is_not_drawn_on_below(tmp_path):
    noise = np.random.default_rng(3).integers(0, 255, (120, 90, 3), dtype=np.uint8)
    framed = cast("bust", references=(saved(Image.fromarray(noise), tmp_path / "a.png"),))
    assert ink_reference(framed.references[0]).framed
    placed = picture_of(framed, PICTURE, 3.0)
    plane = np.frombuffer(placed.ink.data, np.uint8).reshape(placed.ink.height, placed.ink.width)
    mask = np.frombuffer(placed.mask.data, np.uint8).reshape(plane.shape)
    below = np.flatnonzero(mask[:, plane.shape[1] // 2])[-1]
    assert plane[below - 4 : below + 1, plane.shape[1] // 2].min() < 90, "a line closes the frame"


def test_a_line_frames_what_was_cut_out(tmp_path):
    plain = portrait().convert("RGB")
    character = cast("close-up", references=(saved(plain, tmp_path / "a.png"),))
    assert not ink_reference(character.references[0]).framed
    placed = picture_of(character, PICTURE, 3.0)
    plane = np.frombuffer(placed.ink.data, np.uint8).reshape(placed.ink.height, placed.ink.width)
    mask = np.frombuffer(placed.mask.data, np.uint8).reshape(plane.shape) > 127
    row = plane.shape[0] // 3
    left = np.flatnonzero(mask[row])[0]
    assert plane[row, left : left + 14].min() < 90 and plane[row, left] > 200, "paper, then the line"


def test_smoothing_keeps_edges_and_flattens_grain(tmp_path):
    grain = np.random.default_rng(1).normal(0, 8, (200, 200))
    picture = np.where(np.arange(200)[None, :] < 100, 80, 190) + grain
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).convert("RGB")
    inked = ink_reference(saved(image, tmp_path / "a.png"))
    left, right = inked.tone[20:180, 20:80], inked.tone[20:180, 120:180]
    assert np.unique(left).size == np.unique(right).size == 1
    assert int(right[0, 0]) > int(left[0, 0])
    edge = np.abs(np.diff(inked.tone[100].astype(int))).argmax()
    assert abs(edge - 99) <= 2


def test_lines_are_ink_and_mid_greys_are_tone(tmp_path):
    inked = ink_reference(saved(portrait(), tmp_path / "a.png"))
    assert inked.ink[88, 82] < 40 and inked.ink[130, 100] > 220
    assert inked.tone[200, 100] < 230 and inked.tone[130, 100] == 255


@pytest.mark.parametrize("shot", ["bust", "close-up"])
def test_the_head_lies_on_the_head_box(tmp_path, shot):
    character = cast(shot, references=(saved(portrait(), tmp_path / "a.png"),))
    placed = picture_of(character, PICTURE, 3.0)
    face = PICTURE.part(character.head)
    drawn = placed.box.part((75 / 200, 80 / 240, 125 / 200, 96 / 240)).center
    assert face.contains_point(drawn)


def test_a_portrait_runs_on_to_the_bottom_of_the_panel(tmp_path):
    character = cast("medium", references=(saved(portrait(), tmp_path / "a.png"),))
    assert picture_of(character, PICTURE, 3.0).box.y2 >= HEIGHT


def test_a_whole_figure_stands_in_its_box(tmp_path):
    inked = ink_reference(saved(whole_figure(), tmp_path / "a.png"))
    assert inked.whole and not inked.cropped
    character = cast("full", references=(reference(tmp_path / "a.png"),))
    ground = Inked(Outline.box(PICTURE.inset(-5)), 0.0)
    pixels = paint(WIDTH, HEIGHT, [ground, picture_of(character, PICTURE, 2.0)])
    rows = np.flatnonzero((np.frombuffer(pixels.data, np.uint8).reshape(HEIGHT, WIDTH) > 128).any(axis=1))
    box = PICTURE.part(character.box)
    assert rows[0] == pytest.approx(box.y1, abs=6) and rows[-1] == pytest.approx(box.y2, abs=6)


def test_large_images_are_worked_on_small(tmp_path):
    image = portrait().resize((2400, 2880))
    assert max(ink_reference(saved(image, tmp_path / "a.jpg")).ink.shape) == WORKING


def test_tiny_and_empty_images_are_inked_too(tmp_path):
    for number, image in enumerate(
        (Image.new("RGB", (1, 1)), Image.new("RGBA", (9, 300)), Image.new("L", (40, 3), 9))
    ):
        character = cast("bust", references=(saved(image, tmp_path / f"{number}.png"),))
        paint(WIDTH, HEIGHT, [picture_of(character, PICTURE, 3.0)])


def test_an_image_bomb_is_refused_before_it_is_decoded(tmp_path):
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    edge = int(LARGEST**0.5) + 10
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", edge, edge, 8, 0, 0, 0, 0))
    path = tmp_path / "bomb.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )
    with pytest.raises(RunError, match="too many"):
        ink_reference(reference(path))


@pytest.mark.parametrize("content", [b"", b"not an image", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_image_is_an_error_with_its_name(tmp_path, content):
    path = tmp_path / "mika.png"
    path.write_bytes(content)
    with pytest.raises(RunError, match=r"mika\.png"):
        ink_reference(reference(path))
    with pytest.raises(RunError, match=r"gone\.png"):
        ink_reference(Reference(tmp_path / "gone.png", ""))
