from mangacli.cache import journal as rules
from mangacli.cache.journal import Journal


def test_a_journal_tells_what_the_run_before_left(tmp_path):
    first = Journal(tmp_path, tmp_path / "out")
    assert first.begin().ended
    first.panel_begun("1.1")
    first.panel_done("1.1", "aa")
    first.panel_begun("1.2")
    first.panel_failed("1.2", "no ink")
    first.end()
    past = Journal(tmp_path, tmp_path / "out").past()
    assert (past.keys, past.failures, past.begun, past.ended) == ({"1.1": "aa"}, {"1.2": "no ink"}, (), True)
    assert Journal(tmp_path, tmp_path / "other").past().keys == {}


def test_a_run_that_was_killed_left_what_it_was_at(tmp_path):
    killed = Journal(tmp_path, tmp_path / "out")
    killed.begin()
    for panel in ("1.1", "1.2"):
        killed.panel_begun(panel)
    killed.panel_done("1.1", "aa")
    past = Journal(tmp_path, tmp_path / "out").begin()
    assert (past.begun, past.ended) == (("1.2",), False)


def test_torn_lines_are_passed_over_wherever_they_were_torn(tmp_path):
    written = Journal(tmp_path, tmp_path / "out")
    written.begin()
    written.panel_done("1.1", "aa")
    content = written.path.read_bytes()
    for kept in range(len(content)):
        written.path.write_bytes(content[:kept])
        again = Journal(tmp_path, tmp_path / "out")
        again.begin()
        again.panel_done("1.2", "bb")
        assert again.past().keys["1.2"] == "bb"
        assert again.past().keys.get("1.1", "aa") == "aa"


def test_a_long_journal_is_folded(tmp_path, monkeypatch):
    monkeypatch.setattr(rules, "LONGEST", 500)
    for number in range(30):
        run = Journal(tmp_path, tmp_path / "out")
        run.begin()
        run.panel_done(f"1.{number % 3}", str(number))
        run.end()
    assert run.path.stat().st_size < 700
    assert run.past().keys == {"1.0": "27", "1.1": "28", "1.2": "29"}


def test_without_a_place_there_is_no_journal_and_the_run_goes_on(tmp_path, caplog):
    (tmp_path / "file").touch()
    for cache in (None, tmp_path / "file"):
        journal = Journal(cache, tmp_path / "out")
        assert journal.begin().keys == {}
        journal.panel_done("1.1", "aa")
        journal.end()
    assert len(caplog.messages) == 1
