"""Candidates, sheet, pick and reroll as they are typed."""

import pytest
import typer
from typer.testing import CliRunner

from mangacli.cli import pick, render, sheet
from mangacli.cli.app import ending_well
from mangacli.story.picks import read_picks

app = typer.Typer()
for module in (render, sheet, pick):
    app.command(module.__name__.rpartition(".")[2])(ending_well(module.command))


@pytest.fixture
def manga(tmp_path):
    """Runs a command with a cache of its own → its result."""

    def run(command, *arguments):
        options = ("--model", "draft", "--cache", str(tmp_path / "cache"))
        return CliRunner().invoke(app, [command, *map(str, arguments), *options])

    return run


def test_from_candidates_to_a_pick(manga, small_story):
    drawn = manga("render", small_story, "--candidates", 3, "--only", "1.1,1.3")
    assert drawn.exit_code == 0, drawn.output
    assert [line.split()[:3] for line in drawn.stdout.splitlines()] == [
        [panel, "candidate", str(number)] for panel in ("1.1", "1.3") for number in (1, 2, 3)
    ]
    shown = manga("sheet", small_story)
    assert [path.rpartition("/")[2] for path in shown.stdout.split()] == ["candidates.html", "candidates.png"]
    picked = manga("pick", small_story, "1.3", "--candidate", 2)
    assert picked.exit_code == 0 and picked.stdout.strip().endswith("small.picks.yaml")
    assert read_picks(small_story).picks["1.3"].candidate == 2
    assert "1.3" in manga("pick", small_story).stdout
    assert manga("pick", small_story, "1.3", "--drop").exit_code == 0
    assert manga("pick", small_story).stdout == ""


def test_reroll_draws_one_panel_anew_and_says_its_seed(manga, small_story):
    assert manga("render", small_story, "--format", "png").exit_code == 0
    page = small_story.with_name("small-pages") / "page-001.png"
    before = page.read_bytes()
    rolled = manga("render", small_story, "--only", "1.2", "--reroll", "--format", "png")
    assert rolled.exit_code == 0
    pick = read_picks(small_story).picks["1.2"]
    assert f"seed {pick.seed}" in rolled.stderr and pick.candidate == 2
    assert page.read_bytes() != before
    manga("render", small_story, "--only", "1.2", "--reroll", "--format", "png")
    assert read_picks(small_story).picks["1.2"].candidate == 3
    back = manga("pick", small_story, "1.2", "--candidate", 1)
    assert back.exit_code == 0
    manga("render", small_story, "--format", "png")
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("render", "--only", "1.1"), "--candidates"),
        (("render", "--reroll"), "--only"),
        (("render", "--candidates", "2", "--only", "7.7"), "no panel"),
        (("pick", "1.1", "--candidate", "3"), "has not been drawn"),
        (("pick", "1.1"), "which candidate"),
        (("pick", "1.1", "--drop"), "nothing is picked"),
        (("sheet",), "no candidates"),
    ],
)
def test_what_cannot_be_done_is_wrong_usage(manga, small_story, arguments, said):
    command, *rest = arguments
    done = manga(command, small_story, *rest)
    assert done.exit_code == 2 and said in done.stderr


def test_a_broken_file_of_picks_stops_a_run_with_its_place(manga, small_story):
    small_story.with_name("small.picks.yaml").write_text("picks: 1\npanels: {1.1: 3}\n")
    done = manga("render", small_story)
    assert done.exit_code == 1 and "small.picks.yaml:2:" in done.stderr
