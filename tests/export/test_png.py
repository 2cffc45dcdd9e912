import struct
import zlib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from mangacli.drawing import Shape
from mangacli.errors import RunError
from mangacli.export.page_pixels import page_pixels
from mangacli.export.png import write_png
from mangacli.export.screening import Screen
from mangacli.geometry import Box, Path


def chunks(path):
    """The chunks of a PNG in order: (kind, data)."""
    data, found, at = path.read_bytes(), [], 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        found.append((data[at + 4 : at + 8].decode(), data[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


def test_pillow_reads_the_pixels_that_were_painted(page, tmp_path):
    write_png(page(), tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as image:
        image.load()
        assert image.mode == "L"
        assert image.size == (533, 746)
        assert (np.asarray(image) == page_pixels(page(), 72)).all()


@pytest.mark.parametrize("dpi", [72, 96, 150, 350])
def test_the_size_is_points_times_dpi_and_the_file_says_the_dpi(page, tmp_path, dpi):
    drawing = page()
    write_png(drawing, tmp_path / "page.png", dpi)
    with Image.open(tmp_path / "page.png") as image:
        assert image.size == tuple(round(edge * dpi / 72) for edge in drawing.size)
        assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)


def test_without_dpi_the_drawings_own_holds(plain, tmp_path):
    write_png(plain(size=(36, 36), dpi=144), tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as image:
        assert image.size == (72, 72)


def test_boxes_in_points_are_boxes_in_the_picture(plain, tmp_path):
    black = Shape(Path.box(Box(10, 20, 30, 50)), fill=0.0)
    write_png(plain(black), tmp_path / "page.png", 144)
    with Image.open(tmp_path / "page.png") as image:
        dark = image.point(lambda grey: 255 - grey)
        assert dark.getbbox() == (20, 40, 60, 100)


def test_the_bleed_is_there_unless_the_page_is_trimmed(plain, tmp_path):
    drawing = replace(plain(size=(100, 120)), trim=Box(10, 10, 90, 110))
    write_png(drawing, tmp_path / "whole.png")
    write_png(drawing, tmp_path / "trimmed.png", trimmed=True)
    with Image.open(tmp_path / "whole.png") as whole, Image.open(tmp_path / "trimmed.png") as trimmed:
        assert whole.size == (100, 120)
        assert trimmed.size == (80, 100)
        assert whole.crop((10, 10, 90, 110)).tobytes() == trimmed.tobytes()


def test_chunks_are_in_order_and_hold_no_time(page, publication, tmp_path):
    write_png(page(), tmp_path / "page.png", publication=publication)
    kinds = [kind for kind, _ in chunks(tmp_path / "page.png")]
    assert kinds == ["IHDR", "sRGB", "gAMA", "pHYs", *["iTXt"] * 5, "IDAT", "IEND"]


def test_metadata_say_who_wrote_and_who_drew(page, publication, tmp_path):
    write_png(page(), tmp_path / "page.png", publication=publication)
    with Image.open(tmp_path / "page.png") as image:
        assert image.info["Title"] == "The Last Lamp 最後の灯"
        assert image.info["Author"] == "A. (B) \\ C"
        assert image.info["Comment"] == "Art drawn by draft"
        assert image.info["Description"] == "Is anyone up there?"
        assert image.info["Software"].startswith("mangacli ")


def test_the_same_page_gives_the_same_bytes(page, publication, tmp_path):
    for name in ("one.png", "two.png"):
        write_png(page(), tmp_path / name, publication=publication)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_a_page_too_large_is_refused_before_it_is_painted(page, tmp_path):
    with pytest.raises(RunError, match="a page of 45890 × 64197 pixels is too large") as error:
        write_png(page(), tmp_path / "page.png", 6200)
    assert "--dpi" in error.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(page, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RunError, match="cannot write"):
        write_png(page(), tmp_path / "file" / "page.png")


def test_a_failing_write_leaves_the_old_file(page, tmp_path, monkeypatch):
    path = tmp_path / "page.png"
    path.write_bytes(b"old")

    def broken(packer):
        raise MemoryError

    monkeypatch.setattr("mangacli.export.png.RowPacker.finish", broken)
    with pytest.raises(MemoryError):
        write_png(page(), path)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("page.png", b"old")]


def test_a_page_of_one_bit_is_read_as_such(page, publication, tmp_path):
    screen = Screen.of(None, 600)
    write_png(page(), tmp_path / "page.png", 144, publication=publication, screen=screen)
    found = chunks(tmp_path / "page.png")
    assert [kind for kind, _ in found] == ["IHDR", "sRGB", "gAMA", "pHYs", *["iTXt"] * 5, "IDAT", "IEND"]
    width, height, *depth_and_more = struct.unpack(">IIBBBBB", found[0][1])
    assert depth_and_more == [1, 0, 0, 0, 0]
    rows = zlib.decompress(dict(found)["IDAT"])
    assert len(rows) == height * (1 + (width + 7) // 8)
    assert set(rows[:: 1 + (width + 7) // 8]) == {0}
    with Image.open(tmp_path / "page.png") as image:
        image.load()
        assert image.mode == "1"
        assert image.info["dpi"] == pytest.approx((144, 144), abs=0.02)
        assert (np.asarray(image) == (page_pixels(page(), 144, screen) == 255)).all()


@pytest.mark.parametrize("trim", [Box(10, 10, 90, 110), Box(0, 0, 100, 120), Box(3, 50, 18, 51)])
@pytest.mark.parametrize("screen", [None, Screen(4, 600)])
def test_a_trimmed_page_is_cut_out_of_the_whole(plain, tmp_path, trim, screen):
    grey = Shape(Path.ellipse(Box(5, 5, 95, 115)), fill=0.4)
    drawing = replace(plain(grey, size=(100, 120)), trim=trim)
    write_png(drawing, tmp_path / "whole.png", screen=screen)
    write_png(drawing, tmp_path / "trimmed.png", trimmed=True, screen=screen)
    with Image.open(tmp_path / "whole.png") as whole, Image.open(tmp_path / "trimmed.png") as trimmed:
        box = (int(trim.x1), int(trim.y1), int(trim.x2), int(trim.y2))
        assert whole.crop(box).tobytes() == trimmed.tobytes()
