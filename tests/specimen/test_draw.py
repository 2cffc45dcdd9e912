from pathlib import Path

import pikepdf
import pytest
from kept_pages import must_be_as_kept

from mangacli.cli.progress import Silent
from mangacli.errors import UsageError
from mangacli.layout.templates import template_counts
from mangacli.specimen.draw import place_specimen, write_specimen
from mangacli.specimen.sample import Sample, Sheet
from mangacli.specimen.sheets import sheets
from mangacli.story.load import load_story

GOLDEN = Path(__file__).parent.parent / "golden_pages" / "specimen"
DPI = 60


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    return write_specimen(tmp_path_factory.mktemp("specimen") / "specimen.png", None, DPI, Silent())


@pytest.fixture(scope="module")
def placed(tmp_path_factory):
    return place_specimen(sheets(), tmp_path_factory.mktemp("placed"))


def test_the_pages_are_those_that_were_kept(pages, tmp_path):
    assert [page.name for page in pages] == [f"specimen-{number}.png" for number in range(1, len(pages) + 1)]
    for page in pages:
        must_be_as_kept(page, GOLDEN / page.name, tmp_path)


def test_everything_fits_and_every_sample_is_labelled(placed):
    assert [diagnostic.finding.message for diagnostic in placed.warnings] == []
    for sheet, page in zip(sheets(), placed.pages, strict=True):
        for sample, panel in zip(sheet.samples, page.panels[1:], strict=True):
            assert panel.balloons[0].said == sample.label
            assert len(panel.balloons) == 1 + len(sample.panel.get("dialogs", ()))


def test_each_sample_is_lettered_in_its_own_language_and_font(placed):
    for sheet, page in zip(sheets(), placed.pages, strict=True):
        for sample, panel in zip(sheet.samples, page.panels[1:], strict=True):
            assert {balloon.text.language for balloon in panel.balloons} == {sample.language}
            if sample.font:
                assert sample.font in {run.face for balloon in panel.balloons for run in balloon.text.runs}


def test_it_is_a_story_like_any_other(tmp_path):
    (path,) = write_specimen(tmp_path / "specimen.yaml", None, None, Silent())
    file = load_story(path, templates=template_counts())
    assert [page.title.text for page in file.story.pages] == [sheet.heading for sheet in sheets()]


def test_a_document_has_a_page_a_sheet_and_the_same_bytes_each_time(tmp_path, monkeypatch):
    one = Sheet("One", 2, (Sample("plain", {"dialogs": [{"kind": "speech", "text": "Here I am."}]}),))
    monkeypatch.setattr("mangacli.specimen.draw.sheets", lambda: (one, one))
    first, second = (write_specimen(tmp_path / name, None, 72, Silent())[0] for name in ("a.pdf", "b.pdf"))
    assert first.read_bytes() == second.read_bytes()
    with pikepdf.open(first) as document:
        assert len(document.pages) == 2


@pytest.mark.parametrize(
    ("name", "wanted", "written"),
    [("out", None, "out.pdf"), ("out", "yaml", "out.yaml"), ("v1.2", "yaml", "v1.2.yaml")],
)
def test_the_suffix_or_the_option_says_what_is_written(tmp_path, monkeypatch, name, wanted, written):
    monkeypatch.setattr("mangacli.specimen.draw.sheets", lambda: (Sheet("One", 1, (Sample("a", {}),)),))
    assert write_specimen(tmp_path / name, wanted, 72, Silent()) == (tmp_path / written,)
    assert (tmp_path / written).stat().st_size > 0


def test_another_suffix_is_refused(tmp_path):
    with pytest.raises(UsageError, match='not written as "gif"'):
        write_specimen(tmp_path / "specimen.gif", None, None, Silent())
    assert list(tmp_path.iterdir()) == []
