"""A batch that is disturbed on purpose: for the tests of what survives, and for the long ones in `bench/`."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATIENCE = 60
"""Seconds after which a run counts as hanging."""


def write_story(folder: Path, pages: int = 6) -> Path:
    """A folder → a story of so many pages, four panels each, quick to draw."""
    lines = [
        "manga: 1",
        "title: Disturbed",
        "page: {preset: a5, dpi: 72}",
        "characters: {ann: {name: Ann}}",
        "pages:",
    ]
    for page in range(pages):
        lines += ["  - layout: {rows: [2, 2]}", "    panels:"]
        for panel, place in enumerate(("a room", "the street", "the sea at night", "a forest")):
            lines.append(f"      - {{prompt: 'Ann in {place}, {page}', characters: [ann], seed: {panel}}}")
    path = folder / "disturbed.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def start(story: Path, out: Path, cache: Path, *more: str) -> subprocess.Popen:
    """Starts `manga render` in a process of its own, the draft artist drawing."""
    command = [sys.executable, "-m", "mangacli", "render", str(story), "--model", "draft", "-q"]
    command += ["-o", str(out), "--cache", str(cache), *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )


def run(story: Path, out: Path, cache: Path, *more: str) -> tuple[int, str]:
    """Runs `manga render` to its end → exit code and what it said."""
    process = start(story, out, cache, *more)
    said = process.communicate(timeout=PATIENCE)[1]
    return process.returncode, said


def digests(folder: Path) -> dict[str, str]:
    """The files of a folder by name, hidden ones too → their SHA-256."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def sound(folder: Path, expected: dict[str, str]) -> None:
    """Nothing that is not wholly written lies there under its final name."""
    if folder.exists():
        for name, digest in digests(folder).items():
            assert name.endswith(".part") or digest == expected[name], name


def workers_of(process: int) -> list[int]:
    """The worker processes that a process has started (not Python's own helper)."""
    children = Path(f"/proc/{process}/task/{process}/children")
    found = []
    for child in map(int, children.read_text().split()):
        try:
            command = Path(f"/proc/{child}/cmdline").read_bytes()
        except OSError:
            continue
        if b"spawn_main" in command:
            found.append(child)
    return found


def kill_main(story: Path, out: Path, cache: Path, lot: random.Random, span: float, *more: str) -> bool:
    """Kills a run with SIGKILL at a random moment of its span → whether it was still at work."""
    process = start(story, out, cache, *more)
    time.sleep(lot.random() * span)
    process.kill()
    process.communicate(timeout=PATIENCE)  # to the end of its workers, too: they hold the pipe
    return process.returncode == -signal.SIGKILL


def kill_worker(
    story: Path, out: Path, cache: Path, lot: random.Random, span: float, *more: str
) -> tuple[bool, int, str]:
    """Kills a run's worker at a random moment → whether there was one, the exit code, what was said."""
    process = start(story, out, cache, *more)
    time.sleep(lot.random() * span)
    try:
        workers = workers_of(process.pid)
        if workers:
            os.kill(lot.choice(workers), signal.SIGKILL)
    except OSError:
        workers = []
    said = process.communicate(timeout=PATIENCE)[1]
    return bool(workers), process.returncode, said


@contextmanager
def small_disk(folder: Path, options: str):
    """A file system of its own at a folder, unmounted in the end; skips where that is not allowed."""
    folder.mkdir(exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"file systems cannot be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
