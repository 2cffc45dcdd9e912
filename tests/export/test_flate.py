import zlib

import numpy as np
import pytest

from mangacli.export import flate

GRADIENT = np.add.outer(np.arange(90, dtype=np.uint8) * 2, np.arange(120, dtype=np.uint8) ** 2)
TONE = np.where(np.add.outer(np.arange(90) % 7, np.arange(120) % 5) > 6, 0, 255).astype(np.uint8)


def unpacked(packed, width):
    """The filter of the first row, and the pixels."""
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(-1, width + 1)
    assert len(set(rows[:, 0])) == 1
    up = rows[0, 0] == flate.UP
    return rows[0, 0], np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8) if up else rows[:, 1:]


@pytest.mark.parametrize(
    ("picture", "row_filter"), [(GRADIENT, flate.UP), (TONE, flate.NONE)], ids=["gradient", "tone"]
)
def test_rows_come_back_by_the_filter_that_packs_best(picture, row_filter):
    found, pixels = unpacked(flate.pack_rows(picture), 120)
    assert found == row_filter
    assert (pixels == picture).all()


def test_a_window_of_a_larger_picture_packs_as_itself():
    window = GRADIENT[1:4, 3:9]
    assert (unpacked(flate.pack_rows(window), 6)[1] == window).all()


@pytest.mark.parametrize("data", [b"", b"x", bytes(range(256)) * 100])
def test_bytes_come_back_with_and_without_libdeflate(monkeypatch, data):
    assert zlib.decompress(flate.pack(data)) == data
    monkeypatch.setattr(flate, "_libdeflate", None)
    assert zlib.decompress(flate.pack(data)) == data


def test_rows_of_a_large_picture_are_packed_as_they_come(monkeypatch):
    together = flate.pack_rows(GRADIENT)
    monkeypatch.setattr(flate, "TOGETHER", 1000)
    streamed = flate.pack_rows(GRADIENT)
    assert zlib.decompress(streamed) == zlib.decompress(together)


@pytest.mark.parametrize("together", [10, 10**7])
def test_each_band_has_the_filter_that_packs_it_best_and_goes_on_from_the_last(monkeypatch, together):
    monkeypatch.setattr(flate, "TOGETHER", together)
    packer = flate.RowPacker(180, 120)
    for band in (TONE, GRADIENT):
        packer.add(band)
    rows = np.frombuffer(zlib.decompress(packer.finish()), np.uint8).reshape(180, 121)
    assert rows[:, 0].tolist() == [flate.NONE] * 90 + [flate.UP] * 90
    assert (rows[90, 1:] == GRADIENT[0] - TONE[-1]).all()


def test_a_picture_with_rows_missing_is_our_mistake():
    packer = flate.RowPacker(10, 4)
    packer.add(np.zeros((9, 4), np.uint8))
    with pytest.raises(AssertionError, match="9 rows were added of 10"):
        packer.finish()
