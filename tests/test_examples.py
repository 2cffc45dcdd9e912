"""The example stories, rendered as a reader gets them, and judged by programs that are not ours."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import craft
import numpy as np
import pytest
from PIL import Image

from mangacli.compose import compose
from mangacli.drawing import Drawing, Pixels, Shape, Text
from mangacli.export.png import write_png
from mangacli.generate.base import PanelArt
from mangacli.inspection import inspect_story
from mangacli.lettering.balloons import BALLOONS
from mangacli.pipeline import finish, place
from mangacli.run_options import RenderOptions

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*/*.yaml") if not path.stem.startswith("."))
NAMES = [path.stem for path in EXAMPLES]
DPI = 200
PREVIEWED = 2
"""The page of The Last Lamp that the README shows."""


class Silent:
    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        pass


@pytest.fixture(scope="session", params=EXAMPLES, ids=NAMES)
def example(request, tmp_path_factory):
    options = RenderOptions(tmp_path_factory.mktemp(request.param.stem), model="draft", jobs=1)
    placed = place(request.param, options)
    return placed, finish(placed, options, Silent())


def test_there_are_three_and_each_is_rendered_without_a_warning(example):
    placed, rendered = example
    assert len(EXAMPLES) == 3
    assert [d.finding.message for d in rendered.warnings if d.finding.severity != "note"] == []
    assert len(rendered.pngs) == len(placed.file.story.pages)
    assert rendered.failures == ()
    frame = placed.pages[0].frame
    with Image.open(rendered.pngs[0]) as page:
        assert page.size == tuple(round(edge * frame.dpi / 72) for edge in frame.size)
        assert page.mode == "L"
        assert page.info["dpi"] == pytest.approx((frame.dpi, frame.dpi), rel=1e-3)


def test_an_editor_finds_no_fault_in_the_numbers(example):
    placed, _ = example
    pages = inspect_story(placed.file.story, placed.pages)["pages"]
    assert [fault for page in pages for fault in craft.faults(page)] == []
    written = [len(panel.dialogs) for page in placed.file.story.pages for panel in page.panels]
    assert [len(panel["balloons"]) for page in pages for panel in page["panels"]] == written


def pixels(drawing: Drawing, folder: Path) -> np.ndarray:
    write_png(drawing, folder / "page.png", DPI)
    with Image.open(folder / "page.png") as page:
        return np.asarray(page).astype(int)


def test_an_editor_finds_no_fault_in_the_pixels(example, tmp_path):
    """Text stands on its balloon's paper, inside its box, and no balloon covers another's text or a face."""
    placed, _ = example
    grey = PanelArt(Pixels(1, 1, bytes([128])), "nobody")
    for furnished in placed.pages:
        page = replace(furnished, title=None, furniture=())
        drawing = compose(page, {panel.frame.id: grey for panel in page.panels})
        without = replace(drawing, items=tuple(item for item in drawing.items if not isinstance(item, Text)))
        bare = pixels(without, tmp_path)
        ink = np.abs(pixels(drawing, tmp_path) - bare) > 16
        allowed = np.zeros_like(ink)
        for balloon in page.balloons:
            box = balloon.box
            x1, y1, x2, y2 = (
                round(edge * DPI / 72) for edge in (box.x1 - 1, box.y1 - 1, box.x2 + 1, box.y2 + 1)
            )
            allowed[y1:y2, x1:x2] = True
            assert ink[y1:y2, x1:x2].any(), balloon.said
            if balloon.kind != "sfx":
                paper = round(255 * BALLOONS[balloon.kind].ground)
                assert (bare[y1:y2, x1:x2][ink[y1:y2, x1:x2]] == paper).all(), balloon.said
        assert not (ink & ~allowed).any(), page.frame.number
        no_balloons = tuple(
            item for item in drawing.items if not isinstance(item, Shape) or item.fill is None
        )
        art = pixels(
            replace(drawing, items=tuple(i for i in no_balloons if not isinstance(i, Text))), tmp_path
        )
        covered = np.abs(bare - art) > 16
        for panel in page.panels:
            for character in panel.frame.characters:
                head = character.head
                x1, y1, x2, y2 = (round(edge * DPI / 72) for edge in (head.x1, head.y1, head.x2, head.y2))
                tails = covered[y1 + 1 : y2 - 1, x1 + 1 : x2 - 1]
                assert not tails.any(), (panel.frame.id, character.id)


def pdftotext(path: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_every_dialog_is_whole_and_in_order_in_the_pdf(example):
    placed, rendered = example
    text = re.sub(r"\s+", "", pdftotext(rendered.pdf))
    at = 0
    for page in placed.pages:
        for balloon in page.balloons:
            said = re.sub(r"\s+", "", balloon.said)
            found = text.find(said, at)
            assert found >= 0, balloon.said
            at = found + len(said)


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_the_pdf_is_sound(example):
    _, rendered = example
    checked = subprocess.run(
        ["qpdf", "--check", str(rendered.pdf)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "No syntax or stream encoding errors found" in checked.stdout


def test_the_schema_beside_the_examples_is_the_present_one():
    import json

    from mangacli.layout.templates import template_counts
    from mangacli.story.schema import json_schema

    written = json.loads((ROOT / "examples" / "storyboard.schema.json").read_text("utf-8"))
    assert written == json_schema(tuple(template_counts()))
    for path in EXAMPLES:
        assert path.read_text("utf-8").startswith(
            "# yaml-language-server: $schema=../storyboard.schema.json\n"
        )


def test_the_readmes_picture_is_a_page_that_its_command_makes(example):
    placed, rendered = example
    if placed.file.story.title != "The Last Lamp":
        return
    with Image.open(ROOT / "examples" / "last-lamp" / "preview.png") as kept:
        expected = np.asarray(kept.convert("L")).astype(int)
    with Image.open(rendered.pngs[PREVIEWED - 1]) as page:
        small = page.convert("L").resize(expected.shape[::-1], Image.Resampling.LANCZOS)
    assert np.abs(np.asarray(small).astype(int) - expected).mean() < 1.5
