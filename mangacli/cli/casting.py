"""What `manga render` does with `--candidates` and `--reroll`: several pictures of a panel, or one more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mangacli.cli.app import say, tell
from mangacli.errors import RunError, UsageError

if TYPE_CHECKING:
    from mangacli.batch import Reporter
    from mangacli.candidates import Candidate, Casting
    from mangacli.run_options import RenderOptions


def panels_of(only: str | None) -> tuple[str, ...]:
    """`2.3,lamp` → the panels named; none where nothing is said."""
    return tuple(part.strip() for part in (only or "").split(",") if part.strip())


def draw_candidates(
    stories: Sequence[Path], options: RenderOptions, count: int, only: str | None, reporter: Reporter
) -> None:
    """Draws candidates 1 to `count` of a story's panels into the cache and says which there are.

    Raises RunError that names those that could not be drawn.
    """
    casting = _casting(stories, options, "--candidates")
    wanted = [
        candidate
        for name in casting.names(panels_of(only))
        for candidate in casting.candidates(name, range(1, count + 1))
    ]
    _draw(casting, wanted, reporter)
    for candidate in wanted:
        tell(f"{candidate.name:8}candidate {candidate.number:2}  seed {candidate.seed}")
    say(f"to see them side by side: manga sheet {casting.path}")


def reroll(stories: Sequence[Path], options: RenderOptions, only: str | None, reporter: Reporter) -> None:
    """Draws one more candidate of each panel named, picks it, says its seed; rendering is another matter."""
    if not panels_of(only):
        raise UsageError("--reroll: which panels?", "name them: --only 2.3")
    casting = _casting(stories, options, "--reroll")
    names = casting.names(panels_of(only))
    wanted = [
        candidate for name in names for candidate in casting.candidates(name, (casting.next_number(name),))
    ]
    _draw(casting, wanted, reporter)
    for drawn in wanted:
        before = casting.picks.get(drawn.name)
        (now,) = casting.candidates(drawn.name, (drawn.number,))
        casting.pick(now)
        say(f"{drawn.name}: candidate {drawn.number}, seed {drawn.seed}, is picked")
        back = before.candidate if before else 1
        say(f"  back to the one before: manga pick {casting.path} {drawn.name} --candidate {back}")


def _casting(stories: Sequence[Path], options: RenderOptions, option: str) -> Casting:
    from mangacli.batch import find_stories
    from mangacli.candidates import Casting

    found = find_stories(stories)
    if len(found) != 1:
        raise UsageError(f"{option} takes one story at a time", f"manga render story.yaml {option} …")
    return Casting(found[0], options)


def _draw(casting: Casting, wanted: Sequence[Candidate], reporter: Reporter) -> None:
    """Draws candidates, telling how far it is; the rest is drawn though one cannot be."""
    page_of = {candidate.request.panel: int(candidate.panel.partition(".")[0]) for candidate in wanted}

    def step(panel: str, done: int, total: int) -> None:
        reporter.step(page_of[panel], panel, done, total)

    reporter.candidates_started(casting.placed, len(wanted))
    failures = [
        f"{candidate.request.panel}: {failure}"
        for candidate, failure in casting.draw(wanted, step)
        if failure
    ]
    if failures:
        raise RunError("; ".join(failures), "the others are drawn")
