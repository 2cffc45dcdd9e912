"""A second run does what is missing, and the files are those of a first one."""

import hashlib
import random

import pytest

from mangacli.generate.draft.artist import DraftArtist
from mangacli.lay_out import lay_out_page
from mangacli.pipeline import render
from mangacli.run_options import RenderOptions


class Told:
    def __init__(self):
        self.done, self.fresh = [], []

    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        (self.fresh if page.fresh else self.done).append(page.number)


@pytest.fixture
def run(small_story, tmp_path, monkeypatch):
    """Renders → what was laid out, drawn, finished and left as it was, and the digests of the files."""
    drawn, laid = [], []
    draw = DraftArtist.draw

    def counted(self, request, progress):
        drawn.append(request.panel)
        return draw(self, request, progress)

    def counted_page(*arguments):
        laid.append(arguments[-1] + 1)
        return lay_out_page(*arguments)

    monkeypatch.setattr(DraftArtist, "draw", counted)
    monkeypatch.setattr("mangacli.lay_out.lay_out_page", counted_page)

    def run(**changes):
        drawn.clear()
        laid.clear()
        told = Told()
        options = {"output": tmp_path / "out", "model": "draft", "jobs": 1, "cache": tmp_path / "cache"}
        rendered = render(small_story, RenderOptions(**(options | changes)), told)
        assert rendered.failures == ()
        folder = changes.get("output", options["output"])
        files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}
        return tuple(laid), tuple(drawn), tuple(told.done), tuple(told.fresh), files

    return run


ALL = ("1.1", "1.2", "1.3", "2.1")


def test_nothing_is_done_twice(run):
    laid, drawn, done, fresh, files = run()
    assert (laid, drawn, done, fresh) == ((1, 2), ALL, (1, 2), ())
    assert run() == ((), (), (), (1, 2), files)


def test_a_changed_word_costs_its_page_and_no_panel(run, small_story, tmp_path):
    before = run()[-1]
    small_story.write_text(small_story.read_text().replace("The end.", "The END."))
    laid, drawn, done, fresh, files = run()
    assert (laid, drawn, done, fresh) == ((2,), (), (2,), (1,))
    assert files["page-001.png"] == before["page-001.png"] and files["small.pdf"] != before["small.pdf"]
    assert run(output=tmp_path / "anew", keep=False)[-1] == files


def test_a_page_that_is_gone_or_changed_is_made_again_from_its_pictures(run, tmp_path):
    files = run()[-1]
    (tmp_path / "out" / "page-001.png").unlink()
    assert run() == ((1,), (), (1,), (2,), files)
    (tmp_path / "out" / "page-002.png").write_bytes(b"somebody's own")
    assert run() == ((2,), (), (2,), (1,), files)
    (tmp_path / "out" / "small.pdf").write_bytes(b"half a document")
    assert run() == ((), (), (), (1, 2), files)


def test_another_folder_and_other_formats_want_pages_but_no_pictures(run, tmp_path):
    files = run(formats=("pdf",))[-1]
    assert run(formats=("pdf",))[2:] == ((), (1, 2), files)
    _, drawn, done, _, both = run(formats=("png", "pdf"))
    assert (drawn, done) == ((), (1, 2)) and both.items() > files.items()
    assert run(formats=("pdf",))[2:4] == ((), (1, 2))
    assert run(formats=("png", "pdf"))[2:] == ((), (1, 2), both)
    assert run(output=tmp_path / "other")[1:4] == ((), (1, 2), ())


def test_what_shows_on_the_page_makes_it_another(run):
    plain = run()[-1]
    assert run(overlay=True)[1:3] == ((), (1, 2))
    assert run(ink="1bit", dpi=150)[2] == (1, 2)
    assert run(seed=5)[2] == (1, 2)
    assert run(model="blank")[2] == (1, 2)
    assert run()[2:] == ((1, 2), (), plain)


def test_without_a_cache_all_is_done_and_nothing_kept(run, tmp_path):
    first = run(keep=False)
    assert first[:4] == ((1, 2), ALL, (1, 2), ())
    assert run(keep=False) == first
    assert not (tmp_path / "cache").exists()


def test_warnings_are_told_of_pages_that_stay_as_they_are(small_story, tmp_path):
    small_story.write_text(small_story.read_text().replace("- caption: The end.", "- ann: The end."))
    options = RenderOptions(tmp_path / "out", model="blank", jobs=1, cache=tmp_path / "cache")
    first, second = (render(small_story, options, Told()) for _ in range(2))
    assert first.warnings and first.warnings == second.warnings


def test_damaged_entries_anywhere_in_the_cache_cost_work_but_never_a_bit(run, tmp_path):
    files = run()[-1]
    lot = random.Random(7)
    for _ in range(6):
        for path in sorted((tmp_path / "cache").rglob("*.p*g*")):
            content = bytearray(path.read_bytes())
            content[lot.randrange(len(content))] ^= 1 << lot.randrange(8)
            path.write_bytes(content)
        if lot.random() < 0.5:
            (tmp_path / "out" / "page-001.png").unlink()
        (tmp_path / "out" / "small.pdf").unlink()
        assert run()[-1] == files
