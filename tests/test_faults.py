"""Whatever happens, no finished panel is lost and nothing half-written is seen under its final name.

The same for longer: `python tests/bench/bench_faults.py`.
"""

import os
import random
import signal
import subprocess
import time

import faults
import pytest


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """A story and the digests of what an undisturbed run makes of it."""
    folder = tmp_path_factory.mktemp("undisturbed")
    story = faults.write_story(folder)
    assert faults.run(story, folder / "out", folder / "cache", "-j", "1") == (0, "")
    return story, faults.digests(folder / "out")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_killed_goes_on_where_it_was(undisturbed, tmp_path, jobs):
    story, expected = undisturbed
    lot, killed = random.Random(int(jobs)), 0
    for _ in range(3):
        killed += faults.kill_main(story, tmp_path / "out", tmp_path / "cache", lot, 1.5, "-j", jobs)
        faults.sound(tmp_path / "out", expected)
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("panels/*/*.png")}
    assert faults.run(story, tmp_path / "out", tmp_path / "cache", "-j", jobs) == (0, "")
    pages = {name: d for name, d in faults.digests(tmp_path / "out").items() if not name.endswith(".part")}
    assert pages == expected and killed
    assert all(path.stat().st_mtime_ns == written for path, written in kept.items()), "drawn twice"


def test_a_worker_that_is_killed_is_replaced(undisturbed, tmp_path):
    story, expected = undisturbed
    process = faults.start(story, tmp_path / "out", tmp_path / "cache", "-j", "2")
    until, workers = time.monotonic() + 30, []
    while not workers and time.monotonic() < until and process.poll() is None:
        workers = faults.workers_of(process.pid)
    os.kill(workers[0], signal.SIGKILL)
    while not list((tmp_path / "cache").rglob("panels/*/*.png")) and process.poll() is None:
        time.sleep(0.02)
    left = [worker for worker in faults.workers_of(process.pid) if worker not in workers]
    os.kill(left[0], signal.SIGKILL)
    assert process.communicate(timeout=faults.PATIENCE)[1] == "" and process.returncode == 0
    assert faults.digests(tmp_path / "out") == expected


def test_two_runs_of_one_story_into_one_cache_and_folder(undisturbed, tmp_path):
    story, expected = undisturbed
    runs = [faults.start(story, tmp_path / "out", tmp_path / "cache", "-j", "1") for _ in range(2)]
    for run in runs:
        assert run.communicate(timeout=faults.PATIENCE)[1] == "" and run.returncode == 0
    assert faults.digests(tmp_path / "out") == expected


def test_a_full_disk_costs_pages_but_no_panel(undisturbed, tmp_path):
    story, expected = undisturbed
    cache = tmp_path / "cache"
    with faults.small_disk(tmp_path / "disk", "size=300k") as disk:
        code, said = faults.run(story, disk / "out", cache, "-j", "1")
        assert code == 3 and "No space left on device" in said and "make room on the disk" in said
        faults.sound(disk / "out", expected)
        assert not list((disk / "out").glob(".*"))
    assert len(list(cache.rglob("panels/*/*.png"))) == 24
    assert faults.run(story, tmp_path / "out", cache, "-j", "1") == (0, "")
    assert faults.digests(tmp_path / "out") == expected


@pytest.mark.parametrize("options", ["size=150k", "ro"])
def test_a_cache_that_is_full_or_cannot_be_written_costs_nothing_but_time(undisturbed, tmp_path, options):
    story, expected = undisturbed
    with faults.small_disk(tmp_path / "cache", options) as cache:
        code, said = faults.run(story, tmp_path / "out", cache, "-j", "1")
    assert (code, said) == (0, "")
    assert faults.digests(tmp_path / "out") == expected


def test_a_folder_that_cannot_be_written_is_named(undisturbed, tmp_path):
    story, _ = undisturbed
    with faults.small_disk(tmp_path / "disk", "ro") as disk:
        code, said = faults.run(story, disk / "out", tmp_path / "cache", "-j", "1")
    assert code == 3 and "Read-only file system" in said and "Traceback" not in said


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_in_a_moment_and_says_how_to_go_on(undisturbed, tmp_path, jobs):
    story, expected = undisturbed
    process = faults.start(story, tmp_path / "out", tmp_path / "cache", "-j", jobs)
    until = time.monotonic() + 30
    while not list((tmp_path / "cache").rglob("panels/*/*.png")) and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    pressed = time.monotonic()
    said = process.communicate(timeout=30)[1]
    assert time.monotonic() - pressed < 20  # a second on a machine that is not busy
    assert process.returncode == 130 and "run the command again" in said and "Traceback" not in said
    faults.sound(tmp_path / "out", expected)
    assert faults.run(story, tmp_path / "out", tmp_path / "cache", "-j", "1")[0] == 0
    assert faults.digests(tmp_path / "out") == expected


def test_no_worker_outlives_the_run_that_was_killed(undisturbed, tmp_path):
    story, _ = undisturbed
    process = faults.start(story, tmp_path / "out", tmp_path / "cache", "-j", "2")
    until, workers = time.monotonic() + 30, []
    while not workers and time.monotonic() < until and process.poll() is None:
        workers = faults.workers_of(process.pid)
    process.kill()
    process.communicate()
    time.sleep(1)
    assert workers
    for worker in workers:
        alive = subprocess.run(["ps", "-o", "stat=", "-p", str(worker)], capture_output=True, check=False)
        assert alive.stdout.strip()[:1] in (b"", b"Z")
