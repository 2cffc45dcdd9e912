"""A page with all its furniture: balloons keep off titles and numbers, and frames stay what they were."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from mangacli.pipeline import place, render
from mangacli.run_options import RenderOptions

STORY = """\
manga: 1
title: The Last Lamp
author: Ada Hartley
page: {preset: b5, dpi: 72}
furniture: {numbers: visible, running_title: true}
characters: {mika: {}, ren: {}}
pages:
  - layout: [{panels: 1, bleed: all}]
    title: {text: The Last Lamp, chapter: Chapter 1, author: true}
    numbers: visible
    panels:
      - characters: [mika, ren]
        dialogs:
          - mika: So this is the place of which you told me all those years ago.
          - ren: It is. Look up.
          - mika: I cannot see a thing.
          - caption: That night the lamp did not turn.
  - layout: [{panels: 1, bleed: all}]
    panels:
      - characters: [mika]
        dialogs: [{mika: "Oh!"}]
"""


class Silent:
    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        pass


@pytest.fixture
def story(tmp_path) -> Path:
    path = tmp_path / "story.yaml"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_balloons_keep_off_title_and_number(story):
    for page in place(story, RenderOptions(model="blank")).pages:
        runs = [glyph for text in page.furniture for run in text.runs for glyph in run.glyphs]
        for balloon in page.balloons:
            if page.title is not None:
                assert not balloon.box.overlaps(page.title.box)
            assert not any(balloon.box.contains_point((glyph.x, glyph.y)) for glyph in runs)


def test_the_panels_of_a_furnished_page_are_those_of_its_frame(story):
    for page in place(story, RenderOptions(model="blank")).pages:
        assert [panel.frame for panel in page.panels] == list(page.frame.panels)
        assert all(panel.frame.over == () for panel in page.panels)


def test_dialogs_that_need_the_room_make_the_title_smaller(story):
    (alone, *_) = place(story, RenderOptions(model="blank")).pages
    words = "So this is the place of which you told me all those years ago, and of the storm. "
    crowd = "".join(f"          - mika: {words * 2}\n" for _ in range(9))
    story.write_text(STORY.replace("          - caption: That", crowd + "          - caption: That"))
    (crowded, *_) = place(story, RenderOptions(model="blank")).pages
    assert crowded.title.size < alone.title.size
    assert len(crowded.balloons) == 13


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_a_pdf_reads_title_dialogs_and_number_in_order(story, tmp_path):
    rendered = render(story, RenderOptions(tmp_path / "out", ("pdf",), model="blank", jobs=1), Silent())
    with pypdfium2.PdfDocument(rendered.pdf) as document:
        assert [document.get_page_label(index) for index in range(2)] == ["1", "2"]
    told = subprocess.run(["pdftotext", rendered.pdf, "-"], capture_output=True, text=True, check=True)
    text = " ".join(told.stdout.split("\f")[0].split())
    parts = ("Chapter 1", "The Last Lamp", "Ada Hartley", "So this is", "It is.", "I cannot", "That night")
    places = [text.find(part) for part in parts]
    assert -1 not in places and places == sorted(places)
    assert text.endswith("1")


@pytest.mark.parametrize(("first", "layout"), [(1, "/TwoPageRight"), (4, "/TwoPageLeft")])
def test_a_document_that_begins_on_an_even_page_opens_with_a_pair(story, tmp_path, first, layout):
    story.write_text(STORY.replace("numbers: visible, running", f"numbers: visible, first: {first}, running"))
    rendered = render(story, RenderOptions(tmp_path / "out", ("pdf",), model="blank", jobs=1), Silent())
    assert f"/PageLayout {layout}".encode() in rendered.pdf.read_bytes()
