"""The watch sees every way of saving, makes what changed and nothing else, and outlives broken stories."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from mangacli.errors import MangaError, StoryError
from mangacli.fonts.face import BUNDLED
from mangacli.run_options import RenderOptions
from mangacli.story.picks import picks_path
from mangacli.watching import Eye, watch

PATIENCE = 60
"""Seconds after which what should have happened never will."""


class Notebook:
    """Notes what the watch tells."""

    def __init__(self):
        self.runs: list[list[int] | MangaError] = []
        self._pages: list[int] = []

    def saved(self, files):
        self.files = files

    def story_started(self, placed):
        self._pages = []
        self._wanted = len(placed.pages)
        self._seen = 0

    def candidates_started(self, placed, pictures):
        raise AssertionError("nobody asked for candidates")

    def story_failed(self, story, error):
        self.runs.append(error)

    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        self._seen += 1
        if not page.fresh:
            self._pages.append(page.number)
        if self._seen == self._wanted:
            self.runs.append(self._pages)


@pytest.fixture
def watched(small_story, tmp_path):
    """A small story under watch: its path, the watch's notes, and how to wait for its next run."""
    notes, end = Notebook(), threading.Event()
    options = RenderOptions(model="blank", formats=("png",), cache=tmp_path / "cache", dpi=36)
    thread = threading.Thread(target=watch, args=(small_story, options, notes, end.is_set))
    thread.start()
    count = 0

    def next_run():
        nonlocal count
        count += 1
        wait_for(lambda: len(notes.runs) >= count)
        time.sleep(0.15)  # the watch is at its post again
        assert len(notes.runs) == count, "one save, one run"
        return notes.runs[-1]

    assert next_run() == [1, 2]
    yield small_story, notes, next_run
    end.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)


def change(path: Path, old: str, new: str) -> str:
    text = path.read_text()
    assert old in text
    return text.replace(old, new)


def test_only_the_page_of_a_changed_dialog_is_made_anew(watched):
    story, _, next_run = watched
    pages = sorted(story.with_name("small-pages").glob("page-*.png"))
    before = [page.read_bytes() for page in pages]
    story.write_text(change(story, "The end.", "The beginning."))
    assert next_run() == [2]
    after = [page.read_bytes() for page in pages]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False]


def test_a_story_may_be_saved_by_renaming_by_pieces_and_by_going_away(watched):
    story, _, next_run = watched
    new = story.with_suffix(".tmp")
    new.write_text(change(story, "The end.", "One."))
    new.replace(story)
    assert next_run() == [2]
    text = change(story, "One.", "Two.")
    with story.open("w") as file:
        for start in range(0, len(text), 200):
            file.write(text[start : start + 200])
            file.flush()
            time.sleep(0.005)
    assert next_run() == [2]
    text = change(story, "Two.", "Three.")
    story.unlink()
    time.sleep(0.3)
    story.write_text(text)
    assert next_run() == [2]


def test_a_broken_story_is_told_and_the_mended_one_rendered(watched):
    story, _, next_run = watched
    sound = story.read_text()
    for broken in (sound.replace("panels:", "panles:"), "manga: 1\n  title: [", ""):
        story.write_text(broken)
        assert isinstance(next_run(), StoryError)
    story.write_text(sound.replace("The end.", "After all."))
    assert next_run() == [2]


def test_a_story_that_is_gone_is_told_and_waited_for(watched):
    story, _, next_run = watched
    text = story.read_text()
    story.unlink()
    error = next_run()
    assert isinstance(error, StoryError) and error.diagnostics[0].finding.rule == "unreadable-file"
    story.write_text(text)
    assert next_run() == []


def test_files_that_the_story_names_are_watched_too(watched):
    story, _, next_run = watched
    story.write_text(change(story, "- prompt: the sea", "- image: sea.png"))
    assert isinstance(next_run(), StoryError)  # it is not there yet
    Image.new("L", (60, 60), 90).save(story.with_name("sea.png"))
    assert next_run() == [1, 2]  # all pages say who drew
    Image.new("L", (60, 60), 200).save(story.with_name("sea.png"))
    assert next_run() == [2]
    story.with_name("sea.png").unlink()
    assert isinstance(next_run(), StoryError)


def test_a_font_that_comes_and_changes_letters_the_pages_anew(watched):
    story, _, next_run = watched
    story.write_text(change(story, "language: en", "language: en\nlettering: {font: fonts/mine.ttf}"))
    assert isinstance(next_run(), StoryError)
    story.with_name("fonts").mkdir()
    pages = []
    for font in ("patrick-hand", "bangers"):
        story.with_name("fonts").joinpath("mine.ttf").write_bytes((BUNDLED / f"{font}.ttf").read_bytes())
        assert next_run() == [1, 2]
        pages.append(story.with_name("small-pages").joinpath("page-001.png").read_bytes())
    assert pages[0] != pages[1]


def test_picks_and_settings_count(watched):
    story, _, next_run = watched
    picks_path(story).write_text("picks: 1\npanels: {2.1: {candidate: 2, seed: 5}}\n")
    assert next_run() == [2]
    story.with_name("manga.toml").write_text("[check]\nignore = 3\n")
    assert isinstance(next_run(), MangaError)
    story.with_name("manga.toml").unlink()
    assert next_run() == []


def test_the_pages_themselves_are_not_what_is_watched(watched):
    story, notes, _ = watched
    story.with_name("notes.txt").write_text("nothing to do with it")
    story.with_name("small-pages").joinpath("page-001.png").touch()
    time.sleep(0.5)
    assert len(notes.runs) == 1


def test_nothing_out_of_reach_is_looked_at(small_story, tmp_path):
    (tmp_path / "allowed").mkdir()
    names = "[../../secret.png, /etc/passwd, allowed/a.png, here.png, '']"
    small_story.write_text(
        change(small_story, "description: a girl", f"reference: {names}, description: a girl")
    )
    eye = Eye(small_story)
    eye.learn()
    looked = {path.name for path in eye.look()} - {"manga.toml"}
    assert looked == {"small.yaml", "small.picks.yaml", "a.png", "here.png"}


@pytest.mark.parametrize(
    "value", ["[]", "characters: 3", "pages: [1, {panels: [2, {image: [3, {file: [4]}]}]}]"]
)
def test_names_are_looked_for_in_whatever_is_written(small_story, value):
    small_story.write_text(value + "\n")
    eye = Eye(small_story)
    eye.learn()
    assert small_story in eye.look()


def test_ctrl_c_ends_the_watch_cleanly(small_story):
    command = [sys.executable, "-m", "mangacli", "watch", str(small_story), "--model", "blank", "--dpi", "36"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    page = small_story.with_name("small-pages") / "page-002.png"
    wait_for(page.exists)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    output, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in said and said.rstrip().endswith("stopped")
    assert [Path(line).name for line in output.splitlines()] == ["page-001.png", "page-002.png"]
