"""The six steps, one under the other: read, lay out, plan, generate, compose, export."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from mangacli.craft import craft_findings
from mangacli.draft_remarks import draft_findings
from mangacli.drawing import Publication
from mangacli.errors import Diagnostic, Finding, Interrupted, RunError, StoryError, UsageError
from mangacli.export.pdf import bind_pdf
from mangacli.export.pdf_page import PaintedPage
from mangacli.export.registry import EXPORTERS, page_name
from mangacli.export.screening import Screen
from mangacli.generate.choice import Choice, choose, judge
from mangacli.generate.engine_options import AS_IT_COMES, EngineOptions
from mangacli.generate.limits import limits_for
from mangacli.generate.registry import REAL_MODEL
from mangacli.lay_out import lay_out
from mangacli.layout.templates import load_templates, template_counts
from mangacli.manga_toml import judging_for
from mangacli.placed import PageLayout
from mangacli.plan import plan_page
from mangacli.story.character_boxes import CharacterBox, check_character_boxes
from mangacli.story.judging import judgement as judgement_of
from mangacli.story.load import StoryFile, load_story
from mangacli.story.model_limits import ModelLimits, check_picture
from mangacli.story.models import ALL_RULES, Judging, SchedulerName, Story
from mangacli.story.settings import with_settings
from mangacli.workers import FinishedPage, PageJob, Watch, finish_pages

FORMATS = tuple(EXPORTERS)
log = logging.getLogger(__name__)
INKS = ("grey", "1bit")
LEAST_ONE_BIT_DPI = 400
"""Below it the steps of a slanted line are seen with the naked eye."""
PAGES_WORTH_A_PROCESS = 4
"""A process takes about as long to start as the draft artist takes for a page."""


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What a run is asked for beside the story: nothing of it is part of the work itself.

    `pages` as the user writes it (`1,3-5`), None for all; `ink` is one of `INKS`; `jobs` None for as many
    processes as there are processors (one for a model that fills the machine by itself).
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


@dataclass(frozen=True, slots=True)
class PlacedStory:
    """A story read and laid out: its file, its pages, who will draw, and what there is to warn of."""

    file: StoryFile
    pages: tuple[PageLayout, ...]
    choice: Choice
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """What lies there after a run. `failures` names each page that could not be finished, with its reason."""

    story: Path
    title: str
    artist: str
    pages: int
    panels: int
    pngs: tuple[Path, ...]
    pdf: Path | None
    warnings: tuple[Diagnostic, ...]
    failures: tuple[str, ...]


def render(path: Path, options: RenderOptions, watch: Watch) -> Rendered:
    """A story's file → finished pages on the disk.

    Raises StoryError with every diagnostic, RunError where nothing can be finished, Interrupted on Ctrl-C
    after the pages at hand are safe.
    """
    placed = place(path, options)
    return finish(placed, options, watch)


def place(
    path: Path, options: RenderOptions, *, judged_only: bool = False, draft: bool = False
) -> PlacedStory:
    """Steps one and two: a story's file → its placed pages. Raises StoryError with all that is wrong.

    With `judged_only` nothing will be drawn: the model's limits count, the model need not be installed, and
    an editor's remarks are among the warnings. With `draft` they tell, too, which words of the panels the
    draft artist makes nothing of.
    """
    choice = judge(options.model, options.engine) if judged_only else choose(options.model, options.engine)
    templates = load_templates()
    limits = limits_for(choice)
    file = load_story(path, templates=template_counts(), limits=limits)
    story = _with_options(file.story, options)
    judgement = judgement_of(judging_for(file.folder), story.check, options.judging)
    pages, findings = lay_out(
        story, file.folder, templates, choice.limits, select_pages(story, options.pages)
    )
    findings += tuple(finding for page in pages for finding in _picture_findings(page, story, limits))
    if judged_only:
        findings += tuple(craft_findings(story, pages, judgement))
    if draft:
        findings += tuple(draft_findings(story, pages, file.folder))
    diagnostics = tuple(sorted((*file.warnings, *file.source.locate(findings)), key=lambda d: d.place))
    diagnostics = judgement.of(diagnostics)
    if any(diagnostic.finding.severity == "error" for diagnostic in diagnostics):
        raise StoryError(diagnostics)
    return PlacedStory(replace(file, story=story), pages, choice, diagnostics)


def _picture_findings(page: PageLayout, story: Story, limits: ModelLimits) -> Iterator[Finding]:
    """What the model could not take of a placed page: picture sizes, boxes too small for its grids."""
    for panel in page.panels:
        frame, picture = panel.frame, panel.frame.generation.box
        size = (frame.generation.width, frame.generation.height)
        dialogs = [(balloon.where, balloon.box.fractions_of(picture)) for balloon in panel.balloons]
        characters = [
            CharacterBox(
                where=(*frame.where, "characters", number),
                box=character.box.fractions_of(picture),
                pictured=bool(story.characters[character.id].reference),
            )
            for number, character in enumerate(frame.characters)
        ]
        yield from check_picture(frame.where, size, dialogs, limits)
        yield from check_character_boxes(size, characters, limits)


def finish(placed: PlacedStory, options: RenderOptions, watch: Watch) -> Rendered:
    """Steps three to six: placed pages → files."""
    story, folder = placed.file.story, output_folder(placed.file.path, options.output)
    screen = _screen(story, options.ink)
    publication = _publication(story, placed.choice)
    jobs = (
        PageJob(
            page,
            plan_page(page, story, placed.file.folder, screened=screen is None),
            publication,
            folder / page_name(page.frame.number) if "png" in options.formats else None,
            "pdf" in options.formats,
            options.overlay,
            screen,
        )
        for page in placed.pages
    )
    finished: list[FinishedPage] = []
    pages = _kept(finish_pages(jobs, placed.choice, _processes(options, placed), watch), finished)
    pdf = folder / pdf_name(placed.file.path, options.pages) if "pdf" in options.formats else None
    try:
        if pdf is not None:
            bind_pdf(publication, _painted(pages), pdf)
        for _ in pages:
            pass
    except _PageMissingError:
        pdf = None  # a document with a page missing is no document: the other pages are finished all the same
        for _ in pages:
            pass
    except KeyboardInterrupt:
        raise _interrupted(finished, placed.pages, folder) from None
    return Rendered(
        story=placed.file.path,
        title=story.title,
        artist=placed.choice.name,
        pages=len(finished),
        panels=sum(len(page.panels) for page in placed.pages),
        pngs=tuple(page.png for page in finished if page.png is not None),
        pdf=pdf,
        warnings=placed.warnings,
        failures=tuple(f"page {page.number}: {page.failure}" for page in finished if page.failure),
    )


class _PageMissingError(Exception):
    """A page could not be finished, so that the document would lack it."""


def _kept(pages: Iterator[FinishedPage], finished: list[FinishedPage]) -> Iterator[FinishedPage]:
    """Passes pages on and notes each without what is painted, so that only the page at hand is held."""
    for page in pages:
        finished.append(replace(page, painted=None))
        yield page


def _painted(pages: Iterator[FinishedPage]) -> Iterator[PaintedPage]:
    for page in pages:
        if page.painted is None:
            raise _PageMissingError
        yield page.painted


def _interrupted(finished: Sequence[FinishedPage], pages: Sequence[PageLayout], folder: Path) -> Interrupted:
    done = [page.number for page in finished if page.png is not None]
    rest = [page.frame.number for page in pages if page.frame.number not in done]
    hint = (
        f"to go on, render the rest: --pages {','.join(map(str, rest))}" if rest else "run the command again"
    )
    return Interrupted(f"stopped; {len(done)} of {len(pages)} pages are finished in {folder}", hint)


def _with_options(story: Story, options: RenderOptions) -> Story:
    """The story with what the command line says in the place of its own."""
    paper = {"dpi": options.dpi, "lpi": options.lpi}
    paper = {name: value for name, value in paper.items() if value is not None}
    if paper:
        story = story.model_copy(update={"page": story.page.model_copy(update=paper)})
    if options.seed is not None:
        story = story.model_copy(update={"seed": options.seed})
    said = {name: getattr(options, name) for name in ("steps", "guidance", "scheduler")}
    return with_settings(story, **{name: value for name, value in said.items() if value is not None})


def _screen(story: Story, ink: str) -> Screen | None:
    """The screen of a run in one bit, with a note of what it comes to; None for grey pages."""
    if ink == "grey":
        return None
    screen = Screen.of(story.page.lpi, story.page.dpi)
    log.info("one bit a pixel: %.1f lines per inch at %g dpi, %d greys", screen.lpi, screen.dpi, screen.greys)
    if screen.dpi < LEAST_ONE_BIT_DPI:
        log.info("at %g dpi one-bit lines are ragged: print asks for --dpi 600", screen.dpi)
    return screen


def _publication(story: Story, choice: Choice) -> Publication:
    return Publication(
        title=story.title,
        author=story.author,
        language=story.language,
        right_to_left=story.reading == "rtl",
        artist=choice.name,
        opens_with_pair=story.furniture.first % 2 == 0,
    )


def _processes(options: RenderOptions, placed: PlacedStory) -> int:
    """How many processes finish the pages: as many as wished, else as pay for their start.

    The real model fills the machine by itself.
    """
    pages = len(placed.pages)
    if options.jobs is not None:
        return min(options.jobs, pages)
    if placed.choice.name == REAL_MODEL:
        return 1
    return max(1, min(os.cpu_count() or 1, 8, pages // PAGES_WORTH_A_PROCESS))


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


def output_folder(story: Path, output: Path | None) -> Path:
    """Where a story's pages go: the folder asked for, else `NAME-pages` beside the story."""
    return output if output is not None else story.with_name(f"{story.stem}-pages")


def pdf_name(story: Path, pages: str | None) -> str:
    """The document's file name; a selection of pages never takes the place of the whole work."""
    return f"{story.stem}.pdf" if pages is None else f"{story.stem}.pages-{pages.replace(' ', '')}.pdf"


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


def require_all(rendered: Rendered) -> None:
    """Raises RunError that names every page which could not be finished."""
    if rendered.failures:
        others = rendered.pages > len(rendered.failures)
        raise RunError("; ".join(rendered.failures), "the other pages are finished" if others else "")
