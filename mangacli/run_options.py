"""What a run is asked for beside the story, and what follows: pages, folders, names, how many work."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from mangacli.cache.journal import Past
from mangacli.cache_folder import cache_folder
from mangacli.errors import RunError, UsageError
from mangacli.export.registry import EXPORTERS
from mangacli.generate.choice import Choice
from mangacli.generate.engine_options import AS_IT_COMES, EngineOptions
from mangacli.generate.registry import REAL_MODEL
from mangacli.reach import Reach
from mangacli.shard import Shard
from mangacli.story.models import ALL_RULES, Judging, SchedulerName, Story
from mangacli.story.settings import with_settings
from mangacli.workers.workshop import Cluster, Staffing

log = logging.getLogger(__name__)
FORMATS = tuple(EXPORTERS)
INKS = ("grey", "1bit")
PAGES_WORTH_A_PROCESS = 4
"""A process takes about as long to start as the draft artist takes for a page."""


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What a run is asked for beside the story: nothing of it is part of the work itself.

    `pages` as the user writes it (`1,3-5`), None for all; `ink` is one of `INKS`; `jobs` None for as many
    processes as there are processors (one for a model that fills the machine by itself). With `keep` pictures
    lie in the folder `cache` (None: the user's) between runs. A `shard` is drawn and nothing is put together;
    with `kept_only` nothing is drawn. `allowed` are folders whose files a story may name beside those of its
    own.
    """

    output: Path | None = None
    formats: tuple[str, ...] = FORMATS
    pages: str | None = None
    model: str | None = None
    dpi: float | None = None
    ink: str = "grey"
    lpi: float | None = None
    seed: int | None = None
    jobs: int | None = None
    overlay: bool = False
    steps: int | None = None
    guidance: float | None = None
    scheduler: str | None = None
    engine: EngineOptions = AS_IT_COMES
    judging: Judging = ALL_RULES
    cache: Path | None = None
    keep: bool = True
    devices: tuple[str, ...] = ()
    shard: Shard | None = None
    kept_only: bool = False
    allowed: tuple[Path, ...] = ()
    cluster: Cluster | None = None


def scheduler_names() -> tuple[str, ...]:
    """The schedulers that a story or a run may name."""
    return get_args(SchedulerName)


def parse_formats(wanted: str) -> tuple[str, ...]:
    """`png,pdf` → the formats, once each. Raises UsageError for one that is not known."""
    formats = tuple(dict.fromkeys(part.strip().lower() for part in wanted.split(",") if part.strip()))
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        raise UsageError(
            f'--format: "{", ".join(unknown) or wanted}" is not a format', f"choose from {', '.join(FORMATS)}"
        )
    return formats


def select_pages(story: Story, wanted: str | None) -> tuple[int, ...]:
    """`1,3-5` → indexes from 0, in order, once each; None → all. Raises UsageError for what is not there."""
    if wanted is None:
        return tuple(range(len(story.pages)))
    chosen: set[int] = set()
    for part in wanted.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.strip().isdecimal()):
            raise UsageError(f'--pages: "{part.strip()}" is not a page or a range', "write pages as 1,3-5")
        low, high = int(first), int(last) if dash else int(first)
        if not 1 <= low <= high <= len(story.pages):
            raise UsageError(
                f'--pages: "{part.strip()}" is not in the story, which has pages 1 to {len(story.pages)}',
                "write pages as 1,3-5",
            )
        chosen.update(range(low - 1, high))
    return tuple(sorted(chosen))


def with_options(story: Story, options: RenderOptions) -> Story:
    """A story with what the command line says in the place of its own."""
    paper = {"dpi": options.dpi, "lpi": options.lpi}
    paper = {name: value for name, value in paper.items() if value is not None}
    if paper:
        story = story.model_copy(update={"page": story.page.model_copy(update=paper)})
    if options.seed is not None:
        story = story.model_copy(update={"seed": options.seed})
    said = {name: getattr(options, name) for name in ("steps", "guidance", "scheduler")}
    return with_settings(story, **{name: value for name, value in said.items() if value is not None})


def art_cache(options: RenderOptions) -> Path | None:
    """Where a run keeps pictures; None where it shall not, or (with a warning) where there is no place."""
    if not options.keep:
        return None
    try:
        return options.cache or cache_folder("art")
    except RunError as error:
        log.warning("nothing is kept for later runs: %s (%s)", error.message, error.hint)
        return None


def output_folder(story: Path, output: Path | None) -> Path:
    """Where a story's pages go: the folder asked for, else `NAME-pages` beside the story."""
    return output if output is not None else story.with_name(f"{story.stem}-pages")


def require_own_folder(story: Path, folder: Path) -> None:
    """Raises UsageError where a story's `NAME-pages` is a link out of its folder: a trap, or a slip."""
    beside = output_folder(story, None)
    if folder == beside and not Reach(story.parent).holds(folder):
        message = f"{folder} is a link to {folder.resolve()}, outside the story's folder"
        raise UsageError(message, "name the folder to write to: --output DIR")


def pdf_name(story: Path, pages: str | None) -> str:
    """The document's file name; a selection of pages never takes the place of the whole work."""
    return f"{story.stem}.pdf" if pages is None else f"{story.stem}.pages-{pages.replace(' ', '')}.pdf"


def staffing_for(options: RenderOptions, choice: Choice, pages: int, past: Past) -> Staffing:
    """Who finishes the pages: as many processes as wished, else as pay for their start.

    The real model fills the machine by itself, so one process has it. One that works alone is this one,
    which is quickest to begin; but where the last run was killed while it drew, what killed it is kept at a
    distance.
    """
    if options.cluster is not None:
        return Staffing(options.jobs or 0, cluster=options.cluster)
    if options.devices:
        return Staffing(len(options.devices), options.devices)
    if options.jobs is None and choice.name == REAL_MODEL:
        return Staffing(1)
    processes = processes_for(options, choice, pages)
    if not processes and past.begun:
        log.info("the last run was killed while it drew panel %s", ", ".join(past.begun))
        return Staffing(1)
    return Staffing(processes)


def processes_for(options: RenderOptions, choice: Choice, pages: int) -> int:
    """How many processes share so many pages: as wished, else as pay for their start; 0 for this one."""
    if options.jobs is not None:
        processes = min(options.jobs, pages)
    elif choice.name == REAL_MODEL:
        processes = 1
    else:
        processes = min(os.cpu_count() or 1, 8, pages // PAGES_WORTH_A_PROCESS)
    return processes if processes > 1 else 0
