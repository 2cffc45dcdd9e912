"""What starting costs: CPU seconds of `manga --help`, a command's help and a worker, beside bare Python.

    python tests/bench/bench_start.py [--repeat 10]

Each measurement is a process of its own; the best of all repetitions counts. The number to beat is what
`--help` of the fastest other tool takes on the same machine, beyond bare Python.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

HELP_TO_BEAT = 0.17
COMMANDS = {
    "bare Python": ["-c", "pass"],
    "manga --help": ["-m", "mangacli", "--help"],
    "check --help": ["-m", "mangacli", "check", "--help"],
    "a worker": ["-c", "import mangacli.workers"],
}


def cost(arguments: list[str]) -> float:
    """CPU seconds of Python with arguments, in a process of its own."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"python {' '.join(arguments)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Prints a table: what each start costs, beyond bare Python and as its multiple."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=10, help="take the best of so many runs")
    options = parser.parse_args()
    bare = 0.0
    print("start            CPU s   beyond    ratio")
    for name, arguments in COMMANDS.items():
        seconds = min(cost(arguments) for _ in range(options.repeat))
        bare = bare or seconds
        print(f"{name:14} {seconds:7.3f} {seconds - bare:8.3f} {seconds / bare:7.1f}×")
    print(f"to beat: {HELP_TO_BEAT} CPU seconds of --help beyond bare Python")


if __name__ == "__main__":
    main()
