"""A picture that is kept comes back, or is drawn anew; never anything else."""

import json
import random

import pytest
from draft_requests import request

from mangacli.errors import RunError
from mangacli.generate.base import LoraRequest, Reference
from mangacli.generate.blank import BlankArtist
from mangacli.generate.kept_artist import KeptArtist
from mangacli.generate.panel_cache import PanelCache, require_unchanged
from mangacli.generate.panel_key import panel_key

KEY = panel_key(request(), "a")


@pytest.fixture
def art():
    return BlankArtist().draw(request(), lambda *_: None)


@pytest.fixture
def cache(tmp_path):
    return PanelCache(tmp_path)


def test_a_picture_comes_back_as_it_was(cache, art):
    assert cache.get(KEY) is None and not cache.holds(KEY)
    assert cache.put(KEY, art)
    assert cache.get(KEY) == art and cache.holds(KEY)
    assert json.loads(cache.description(KEY.digest))["request"]["width"] == request().width
    assert cache.description("00" * 32) is None


def test_any_flipped_bit_is_seen_and_the_panel_drawn_anew(cache, art):
    lot = random.Random(3)
    cache.put(KEY, art)
    path = cache.depot.path(KEY.digest)
    whole = path.read_bytes()
    for _ in range(100):
        flipped = bytearray(whole)
        place = lot.randrange(8 * len(whole))
        flipped[place // 8] ^= 1 << place % 8
        path.write_bytes(flipped)
        assert cache.get(KEY) is None, place
        assert not path.exists()


def test_an_entry_that_says_something_else_is_not_believed(cache, art):
    other = panel_key(request(seed=9), "a")
    cache.put(other, art)
    sound = cache.depot.read(other.digest)
    cache.depot.write(KEY.digest, sound)
    assert cache.get(KEY) is None
    cache.depot.write(KEY.digest, b"not a picture")
    assert cache.get(KEY) is None and cache.description(KEY.digest) is None


class Counting(BlankArtist):
    def __init__(self):
        self.drawn = []

    def draw(self, request, progress):
        self.drawn.append(request.panel)
        if request.seed == 13:
            raise RunError("no ink")
        return super().draw(request, progress)


def test_only_what_is_missing_is_drawn(cache):
    requests = [request(panel=f"1.{n}", seed=n) for n in range(4)]
    first, second = Counting(), Counting()
    before = dict(KeptArtist(first, cache).draw_all(requests[:2], lambda *_: None))
    kept = KeptArtist(second, cache)
    assert sum(not kept.holds(each) for each in requests) == 2
    after = {r.panel: art for r, art in kept.draw_all(requests, lambda *_: None)}
    assert (first.drawn, second.drawn) == (["1.0", "1.1"], ["1.2", "1.3"])
    assert all(after[r.panel] == art for r, art in before.items())
    assert all(kept.holds(each) for each in requests)


def test_a_panel_that_moved_keeps_its_picture(cache):
    artist = Counting()
    for panel in ("1.1", "2.4"):
        ((asked, art),) = KeptArtist(artist, cache).draw_all([request(panel=panel)], lambda *_: None)
        assert asked.panel == panel and art.pixels.width == asked.width
    assert artist.drawn == ["1.1"]


def test_what_failed_is_not_kept(cache):
    for _ in range(2):
        ((_, error),) = KeptArtist(Counting(), cache).draw_all([request(seed=13)], lambda *_: None)
        assert error.message == "no ink"
    assert list(cache.depot) == []


def test_a_reference_that_changes_while_it_is_drawn_after_is_an_error(cache, tmp_path):
    path = tmp_path / "lora"
    path.write_bytes(b"one")
    asked = request(loras=(LoraRequest(Reference.of(path), 0.5),))
    require_unchanged(asked)
    path.write_bytes(b"two")
    with pytest.raises(RunError, match="changed while it was drawn after"):
        require_unchanged(asked)
    ((_, error),) = KeptArtist(Counting(), cache).draw_all([asked], lambda *_: None)
    assert isinstance(error, RunError) and list(cache.depot) == []


def test_what_one_cache_cannot_take_another_does(tmp_path):
    (tmp_path / "file").touch()
    caches = [PanelCache(tmp_path / "file"), PanelCache(tmp_path / "scratch")]
    ((_, art),) = KeptArtist(Counting(), *caches).draw_all([request()], lambda *_: None)
    assert KeptArtist(Counting(), *caches).picture(request()) == art
    ((_, error),) = KeptArtist(Counting(), caches[0]).draw_all([request()], lambda *_: None)
    assert "no room" in error.message
