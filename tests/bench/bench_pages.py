"""What a page costs: CPU seconds and peak memory of a storyboard of five panels a page, with blank art.

    python tests/bench/bench_pages.py [--pages 5 20 40] [--repeat 3]

Each measurement is a process of its own that runs the whole pipeline (read, lay out, plan, blank art,
compose, export) without helpers. CPU time begins when the program is loaded; memory is the peak of the whole
process, with what the loaded program takes without any page beside it. The numbers to beat are those of the
fastest other tool on the same storyboard.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CPU_TO_BEAT, MEGABYTES_TO_BEAT = 0.505, 68.0
WIDTH, HEIGHT, DPI = 1680, 2376, 300
TALK = (
    "Is anyone up there?",
    "Only the gulls, and they have nothing to say tonight.",
    "That night the lamp did not turn.",
    "Then who lit it?",
    "Wait. Listen.",
)


def storyboard(pages: int) -> str:
    """A story of so many pages, five panels each, at 1680 × 2376 pixels."""
    size = [f"{edge / DPI * 25.4:.4f}mm" for edge in (WIDTH, HEIGHT)]
    lines = [
        "manga: 1",
        "title: Benchmark",
        "language: en",
        f"page: {{size: [{', '.join(size)}], bleed: 0mm, dpi: {DPI}}}",
        "characters:",
        "  mika: {name: Mika, description: a girl with short black hair}",
        "  ren: {name: Ren, description: a boy with glasses}",
        "pages:",
    ]
    for page in range(pages):
        lines += ["  - layout: {rows: [1, 2, 2]}", "    panels:"]
        for panel in range(5):
            talk = TALK[(page + panel) % len(TALK)]
            answer = TALK[(page + panel + 1) % len(TALK)]
            lines += [
                "      - prompt: Mika and Ren on the stairs of a lighthouse",
                "        characters: [mika, ren]",
                f"        dialogs: [{{mika: '{talk}'}}, {{ren: '{answer}'}}]",
            ]
    return "\n".join(lines) + "\n"


def measured(pages: int, formats: tuple[str, ...], folder: Path) -> dict[str, float]:
    """Renders a story of so many pages in this process → CPU seconds and peak memory in megabytes."""
    from mangacli.pipeline import RenderOptions, finish, place

    loaded = peak_megabytes()

    class Silent:
        def step(self, page: int, panel: str, done: int, total: int) -> None: ...

        def page_done(self, page: object) -> None: ...

    story = folder / "bench.yaml"
    story.write_text(storyboard(pages), encoding="utf-8")
    options = RenderOptions(output=folder / "out", formats=formats, model="blank", jobs=1)
    start = time.process_time()
    placed = place(story, options)
    laid_out = time.process_time()
    rendered = finish(placed, options, Silent())
    if rendered.failures:
        raise SystemExit("; ".join(rendered.failures))
    return {
        "layout": laid_out - start,
        "finish": time.process_time() - laid_out,
        "loaded": loaded,
        "peak": peak_megabytes(),
    }


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_process(pages: int, formats: tuple[str, ...]) -> dict[str, float]:
    """`measured` in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--measure", str(pages), ",".join(formats), folder]
        told = subprocess.run(
            command, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"}, check=False
        )
        if told.returncode:
            raise SystemExit(told.stderr)
        result: dict[str, float] = json.loads(told.stdout)
        return result


def best_of(runs: list[dict[str, float]]) -> dict[str, float]:
    """The least of each number."""
    return {key: min(run[key] for run in runs) for key in runs[0]}


def main() -> None:
    """Prints a table: for each format and number of pages what a page costs, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[5, 20, 40])
    parser.add_argument("--repeat", type=int, default=3, help="take the best of so many runs")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        pages, formats, folder = options.measure
        print(json.dumps(measured(int(pages), tuple(formats.split(",")), Path(folder))))
        return
    print(f"{WIDTH} × {HEIGHT} pixels, 5 panels a page, blank art; CPU seconds a page, megabytes")
    print("format   pages   layout   finish together   to beat   loaded     peak   growth")
    for formats in (("png",), ("pdf",), ("png", "pdf")):
        first_peak = 0.0
        for pages in options.pages:
            best = best_of([in_a_process(pages, formats) for _ in range(options.repeat)])
            first_peak = first_peak or best["peak"]
            cost = (best["layout"] + best["finish"]) / pages
            print(
                f"{'+'.join(formats):8} {pages:5} {best['layout'] / pages:8.3f} {best['finish'] / pages:8.3f}"
                f" {cost:8.3f} {cost / CPU_TO_BEAT:8.2f}× {best['loaded']:8.1f} {best['peak']:8.1f}"
                f" {best['peak'] / first_peak - 1:+8.1%}"
            )
    print(f"to beat: {CPU_TO_BEAT} CPU seconds and {MEGABYTES_TO_BEAT:.0f} MB a page")


if __name__ == "__main__":
    main()
