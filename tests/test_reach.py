"""A story reaches the regular files of its folder and of the folders that are allowed; nothing else."""

import os

import pytest

from mangacli.reach import MissingError, OutsideError, Reach


@pytest.fixture
def home(tmp_path):
    for place in ("story/refs", "shared", "secret"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "a.png").write_bytes(b"")
    return tmp_path / "story"


def test_its_own_files_however_they_are_spelt(home):
    reach = Reach(home)
    for name in ("refs/a.png", "./refs/a.png", "refs/../refs/a.png", str(home / "refs/a.png")):
        assert reach.find(name) == (home / "refs/a.png").resolve()


def test_links_are_followed_before_they_are_judged(home):
    (home / "inward.png").symlink_to(home / "refs/a.png")
    (home / "outward.png").symlink_to(home.parent / "secret/a.png")
    assert Reach(home).find("inward.png") == (home / "refs/a.png").resolve()
    with pytest.raises(OutsideError):
        Reach(home).find("outward.png")


def test_allowed_folders_count_and_those_beside_them_do_not(home):
    reach = Reach(home, (home.parent / "shared",))
    assert reach.find("../shared/a.png").is_file()
    for name in ("../secret/a.png", "../shared/../secret/a.png", "../shared-not/a.png", "/etc/passwd"):
        with pytest.raises(OutsideError):
            reach.find(name)


def test_a_folder_that_is_itself_a_link_is_the_storys_own(home, tmp_path):
    (tmp_path / "link").symlink_to(home)
    assert Reach(tmp_path / "link").find("refs/a.png").is_file()


def test_only_regular_files_are_found(home):
    os.mkfifo(home / "pipe")
    (home / "loop").symlink_to("loop")
    for name in ("pipe", "loop", "refs", "nobody.png", "", "a\0b", "x" * 5000):
        with pytest.raises(MissingError):
            Reach(home).find(name)
