from pathlib import Path

import pytest

from mangacli.cache_folder import cache_folder
from mangacli.errors import RunError


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch, tmp_path):
    for name in ("MANGA_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_it_lies_where_caches_lie(monkeypatch, tmp_path):
    assert cache_folder("features") == tmp_path / ".cache/mangacli/features"
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert cache_folder("features") == Path("/caches/mangacli/features")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder("features") == tmp_path / ".cache/mangacli/features"


def test_it_lies_where_it_is_told_to(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    monkeypatch.setenv("MANGA_CACHE", "~/kept")
    assert cache_folder("features") == tmp_path / "kept/features"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MANGA_CACHE", "here")
    assert cache_folder("features") == tmp_path / "here/features"


def test_without_a_home_it_says_what_to_set(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    with pytest.raises(RunError, match="no folder for caches") as raised:
        cache_folder("features")
    assert "MANGA_CACHE" in raised.value.hint
