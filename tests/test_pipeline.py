import hashlib
import logging

import pytest
from PIL import Image

from mangacli.errors import StoryError
from mangacli.export.registry import EXPORTERS
from mangacli.pipeline import finish, place, render
from mangacli.run_options import RenderOptions


class Silent:
    def __init__(self):
        self.pages = []

    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        self.pages.append(page.number)


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("model", ["blank", "draft"])
def test_a_story_becomes_pages_the_same_bytes_whatever_the_processes(small_story, tmp_path, model):
    watch = Silent()
    rendered = render(small_story, RenderOptions(output=tmp_path / "one", model=model, jobs=1), watch)
    render(small_story, RenderOptions(output=tmp_path / "two", model=model, jobs=2), watch)
    render(small_story, RenderOptions(output=tmp_path / "again", model=model, jobs=1), watch)
    assert sorted(digests(tmp_path / "one")) == ["page-001.png", "page-002.png", "small.pdf"]
    assert digests(tmp_path / "one") == digests(tmp_path / "two") == digests(tmp_path / "again")
    assert watch.pages == [1, 2] * 3
    assert (rendered.artist, rendered.panels, rendered.failures) == (model, 4, ())


def test_pages_in_one_bit_are_the_same_bytes_whatever_the_processes(small_story, tmp_path, caplog):
    caplog.set_level(logging.INFO, "mangacli")
    for name, jobs in (("one", 1), ("two", 2)):
        options = RenderOptions(tmp_path / name, model="draft", jobs=jobs, dpi=150, ink="1bit", lpi=30)
        rendered = render(small_story, options, Silent())
        assert rendered.failures == ()
        with Image.open(rendered.pngs[0]) as page:
            assert page.mode == "1"
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert "one bit a pixel: 26.5 lines per inch at 150 dpi, 33 greys" in caplog.messages
    assert "at 150 dpi one-bit lines are ragged: print asks for --dpi 600" in caplog.messages


def test_grey_pages_have_no_screen_to_speak_of(small_story, tmp_path, caplog):
    caplog.set_level(logging.INFO, "mangacli")
    render(small_story, RenderOptions(tmp_path / "grey", ("png",), "1", "blank", jobs=1), Silent())
    assert caplog.messages == []


def test_only_the_pages_and_formats_asked_for_are_written(small_story, tmp_path):
    out = tmp_path / "out"
    rendered = render(small_story, RenderOptions(out, ("pdf",), "2", "blank", jobs=1), Silent())
    assert [path.name for path in out.iterdir()] == ["small.pages-2.pdf"]
    assert rendered.pngs == ()


def test_a_page_is_the_same_alone_as_among_others(small_story, tmp_path):
    for name, pages in (("all", None), ("some", "2")):
        render(small_story, RenderOptions(tmp_path / name, ("png",), pages, "draft", jobs=1), Silent())
    assert digests(tmp_path / "some").items() <= digests(tmp_path / "all").items()


def test_seed_and_dpi_take_the_place_of_the_storys(small_story):
    placed = place(small_story, RenderOptions(model="blank", dpi=144, lpi=40, seed=99))
    assert placed.file.story.seed == 99
    assert placed.pages[0].frame.lpi == 40
    assert placed.pages[0].frame.dpi == 144
    before = place(small_story, RenderOptions(model="blank")).pages[0].panels[0].frame.generation
    after = placed.pages[0].panels[0].frame.generation
    assert after.pixels_per_point == pytest.approx(2 * before.pixels_per_point)


def test_a_panel_that_fails_spares_the_other_pages(small_story, tmp_path, monkeypatch):
    from mangacli.errors import RunError
    from mangacli.generate.blank import BlankArtist

    draw = BlankArtist.draw

    def poisoned(self, request, progress):
        if request.panel == "1.2":
            raise RunError("no memory left", "close something")
        return draw(self, request, progress)

    monkeypatch.setattr(BlankArtist, "draw", poisoned)
    options = RenderOptions(tmp_path / "out", model="blank", jobs=1)
    rendered = finish(place(small_story, options), options, Silent())
    assert rendered.failures == ("page 1: panel 1.2: no memory left (close something)",)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["page-002.png"]
    assert rendered.pdf is None


def test_text_that_cannot_fit_is_an_error_with_its_place(tmp_path):
    story = tmp_path / "story.yaml"
    words = "all work and no play " * 90
    story.write_text(
        f"manga: 1\ntitle: T\npage: tankobon\npages:\n  - layout: {{rows: [3, 3]}}\n    panels:\n"
        f"      - dialogs:\n          - caption: {words}\n" + "      - {}\n" * 5
    )
    with pytest.raises(StoryError) as caught:
        place(story, RenderOptions(model="blank"))
    assert [d.place.line for d in caught.value.diagnostics if d.finding.severity == "error"] == [8]


@pytest.mark.parametrize("wanted", sorted(EXPORTERS))
def test_every_registered_format_is_written_by_a_run(small_story, tmp_path, wanted):
    render(small_story, RenderOptions(tmp_path / "out", (wanted,), model="blank", jobs=1), Silent())
    written = list((tmp_path / "out").iterdir())
    assert written and all(path.suffix == f".{wanted}" for path in written)


def test_boxes_that_the_model_cannot_see_are_told_before_anything_is_drawn(tmp_path):
    from PIL import Image

    Image.new("L", (8, 8), 128).save(tmp_path / "mika.png")
    path = tmp_path / "thin.yaml"
    path.write_text(
        "manga: 1\n"
        "title: Thin\n"
        "page: {preset: a5, dpi: 72}\n"
        "characters: {mika: {reference: mika.png}, ren: {description: a tall man}}\n"
        "pages:\n"
        "  - layout: {rows: [2]}\n"
        "    panels:\n"
        "      - characters: {mika: {box: [0.42, 0, 0.58, 1]}, ren: {box: [0.42, 0, 0.58, 1]}}\n"
        "      - characters: {mika: {box: [0.5, 0, 0.51, 1]}}\n"
    )
    told = ("thin-box", "model-box")
    with pytest.raises(StoryError) as raised:
        place(path, RenderOptions(model="diffsensei"), judged_only=True)
    found = [d for d in raised.value.diagnostics if d.finding.rule in told]
    assert [(d.finding.rule, d.finding.severity, d.place.line) for d in found] == [
        ("thin-box", "warning", 8),
        ("model-box", "error", 9),
    ]
    drafted = place(path, RenderOptions(model="draft")).warnings
    found = [(d.finding.rule, d.finding.severity) for d in drafted if d.finding.rule in told]
    assert found == [("model-box", "warning")]
