"""What a page costs: CPU seconds and peak memory of a storyboard of five panels a page, with blank art.

    python tests/bench/bench_pages.py [--pages 5 20 40] [--repeat 3]
    python tests/bench/bench_pages.py --print [--model draft]

With `--print` a B5 page with bleed at 600 dpi (27.6 million pixels), in greys and in one bit.

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
from typing import Any

CPU_TO_BEAT, MEGABYTES_TO_BEAT = 0.505, 68.0
PRINT_CPU_TO_BEAT, PRINT_MEGABYTES_TO_BEAT = 3.0, 149.0
PRINT_DPI = 600
WIDTH, HEIGHT, DPI = 1680, 2376, 300
TALK = (
    "Is anyone up there?",
    "Only the gulls, and they have nothing to say tonight.",
    "That night the lamp did not turn.",
    "Then who lit it?",
    "Wait. Listen.",
)


def storyboard(pages: int, for_print: bool = False) -> str:
    """A story of so many pages, five panels each, at 1680 × 2376 pixels or in print's size."""
    size = [f"{edge / DPI * 25.4:.4f}mm" for edge in (WIDTH, HEIGHT)]
    lines = [
        "manga: 1",
        "title: Benchmark",
        "language: en",
        f"page: {{preset: b5, dpi: {PRINT_DPI}}}"
        if for_print
        else f"page: {{size: [{', '.join(size)}], bleed: 0mm, dpi: {DPI}}}",
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


def measured(run: dict[str, Any], folder: Path) -> dict[str, float]:
    """Renders a story in this process → CPU seconds and peak memory in megabytes.

    `run` has the number of `pages`, the `formats`, the `model`, and the `ink` or None for the smaller pages.
    """
    from mangacli.pipeline import finish, place
    from mangacli.run_options import RenderOptions

    loaded = peak_megabytes()

    class Silent:
        def step(self, page: int, panel: str, done: int, total: int) -> None: ...

        def page_done(self, page: object) -> None: ...

    story = folder / "bench.yaml"
    story.write_text(storyboard(run["pages"], run["ink"] is not None), encoding="utf-8")
    options = RenderOptions(
        output=folder / "out",
        formats=tuple(run["formats"]),
        model=run["model"],
        jobs=1,
        ink=run["ink"] or "grey",
    )
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


def in_a_process(run: dict[str, Any]) -> dict[str, float]:
    """`measured` in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--measure", json.dumps(run), folder]
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
    parser.add_argument("--pages", type=int, nargs="+", help="else 5 20 40, or 3 for print")
    parser.add_argument("--print", action="store_true", dest="for_print", help="B5 at 600 dpi")
    parser.add_argument("--model", default="blank", help="who draws; what it takes for that is counted")
    parser.add_argument("--repeat", type=int, default=3, help="take the best of so many runs")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        run, folder = options.measure
        print(json.dumps(measured(json.loads(run), Path(folder))))
    elif options.for_print:
        for_print(options.pages or [3], options.repeat, options.model)
    else:
        for_screen(options.pages or [5, 20, 40], options.repeat, options.model)


def for_screen(numbers: list[int], repeat: int, model: str) -> None:
    """The table of the pages of 1680 × 2376 pixels, whose memory shall not grow with their number."""
    print(f"{WIDTH} × {HEIGHT} pixels, 5 panels a page, {model} art; CPU seconds a page, megabytes")
    print("format   pages   layout   finish together   to beat   loaded     peak   growth")
    for formats in (("png",), ("pdf",), ("png", "pdf")):
        first_peak = 0.0
        for pages in numbers:
            run = {"pages": pages, "formats": formats, "model": model, "ink": None}
            best = best_of([in_a_process(run) for _ in range(repeat)])
            first_peak = first_peak or best["peak"]
            cost = (best["layout"] + best["finish"]) / pages
            print(
                f"{'+'.join(formats):8} {pages:5} {best['layout'] / pages:8.3f} {best['finish'] / pages:8.3f}"
                f" {cost:8.3f} {cost / CPU_TO_BEAT:8.2f}× {best['loaded']:8.1f} {best['peak']:8.1f}"
                f" {best['peak'] / first_peak - 1:+8.1%}"
            )
    print(f"to beat: {CPU_TO_BEAT} CPU seconds and {MEGABYTES_TO_BEAT:.0f} MB a page")


def for_print(numbers: list[int], repeat: int, model: str) -> None:
    """The table of the pages for print; `times` say how many times less than the number to beat."""
    print(f"B5 with bleed at {PRINT_DPI} dpi, 5 panels a page, {model} art; CPU seconds a page, megabytes")
    print("ink   format   pages   layout   finish together    times   loaded     peak  times   more  times")
    for ink in ("grey", "1bit"):
        for formats in (("png",), ("pdf",), ("png", "pdf")):
            for pages in numbers:
                run = {"pages": pages, "formats": formats, "model": model, "ink": ink}
                best = best_of([in_a_process(run) for _ in range(repeat)])
                cost, more = (best["layout"] + best["finish"]) / pages, best["peak"] - best["loaded"]
                peak_times, more_times = (PRINT_MEGABYTES_TO_BEAT / size for size in (best["peak"], more))
                print(
                    f"{ink:5} {'+'.join(formats):8} {pages:5} {best['layout'] / pages:8.3f}"
                    f" {best['finish'] / pages:8.3f} {cost:8.3f} {PRINT_CPU_TO_BEAT / cost:8.1f}"
                    f" {best['loaded']:8.1f} {best['peak']:8.1f} {peak_times:6.1f}"
                    f" {more:6.1f} {more_times:6.1f}"
                )
    print(
        f"to beat: {PRINT_CPU_TO_BEAT} CPU seconds and {PRINT_MEGABYTES_TO_BEAT:.0f} MB a page; "
        "`peak` is the whole process, `more` what it takes beyond the loaded program"
    )


if __name__ == "__main__":
    main()
