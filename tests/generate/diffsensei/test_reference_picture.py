"""References of every kind become grey pictures, and what cannot be read is an error that names the file."""

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mangacli.errors import RunError
from mangacli.generate.diffsensei.characters import clip_pixels, magi_pixels
from mangacli.generate.diffsensei.reference_picture import (
    LONGEST_PADDED,
    padded_to_square,
    prepared_picture,
)

OURS = ("crop", "pad")
ALL = ("parity", *OURS)


def file_of(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def greys(content: bytes, preparation: str) -> list[list[int]]:
    """The picture's rows; all three channels are the same."""
    image = prepared_picture(content, preparation, "mika.png")
    assert image.mode == "RGB"
    pixels = np.asarray(image)
    assert (pixels[..., 0] == pixels[..., 1]).all() and (pixels[..., 0] == pixels[..., 2]).all()
    return pixels[..., 0].tolist()


def test_an_opaque_picture_is_the_same_in_parity_and_cropped(golden):
    for path in sorted((golden / "refs").iterdir()):
        content = path.read_bytes()
        assert greys(content, "parity") == greys(content, "crop")


def with_transparent_half(mode: str) -> bytes:
    """Two pixels: a hidden black one and a dark one that shows."""
    if mode == "P":
        image = Image.new("P", (2, 1))
        image.putpalette([0, 0, 0, 50, 50, 50])
        image.putpixel((1, 0), 1)
        return file_of(image, transparency=0)
    if mode in ("L", "RGB"):
        image = Image.new(mode, (2, 1), 0)
        image.putpixel((1, 0), 50 if mode == "L" else (50, 50, 50))
        return file_of(image, transparency=0 if mode == "L" else (0, 0, 0))
    image = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    image.putpixel((1, 0), (50, 50, 50, 255))
    return file_of(image.convert(mode))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "RGB"])
def test_transparent_parts_show_paper_but_in_parity_what_is_under_them(mode):
    content = with_transparent_half(mode)
    assert greys(content, "crop") == [[255, 50]]
    assert greys(content, "parity") == [[0, 50]]


def test_half_transparent_ink_is_half_as_dark():
    image = Image.new("RGBA", (1, 1), (0, 0, 0, 128))
    assert greys(file_of(image), "crop") == [[127]]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_held_upright_but_in_parity_as_it_was_stored(orientation):
    upright = Image.fromarray(np.array([[10, 60, 110], [160, 210, 250]], dtype=np.uint8))
    stored_as = {  # how a camera stores what is upright, by EXIF 2.32, tag 0x0112
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    stored = upright
    for turn in stored_as[orientation]:
        stored = stored.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = file_of(stored, exif=exif)
    assert greys(content, "crop") == np.asarray(upright).tolist()
    assert greys(content, "parity") == np.asarray(stored).tolist()


def test_a_photograph_with_garbled_notes_is_taken_as_it_was_stored():
    exif = Image.Exif()
    exif[0x0112] = 6
    content = file_of(Image.new("L", (2, 1), 9), "PNG", exif=exif)
    start = content.index(b"eXIf") + 4
    length = int.from_bytes(content[start - 8 : start - 4], "big")
    garbled = b"\xff" * length
    content = (
        content[:start]
        + garbled
        + struct.pack(">I", zlib.crc32(b"eXIf" + garbled))
        + content[start + length + 4 :]
    )
    assert greys(content, "crop") == [[9, 9]]


def test_sixteen_bits_become_eight():
    image = Image.fromarray(np.array([[0, 255, 256, 32768, 65535]], dtype=np.uint16))
    for kind in ("PNG", "TIFF"):
        assert greys(file_of(image, kind), "crop") == [[0, 0, 1, 128, 255]]
    assert greys(file_of(image), "parity") == [[0, 255, 255, 255, 255]]  # as Pillow has always done


def test_transparent_grey_of_sixteen_bits_is_paper():
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", 2, 1, 16, 0, 0, 0, 0),
        b"tRNS": struct.pack(">H", 300),
        b"IDAT": zlib.compress(b"\0" + struct.pack(">HH", 300, 25600)),
        b"IEND": b"",
    }
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks.items()
    )
    assert greys(content, "crop") == [[255, 100]]


@pytest.mark.parametrize("preparation", ALL)
@pytest.mark.parametrize(
    ("mode", "kind"),
    [("1", "PNG"), ("P", "GIF"), ("RGB", "BMP"), ("RGBA", "WEBP"), ("CMYK", "JPEG"), ("CMYK", "TIFF")],
)
def test_every_kind_of_picture_can_be_read(mode, kind, preparation):
    white = 0 if mode == "CMYK" else "white"
    assert greys(file_of(Image.new(mode, (2, 2), white), kind), preparation) == [[255, 255], [255, 255]]


@pytest.mark.parametrize("mode", ["F", "I", "LAB"])
def test_pixels_of_no_known_range_are_an_error(mode):
    image = Image.new(mode, (2, 2), (1 << 20) if mode == "I" else 0)
    with pytest.raises(RunError, match=r"cannot read the reference picture mika\.png: "):
        prepared_picture(file_of(image, "TIFF"), "crop", "mika.png")


@pytest.mark.parametrize("preparation", ALL)
@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (1, 20_000), (40_000, 2)])
def test_any_shape_becomes_what_the_encoders_take(size, preparation):
    image = prepared_picture(file_of(Image.new("L", size, 90)), preparation, "mika.png")
    assert clip_pixels(image).shape == magi_pixels(image).shape == (1, 3, 224, 224)
    if preparation == "pad":
        assert image.width == image.height <= LONGEST_PADDED
        assert np.asarray(image).min() == 90


def test_the_middle_of_a_very_long_picture_is_what_clip_sees():
    image = Image.new("L", (9_000, 1), 0)
    image.paste(255, (4_000, 0, 5_000, 1))
    assert (clip_pixels(image.convert("RGB")) == clip_pixels(Image.new("RGB", (9, 9), "white"))).all()


@given(st.integers(1, 40), st.integers(1, 40))
def test_padding_puts_the_picture_in_the_middle_of_white(width, height):
    square = np.asarray(padded_to_square(Image.new("L", (width, height), 7)))
    edge = max(width, height)
    assert square.shape == (edge, edge)
    left, top = (edge - width) // 2, (edge - height) // 2
    assert (square[top : top + height, left : left + width] == 7).all()
    assert (square == 7).sum() == width * height and (square == 255).sum() == edge**2 - width * height


def test_a_padded_picture_shows_clip_what_a_crop_takes_off():
    standing = Image.new("L", (20, 80), 255)
    standing.paste(0, (0, 0, 20, 20))  # all black where the head is
    content = file_of(standing)
    cropped, padded = (clip_pixels(prepared_picture(content, way, "mika.png")) for way in OURS)
    assert cropped.min() == cropped[0, :1].max()  # in its first channel nothing but white
    assert (padded < 0).any()


@given(st.data())
def test_damaged_files_are_errors_that_name_them(data):
    kind = data.draw(st.sampled_from(["PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP"]))
    exif = Image.Exif()
    exif[0x0112] = 6
    options = {"exif": exif} if kind in ("PNG", "JPEG", "WEBP") else {}
    content = bytearray(file_of(Image.linear_gradient("L").resize((9, 7)), kind, **options))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content
    try:
        prepared_picture(bytes(content), data.draw(st.sampled_from(ALL)), "mika.png")
    except RunError as error:
        assert error.message.startswith("cannot read the reference picture mika.png: ")


def test_no_other_program_is_started_for_a_picture():
    with pytest.raises(RunError, match="cannot read"):
        prepared_picture(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "crop", "mika.eps")


def test_a_picture_that_is_a_bomb_is_an_error():
    body = b"IHDR" + struct.pack(">IIBBBBB", 12_000, 12_000, 8, 0, 0, 0, 0)
    content = (
        b"\x89PNG\r\n\x1a\n\0\0\0\r" + body + struct.pack(">I", zlib.crc32(body)) + b"\0\0\0\0IEND\xaeB`\x82"
    )
    for preparation in ALL:
        with pytest.raises(RunError, match="decompression bomb"):
            prepared_picture(content, preparation, "mika.png")
