"""Kills runs, and their workers, at random moments; in the end the files must be those of an undisturbed run.

    python tests/bench/bench_faults.py [--kills 30] [--seed 1]

So many kills hit the main process while it was at work, as many a worker. A batch goes on with the cache and
the pages that the killed run has left. Nothing half-written may lie under a final name, and no panel that was
kept may be drawn again.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
import faults

ROUND = 6
"""Kills after which a batch is finished, judged and begun anew: a batch that is done cannot be disturbed."""


def kept(cache: Path) -> dict[Path, int]:
    """The pictures in a cache and when they were written."""
    return {path: path.stat().st_mtime_ns for path in cache.rglob("panels/*/*.png")}


def finish_and_judge(story: Path, folder: Path, expected: dict[str, str]) -> None:
    """Ends the batch undisturbed and compares. Raises SystemExit where anything differs."""
    before = kept(folder / "cache")
    code, said = faults.run(story, folder / "out", folder / "cache", "-j", "2")
    after = kept(folder / "cache")
    files = {name: d for name, d in faults.digests(folder / "out").items() if not name.endswith(".part")}
    if (code, said) != (0, "") or files != expected:
        raise SystemExit(f"the last run ended with {code} and other files: {said}")
    if any(after[path] != written for path, written in before.items()):
        raise SystemExit("a panel that was kept was drawn again")
    shutil.rmtree(folder / "out")
    shutil.rmtree(folder / "cache")


def main() -> None:
    """Disturbs the main process, then workers; prints how often each was hit at work."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=30, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lot = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="bench-faults-") as name:
        folder = Path(name)
        story = faults.write_story(folder, pages=12)
        if faults.run(story, folder / "whole", folder / "whole-cache", "-j", "2") != (0, ""):
            raise SystemExit("the undisturbed run failed")
        expected = faults.digests(folder / "whole")
        for what in ("main process", "worker"):
            hit = tries = 0
            while hit < options.kills:
                tries += 1
                place = (story, folder / "out", folder / "cache", lot, 3.0, "-j", "2")
                if what == "worker":
                    there, code, said = faults.kill_worker(*place)
                    hit += there
                    if (code, said) != (0, ""):
                        raise SystemExit(f"a run whose worker was killed ended with {code}: {said}")
                else:
                    hit += faults.kill_main(*place)
                faults.sound(folder / "out", expected)
                if what == "worker" or tries % ROUND == 0:
                    finish_and_judge(story, folder, expected)
            if (folder / "out").exists():
                finish_and_judge(story, folder, expected)
            print(f"{what}: killed {hit} times at work ({tries} runs); files as of an undisturbed run")


if __name__ == "__main__":
    main()
