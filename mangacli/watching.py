"""A story rendered anew whenever it, or a file that it names, is saved.

The files are looked at a few times a second. A story names few of them, so that costs next to nothing, works
on every file system, and sees a file that is renamed into its place, goes, or comes back, where a
subscription to a folder's events would have to be renewed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from mangacli.batch import Reporter
from mangacli.errors import Interrupted, MangaError
from mangacli.fonts.library import SUFFIXES
from mangacli.manga_toml import NAME as SETTINGS
from mangacli.pipeline import finish, place, require_all
from mangacli.reach import Reach
from mangacli.run_options import RenderOptions, art_cache
from mangacli.story.picks import picks_path
from mangacli.workers.workshop import Workshop
from mangacli.yaml_file import scan_yaml

LOOK = 0.1
"""Seconds between two looks."""
SETTLE = 0.03
"""Seconds that nothing may change before a save counts as done: editors write in several steps."""
LONGEST_SAVE = 2.0
"""Seconds. Who writes longer than this without a pause gets what is there."""
AWAY = 1.0
"""Seconds that a story may be gone while an editor puts another file in its place."""
MOST_FILES = 2000

State = tuple[int, int, int] | None
"""A file's time of change, size and number; None where there is none."""


class Eye:
    """Looks at a story's file, what it names, and the settings that count for it."""

    def __init__(self, story: Path, allowed: tuple[Path, ...] = ()) -> None:
        self.story = story
        self._reach = Reach(story.parent, allowed)
        self._named: tuple[Path, ...] = ()

    def look(self) -> dict[Path, State]:
        """The state of every file that has a say in the pages."""
        home = self.story.parent.resolve()
        settings = (folder / SETTINGS for folder in (home, *home.parents))
        return {
            path: _state(path) for path in (self.story, picks_path(self.story), *settings, *self._files())
        }

    def learn(self) -> None:
        """Reads which files the story names; of a story that cannot be read the old ones count on."""
        tree, _ = scan_yaml(self.story)
        if tree is not None:
            names = dict.fromkeys(_names(tree.value))
            paths = (self.story.parent / name for name in names if name and "\0" not in name)
            self._named = tuple(path for path in list(paths)[:MOST_FILES] if self._may_look(path))

    def _files(self) -> Iterator[Path]:
        yield from self._named
        fonts = self.story.parent / "fonts"
        if fonts.is_dir() and self._reach.holds(fonts):
            found = (path for path in fonts.rglob("*") if path.suffix.lower() in SUFFIXES)
            yield from islice(found, MOST_FILES)

    def _may_look(self, path: Path) -> bool:
        try:
            return self._reach.holds(path)
        except (OSError, RuntimeError):  # a name too long, a loop of links
            return False


class Watcher(Reporter, Protocol):
    """Whoever is told how the watch goes on."""

    def saved(self, files: set[Path]) -> None:
        """These files have changed; the story is about to be read again."""
        ...


def watch(
    path: Path, options: RenderOptions, reporter: Watcher, ended: Callable[[], bool] = lambda: False
) -> None:
    """Renders a story, then again after each change, in this process, which stays warm; until `ended`.

    What is wrong with the story is told and waited for to be mended. Raises Interrupted on Ctrl-C while pages
    are made, KeyboardInterrupt at any other time.
    """
    eye = Eye(path, options.allowed)
    options = replace(options, jobs=1)
    with Workshop(art_cache(options)) as workshop:
        while not ended():
            seen = eye.look()
            _render(path, options, reporter, workshop)
            eye.learn()
            changed = _wait(eye, seen, ended)
            reporter.saved(changed)
            if any(each.suffix.lower() in SUFFIXES for each in changed):
                forget_fonts()


def _render(path: Path, options: RenderOptions, reporter: Reporter, workshop: Workshop) -> None:
    try:
        placed = place(path, options)
        reporter.story_started(placed)
        require_all(finish(placed, options, reporter, workshop))
    except Interrupted:
        raise
    except MangaError as error:
        reporter.story_failed(path, error)


def _wait(eye: Eye, seen: dict[Path, State], ended: Callable[[], bool]) -> set[Path]:
    """Waits until a file is other than it was `seen`, and the save is done → the files that changed.

    A file that the story names only now was read just now; one that it names no more does not count.
    """
    now = eye.look()
    seen = {path: seen.get(path, state) for path, state in now.items()}
    while not ended():
        changed = {path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path)}
        if changed:
            _settle(eye)
            return changed
        time.sleep(LOOK)
        now = eye.look()
    return set()


def _settle(eye: Eye) -> None:
    """Waits until nothing changes any more and the story is there, or until that takes too long."""
    start, before = time.monotonic(), eye.look()
    while time.monotonic() - start < LONGEST_SAVE:
        time.sleep(SETTLE)
        now = eye.look()
        there = now[eye.story] is not None or time.monotonic() - start > AWAY
        if now == before and there:
            return
        before = now


def forget_fonts() -> None:
    """Lets go of all that is remembered between runs: fonts are remembered in many rooms, by their paths."""
    for name, module in list(sys.modules.items()):
        if name.startswith("mangacli."):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def _state(path: Path) -> State:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _names(value: Any) -> Iterator[str]:
    """A storyboard as plain values, sound or not → the names of files that may stand in it."""
    if not isinstance(value, dict):
        return
    characters, lettering = value.get("characters"), value.get("lettering")
    for character in characters.values() if isinstance(characters, dict) else ():
        yield from _files_in(character, "reference")
    yield from _files_in(lettering, "font")
    yield from _each(value.get("loras"))
    for page in _list(value.get("pages")):
        for panel in _list(page.get("panels") if isinstance(page, dict) else None):
            if isinstance(panel, dict):
                yield from _each(panel.get("image"))


def _files_in(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _each(value.get(key))


def _each(value: Any) -> Iterator[str]:
    """A file's name, a mapping with `file`, or a list of both → the names."""
    for part in value if isinstance(value, list) else [value]:
        name = part.get("file") if isinstance(part, dict) else part
        if isinstance(name, str):
            yield name


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
