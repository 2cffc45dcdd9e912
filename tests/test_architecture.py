"""The tree keeps its promises: tests mirror the source, the wheel carries its data, nothing reaches up."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = (
    "story",
    "layout",
    "lettering",
    "furniture",
    "generate",
    "paint",
    "effects",
    "fonts",
    "export",
    "cli",
    "cache",
    "workers",
    "yaml_file",
)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_tests(room):
    assert list((ROOT / "tests" / room).rglob("test_*.py")), room


def test_every_tested_name_is_there():
    """A folder of tests is named after a room of the source; no room is made up."""
    for folder in (path for path in (ROOT / "tests").iterdir() if path.is_dir()):
        if list(folder.rglob("test_*.py")):
            assert (ROOT / "mangacli" / folder.name).is_dir(), folder.name


@pytest.mark.slow
def test_the_wheel_carries_layouts_fonts_art_and_licences(tmp_path):
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        sizes = {info.filename: info.file_size for info in opened.infolist()}
    layouts = {path.name for path in (ROOT / "layouts").glob("*.yaml")}
    assert {Path(name).name for name in sizes if name.startswith("mangacli/layouts/")} == layouts
    fonts = {name: size for name, size in sizes.items() if name.startswith("mangacli/fonts/bundled/")}
    assert any(name.endswith(".ttf") for name in fonts) and sum(fonts.values()) <= 8e6
    parts = {name: size for name, size in sizes.items() if "generate/draft/parts" in name}
    assert parts and sum(parts.values()) <= 3e6
    assert any(name.endswith("licenses/NOTICE") for name in sizes)
    assert not any(name.startswith(("tests/", "examples/")) for name in sizes)
