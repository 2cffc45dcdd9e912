import json

import typer
from typer.testing import CliRunner

from mangacli.cli import render, status


def test_status_says_what_is_there_and_what_changed(small_story, tmp_path):
    asked = [
        str(small_story),
        "--model",
        "blank",
        "--cache",
        str(tmp_path / "cache"),
        "-o",
        str(tmp_path / "o"),
    ]
    app = typer.Typer()
    for module in (render, status):
        app.command(module.__name__.rpartition(".")[2])(module.command)
    manga = CliRunner()
    before = manga.invoke(app, ["status", *asked])
    assert before.stdout.splitlines()[-1] == "4 missing"
    assert manga.invoke(app, ["render", *asked, "-j", "1", "-q"]).exit_code == 0
    assert manga.invoke(app, ["status", *asked]).stdout.splitlines()[-1] == "4 fresh"
    other = manga.invoke(app, ["status", *asked, "--dpi", "144", "--seed", "3"]).stdout.splitlines()
    assert other[-1] == "4 stale" and "size" in other[0] and "seed" in other[0]
    small_story.write_text(small_story.read_text().replace("[1, 2]", "[2, 1]"))
    lines = manga.invoke(app, ["status", *asked]).stdout.splitlines()
    assert lines[0].startswith("1.1     stale: ") and "size" in lines[0]
    assert lines[1:] == [
        "1.2     fresh",
        "1.3     stale: dialogs, size changed",
        "2.1     fresh",
        "2 fresh, 2 stale",
    ]
    told = json.loads(manga.invoke(app, ["status", *asked, "--json"]).stdout)
    assert [each["state"] for each in told] == ["stale", "fresh", "stale", "fresh"]
