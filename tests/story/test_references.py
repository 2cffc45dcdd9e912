"""Reference images are judged by their place and size, and decoded only where both are sound."""

import struct
import zlib

import pytest
from PIL import Image

from mangacli.reach import Reach
from mangacli.story.models import Character, Story
from mangacli.story.page_presets import PRESETS
from mangacli.story.references import MAX_REFERENCE_BYTES, check_references


def story_with(*references: str) -> Story:
    pages = [{"layout": "splash", "panels": [{}]}]
    cast = {"mika": Character(name="Mika", reference=references)}
    return Story(manga=1, title="t", page=PRESETS["b5"], characters=cast, pages=pages)


def rules_of(folder, *references: str) -> list[str]:
    return [finding.rule for finding in check_references(story_with(*references), Reach(folder))]


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is this large, and holds no pixels."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + body + struct.pack(">I", zlib.crc32(body)) + b"\0\0\1\0IDAT"


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif", "bmp", "tiff"])
def test_pictures_inside_the_folder_pass(tmp_path, suffix):
    (tmp_path / "refs").mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "refs" / f"mika.{suffix}")
    assert rules_of(tmp_path, f"refs/mika.{suffix}", f"refs/../refs/mika.{suffix}") == []


def test_nothing_outside_the_folder_is_looked_at(tmp_path):
    home = tmp_path / "story"
    home.mkdir()
    Image.new("L", (8, 8)).save(tmp_path / "outside.png")
    (home / "link.png").symlink_to(tmp_path / "outside.png")
    (home / "loop.png").symlink_to(home / "loop.png")
    names = ("../outside.png", str(tmp_path / "outside.png"), "link.png")
    assert rules_of(home, *names) == ["reference-outside"] * 3
    assert rules_of(home, "loop.png") == ["reference-missing"]


@pytest.mark.parametrize("name", ["nobody.png", "", "a\0b.png", "refs", "x" * 999])
def test_what_is_no_file_is_missing(tmp_path, name):
    (tmp_path / "refs").mkdir()
    assert rules_of(tmp_path, name) == ["reference-missing"]


@pytest.mark.parametrize(
    "content", [b"", b"Dear Mika", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"\xff\xd8\xff", png_header(8, 8)[:20]]
)
def test_what_is_no_picture_is_refused(tmp_path, content):
    (tmp_path / "mika.png").write_bytes(content)
    assert rules_of(tmp_path, "mika.png") == ["reference-not-image"]


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif"])
def test_a_picture_that_was_cut_off_is_refused(tmp_path, suffix):
    whole = tmp_path / f"whole.{suffix}"
    Image.effect_noise((64, 64), 60).convert("RGB").save(whole)
    (tmp_path / f"cut.{suffix}").write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert rules_of(tmp_path, f"whole.{suffix}", f"cut.{suffix}") == ["reference-not-image"]


def test_large_pictures_are_refused_unread(tmp_path):
    (tmp_path / "bomb.png").write_bytes(png_header(60_000, 60_000))
    (tmp_path / "poster.png").write_bytes(png_header(10_000, 6_000))
    with (tmp_path / "heavy.png").open("wb") as file:
        file.truncate(MAX_REFERENCE_BYTES + 1)
    assert rules_of(tmp_path, "bomb.png") == ["reference-too-large"]
    assert rules_of(tmp_path, "poster.png", "heavy.png") == ["reference-too-large"] * 2
