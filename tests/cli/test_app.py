import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("torch", "numpy", "PIL", "reportlab", "pydantic", "uharfbuzz", "rich", "huggingface_hub")


def manga(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "mangacli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COLUMNS": "100"} | environment,
    )


def test_help_imports_nothing_heavy():
    shown = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "mangacli", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in shown.stderr.splitlines()}
    assert "mangacli.cli.app" in imported
    assert not {name for name in imported if name.partition(".")[0] in HEAVY}
    for command in (
        "render",
        "check",
        "inspect",
        "cast",
        "layouts",
        "schema",
        "new",
        "specimen",
        "doctor",
        "models",
    ):
        assert f"\n  {command} " in shown.stdout


def test_version():
    from mangacli import __version__

    assert manga("--version").stdout == f"mangacli {__version__}\n"


def test_completion_is_there_for_the_shell():
    shown = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'manga'; from mangacli.cli import main; main()"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"_MANGA_COMPLETE": "source_bash"},
    )
    assert "_MANGA_COMPLETE=complete_bash" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nonsense"], 2, "No such command"),
        (["render"], 2, "Missing argument"),
        (["render", "nowhere.yaml"], 2, "no such file"),
        (["render", "{story}", "--pages", "9"], 2, "pages 1 to 2"),
        (["render", "{story}", "--format", "cbr"], 2, "choose from png, pdf"),
        (["render", "{story}", "--model", "draught"], 2, 'did you mean "draft"'),
        (["render", "{story}", "--model", "no/such/folder"], 3, "there is no folder"),
        (["render", "{story}", "--jobs", "0"], 2, "--jobs"),
        (["render", "{story}", "--model", "diffsensei"], 3, "--model"),
        (["render", "{story}", "--seed", str(2**63)], 2, "--seed"),
        (["render", "/dev/null"], 2, "not a file"),
        (["new", "{story}/new"], 3, "choose another folder"),
        (["new", "somewhere", "--title", ""], 2, "--title"),
        (["check", "{story}", "--explain", "7.7"], 2, 'no panel "7.7"'),
        (["check", "{broken}"], 1, "did you mean"),
        (["render", "{broken}"], 1, "did you mean"),
    ],
)
def test_mistakes_end_with_their_code_and_no_traceback(small_story, tmp_path, arguments, code, words):
    broken = tmp_path / "broken.yaml"
    broken.write_text(small_story.read_text().replace("prompt:", "promt:", 1))
    filled = [part.format(story=small_story, broken=broken) for part in arguments]
    ended = manga(*filled, MANGA_DIFFSENSEI="", HF_HOME=str(tmp_path))
    said = ended.stdout + ended.stderr
    assert ended.returncode == code, said
    assert words in said
    assert "Traceback" not in said


def test_a_closed_pipe_ends_quietly(small_story):
    command = f"{sys.executable} -m mangacli inspect {small_story} --json | head -1"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert ended.stdout == "{\n"
    assert "Traceback" not in ended.stderr and "BrokenPipe" not in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_behind_the_output_is_said(small_story):
    command = f"{sys.executable} -m mangacli inspect {small_story} --json > /dev/full"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert ended.returncode == 3
    assert "cannot write the output" in ended.stderr and "Traceback" not in ended.stderr


def test_help_takes_little_more_than_python_itself():
    def cpu(*arguments):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # A ratio within one run, generous: a heavy package alone would break it several times over.
    bare = min(cpu("-c", "import argparse, json, inspect") for _ in range(3))
    assert min(cpu("-m", "mangacli", "--help") for _ in range(3)) < 12 * bare
