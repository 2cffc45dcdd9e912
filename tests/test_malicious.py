"""Stories made to do harm are answered at once, with little memory, and reach nothing that is not theirs."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pikepdf
import pytest
from malicious_stories import HEAD, PAGE, STORIES, write
from PIL import Image

from mangacli.story.rules import RULES

MEMORY = 1536 * 2**20
"""Bytes of address space for the process that checks all of them, libraries and bundled fonts included."""
SECONDS = 10
"""CPU seconds that none takes, however slow the machine: it would hang."""

CHECK_ALL = """
import json, resource, signal, sys, traceback
from pathlib import Path
from mangacli.checking import check_stories
from mangacli.story.diagnostics import render_json, render_text

class TooSlow(BaseException):
    pass

def stop(*_):
    raise TooSlow

resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
signal.signal(signal.SIGPROF, stop)
check_stories([Path("warm/story.yaml")], "draft")
answers = {{}}
for folder in sorted(Path("stories").iterdir()):
    signal.setitimer(signal.ITIMER_PROF, {seconds})
    try:
        found = check_stories([folder / "story.yaml"], "draft")
        said = render_text(found, color=False)
        assert json.loads(render_json(found))
        errors = sorted({{each.finding.rule for each in found if each.finding.severity == "error"}})
        answers[folder.name] = [errors, len(said), max(map(ord, said), default=0)]
        unsafe = [sign for sign in said if sign != "\\n" and (ord(sign) < 32 or 127 <= ord(sign) < 160)]
        assert not unsafe and "\\u202e" not in said, unsafe
    except BaseException as error:
        answers[folder.name] = ["".join(traceback.format_exception(error)[-3:]), 0, 0]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
print(json.dumps(answers))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict[str, list]:
    """What each story of the corpus is answered with: rules of its errors, length of the report."""
    home = tmp_path_factory.mktemp("malicious")
    for name, (build, _) in STORIES.items():
        folder = home / "stories" / name
        folder.mkdir(parents=True)
        build(folder)
    (home / "warm").mkdir()
    write(home / "warm", HEAD + PAGE)
    code = CHECK_ALL.format(memory=MEMORY, seconds=SECONDS)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=home, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", STORIES)
def test_a_malicious_story_is_answered_with_what_is_wrong(answers, name):
    rules, length, _ = answers[name]
    assert rules == sorted(STORIES[name][1])
    assert length < 200_000


def test_the_corpus_names_rules_that_there_are():
    assert {rule for _, rules in STORIES.values() for rule in rules} <= RULES.keys() | {"page-too-large"}


def manga(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "mangacli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)


def test_what_a_title_says_stays_words_in_every_file(tmp_path):
    STORIES["markup-in-the-title"][0](tmp_path)
    assert (
        manga(tmp_path, "render", "story.yaml", "-o", "out", "--model", "blank", "--dpi", "36").returncode
        == 0
    )
    with pikepdf.open(tmp_path / "out/story.pdf") as pdf:
        title = str(pdf.docinfo["/Title"])
        assert title.startswith("</title><script>") and title.endswith(">> endobj")
        assert str(pdf.docinfo["/Author"]) == "\u202e)/JS (x"
        assert set(pdf.Root.keys()).isdisjoint({"/OpenAction", "/AA", "/Names", "/AcroForm"})
        xmp = ElementTree.fromstring(bytes(pdf.Root.Metadata.read_bytes()))
    assert title in "".join(xmp.itertext())
    with Image.open(tmp_path / "out/page-001.png") as page:
        assert page.text["Title"] == title


def test_the_folder_for_pages_is_no_way_out(tmp_path):
    victim, folder = tmp_path / "victim", tmp_path / "story"
    victim.mkdir()
    folder.mkdir()
    (folder / "story-pages").symlink_to(victim)
    write(folder, HEAD + PAGE)
    done = manga(folder, "render", "story.yaml", "--model", "blank")
    assert done.returncode == 2 and b"--output" in done.stderr
    assert list(victim.iterdir()) == []
    asked = manga(folder, "render", "story.yaml", "--model", "blank", "-o", "story-pages", "--dpi", "36")
    assert asked.returncode == 2  # the same link by its name: not what the user can have meant


def test_a_link_in_the_place_of_a_page_is_replaced_and_not_followed(tmp_path):
    victim, pages = tmp_path / "victim.txt", tmp_path / "story" / "story-pages"
    victim.write_text("mine")
    pages.mkdir(parents=True)
    (pages / "page-001.png").symlink_to(victim)
    write(tmp_path / "story", HEAD + PAGE)
    done = manga(tmp_path / "story", "render", "story.yaml", "--model", "blank", "--dpi", "36")
    assert done.returncode == 0 and victim.read_text() == "mine"
    assert not (pages / "page-001.png").is_symlink()


def test_allowed_folders_may_be_named_and_no_others(tmp_path):
    for place in ("shared", "other", "story"):
        (tmp_path / place).mkdir()
        Image.new("L", (64, 64), 255).save(tmp_path / place / "mika.png")
    cast = "characters: {a: {name: A, reference: ../shared/mika.png}}\n"
    write(tmp_path / "story", f"{HEAD}{cast}pages:\n  - panels: [{{characters: [a]}}]\n")
    story = str(tmp_path / "story/story.yaml")
    assert b"reference-outside" in manga(tmp_path, "check", story).stdout
    assert b"reference-outside" in manga(tmp_path, "check", story, "--allow", str(tmp_path / "other")).stdout
    assert manga(tmp_path, "check", story, "--allow", "shared").returncode == 0
    assert (
        manga(tmp_path, "render", story, "--allow", "shared", "--dpi", "36", "--model", "draft").returncode
        == 0
    )


def test_names_of_files_cannot_steer_the_terminal(tmp_path):
    name = "a\x1b]0;owned\x07\u202e.yaml"
    (tmp_path / name).write_text("manga: 2\n", encoding="utf-8")
    (tmp_path / "manga.toml").write_text('"\\u001b[2J" = 1\n')
    for arguments in (("check", "."), ("render", "."), ("render", name), ("inspect", name)):
        done = manga(tmp_path, *arguments)
        assert done.returncode in (1, 2) and b"Traceback" not in done.stderr
        assert b"\x1b" not in done.stderr and "\u202e".encode() not in done.stderr


def test_names_that_are_no_text_are_shown_all_the_same(tmp_path):
    (tmp_path / "a\udcff.yaml").write_text(HEAD + PAGE, encoding="utf-8")
    done = manga(tmp_path, "render", ".", "--model", "blank", "--dpi", "36")
    assert done.returncode == 0, done.stderr
    assert b"a\xff-pages" in done.stdout
    report = manga(tmp_path, "render", ".", "--model", "blank", "--dpi", "36", "--json")
    assert json.loads(report.stdout)["ok"]


def test_settings_cannot_be_nested_to_death(tmp_path):
    write(tmp_path, HEAD + PAGE)
    (tmp_path / "manga.toml").write_text("a = " + "[" * 100_000)
    done = manga(tmp_path, "check", "story.yaml")
    assert done.returncode == 2 and b"Traceback" not in done.stderr
