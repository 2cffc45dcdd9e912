"""What was measured of the engine's variants, as tables."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from torch import Tensor

NAIVE, FIRST, LATER, COMPILED = "naive", "first", "later", "later, compiled"
STAGES = (
    "text encoders", "character encoders", "language model", "conditioning", "denoising", "decoding",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What is drawn: size in pixels (width × height), steps, panels at once."""

    width: int
    height: int
    steps: int
    batch: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}, {self.steps} steps, batch {self.batch}"


@dataclass
class Runs:
    """One variant's runs of a case: seconds a panel by stage, peak memory in GiB, the last latents."""

    stages: list[dict[str, float]] = field(default_factory=list)
    peak: float = 0.0
    latents: Tensor | None = None

    @property
    def seconds(self) -> list[float]:
        """Seconds a panel, run by run."""
        return [sum(stages.values()) for stages in self.stages]

    def stage(self, name: str) -> float:
        """A stage's seconds a panel, the median of all runs."""
        return statistics.median(stages.get(name, 0.0) for stages in self.stages)


def ratios(naive: Runs, ours: Runs, stage: str = "") -> str:
    """How many times as long the naive variant takes, run by run: median (lowest – highest)."""
    pairs = zip(naive.stages, ours.stages, strict=True)
    if stage:
        found = [a.get(stage, 0.0) / b[stage] for a, b in pairs]
    else:
        found = [sum(a.values()) / sum(b.values()) for a, b in pairs]
    return f"{statistics.median(found):.2f} ({min(found):.2f}–{max(found):.2f})"


def deviation(naive: Runs, ours: Runs) -> float:
    """How far the latents are apart at most, in standard deviations."""
    assert naive.latents is not None and ours.latents is not None
    return float((naive.latents.float() - ours.latents.float()).abs().max() / naive.latents.float().std())


HEADINGS = (
    "size",
    "steps",
    "batch",
    "variant",
    "s/panel",
    "naive ÷ ours",
    "denoising alone",
    "peak GiB",
    "off by, sd",
)


def rows(case: Case, runs: dict[str, Runs]) -> Iterator[tuple[str, ...]]:
    """A case's runs → the rows of the table."""
    naive = runs[NAIVE]
    for variant, found in runs.items():
        compared = variant != NAIVE
        yield (
            f"{case.width}×{case.height}",
            str(case.steps),
            str(case.batch),
            variant,
            f"{statistics.median(found.seconds):.3g}",
            ratios(naive, found) if compared else "",
            ratios(naive, found, "denoising") if compared else "",
            f"{found.peak:.2f}",
            f"{deviation(naive, found):.1e}" if compared else "",
        )


def stage_rows(case: Case, runs: dict[str, Runs]) -> Iterator[tuple[str, ...]]:
    """A case's runs → the seconds of every stage."""
    for variant, found in runs.items():
        yield (str(case), variant, *(f"{found.stage(stage):.3g}" for stage in STAGES))


def table(headings: Sequence[str], content: Sequence[Sequence[str]], markdown: bool) -> str:
    """Headings and rows → a table in Markdown or plain text."""
    lines = [tuple(headings), *map(tuple, content)]
    if markdown:
        lines.insert(1, ("---",) * len(headings))
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
