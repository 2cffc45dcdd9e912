"""What a chapter costs when little has changed, what keeping costs, what a second process and more pages do.

    python tests/bench/bench_batch.py [--pages 20] [--repeat 3] [--only again word keeping jobs memory]

    again    the same story once more: nothing is to be done; CPU seconds of the whole command
    word     one changed word: how many pages and panels are redone
    keeping  what cache and journal add to a panel, in milliseconds
    jobs     wall seconds with one process by those with two, on an idle machine with two cores
    memory   the peak of the largest process with ten times the pages, by that with once the pages

Every run is a process of its own, `manga render` with the draft artist. CPU seconds and memory are those that
the system counts for it and its workers.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
AGAIN_CPU, KEEPING_MS, JOBS_TIMES, MEMORY_TIMES = 1.0, 10.0, 1.7, 1.25
"""What is to be reached."""
PLACES = ("a room", "the street in the rain", "the sea at night", "a forest", "the platform of a station")
WORDS = ("Is anyone up there?", "Only the gulls.", "Then who lit it?", "Wait. Listen.", "It is nothing.")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: wall and CPU seconds, and the most memory of one process in MiB."""

    wall: float
    cpu: float
    peak: float


def storyboard(pages: int, dpi: int = 150) -> str:
    """A chapter of five panels a page, two characters, a dialog or two a panel; no two pages alike."""
    lines = ["manga: 1", "title: Chapter", "language: en", f"page: {{preset: b5, dpi: {dpi}}}", "characters:"]
    lines += ["  mika: {name: Mika, description: a girl with short black hair}"]
    lines += ["  ren: {name: Ren, description: a boy with glasses}", "pages:"]
    for page in range(pages):
        lines += ["  - layout: {rows: [1, 2, 2]}", "    panels:"]
        for panel in range(5):
            place, said = PLACES[(page + panel) % 5], WORDS[(page + 2 * panel) % 5]
            lines += [
                f"      - prompt: Mika and Ren in {place}, {page}",
                "        characters: [mika, ren]",
                f"        dialogs: [{{mika: '{said}'}}, {{ren: 'Page {page + 1}.'}}]",
            ]
    return "\n".join(lines) + "\n"


class Chapter:
    """A story in a folder of its own, with its pages and its cache."""

    def __init__(self, pages: int, dpi: int = 150) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bench-batch-")
        self.folder = Path(self._folder.name)
        self.story = self.folder / "chapter.yaml"
        self.story.write_text(storyboard(pages, dpi), encoding="utf-8")

    def render(self, *more: str, cache: str = "cache", out: str = "out") -> tuple[Cost, str]:
        """Renders → what it took, and what was said."""
        command = [sys.executable, "-m", "mangacli", "render", str(self.story), "--model", "draft"]
        command += ["-o", str(self.folder / out), "--cache", str(self.folder / cache), *more]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "NO_COLOR": "1"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a program that is installed is compiled once
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            raise SystemExit(done.stderr)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Cost(wall, cpu, after.ru_maxrss / 1024), done.stderr

    def forget(self, *names: str) -> None:
        """Removes what earlier runs have left."""
        for name in names:
            subprocess.run(["rm", "-rf", str(self.folder / name)], check=True)

    def panels(self) -> set[Path]:
        """The pictures in the cache."""
        return set((self.folder / "cache").rglob("panels/*/*.png"))


def again(pages: int, repeat: int) -> None:
    """The same once more."""
    chapter = Chapter(pages)
    first, _ = chapter.render()
    best = min(chapter.render()[0].cpu for _ in range(repeat))
    print(f"again    {pages} pages: {best:.2f} CPU s (first {first.cpu:.2f}); to reach {AGAIN_CPU}")


def word(pages: int, _: int) -> None:
    """One changed word."""
    chapter = Chapter(pages)
    chapter.render()
    before = chapter.panels()
    text = chapter.story.read_text()
    chapter.story.write_text(text.replace(WORDS[0], "Is anybody there?", 1))
    cost, said = chapter.render()
    redone = sum(line.startswith("page ") and line.endswith(" done") for line in said.splitlines())
    drawn = len(chapter.panels() - before)
    print(f"word     {redone} page(s), {drawn} panel(s) redone, {cost.cpu:.2f} CPU s; to reach 1 page")


def keeping(pages: int, repeat: int) -> None:
    """What cache and journal cost a panel: key, looking it up, packing and writing, reading, the notes."""
    code = """
import sys, time, tempfile, logging
from pathlib import Path
from mangacli.pipeline import RenderOptions, place, plan
from mangacli.cache.journal import Journal
from mangacli.generate.kept_artist import KeptArtist
from mangacli.generate.panel_cache import PanelCache
options = RenderOptions(model="draft", keep=False)
placed = place(Path(sys.argv[1]), options)
artist = placed.choice.artist()
requests = [r for page in placed.pages for r in plan(page, placed, options)]
arts = [artist.draw(artist.seen(r), lambda *_: None) for r in requests[:25]]
with tempfile.TemporaryDirectory() as folder:
    cache, journal = PanelCache(Path(folder)), Journal(Path(folder), Path(folder) / "out")
    start = time.process_time()
    kept = KeptArtist(artist, cache)
    journal.begin()
    for request, art in zip(requests, arts):
        kept.holds(request)
        journal.panel_begun(request.panel)
        cache.put(kept.key(request), art)
        journal.panel_done(request.panel, kept.key(request).digest)
        assert kept.picture(request) == art
    journal.end()
    took = time.process_time() - start
pixels = sum(len(art.pixels.data) for art in arts) / len(arts)
print(1000 * took / len(arts), pixels / 1e6)
"""
    chapter = Chapter(pages, dpi=350)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    best, size = 1e9, 0.0
    for _ in range(repeat):
        told = subprocess.run(
            [sys.executable, "-c", code, str(chapter.story)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        took, size = map(float, told.stdout.split())
        best = min(best, took)
    print(f"keeping  {best:.1f} ms a panel of {size:.2f} million pixels (350 dpi); to reach {KEEPING_MS}")


def jobs(pages: int, repeat: int) -> None:
    """One process by two."""
    chapter, walls = Chapter(pages), {}
    for _ in range(repeat):
        for number in ("1", "2"):
            chapter.forget("cache", "out")
            cost, _ = chapter.render("-q", "-j", number)
            walls[number] = min(cost.wall, walls.get(number, 1e9))
    one, two = walls["1"], walls["2"]
    print(f"jobs     {pages} pages: {one:.2f} s by {two:.2f} s: {one / two:.2f}×; to reach {JOBS_TIMES}×")


def memory(pages: int, _: int) -> None:
    """Ten times the pages. Each number of them in a process of its own: peaks only grow."""
    peaks = {}
    for number in (pages, 10 * pages):
        told = subprocess.run(
            [sys.executable, __file__, "--peak", str(number)], capture_output=True, text=True, check=True
        )
        peaks[number] = float(told.stdout)
    few, many = peaks[pages], peaks[10 * pages]
    print(
        f"memory   {many:.0f} MiB with {10 * pages} pages, {few:.0f} with {pages}: {many / few:.2f}×; "
        f"to reach {MEMORY_TIMES}× (what grows is the story's own text)"
    )


BENCHES: dict[str, Callable[[int, int], None]] = {
    "again": again,
    "word": word,
    "keeping": keeping,
    "jobs": jobs,
    "memory": memory,
}


def main() -> None:
    """Prints a line for each of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=3, help="take the best of so many runs")
    parser.add_argument("--only", nargs="+", choices=BENCHES, default=list(BENCHES))
    parser.add_argument("--peak", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak:
        print(Chapter(options.peak, dpi=72).render("-q", "-j", "1", "--model", "blank")[0].peak)
        return
    for name in options.only:
        BENCHES[name](options.pages, options.repeat)


if __name__ == "__main__":
    main()
