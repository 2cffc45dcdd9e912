import os

import pytest

from mangacli.cache.depot import Depot
from mangacli.cache.journal import Journal
from mangacli.cache.pins import Pins
from mangacli.cache.upkeep import DEPOTS, clear, prune, shares, verify
from mangacli.errors import RunError

KEYS = [f"{number:064x}" for number in range(1, 5)]


@pytest.fixture
def cache(tmp_path):
    """Four entries of equal size, the first one the oldest and pinned."""
    depot = Depot(tmp_path / "cache" / "panels", DEPOTS["panels"])
    for age, key in enumerate(KEYS):
        depot.write(key, b"x" * 100)
        os.utime(depot.path(key), (1000 + age, 1000 + age))
    (tmp_path / "holder").touch()
    Pins(tmp_path / "cache").pin(KEYS[0], tmp_path / "holder")
    return tmp_path / "cache"


def kept(cache):
    return list(Depot(cache / "panels", DEPOTS["panels"]))


def test_its_size_is_told_by_kind(cache):
    panels, pages = shares(cache)
    assert (panels.kind, panels.entries, panels.pinned, panels.damaged) == ("panels", 4, 1, 0)
    assert panels.bytes > 400
    assert (pages.kind, pages.entries, pages.bytes) == ("pages", 0, 0)


def test_pruning_lets_go_of_the_oldest_but_never_of_what_is_pinned(cache):
    one = shares(cache)[0].bytes // 4
    gone = prune(cache, 2 * one)
    assert (gone.entries, gone.bytes) == (2, 2 * one)
    assert kept(cache) == [KEYS[0], KEYS[3]]
    assert clear(cache).entries == 1
    assert kept(cache) == [KEYS[0]]
    assert prune(cache, 0).entries == 0


def test_verifying_sets_damaged_entries_aside(cache):
    path = Depot(cache / "panels", DEPOTS["panels"]).path(KEYS[1])
    path.write_bytes(b"y" + path.read_bytes()[1:])
    assert verify(cache) == (3, (path,))
    assert verify(cache) == (3, ())
    assert shares(cache)[0].damaged == 1
    prune(cache, 1 << 30)
    assert shares(cache)[0].damaged == 0


def test_a_cache_that_was_never_used_is_empty(tmp_path):
    assert [share.entries for share in shares(tmp_path / "none")] == [0, 0]
    assert verify(tmp_path / "none") == (0, ())
    assert clear(tmp_path / "none").entries == 0


def test_what_cannot_be_removed_is_named(cache, monkeypatch):
    def refuse(self, key):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Depot, "remove", refuse)
    with pytest.raises(RunError, match=r"cannot remove .*\.png: Permission denied"):
        prune(cache, 0)


def test_pruning_forgets_the_journals_of_folders_that_are_gone(cache, tmp_path):
    (tmp_path / "there").mkdir()
    journals = [Journal(cache, tmp_path / name) for name in ("there", "gone")]
    for journal in journals:
        journal.begin()
        journal.end()
    prune(cache, 1 << 30)
    assert [journal.path.exists() for journal in journals] == [True, False]
    clear(cache)
    assert not journals[0].path.exists()
