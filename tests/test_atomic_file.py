import os
import stat

import pytest

from mangacli.atomic_file import whole_file, write_whole
from mangacli.errors import RunError


def test_a_file_takes_its_name_only_when_it_is_whole(tmp_path):
    target = tmp_path / "deep" / "page.png"
    with whole_file(target) as file:
        file.write(b"half")
        assert not target.exists()
        file.write(b"whole")
    assert target.read_bytes() == b"halfwhole"
    assert [path.name for path in target.parent.iterdir()] == ["page.png"]


def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path):
    target = tmp_path / "page.png"
    write_whole(target, b"old")
    with pytest.raises(ZeroDivisionError), whole_file(target) as file:
        file.write(b"new")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.png"]


def test_rights_follow_the_users_mask(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "page.png", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "page.png").stat().st_mode) == 0o640


def test_a_folder_that_is_a_file_is_the_users_mistake(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="cannot write"):
        write_whole(tmp_path / "file" / "page.png", b"")
