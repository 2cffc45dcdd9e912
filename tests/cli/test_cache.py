import json

import pytest
from typer.testing import CliRunner

from mangacli.cache.depot import Depot
from mangacli.cli import cache


@pytest.fixture
def manga(tmp_path):
    depot = Depot(tmp_path / "panels", ".png")
    for key in ("aa" * 32, "bb" * 32):
        depot.write(key, b"x" * 2000)
    return lambda *said: CliRunner().invoke(cache.app, [*said, "--cache", str(tmp_path)])


def test_the_cache_is_measured_read_pruned_and_cleared(manga, tmp_path):
    shown = manga("size").stdout
    assert str(tmp_path) in shown and "panels        2     4.1 KiB" in shown
    assert [kind["entries"] for kind in json.loads(manga("size", "--json").stdout)["kinds"]] == [2, 0]
    assert manga("verify").exit_code == 0
    assert "1 entries let go of" in manga("prune", "--keep", "3K").stderr
    path = next(tmp_path.glob("panels/*/*.png"))
    path.write_bytes(path.read_bytes()[:-1])
    broken = manga("verify")
    assert (broken.exit_code, broken.stdout) == (3, f"{path}\n")
    assert "(1 damaged)" in manga("size").stdout
    assert manga("clear").exit_code == 0
    assert not list(tmp_path.glob("panels/*/*"))


def test_a_size_that_is_none_is_refused(manga):
    refused = manga("prune", "--keep", "lots")
    assert refused.exit_code == 2 and '--keep: "lots" is not a size' in refused.stderr
