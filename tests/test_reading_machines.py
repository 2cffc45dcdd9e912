"""A reading machine reads the examples' balloons, each cropped from its page by what `manga inspect` says."""

import shutil
import subprocess
from pathlib import Path

import pytest
from bench.ocr_balloons import Reading, compared, rate, readings

EXAMPLES = Path(__file__).parent.parent / "examples"
DPI = 350


def models() -> set[str]:
    """The models that tesseract has here."""
    if not shutil.which("tesseract"):
        return set()
    command = ["tesseract", "--list-langs"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("story", "model", "least"),
    [("last-lamp", "eng", 0.97), ("deadline", "eng", 0.97), ("yuki-no-eki", "jpn_vert", 0.85)],
)
def test_it_reads_nearly_every_character(story, model, least, tmp_path):
    if model not in models():
        pytest.skip(f"tesseract's model {model} is not installed")
    found = readings(EXAMPLES / story / f"{story}.yaml", DPI, tmp_path)
    assert len(found) > 4
    wrong = [f"{reading.place}: {reading.said} read as {reading.read}" for reading in found if reading.errors]
    assert rate(found) >= least, "\n".join(wrong)


@pytest.mark.parametrize(
    ("said", "read", "errors"),
    [("lamp", "lamp", 0), ("lamp", "lamb", 1), ("lamp", "lam", 1), ("lamp", "a lamp", 1), ("", "x", 1)],
)
def test_what_is_put_in_left_out_or_changed_counts_once(said, read, errors):
    assert Reading("1.1", compared(said), compared(read)).errors == errors


def test_blanks_widths_and_the_points_of_an_ellipsis_do_not_count():
    assert compared("It’s 12 …\n") == compared("It's１２ ::") == "It's12…"


def test_the_rate_never_falls_below_nothing():
    assert rate([Reading("1.1", "ab", "cdefgh")]) == 0
    assert rate([Reading("1.1", "ab", "ab"), Reading("1.2", "cd", "xy")]) == 0.5
