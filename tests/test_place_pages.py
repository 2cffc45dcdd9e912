from mangacli.page_record import PageRecord, PageRecords
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions


def test_a_page_that_is_known_is_laid_out_only_when_asked_for(small_story, tmp_path):
    options = RenderOptions(model="blank", cache=tmp_path / "cache")
    first = place(small_story, options)
    PageRecords(tmp_path / "cache").put(first.ledger[1].digest, PageRecord((), (), ""))
    second = place(small_story, options)
    assert [entry.record is None for entry in second.ledger] == [True, False]
    assert (second.pages.numbers, second.pages.panels) == ([1, 2], [3, 1])
    assert list(second.pages) == list(first.pages)


def test_what_is_judged_alone_is_always_laid_out(small_story, tmp_path):
    options = RenderOptions(model="blank", cache=tmp_path / "cache")
    placed = place(small_story, options, judged_only=True)
    assert all(entry.record is None for entry in placed.ledger)
    assert not (tmp_path / "cache").exists()
