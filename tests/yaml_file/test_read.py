"""YAML as values with places: what is read, where it lies, and which files are refused."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.errors import StoryError
from mangacli.yaml_file import read_yaml, scan_yaml
from mangacli.yaml_file.build import MAX_MISTAKES
from mangacli.yaml_file.read import MAX_BYTES

HANGS = 10
"""CPU seconds that no file takes, however busy the machine and full the process: it would hang."""


def value_of(text: str):
    return read_yaml(text.encode(), "s.yaml").value


def rules_of(source) -> list[str]:
    start = time.process_time()
    rules = [each.finding.rule for each in scan_yaml(source, "s.yaml")[1]]
    assert time.process_time() - start < HANGS
    return rules


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("7", 7),
        ("-3", -3),
        ("0", 0),
        ("2.5", 2.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("true", True),
        ("No", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2024-01-01", "2024-01-01"),
        ("1e999", "1e999"),
        ("'7'", "7"),
        ("nO", "nO"),
        (".inf", ".inf"),
    ],
)
def test_plain_words_are_what_a_writer_means(written, meant):
    value = value_of(f"key: {written}\n")["key"]
    assert value == meant and type(value) is type(meant)


def test_places_are_those_of_keys_and_values():
    tree = read_yaml("タイトル: 夜の灯台\nlist:\n  - {a: 'x y', b: 2}\nempty:\n".encode(), "s.yaml")
    place = tree.place
    assert (place(("タイトル",)).column, place(("タイトル",)).width) == (7, 4)
    assert (place(("タイトル",), at_key=True).column, place(("タイトル",), at_key=True).width) == (1, 4)
    inner = place(("list", 0, "a"))
    assert (inner.line, inner.column, inner.width) == (3, 9, 5)
    assert place(("list", 0, "missing")) == place(("list", 0))
    assert place(("list", 5)) == place(("list",))
    assert place(("empty",)) == place(("empty",), at_key=True)
    assert tree.line(3) == "  - {a: 'x y', b: 2}" and tree.line(99) == ""
    assert tree.raw(("list", 0, "b")) == "2" and tree.raw(("list",)) is None
    assert tree.has(("empty",)) and not tree.has(("list", 1))


def test_aliases_repeat_a_value_and_point_at_where_it_is_written():
    tree = read_yaml(b"base: &base {x: 1, y: 2}\nsame: *base\nmore: {<<: *base, y: 3}\n", "s.yaml")
    assert tree.value["same"] == {"x": 1, "y": 2} and tree.value["more"] == {"x": 1, "y": 3}
    assert tree.place(("same", "x")).line == tree.place(("more", "x")).line == 1
    assert tree.place(("more", "y")).line == 3


def test_several_mistakes_come_in_one_run_and_in_order():
    text = "a: *em* x\nb: {c: d: e}\n\tf: 1\ng: @me\ng: 2\n"
    found = scan_yaml(text.encode(), "s.yaml")[1]
    assert [(each.finding.rule, each.place.line) for each in found] == [
        ("yaml-alias", 1),
        ("yaml-colon", 2),
        ("yaml-tab", 3),
    ]  # the tab's line fits nothing: reading ends there
    without_tab = scan_yaml(text.replace("\tf: 1\n", "").encode(), "s.yaml")[1]
    assert [each.finding.rule for each in without_tab] == [
        "yaml-alias",
        "yaml-colon",
        "yaml-special",
        "duplicate-key",
    ]


HUGE = {
    "one plain text of 1 MB": (b"a: " + b"x" * 1_000_000, "text-too-long"),
    "one quoted text of 1 MB": (b'a: "' + b"x" * 1_000_000 + b'"', "text-too-long"),
    "a block of 1 MB": (b"a: |\n" + b"  xxxxx\n" * 125_000, "text-too-long"),
    "brackets": (b"[" * 1_000_000, "too-deep"),
    "dashes": (b"- " * 1_000_000, "too-deep"),
    "question marks": (b"? " * 1_000_000, "too-deep"),
    "open mappings": (b"{a: " * 250_000, "too-deep"),
    "many values": (b"- 1\n" * 300_000, "too-large"),
    "many bytes": (b"#" * (MAX_BYTES + 1), "too-large"),
}


@pytest.mark.parametrize(("content", "rule"), HUGE.values(), ids=HUGE)
def test_nothing_is_too_large_to_be_refused_at_once(content, rule):
    assert rules_of(content) == [rule]


def test_a_bomb_of_aliases_costs_nothing():
    lines = [b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 30)]
    assert rules_of(b"\n".join(lines)) == ["alias-bomb"]


def test_a_file_full_of_mistakes_ends_after_a_hundred():
    rules = rules_of(b"a: 1\n" * 5000)
    assert rules.count("duplicate-key") == MAX_MISTAKES and "too-many-errors" in rules


def test_mistakes_late_in_a_long_file_do_not_make_it_slow():
    text = b"".join(b"- {a: %d, b: [x, 'y z', 3]}\n" % n for n in range(5000)) + b"- *x* y\n" * 300
    assert set(rules_of(text)) == {"yaml-alias"}


def test_files_that_cannot_be_read_are_named(tmp_path):
    assert rules_of(tmp_path / "nowhere.yaml") == ["unreadable-file"]
    assert rules_of(tmp_path) == ["unreadable-file"]
    with pytest.raises(StoryError) as caught:
        read_yaml(tmp_path / "nowhere.yaml", "nowhere.yaml")
    assert caught.value.diagnostics[0].place.file == "nowhere.yaml"


PLAIN = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"
    )
)
TREES = st.recursive(
    st.booleans() | st.integers(-(10**9), 10**9) | PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(PLAIN.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(PLAIN.filter(lambda key: key != "<<"), TREES, max_size=4))
def test_what_another_writer_wrote_is_read_back(tree):
    import yaml

    written = yaml.safe_dump(tree, allow_unicode=True, width=10_000)
    assert value_of(written) == tree
