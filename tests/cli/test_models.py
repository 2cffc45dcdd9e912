"""`manga models`: what is said, asked and printed, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mangacli.cli import models
from mangacli.generate.diffsensei import download

UNET = "image_generator/unet/pytorch_model.bin"
STORY = """\
manga: 1
title: One
language: en
page: {preset: a5, dpi: 36}
characters:
  ann: {name: Ann, description: a girl with long hair}
pages:
  - layout: {rows: [1]}
    panels:
      - prompt: Ann in a room
        characters: [ann]
        steps: 1
"""


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(download, "WAITS", ())


def manga(*arguments, answer=None):
    return CliRunner().invoke(models.app, [str(part) for part in arguments], input=answer)


def another_process(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "mangacli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"OMP_NUM_THREADS": "1"} | environment,
    )


def test_pull_shows_sizes_terms_and_provenance_and_prints_the_folder(hub, tmp_path):
    ended = manga("pull", "diffsensei")
    assert ended.exit_code == 0
    folder = Path(ended.stdout.strip())
    assert folder.is_relative_to(tmp_path) and (folder / UNET).is_file()
    said = ended.stderr
    assert f"commit {hub.commit}" in said
    assert "image generator     2.9 MiB  2.9 MiB missing here" in said
    assert "language model    576.3 KiB  not asked for (--llm)" in said
    assert "Licence, as the hub's page of the model gives it: mit" in said
    assert "43,264 pages of published manga" in said and "yours to judge" in said
    assert said.endswith("draw with it: manga render STORY --model diffsensei\n")


def test_pull_again_says_that_all_is_here(hub):
    manga("pull", "diffsensei", "--llm")
    hub.requests.clear()
    ended = manga("pull", "diffsensei", "--llm")
    assert ended.exit_code == 0
    assert ended.stderr.count("here already") == 2
    assert "manga render STORY --model diffsensei --llm" in ended.stderr
    assert hub.fetched() == []


def test_pull_names_the_path_where_the_name_leads_elsewhere(hub, root, monkeypatch):
    monkeypatch.setenv("MANGA_DIFFSENSEI", str(root / "tests/golden/diffsensei/ckpt"))
    ended = manga("pull", "diffsensei")
    assert f"--model {ended.stdout.strip()}" in ended.stderr


def test_in_a_terminal_pull_asks_first(hub, monkeypatch):
    monkeypatch.setattr(models, "someone_is_there", lambda: True)
    for answer in ("n\n", ""):
        ended = manga("pull", "diffsensei", answer=answer)
        assert (ended.exit_code, hub.commit in ended.stdout) == (3, False)
        assert "Download it?" in ended.stderr and "nothing was downloaded" in ended.stderr
    assert hub.fetched() == []
    assert manga("pull", "diffsensei", answer="y\n").exit_code == 0
    again = manga("pull", "diffsensei", answer="")
    assert (again.exit_code, "Download it?" in again.stderr) == (0, False)


def test_yes_asks_nothing(hub, monkeypatch):
    monkeypatch.setattr(models, "someone_is_there", lambda: True)
    ended = manga("pull", "diffsensei", "--yes")
    assert (ended.exit_code, "Download it?" in ended.stderr) == (0, False)


def test_too_small_a_disk_ends_before_a_byte_is_fetched(hub, monkeypatch):
    monkeypatch.setattr(download, "_free", lambda folder: 1_000_000)
    ended = manga("pull", "diffsensei")
    assert ended.exit_code == 3
    assert "are to come" in ended.stderr and "GiB free" in ended.stderr
    assert hub.fetched() == []


def test_a_broken_download_is_said_and_taken_up(hub):
    hub.break_after[UNET] = 1_000_000
    ended = manga("pull", "diffsensei")
    assert ended.exit_code == 3
    assert "broke off after 1,000,000 of 1,863,199 bytes" in ended.stderr
    assert "run the same command again" in ended.stderr
    assert "976.6 KiB of a broken download" in manga("list").stderr
    hub.break_after.clear()
    ended = manga("pull", "diffsensei")
    assert (ended.exit_code, "976.6 KiB came earlier" in ended.stderr) == (0, True)
    assert (UNET, "bytes=1000000-") in hub.fetched()


@pytest.mark.parametrize("refusal", [(401, ""), (403, "GatedRepo"), (404, "RepoNotFound"), (500, "")])
def test_a_refusal_ends_with_a_message(hub, refusal):
    hub.refusal = refusal
    ended = manga("pull", "diffsensei")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert ended.stderr.startswith("manga: ") and "Traceback" not in ended.stderr


def test_ctrl_c_says_that_what_came_is_kept(hub, monkeypatch):
    def stop(plan, received):
        raise KeyboardInterrupt

    monkeypatch.setattr(download, "fetch", stop)
    ended = manga("pull", "diffsensei")
    assert ended.exit_code == 130
    assert "what has arrived is kept" in ended.stderr


def test_the_display_moves_in_a_terminal_only(hub, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "MiB" in manga("pull", "diffsensei").stderr.partition("yours to judge")[2]
    manga("remove", "diffsensei", "--yes")
    monkeypatch.setenv("NO_COLOR", "1")
    after = manga("pull", "diffsensei").stderr.partition("yours to judge.\n")[2]
    assert after == "draw with it: manga render STORY --model diffsensei\n"


def test_offline_a_whole_copy_is_enough_and_without_one_it_is_said(hub):
    bare = another_process("models", "pull", "diffsensei", HF_HUB_OFFLINE="1")
    assert (bare.returncode, bare.stdout) == (3, "")
    assert "HF_HUB_OFFLINE is set" in bare.stderr
    folder = manga("pull", "diffsensei").stdout
    there = another_process("models", "pull", "diffsensei", HF_HUB_OFFLINE="1")
    assert (there.returncode, there.stdout) == (0, folder)
    assert "as far as can be told without the hub" in there.stderr
    more = another_process("models", "pull", "diffsensei", "--llm", HF_HUB_OFFLINE="1")
    assert more.returncode == 3


def test_what_was_pulled_draws_a_page(hub, tmp_path):
    manga("pull", "diffsensei")
    story = tmp_path / "one.yaml"
    story.write_text(STORY, encoding="utf-8")
    drawn = another_process("render", story, "--model", "diffsensei", "--format", "png", "-j", "1")
    assert drawn.returncode == 0, drawn.stderr
    assert "drawn by diffsensei" in drawn.stderr
    assert Path(drawn.stdout.strip()).read_bytes().startswith(b"\x89PNG")


def test_list_tells_people_and_programs(hub):
    assert "manga models pull diffsensei" in manga("list").stderr
    assert json.loads(manga("list", "--json").stdout) == []
    folder = manga("pull", "diffsensei", "--revision", "main").stdout.strip()
    shown = manga("list").stdout.splitlines()
    assert shown == [
        f"diffsensei {hub.commit[:12]} (main)  2.9 MiB",
        "  image generator  complete",
        "  language model   missing mllm/",
        f"  {folder}",
    ]
    (told,) = json.loads(manga("list", "--json").stdout)
    assert (told["path"], told["revision"], told["refs"]) == (folder, hub.commit, ["main"])
    assert (told["complete"], told["language_model"]) == (True, False)


def test_path_prints_the_folder_alone(hub):
    ended = manga("path")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "manga models pull diffsensei" in ended.stderr
    folder = manga("pull", "diffsensei").stdout
    ended = manga("path", "diffsensei")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, folder, "")


def test_remove_needs_somebodys_yes(hub, monkeypatch):
    assert manga("remove", "diffsensei", "--yes").exit_code == 3
    manga("pull", "diffsensei")
    nobody = manga("remove", "diffsensei")
    assert (nobody.exit_code, "--yes" in nobody.stderr) == (2, True)
    monkeypatch.setattr(models, "someone_is_there", lambda: True)
    for answer in ("n\n", "\n", ""):
        kept = manga("remove", "diffsensei", answer=answer)
        assert (kept.exit_code, "nothing was deleted" in kept.stderr) == (3, True)
    assert manga("path").exit_code == 0
    gone = manga("remove", "diffsensei", answer="y\n")
    assert (gone.exit_code, "2.9 MiB will be freed" in gone.stderr) == (0, True)
    assert manga("path").exit_code == 3


def test_about_prints_the_page_of_the_model_as_it_is_or_set_for_a_terminal(root, monkeypatch):
    page = (root / "mangacli/generate/diffsensei/the-model.md").read_text(encoding="utf-8")
    assert manga("about").stdout == page.rstrip("\n") + "\n"
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    title = page.splitlines()[0]
    shown = manga("about", "diffsensei").stdout
    assert title.startswith("# ") and title not in shown and title.removeprefix("# ") in shown


@pytest.mark.parametrize("command", ["pull", "path", "remove", "about"])
def test_an_unknown_model_is_wrong_usage(command):
    ended = manga(command, "diffsensi")
    assert (ended.exit_code, 'there is no model "diffsensi"' in ended.stderr) == (2, True)


@pytest.mark.parametrize(
    "size, shown", [(0, "0 bytes"), (1023, "1023 bytes"), (1024, "1.0 KiB"), (3 << 40, "3072.0 GiB")]
)
def test_sizes_are_shown_as_people_read_them(size, shown):
    from mangacli.cli.pull import show_size

    assert show_size(size) == shown
