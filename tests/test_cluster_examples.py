"""The files for clusters are well formed, and say only what the command line understands."""

import re
import subprocess
from pathlib import Path

import pytest
import typer
import yaml
from typer.main import get_command

from mangacli.cli import assemble, render

FOLDER = Path(__file__).parent.parent / "examples" / "cluster"
FILES = sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", FILES)
def test_every_option_of_manga_that_is_shown_is_there(name):
    text = (FOLDER / name).read_text("utf-8").replace("\\\n", " ")
    commands = re.findall(r"manga (render|assemble) (.*)", text)
    assert commands
    for command, rest in commands:
        app = typer.Typer()
        app.command()({"render": render, "assemble": assemble}[command].command)
        known = {option for each in get_command(app).params for option in each.opts}
        assert set(re.findall(r"--[a-z-]+", rest.partition("#")[0])) <= known


def test_the_scripts_can_be_read_by_those_they_are_for():
    config = yaml.safe_load((FOLDER / "ray.yml").read_text("utf-8"))
    assert {
        "cluster_name",
        "provider",
        "auth",
        "head_start_ray_commands",
        "worker_start_ray_commands",
    } <= set(config)
    subprocess.run(["bash", "-n", str(FOLDER / "chapter.sbatch")], check=True)
