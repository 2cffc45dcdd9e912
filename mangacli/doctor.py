"""What is installed and found on this machine, and what to do next."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mangacli import __version__
from mangacli.errors import RunError
from mangacli.fonts.library import installed
from mangacli.generate.diffsensei.checkpoint import find_checkpoint, missing_files, shorten

ENGINE_PACKAGES = ("torch", "diffusers", "transformers", "accelerate")


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, section by section, and advice."""

    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    advice: tuple[str, ...]

    def text(self) -> str:
        """The report for people."""
        lines: list[str] = []
        for title, rows in self.sections:
            width = max((len(name) for name, _ in rows), default=0)
            lines += [title, *(f"  {name:<{width}}  {value}" for name, value in rows), ""]
        return "\n".join([*lines, "What to do next", *(f"  {advice}" for advice in self.advice)])

    def plain(self) -> dict[str, Any]:
        """The report for programs."""
        return {title: dict(rows) for title, rows in self.sections} | {"advice": list(self.advice)}


def examine() -> Report:
    """What this machine has → a report. Reads only; loads no model."""
    engine = {name: _version(name) for name in ENGINE_PACKAGES}
    checkpoint = _checkpoint()
    gpu = _gpu()
    return Report(
        sections=(
            (
                "mangacli",
                (
                    ("version", __version__),
                    ("python", sys.version.split()[0]),
                    ("system", platform.platform()),
                ),
            ),
            ("packages", tuple((name, _version(name) or "missing") for name in _core_packages())),
            (
                "engine (mangacli[diffsensei])",
                tuple((name, found or "not installed") for name, found in engine.items()),
            ),
            (
                "models",
                (
                    ("draft", "built in"),
                    ("diffsensei", checkpoint.state),
                    ("language model", checkpoint.language_model),
                ),
            ),
            (
                "machine",
                (("processors", str(os.cpu_count())), ("memory", _memory()), ("GPU", gpu or "none found")),
            ),
            (
                "fonts",
                tuple((font.key, f"{font.family} {font.style}, {font.origin}") for font in installed()),
            ),
        ),
        advice=tuple(_advice(all(engine.values()), checkpoint, gpu is not None)),
    )


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The checkpoint that would draw, or None, and what is to be said of it and of its language model."""

    folder: Path | None
    state: str
    language_model: str


def _checkpoint() -> Checkpoint:
    try:
        folder = find_checkpoint()
    except RunError as error:  # MANGA_DIFFSENSEI names a folder that is no checkpoint
        return Checkpoint(None, error.message, "not installed")
    if folder is None:
        return Checkpoint(None, "no checkpoint found", "not installed")
    try:
        missing = missing_files(folder, llm=True)
    except RunError as error:  # a part of it is broken
        return Checkpoint(folder, str(folder), error.message)
    return Checkpoint(folder, str(folder), f"missing {shorten(missing)}" if missing else "installed")


def _advice(engine: bool, checkpoint: Checkpoint, gpu: bool) -> list[str]:
    advice = ["manga new my-story && manga render my-story/story.yaml    draws a first draft"]
    if not engine:
        advice.append("pip install 'mangacli[diffsensei]'    installs what the DiffSensei model needs")
    if checkpoint.folder is None:
        advice.append("manga models pull diffsensei    downloads the DiffSensei model, shows its size before")
    else:
        if checkpoint.language_model != "installed":
            advice.append("manga models pull diffsensei --llm    downloads the language model too")
        if not gpu:
            advice.append("without a GPU the DiffSensei model is slow; --model draft draws in a moment")
    return advice


def _core_packages() -> list[str]:
    """Names of the packages that mangacli requires, by its own metadata; none where it is not installed."""
    if _version("mangacli") is None:
        return []
    required = importlib.metadata.requires("mangacli") or []
    names = (re.match(r"[\w.-]+", line) for line in required if "extra ==" not in line)
    return sorted(name.group() for name in names if name)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not a POSIX system
        return "unknown"
    return f"{size / 2**30:.0f} GiB"


def _gpu() -> str | None:
    """The name and memory of the graphics cards that the driver's own tool lists, or None."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return None
    command = [tool, "--query-gpu=name,memory.total", "--format=csv,noheader"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return "; ".join(answer.stdout.split("\n")).strip("; ") or None if answer.returncode == 0 else None
