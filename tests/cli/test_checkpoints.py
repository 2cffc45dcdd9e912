"""`manga models tiny|verify|convert`, and pages drawn by the real engine from a tiny checkpoint."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from mangacli.cli import models, render
from mangacli.cli.app import ending_well

GOLDEN = Path(__file__).parents[1] / "golden" / "diffsensei"
STORY = """
manga: 1
title: Smoke
page: {size: [60mm, 80mm], dpi: 72}
seed: 3
characters:
  mika: {name: Mika, reference: char0.png}
pages:
  - layout: {rows: [1, 1]}
    panels:
      - prompt: Mika walks in the rain
        characters: {mika: left}
        dialogs:
          - mika: Hello?
      - prompt: a lighthouse at night
"""


commands = typer.Typer()
commands.command("render")(ending_well(render.command))
commands.add_typer(models.app, name="models")


def manga(*arguments):
    """The command in this process: torch and its friends take seconds to import."""
    return CliRunner().invoke(commands, list(map(str, arguments)))


def another_process(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "mangacli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "tiny"
    done = manga("models", "tiny", folder)
    assert (done.exit_code, done.stdout) == (0, f"{folder}\n"), done.stderr
    return folder


def test_a_second_tiny_checkpoint_does_not_overwrite_the_first(tiny):
    done = manga("models", "tiny", tiny)
    assert done.exit_code == 2
    assert "is not an empty folder" in done.stderr


def test_verify_says_one_line_a_component_and_a_case():
    done = manga("models", "verify", GOLDEN / "ckpt", "--cases", GOLDEN)
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 1 + 11 + 3
    assert all(line.endswith("ok") for line in lines[1:])
    assert lines[-1].startswith("p3_dialogs_only_odd  latents")


def test_verify_for_programs_and_the_exit_code_of_cases_that_are_off(tiny):
    done = manga("models", "verify", tiny, "--cases", GOLDEN / "cases" / "p1_two_chars", "--json")
    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert said["usable"] and said["cases"][0]["ok"] is False


def test_verify_and_convert_of_a_broken_checkpoint_end_with_3(tiny, tmp_path):
    broken = Path(shutil.copytree(tiny, tmp_path / "broken"))
    (broken / "image_generator/unet/config.json").unlink()
    done = manga("models", "verify", broken)
    assert done.exit_code == 3
    assert "missing  image_generator/unet/config.json" in done.stdout
    done = manga("models", "convert", broken, tmp_path / "copy")
    assert done.exit_code == 3
    assert "unet/config.json" in done.stderr


@pytest.mark.parametrize("llm", [(), ("--llm",)])
def test_the_real_engine_draws_the_same_pages_in_another_process(tiny, tmp_path, monkeypatch, llm):
    import torch

    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    torch.set_num_threads(1)  # here too, where torch is running already
    shutil.copyfile(GOLDEN / "refs" / "char0.png", tmp_path / "char0.png")
    (tmp_path / "story.yaml").write_text(STORY)
    pages = []
    for run in ("here", "there"):
        options = ("--model", tiny, *llm, "--steps", 2, "-o", tmp_path / run)
        if run == "here":
            done = manga("render", tmp_path / "story.yaml", *options)
            assert done.exit_code == 0, done.output
        else:
            there = another_process("render", tmp_path / "story.yaml", *options)
            assert there.returncode == 0, there.stderr
        pages.append({path.name: path.read_bytes() for path in sorted((tmp_path / run).rglob("*.p*"))})
    assert any(name.endswith(".png") for name in pages[0])
    assert any(name.endswith(".pdf") for name in pages[0])
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "arguments", [("tiny", "t"), ("verify", "c"), ("convert", "c", "o")], ids=lambda words: words[0]
)
def test_without_the_extra_each_says_how_to_install_it(arguments, tmp_path):
    code = "import sys; sys.modules |= dict.fromkeys(['torch', 'diffusers', 'transformers'])\n"
    code += "from mangacli.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "models", *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "torch, diffusers, transformers" in done.stderr
    assert "pip install 'mangacli[diffsensei]'" in done.stderr
