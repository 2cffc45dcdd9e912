"""Parts are drawn one by one into one cache, then put together: the same bytes as in one run."""

import typer
from typer.testing import CliRunner

from mangacli.cli import assemble, render
from mangacli.cli.app import ending_well


def run(*arguments):
    app = typer.Typer()
    for module in (render, assemble):
        app.command(module.__name__.rpartition(".")[2])(ending_well(module.command))
    return CliRunner().invoke(app, [str(part) for part in arguments])


def test_parts_put_together_are_the_whole(small_story, tmp_path):
    asked = (small_story, "--model", "draft", "-j", 1, "--cache", tmp_path / "cache")
    first = run("render", *asked, "--shard", "1/2", "-o", tmp_path / "out")
    assert (first.exit_code, first.stdout) == (0, "")
    early = run("assemble", *asked, "-o", tmp_path / "out")
    assert early.exit_code == 3
    assert "page 1: panel 1.2: not drawn yet" in early.stderr and "page 2: panel 2.1: not" in early.stderr
    assert not list((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True
    assert run("render", *asked, "--shard", "2/2", "-o", tmp_path / "out").exit_code == 0
    done = run("assemble", *asked, "-o", tmp_path / "out")
    assert done.exit_code == 0 and len(done.stdout.splitlines()) == 3
    run("render", *asked[:-2], "--no-cache", "-o", tmp_path / "whole")
    for path in (tmp_path / "whole").iterdir():
        assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes()


def test_parts_need_a_cache_to_meet_in(small_story):
    refused = run("render", small_story, "--shard", "1/2", "--no-cache")
    assert refused.exit_code == 2 and "parts meet in the cache" in refused.stderr
    assert run("assemble", small_story, "--no-cache").exit_code == 2
    for asked in (("--candidates", 3), ("--reroll",), ("--shard", "1/2"), ("--only", "1.1", "--reroll")):
        refused = run("assemble", small_story, *asked)
        assert refused.exit_code == 2 and "draws nothing" in refused.stderr


def test_its_help_is_its_own():
    shown = run("assemble", "--help").stdout
    assert "panels that are drawn already" in shown and "--cache" in shown and "kept-only" not in shown
