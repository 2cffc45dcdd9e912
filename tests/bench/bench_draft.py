"""What a panel by the draft artist costs: CPU seconds of every panel of the examples, at 1000 × 700 pixels.

    python tests/bench/bench_draft.py [--size 1000 700] [--repeat 3]

The panels are those that the examples ask for, all brought to one size. The first panel of a process pays for
reading the drawn parts and is told apart; of the others each counts with the best of its repetitions.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import replace
from pathlib import Path

from mangacli.generate.base import PanelRequest
from mangacli.generate.registry import artist
from mangacli.pipeline import place
from mangacli.plan import plan_page
from mangacli.run_options import RenderOptions

EXAMPLES = Path(__file__).parents[2] / "examples"
MOST = 0.5
"""CPU seconds that a panel may take."""


def panels(width: int, height: int) -> dict[str, PanelRequest]:
    """Every panel of the examples by story and number, as it is asked for, at one size."""
    found: dict[str, PanelRequest] = {}
    for path in sorted(EXAMPLES.glob("*/*.yaml")):
        placed = place(path, RenderOptions(model="draft"))
        for page in placed.pages:
            for request in plan_page(page, placed.file.story, placed.file.folder):
                found[f"{path.stem} {request.panel}"] = replace(request, width=width, height=height)
    return found


def seconds(request: PanelRequest) -> float:
    """CPU seconds that drawing a panel takes."""
    start = time.process_time()
    artist("draft").draw(request, lambda done, total: None)
    return time.process_time() - start


def main() -> None:
    """Prints the first panel's cost, the median, the worst panels and what is allowed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, nargs=2, default=[1000, 700])
    parser.add_argument("--repeat", type=int, default=3, help="take the best of so many draws")
    options = parser.parse_args()
    requests = panels(*options.size)
    first = seconds(next(iter(requests.values())))
    cost = {name: min(seconds(request) for _ in range(options.repeat)) for name, request in requests.items()}
    worst = sorted(cost, key=lambda name: -cost[name])[:5]
    width, height = options.size
    print(f"{len(cost)} panels of {width} × {height} pixels; CPU seconds a panel, {MOST} allowed")
    print(f"first {first:.3f}   median {statistics.median(cost.values()):.3f}   worst {cost[worst[0]]:.3f}")
    for name in worst:
        print(f"  {cost[name]:.3f}  {name}: {requests[name].scene}")


if __name__ == "__main__":
    main()
