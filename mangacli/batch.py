"""Several stories in one call: each is rendered, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from mangacli.errors import Interrupted, MangaError, StoryError, UsageError
from mangacli.pipeline import PlacedStory, Rendered, finish, place, require_all
from mangacli.reach import Reach
from mangacli.run_options import RenderOptions, art_cache, output_folder
from mangacli.story.diagnostics import as_object
from mangacli.workers.jobs import Watch
from mangacli.workers.workshop import Workshop

STORY_SUFFIXES = (".yaml", ".yml")


class Reporter(Watch, Protocol):
    """Whoever is told how a batch goes on."""

    def story_started(self, placed: PlacedStory) -> None:
        """A story is read and laid out; its panels are about to be drawn."""
        ...

    def candidates_started(self, placed: PlacedStory, pictures: int) -> None:
        """So many candidates of a story's panels are about to be drawn."""
        ...

    def story_failed(self, story: Path, error: MangaError) -> None:
        """A story could not be rendered, or not wholly."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one story: what was rendered, or the error that stopped it (or part of it)."""

    story: Path
    rendered: Rendered | None
    error: MangaError | None

    @property
    def outcome(self) -> str:
        """What became of it, in a few words."""
        if self.error is not None:
            return f"failed: {self.error.message}"
        pages = self.rendered.pages if self.rendered is not None else 0
        return f"{pages} page{'s' if pages != 1 else ''} done"


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of all stories, in the order in which they were given."""

    results: tuple[Result, ...]

    @property
    def rendered(self) -> tuple[Rendered, ...]:
        """The stories that were rendered, wholly or in part."""
        return tuple(result.rendered for result in self.results if result.rendered is not None)

    @property
    def failed(self) -> int:
        """How many stories have an error."""
        return sum(result.error is not None for result in self.results)

    @property
    def exit_code(self) -> int:
        """0 where all went well; a single story's own code; 1 where any story of several failed."""
        errors = [result.error for result in self.results if result.error is not None]
        if not errors:
            return 0
        return errors[0].exit_code if len(self.results) == 1 else 1

    def summary(self) -> dict[str, Any]:
        """The batch as plain data for `--json`."""
        return {"ok": not self.failed, "stories": [_summary(result) for result in self.results]}


def _summary(result: Result) -> dict[str, Any]:
    rendered = result.rendered
    summary: dict[str, Any] = {"story": str(result.story), "ok": result.error is None}
    if rendered is not None:
        summary |= {
            "title": rendered.title,
            "artist": rendered.artist,
            "panels": rendered.panels,
            "pages": [str(path) for path in rendered.pngs],
            "pdf": str(rendered.pdf) if rendered.pdf else None,
            "warnings": [warning.finding.message for warning in rendered.warnings],
        }
    if result.error is not None:
        summary["error"] = result.error.message
        if isinstance(result.error, StoryError):
            summary["diagnostics"] = [as_object(diagnostic) for diagnostic in result.error.diagnostics]
    return summary


def render_batch(paths: Sequence[Path], options: RenderOptions, reporter: Reporter) -> Batch:
    """Stories and folders → what became of each. Raises Interrupted on Ctrl-C, UsageError for no story."""
    stories = find_stories(paths)
    folders = _output_folders(stories, options.output)
    with Workshop(art_cache(options)) as workshop:
        return Batch(
            tuple(
                _render_one(story, replace(options, output=folder), reporter, workshop)
                for story, folder in zip(stories, folders, strict=True)
            )
        )


def _render_one(story: Path, options: RenderOptions, reporter: Reporter, workshop: Workshop) -> Result:
    rendered: Rendered | None = None
    try:
        placed = place(story, options, workshop=workshop)
        reporter.story_started(placed)
        rendered = finish(placed, options, reporter, workshop)
        require_all(rendered)
    except Interrupted:
        raise
    except MangaError as error:
        reporter.story_failed(story, error)
        return Result(story, rendered, error)
    return Result(story, rendered, None)


def find_stories(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Files and folders → storyboards, once each; a folder's in the order of their names.

    In a folder a storyboard is a YAML file with a line that begins with `manga:`. Raises UsageError for a
    path that is not there and for a folder without any.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [file for file in _yaml_files(path) if _is_storyboard(file)]
            if not inside:
                raise UsageError(
                    f"{path}: no storyboard in this folder", "manga new FOLDER writes one to start from"
                )
            found.update(dict.fromkeys(inside))
        elif path.is_file():
            found[path] = None
        elif path.exists():
            raise UsageError(f"{path}: not a file", "a storyboard is a YAML file")
        else:
            raise UsageError(f"{path}: no such file", "manga new FOLDER writes a story to start from")
    first: dict[Path, Path] = {}
    for path in found:
        first.setdefault(path.resolve(), path)
    return tuple(first.values())


def _yaml_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix not in STORY_SUFFIXES or path.name.startswith(".") or not path.is_file():
            continue
        if Reach(folder).holds(path):  # what a link elsewhere leads to is no story of this folder
            yield path


def _is_storyboard(path: Path) -> bool:
    with path.open("rb") as file:
        return any(line.startswith(b"manga:") for line in file.read(65536).splitlines())


def _output_folders(stories: Sequence[Path], output: Path | None) -> list[Path]:
    """Each story's own folder: one story takes `--output` itself, several take folders inside it.

    Stories with one name are told apart by their folder's name, then by a number.
    """
    if output is None or len(stories) == 1:
        return [output_folder(story, output) for story in stories]
    folders: list[Path] = []
    for story in stories:
        names = [story.stem, f"{story.resolve().parent.name}-{story.stem}"]
        names += [f"{names[1]}-{number}" for number in range(2, len(stories) + 2)]
        stems = [other.stem for other in stories]
        choices = names if stems.count(story.stem) == 1 else names[1:]
        folders.append(next(output / name for name in choices if output / name not in folders))
    return folders
