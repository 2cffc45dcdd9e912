"""Every broken storyboard says at once what its message file says; nothing that is written breaks the loader.

`REFRESH=1 pytest tests/story/test_load.py` writes the expected messages anew: read the difference before
committing it.
"""

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mangacli.errors import StoryError
from mangacli.story.diagnostics import render_text
from mangacli.story.load import load_story
from mangacli.story.model_limits import DIFFSENSEI, ModelLimits
from mangacli.story.picks import picks_path, read_picks, resolve
from mangacli.story.rules import CRAFT_RULES, DRAFT_RULES, LETTERING_RULES, RULES
from mangacli.story.short_forms import MAX_ERRORS

BROKEN = Path(__file__).parent.parent / "broken"
HANGS = 10
"""CPU seconds that no story's reading takes, however busy the machine and full the process: it would hang."""
TEMPLATES = {"splash": 1, "tiers-1-2": 3, "tiers-1-2-2": 5}
MADE_ELSEWHERE = (
    {
        "too-large": "tests/yaml_file/test_read.py",
        "unreadable-file": "tests/yaml_file/test_read.py",
        "too-many-errors": "test_a_file_full_of_errors_is_cut_off_after_a_hundred",
        "reference-too-large": "tests/story/test_references.py",
        "model-edge": "tests/story/test_model_limits.py",
        "model-box": "tests/story/test_model_limits.py",
        "thin-box": "tests/story/test_character_boxes.py",
        "picture-token": "tests/story/test_prompt_checks.py",
        "font-of-this-machine": "tests/fonts/test_library.py",
        "pick-rests": "tests/story/test_picks.py",
    }
    | dict.fromkeys(LETTERING_RULES, "tests/lettering")
    | dict.fromkeys(CRAFT_RULES, "tests/test_craft.py")
    | dict.fromkeys(DRAFT_RULES, "tests/test_draft_remarks.py")
)
"""Rules whose storyboards are too large to keep, or need a laid-out page or a certain machine."""


def diagnostics_of(path: Path, limits: ModelLimits | None = DIFFSENSEI):
    try:
        return load_story(path, templates=TEMPLATES, limits=limits).warnings
    except StoryError as error:
        return error.diagnostics


def stories() -> list[Path]:
    return sorted(BROKEN.glob("*.yaml"))


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_a_broken_storyboard_says_what_is_expected(path):
    start = time.process_time()
    report = render_text(diagnostics_of(path), color=False).replace(str(path), path.name)
    assert time.process_time() - start < HANGS
    expected = path.with_suffix(".txt")
    if os.environ.get("REFRESH"):
        expected.write_text(report, encoding="utf-8")
    assert report == expected.read_text(encoding="utf-8")


def test_every_rule_has_a_broken_storyboard_and_every_storyboard_a_rule():
    found = {each.finding.rule for path in stories() for each in diagnostics_of(path)}
    assert found | MADE_ELSEWHERE.keys() == RULES.keys()
    assert not found & MADE_ELSEWHERE.keys()


def test_a_broken_storyboard_is_named_after_a_rule_that_it_breaks():
    for path in stories():
        rules = {each.finding.rule for each in diagnostics_of(path)}
        assert path.stem == "many" or any(path.stem.startswith(rule) for rule in rules), path.stem


def test_every_rule_in_the_code_is_listed():
    root = Path(__file__).parent.parent.parent / "mangacli"
    rooms = ("story", "yaml_file", "lettering", "fonts", "furniture")
    sources = [source for room in rooms for source in root.glob(f"{room}/**/*.py")]
    said = set()
    for source in sources:
        pattern = r'(?:Finding|Mistake|report|_at)\(\s*(?:event\.start_mark,\s*)?"([a-z]+(?:-[a-z]+)+)"'
        said |= set(re.findall(pattern, source.read_text(encoding="utf-8")))
    assert len(said) > 30
    assert said <= RULES.keys()


def test_the_form_of_a_message_is_the_promised_one(tmp_path):
    path = tmp_path / "story.yaml"
    text = "manga: 1\ntitle: t\npages:\n  - panels:\n      - prompt: sea\n        dialgos: []\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoryError) as caught:
        load_story(path, templates={})
    assert render_text(caught.value.diagnostics, color=False).replace(str(path), "story.yaml") == (
        'story.yaml:6:9: unknown-key: pages[0].panels[0]: "dialgos" is not known here; '
        'did you mean "dialogs"?\n'
        "          dialgos: []\n"
        "          ^~~~~~~\n"
    )


def test_a_sound_story_comes_with_its_warnings(tmp_path):
    path = tmp_path / "story.yaml"
    text = "manga: 1\ntitle: t\ncharacters:\n  ann:\npages:\n  - panels: [{prompt: sea}]\n"
    path.write_text(text, encoding="utf-8")
    file = load_story(path, templates={})
    assert file.folder == tmp_path and file.story.title == "t"
    assert [each.finding.rule for each in file.warnings] == ["unused-character"]
    assert file.story.page.preset == "b5"


@pytest.mark.parametrize(("strict", "severity"), [(True, "error"), (False, "warning")])
def test_the_model_judges_as_strictly_as_it_must(strict, severity):
    path = BROKEN / "model-characters.yaml"
    (found,) = diagnostics_of(path, ModelLimits("draft", strict=strict))
    assert found.finding.severity == severity
    assert diagnostics_of(path, None) == ()


def test_a_file_full_of_errors_is_cut_off_after_a_hundred(tmp_path):
    path = tmp_path / "story.yaml"
    cast = "".join(f"  someone{index}:\n" for index in range(3000))
    lines = "".join(f"          - nobody{index}: Hello.\n" for index in range(15000))
    head = f"manga: 1\ntitle: t\ncharacters:\n{cast}pages:\n  - panels:\n      - dialogs:\n"
    path.write_text(head + lines, encoding="utf-8")
    start = time.process_time()
    found = diagnostics_of(path)
    assert time.process_time() - start < HANGS
    assert len(found) == MAX_ERRORS + 1
    assert found[-1].finding.rule == "too-many-errors"


def test_findings_of_later_steps_are_located_by_the_authors_own_words(tmp_path):
    from mangacli.errors import Finding

    path = tmp_path / "story.yaml"
    head = "manga: 1\ntitle: t\ncharacters: {ann: {}}\npages:\n  - panels:\n      - characters: [ann]\n"
    path.write_text(head + "        dialogs:\n          - ann: Far too long.\n", encoding="utf-8")
    source = load_story(path, templates={}).source
    where = ("pages", 0, "panels", 0, "dialogs", 0)
    text, speaker, twice = (Finding("r", (*where, key), "m") for key in ("text", "speaker", "text"))
    located = source.locate([text, speaker, twice])
    assert [(each.place.line, each.place.column, each.place.width) for each in located] == [
        (8, 13, 3),
        (8, 18, 13),
    ]
    assert located[1].source_line == "          - ann: Far too long."


WORDS = (
    "manga: 1",
    "title: t",
    "pages:",
    "panels:",
    "- ",
    "  ",
    "\n",
    "\n  ",
    "\n    ",
    "\t",
    "characters: ",
    "dialogs: ",
    "mika",
    "mika: ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    "&a ",
    "*a",
    "*",
    '"',
    "'",
    "no",
    "~",
    "1.5",
    "-3",
    "| ",
    "> ",
    "# c",
    "!!str ",
    "<<: ",
    "? ",
    "layout: ",
    "rows: ",
    "box: ",
    "page: ",
    "b5",
    "3mm",
    "日本",
    "\u2028",
    "\x00",
    "---\n",
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_no_text_breaks_the_loader(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_text(text, encoding="utf-8")
    for diagnostic in diagnostics_of(path):
        assert diagnostic.finding.rule in RULES
        assert diagnostic.place.line >= 1 and diagnostic.place.column >= 1


@settings(max_examples=200)
@given(st.binary(max_size=200), st.integers(0, 3))
def test_no_bytes_break_the_loader(tmp_path_factory, content, kind):
    """Alone, after the beginning of a story, in the midst of one, as its picks."""
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    sound = b"manga: 1\ntitle: t\npages:\n  - panels: [{prompt: sea}]\n"
    path.write_bytes((content, sound + content, sound[:30] + content + sound[30:], sound)[kind])
    picks = picks_path(path)
    picks.write_bytes(content if kind == 3 else b"")
    found = list(diagnostics_of(path))
    if kind == 3:
        try:
            resolve(read_picks(path), load_story(path, templates=TEMPLATES).story)
        except StoryError as error:
            found += error.diagnostics
    assert all(each.finding.rule in RULES and each.place.line >= 1 for each in found)
    picks.unlink()


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 50)
    | st.floats(-1, 2)
    | st.sampled_from(["", "left", "3mm", "mika", "no"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "box",
                    "rows",
                    "panels",
                    "text",
                    "mika",
                    "size",
                    "at",
                    "inset",
                    "character",
                    "speaker",
                    "bleed",
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
KEYS = (
    "page",
    "characters",
    "lettering",
    "pages",
    "seed",
    "layout",
    "panels",
    "dialogs",
    "effects",
    "prompt",
)


@settings(max_examples=200)
@given(st.data())
def test_no_value_in_any_place_breaks_the_loader(tmp_path_factory, data):
    import yaml

    story = {"manga": 1, "title": "t", "characters": {"mika": {}}}
    panel = {"prompt": "sea", "characters": {"mika": "left"}, "dialogs": [{"mika": "Hello."}]}
    page = {"panels": [panel]}
    story["pages"] = [page]
    for _ in range(data.draw(st.integers(1, 3))):
        part = data.draw(st.sampled_from([story, page, panel]))
        part[data.draw(st.sampled_from(KEYS))] = data.draw(VALUES)
    path = tmp_path_factory.getbasetemp() / "shaken.yaml"
    path.write_text(yaml.safe_dump(story), encoding="utf-8")
    assert all(each.finding.rule in RULES for each in diagnostics_of(path))
