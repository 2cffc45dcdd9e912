"""How long from a save to the new page under `manga watch`, against rendering the story from the shell.

    python tests/bench/bench_watch.py [SAVES]

The example chapter four times over, 20 pages, drawn by the draft artist; a word of a dialog changes on
another page each time. Both ways run in the same minute with the same cache, so that the ratio holds on any
machine.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/last-lamp/last-lamp.yaml"
MOST = 1.0
"""Seconds that a writer should wait for a page at the most."""
PATIENCE = 300


def chapter(folder: Path) -> Path:
    """A folder → a story of 20 pages in it."""
    head, mark, pages = EXAMPLE.read_text(encoding="utf-8").partition("\npages:\n")
    story = folder / "chapter.yaml"
    story.write_text(head + mark + pages * 4, encoding="utf-8")
    return story


def states(pages: Path) -> dict[str, int]:
    """When each page was written."""
    return {page.name: page.stat().st_mtime_ns for page in pages.glob("page-*.png")}


def save(story: Path, number: int) -> None:
    """Changes a word, on another page each time, as an editor saves: a new file takes the old one's name."""
    text = story.read_text(encoding="utf-8")
    parts = text.split("Word for word")
    place = 1 + number % (len(parts) - 1)
    text = (
        "Word for word".join(parts[:place]) + f"Word for word, {number}" + "Word for word".join(parts[place:])
    )
    new = story.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(story)


def waited(pages: Path, act) -> float:
    """Seconds from an act until a page is another."""
    before, start = states(pages), time.perf_counter()
    act()
    while states(pages) == before:
        if time.perf_counter() - start > PATIENCE:
            raise SystemExit("no page changed")
        time.sleep(0.003)
    return time.perf_counter() - start


def main() -> None:
    """Measures both ways and prints them."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    folder = Path(tempfile.mkdtemp(prefix="bench-watch-"))
    story, pages = chapter(folder), folder / "pages"
    environment = os.environ | {"MANGA_CACHE": str(folder / "cache")}
    common = [str(story), "--model", "draft", "--format", "png", "-o", str(pages)]
    manga = [sys.executable, "-m", "mangacli"]
    subprocess.run([*manga, "render", *common, "-q"], env=environment, check=True)
    cold = []
    for number in range(saves):
        start = time.perf_counter()
        save(story, number)
        subprocess.run([*manga, "render", *common, "-q", "-j", "1"], env=environment, check=True)
        cold.append(time.perf_counter() - start)
    watcher = subprocess.Popen([*manga, "watch", *common], env=environment, stderr=subprocess.DEVNULL)
    try:
        save(story, saves)
        time.sleep(5)
        warm = []
        for number in range(saves):
            warm.append(waited(pages, lambda number=number: save(story, saves + 1 + number)))
            time.sleep(1)
    finally:
        watcher.send_signal(signal.SIGINT)
        watcher.wait()
        shutil.rmtree(folder)
    slow, quick = statistics.median(cold), statistics.median(warm)
    print(f"render {slow:.2f} s, watch {quick:.2f} s from the save to the new page: {slow / quick:.1f} : 1")
    print(f"at worst {max(warm):.2f} s; a writer should wait {MOST:g} s at the most")


if __name__ == "__main__":
    main()
