from mangacli.cache.pins import Pins

KEY = "ab" * 32


def test_a_picture_is_pinned_as_long_as_somebody_holds_it(tmp_path):
    pins = Pins(tmp_path / "cache")
    holders = [tmp_path / name for name in ("one.picks.yaml", "two.picks.yaml")]
    for holder in holders:
        holder.touch()
        pins.pin(KEY, holder)
    assert pins.pinned() == {KEY} and set(pins.holders(KEY)) == set(holders)
    pins.unpin(KEY, holders[0])
    assert pins.pinned() == {KEY}
    holders[1].unlink()
    assert pins.pinned() == frozenset()
