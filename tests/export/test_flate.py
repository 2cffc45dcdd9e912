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
