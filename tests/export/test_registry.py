"""What every format must do: whoever adds one to the table is tested here at once."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from mangacli.errors import RunError
from mangacli.export.registry import EXPORTERS, page_name

formats = pytest.mark.parametrize("format_name", sorted(EXPORTERS))


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@formats
def test_it_says_which_files_lie_there(page, publication, tmp_path, format_name):
    folder = tmp_path / "new" / "folder"
    paths = EXPORTERS[format_name](publication, [page(1), page(2)], folder, "work")
    assert sorted(paths) == sorted(folder.iterdir())
    assert all(path.suffix == f".{format_name}" and path.stat().st_size > 1000 for path in paths)


@formats
def test_it_takes_the_pages_one_by_one(page, publication, tmp_path, format_name):
    pages = iter([page(1), page(2)])
    EXPORTERS[format_name](publication, pages, tmp_path, "work")
    assert next(pages, None) is None


@formats
def test_a_page_that_fails_leaves_nothing_half_done(page, publication, tmp_path, format_name):
    def pages():
        yield page(1)
        raise RunError("no ink")

    with pytest.raises(RunError, match="no ink"):
        EXPORTERS[format_name](publication, pages(), tmp_path, "work")
    assert {path.name for path in tmp_path.iterdir()} <= {page_name(1)}


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import b5
from mangacli.drawing import Publication
from mangacli.export.registry import EXPORTERS
work = Publication("The Last Lamp 最後の灯", "A. (B) \\\\ C", "en", artist="draft", keywords=("sea", "灯台"))
EXPORTERS[sys.argv[2]](work, [b5(1), b5(2)], Path(sys.argv[3]), "work")
"""


@formats
def test_a_second_process_writes_the_same_bytes(page, publication, tmp_path, format_name):
    EXPORTERS[format_name](publication, [page(1), page(2)], tmp_path / "here", "work")
    there = [Path(__file__).parent, format_name, tmp_path / "there"]
    subprocess.run([sys.executable, "-c", SCRIPT, *map(str, there)], check=True)
    assert digests(tmp_path / "here") == digests(tmp_path / "there")


def test_names_sort_as_pages_do():
    names = [page_name(number) for number in (1, 2, 10, 100)]
    assert names == sorted(names)
    assert names[0] == "page-001.png"
