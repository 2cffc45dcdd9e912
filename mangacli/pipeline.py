"""The six steps, one under the other: read, lay out, plan, generate, compose, export."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path

from mangacli.cache.journal import Journal
from mangacli.drawing import Publication
from mangacli.errors import Diagnostic, Interrupted, RunError, StoryError, UsageError
from mangacli.export.pdf import bind_pdf
from mangacli.export.pdf_page import PaintedPage
from mangacli.export.registry import page_name
from mangacli.export.screening import Screen
from mangacli.generate.base import PanelRequest
from mangacli.generate.choice import Choice, choose, judge
from mangacli.generate.limits import limits_for
from mangacli.generate.own_image import ARTIST as AUTHOR
from mangacli.generate.registry import REAL_MODEL
from mangacli.layout.check import layout_findings
from mangacli.layout.templates import load_templates, template_counts
from mangacli.manga_toml import judging_for
from mangacli.page_record import PageRecords
from mangacli.page_run import Entry, PageRun, Wanted
from mangacli.page_stack import PageStack
from mangacli.place_pages import Placing, place_pages
from mangacli.placed import PageLayout
from mangacli.plan import plan_page
from mangacli.run_options import (
    RenderOptions,
    art_cache,
    output_folder,
    pdf_name,
    processes_for,
    require_own_folder,
    select_pages,
    staffing_for,
    with_options,
)
from mangacli.shard import Shard
from mangacli.story.judging import judgement as judgement_of
from mangacli.story.load import StoryFile, cut_off, load_story
from mangacli.story.model_limits import ModelLimits
from mangacli.story.models import Story
from mangacli.story.picks import Pick, read_picks, resolve
from mangacli.workers.jobs import FinishedPage, PageJob, Watch
from mangacli.workers.placing import place_here
from mangacli.workers.tasks import reason_of
from mangacli.workers.workshop import Staffing, Workshop

log = logging.getLogger(__name__)
LEAST_ONE_BIT_DPI = 400
"""Below it the steps of a slanted line are seen with the naked eye."""


@dataclass(frozen=True, slots=True)
class PlacedStory:
    """A story read and laid out: its file, its pages, who will draw, and what there is to warn of.

    `ledger` says what is known of each page; without it nothing is.
    """

    file: StoryFile
    pages: PageStack
    choice: Choice
    warnings: tuple[Diagnostic, ...]
    ledger: tuple[Entry, ...] = ()
    picks: Mapping[str, Pick] = field(default_factory=dict)
    """By panel: what the author has picked among several pictures."""


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
    with Workshop(art_cache(options)) as workshop:
        return finish(place(path, options, workshop=workshop), options, watch, workshop)


def place(
    path: Path,
    options: RenderOptions,
    *,
    judged_only: bool = False,
    draft: bool = False,
    workshop: Workshop | None = None,
) -> PlacedStory:
    """Steps one and two: a story's file → its placed pages. Raises StoryError with all that is wrong.

    Whoever works in a `workshop` helps. With `judged_only` nothing will be drawn: the model's limits count,
    the model need not be installed, and an editor's remarks are among the warnings. With `draft` they tell,
    too, which words of the panels the draft artist makes nothing of.
    """
    choice = judge(options.model, options.engine) if judged_only else choose(options.model, options.engine)
    if options.devices and choice.name != REAL_MODEL:
        raise UsageError(
            f"--devices: for the DiffSensei model alone, but {choice.name} draws",
            "say how many processes: --jobs 2",
        )
    templates = load_templates()
    limits = limits_for(choice)
    file = load_story(path, templates=template_counts(), limits=limits, allowed=options.allowed)
    picks, of_picks = resolve(read_picks(path), file.story)
    story = with_options(file.story, options)
    judgement = judgement_of(judging_for(file.folder), story.check, options.judging)
    wanted = select_pages(story, options.pages)
    findings = tuple(layout_findings(story, templates))
    placing = Placing(story, file.folder, dict(templates), choice.limits, limits, picks)
    pages, ledger = PageStack(), tuple[Entry, ...]()
    if not any(finding.severity == "error" for finding in findings):
        cache = None if judged_only else art_cache(options)
        around = "" if cache is None else _circumstances(story, choice, limits, options)
        staffing = Staffing(processes_for(options, choice, len(wanted)))
        hands = None if workshop is None else partial(workshop.place, choice=choice, staffing=staffing)
        pages, ledger = place_pages(placing, wanted, PageRecords(cache), around, hands or place_here)
    findings += tuple(finding for entry in ledger for finding in entry.findings)
    if judged_only:
        from mangacli.craft import craft_findings

        findings += tuple(craft_findings(story, pages, judgement))
    if draft:
        from mangacli.draft_remarks import draft_findings

        findings += tuple(draft_findings(story, pages, file.folder))
    found = (*file.warnings, *of_picks, *file.source.locate(findings))
    diagnostics = judgement.of(sorted(found, key=lambda diagnostic: diagnostic.place))
    if any(diagnostic.finding.severity == "error" for diagnostic in diagnostics):
        raise StoryError(cut_off(diagnostics))
    return PlacedStory(replace(file, story=story), pages, choice, diagnostics, ledger, picks)


def _circumstances(story: Story, choice: Choice, limits: ModelLimits, options: RenderOptions) -> str:
    """All that decides a finished page beside the story, as a text; words are counted as the artist does."""
    numbers = [value for each in fields(limits) if not callable(value := getattr(limits, each.name))]
    drawn_by = _drawn_by(story, choice)
    return repr((choice.made_by, drawn_by, choice.limits, numbers, options.overlay, options.ink))


def finish(
    placed: PlacedStory, options: RenderOptions, watch: Watch, workshop: Workshop | None = None
) -> Rendered:
    """Steps three to six: placed pages → files. The `workshop` is the one of a batch of stories, if any."""
    if workshop is None:
        with Workshop(art_cache(options)) as own:
            return finish(placed, options, watch, own)
    if options.shard is not None:
        return _draw_shard(placed, options, options.shard, watch, workshop)
    story, folder = placed.file.story, output_folder(placed.file.path, options.output)
    require_own_folder(placed.file.path, folder)
    screen = _screen(story, options.ink)
    publication = _publication(story, placed.choice)
    numbers = placed.pages.numbers
    pngs = [folder / page_name(number) if "png" in options.formats else None for number in numbers]
    pdf = folder / pdf_name(placed.file.path, options.pages) if "pdf" in options.formats else None
    run = PageRun(placed.pages, placed.ledger, PageRecords(workshop.cache), Wanted(pngs, pdf, publication))

    def job(index: int) -> PageJob:
        page = placed.pages[index]
        requests = plan(page, placed, options)
        return PageJob(page, requests, publication, pngs[index], run.binds, options.overlay, screen)

    journal = Journal(workshop.cache, folder)
    staffing = staffing_for(options, placed.choice, len(placed.pages), journal.begin())
    finished: list[FinishedPage] = []

    def finished_jobs(jobs: Iterator[PageJob]) -> Iterator[FinishedPage]:
        return workshop.finish(jobs, placed.choice, staffing, watch, journal, kept_only=options.kept_only)

    done = run.pages(job, finished_jobs, watch, journal)
    pages = _kept(done, finished)
    failures: tuple[str, ...] = ()
    try:
        if pdf is not None and run.binds:
            run.bound(bind_pdf(publication, _painted(pages), pdf))
        for _ in pages:
            pass
    except _PageMissingError:
        pdf = None  # a document with a page missing is no document: the other pages are finished all the same
        for _ in pages:
            pass
    except RunError as error:
        for _ in pages:  # a document that cannot be written stops no page
            pass
        if pdf is None or len(finished) < len(numbers):
            raise
        failures, pdf = (reason_of(error),), None
    except KeyboardInterrupt:
        raise _interrupted(finished, numbers, folder) from None
    finally:
        journal.end()
    return Rendered(
        story=placed.file.path,
        title=story.title,
        artist=placed.choice.name,
        pages=len(finished),
        panels=sum(placed.pages.panels),
        pngs=tuple(page.png for page in finished if page.png is not None),
        pdf=pdf,
        warnings=placed.warnings,
        failures=(*(f"page {page.number}: {page.failure}" for page in finished if page.failure), *failures),
    )


def _draw_shard(
    placed: PlacedStory, options: RenderOptions, shard: Shard, watch: Watch, workshop: Workshop
) -> Rendered:
    """Steps three and four for a part of the panels: their pictures go to the cache, no page is made."""
    journal = Journal(workshop.cache, output_folder(placed.file.path, options.output))
    publication = _publication(placed.file.story, placed.choice)
    staffing = staffing_for(options, placed.choice, len(placed.pages), journal.begin())
    drawn = 0

    def jobs() -> Iterator[PageJob]:
        nonlocal drawn
        place = 0
        for page in placed.pages:
            requests = plan(page, placed, options)
            own = tuple(each for number, each in enumerate(requests, place) if shard.has(number))
            place += len(requests)
            drawn += len(own)
            if own:
                yield PageJob(page, own, publication, None, False, False)

    try:
        finished = list(workshop.finish(jobs(), placed.choice, staffing, watch, journal))
    except KeyboardInterrupt:
        raise Interrupted(
            f"stopped in part {shard}", "to go on, run the command again: panels that are drawn are kept"
        ) from None
    finally:
        journal.end()
    failures = tuple(f"page {page.number}: {page.failure}" for page in finished if page.failure)
    story = placed.file.story
    return Rendered(
        placed.file.path, story.title, placed.choice.name, 0, drawn, (), None, placed.warnings, failures
    )


def plan(page: PageLayout, placed: PlacedStory, options: RenderOptions) -> tuple[PanelRequest, ...]:
    """A placed page → what each of its panels' artist is asked for, in order, picks taken into account."""
    requests = plan_page(page, placed.file.story, placed.file.folder, screened=options.ink == "grey")
    picks = [placed.picks.get(panel.frame.name) for panel in page.panels]
    return tuple(
        request if pick is None else replace(request, seed=pick.seed, picked=pick.picture)
        for request, pick in zip(requests, picks, strict=True)
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


def _interrupted(finished: Sequence[FinishedPage], numbers: Sequence[int], folder: Path) -> Interrupted:
    done = [page.number for page in finished if page.png is not None]
    rest = [number for number in numbers if number not in done]
    hint = "to go on, run the command again: panels that are drawn are kept"
    if rest:
        hint += f"; the pages left are --pages {','.join(map(str, rest))}"
    return Interrupted(f"stopped; {len(done)} of {len(numbers)} pages are finished in {folder}", hint)


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
        artist=_drawn_by(story, choice),
        opens_with_pair=story.furniture.first % 2 == 0,
    )


def _drawn_by(story: Story, choice: Choice) -> str:
    """Who the files say has drawn: the artist, the author where all images are the author's own, or both."""
    own = [panel.image is not None for page in story.pages for panel in page.panels]
    return AUTHOR if all(own) else f"{choice.name} and {AUTHOR}" if any(own) else choice.name


def require_all(rendered: Rendered) -> None:
    """Raises RunError that names every page which could not be finished."""
    if rendered.failures:
        others = rendered.pages > len(rendered.failures)
        raise RunError("; ".join(rendered.failures), "the other pages are finished" if others else "")
