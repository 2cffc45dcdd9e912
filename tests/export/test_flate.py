import zlib

import numpy as np
import pytest

from mangacli.export import flate

PIXELS = np.arange(60, dtype=np.uint8).reshape(5, 12) ** 2


def unfiltered(packed, width):
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(-1, width + 1)
    assert (rows[:, 0] == 2).all()
    return np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8)


def test_rows_come_back():
    assert (unfiltered(flate.pack_rows(PIXELS), 12) == PIXELS).all()


def test_a_window_of_a_larger_picture_packs_as_itself():
    window = PIXELS[1:4, 3:9]
    assert (unfiltered(flate.pack_rows(window), 6) == window).all()


@pytest.mark.parametrize("data", [b"", b"x", bytes(range(256)) * 100])
def test_bytes_come_back_with_and_without_libdeflate(monkeypatch, data):
    assert zlib.decompress(flate.pack(data)) == data
    monkeypatch.setattr(flate, "_libdeflate", None)
    assert zlib.decompress(flate.pack(data)) == data
