"""What a depot gives back is what it was given, or nothing."""

import random

import pytest

from mangacli.cache.depot import Depot, unsealed

KEY = "ab" * 32


@pytest.fixture
def depot(tmp_path):
    return Depot(tmp_path / "depot", ".bin")


def test_what_was_kept_is_read_back(depot):
    assert depot.read(KEY) is None and not depot.holds(KEY)
    assert depot.write(KEY, b"ink")
    assert depot.read(KEY) == b"ink" and depot.holds(KEY)
    assert list(depot) == [KEY]


def test_a_hundred_flipped_bits_are_all_seen(depot):
    depot.write(KEY, random.Random(1).randbytes(500))
    sealed = depot.path(KEY).read_bytes()
    lot = random.Random(2)
    for place in lot.sample(range(8 * len(sealed)), 100):
        flipped = bytearray(sealed)
        flipped[place // 8] ^= 1 << place % 8
        assert unsealed(KEY, bytes(flipped)) is None, place


@pytest.mark.parametrize("kept", [0, 1, 3, 40, -1])
def test_a_file_cut_short_is_set_aside_and_can_be_written_anew(depot, kept, caplog):
    depot.write(KEY, b"ink")
    path = depot.path(KEY)
    path.write_bytes(path.read_bytes()[:kept])
    assert depot.read(KEY) is None
    assert not path.exists() and (depot.folder / "damaged" / path.name).exists()
    assert "is damaged; it is set aside" in caplog.text
    assert depot.write(KEY, b"ink") and depot.read(KEY) == b"ink"


def test_an_entry_under_anothers_name_is_damaged(depot):
    depot.write(KEY, b"ink")
    other = "cd" * 32
    depot.path(other).parent.mkdir(parents=True)
    depot.path(KEY).replace(depot.path(other))
    assert depot.read(other) is None


def test_a_folder_that_cannot_be_written_is_warned_of_once(tmp_path, caplog):
    (tmp_path / "file").touch()
    depot = Depot(tmp_path / "file", ".bin")
    assert not depot.write(KEY, b"ink") and not depot.write(KEY, b"ink")
    assert depot.read(KEY) is None
    assert len(caplog.messages) == 1 and "of no use" in caplog.text


def test_files_being_written_are_no_entries(depot):
    depot.write(KEY, b"ink")
    (depot.path(KEY).parent / f".{KEY}.bin.x.part").touch()
    assert list(depot) == [KEY]
