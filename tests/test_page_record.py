"""A page's digest changes with all that the page shows, and with little else."""

from pathlib import Path

import pytest
from PIL import Image

from mangacli.cache.depot import Depot
from mangacli.errors import Finding
from mangacli.fonts.face import BUNDLED
from mangacli.page_record import PageDigests, PageRecord, PageRecords, document_digest
from mangacli.story.load import load_story

STORY = """\
manga: 1
title: T
characters:
  ann: {name: Ann, reference: ann.png}
  bob: {name: Bob}
pages:
  - {layout: {rows: [1]}, panels: [{prompt: a room, characters: [ann]}]}
  - {layout: {rows: [1]}, panels: [{prompt: a street, dialogs: [{bob: Hello.}]}]}
"""


@pytest.fixture
def digests(tmp_path):
    Image.new("L", (8, 8), 100).save(tmp_path / "ann.png")

    def of(*changes, circumstances="", font=None):
        text = STORY
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "story.yaml"
        path.write_text(text)
        file = load_story(path, templates={})
        each = PageDigests(file.story, file.folder, circumstances)
        return [each.of(index) for index in range(2)]

    return of


CHANGES = {
    "its own words": ([("a room", "a hall")], (True, False)),
    "a dialog": ([("Hello.", "Hallo.")], (False, True)),
    "a character": ([("Bob", "Rob")], (False, True)),
    "the title": ([("title: T", "title: U")], (True, True)),
    "the layout before it": ([("[1]}, panels: [{prompt", "[2]}, panels: [{}, {prompt")], (True, True)),
    "the style": ([("title: T", "title: T\nstyle: ink")], (True, True)),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_page_is_another_when_something_it_shows_changes(digests, what):
    changes, expected = CHANGES[what]
    before, after = digests(), digests(*changes)
    assert tuple(old != new for old, new in zip(before, after, strict=True)) == expected


def test_the_files_that_a_page_names_count_by_their_bytes(digests, tmp_path):
    before = digests()
    assert before == digests()
    Image.new("L", (8, 8), 101).save(tmp_path / "ann.png")
    after = digests()
    assert before[0] != after[0] and before[1] == after[1]
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "own.ttf").write_bytes((BUNDLED / "bangers.ttf").read_bytes())
    assert not set(after) & set(digests())


def test_no_text_but_a_files_name_opens_a_file(digests, tmp_path):
    changed = ("Hello.", "secret.txt")
    before = digests(changed)
    (tmp_path / "secret.txt").write_text("other")
    assert digests(changed) == before


def test_circumstances_and_program_count(digests, monkeypatch):
    before = digests()
    assert not set(before) & set(digests(circumstances="overlay"))
    monkeypatch.setattr("mangacli.page_record.program_digest", lambda: "another")
    assert not set(before) & set(digests())


SMALL = Finding("small-type", ("pages", 0, "panels"), "small", "hint", "warning")
RECORD = PageRecord((SMALL,), (("1.1", "sea", "ab"),), "cd")


def test_a_record_comes_back_as_it_was(tmp_path):
    records = PageRecords(tmp_path)
    assert records.get("ab" * 32) is None
    records.put("ab" * 32, RECORD)
    assert PageRecords(tmp_path).get("ab" * 32) == RECORD
    assert records.painted("ab" * 32) is None
    document = document_digest(["a"], "b")
    records.put_document(document, "ef")
    assert records.document(document) == "ef" and records.document(document_digest(["b"], "b")) is None


def test_a_damaged_record_is_none(tmp_path):
    records = PageRecords(tmp_path)
    records.put("ab" * 32, RECORD)
    path = Depot(tmp_path / "pages", ".page").path("ab" * 32)
    path.write_bytes(path.read_bytes().replace(b"cd", b"ce"))
    assert records.get("ab" * 32) is None


def test_a_page_agrees_with_its_file_alone(tmp_path):
    png = tmp_path / "page.png"
    assert not RECORD.agrees(png) and RECORD.agrees(None)
    assert not PageRecord((), (), "").agrees(png)
    png.write_bytes(b"page")
    assert PageRecord((), (), "c6a1f1f4b2e3").agrees(png) is False


def test_without_a_cache_nothing_is_known():
    records = PageRecords(None)
    records.put("ab", RECORD)
    assert records.get("ab") is None and records.painted("ab") is None and records.document("ab") is None
    assert Path("ab").exists() is False
