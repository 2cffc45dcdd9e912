"""The file of picks: one line a panel, read strictly, following panels that move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.errors import StoryError
from mangacli.story.load import load_story
from mangacli.story.picks import MOST_CANDIDATES, Pick, picks_path, read_picks, resolve
from mangacli.story.rules import RULES

KEY = "0123456789abcdef" * 4


def told(tmp_path, *pages):
    """Pages as lists of panels (YAML in braces) → the story's path."""
    lines = ["manga: 1", "title: t", "pages:"]
    for panels in pages:
        lines += ["  - panels:", *(f"      - {panel}" for panel in panels)]
    path = tmp_path / "story.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def resolved(path):
    picks, warnings = resolve(read_picks(path), load_story(path, templates={}).story)
    return {name: pick.candidate for name, pick in picks.items()}, [each.finding.rule for each in warnings]


def write(path, picks):
    read_picks(path).written(picks, path)


def test_what_is_written_is_read(tmp_path):
    path = told(tmp_path, ["{prompt: sea}"])
    picks = {"1.1": Pick(4, 2**62, KEY, 'she says: "no" \\ yes'), "lamp": Pick(2, 0)}
    write(path, picks)
    assert dict(read_picks(path).picks) == picks
    write(path, {})
    assert not picks_path(path).exists() and read_picks(path).picks == {}


@given(
    st.dictionaries(
        st.from_regex(r"[1-9][0-9]?\.[1-9][0-9]?|[a-z][a-z-]{0,20}", fullmatch=True),
        st.builds(
            Pick,
            st.integers(1, MOST_CANDIDATES),
            st.integers(0, 2**63 - 1),
            st.sampled_from(["", KEY]),
            st.text(
                st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"]),
                max_size=60,
            ),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_picks_come_back_as_they_are(tmp_path_factory, picks):
    folder = tmp_path_factory.mktemp("picks")
    write(folder / "story.yaml", picks)
    assert dict(read_picks(folder / "story.yaml").picks) == picks


def test_a_changed_pick_is_one_line_of_a_diff_and_comments_at_the_top_stay(tmp_path):
    path = told(tmp_path, ["{prompt: sea}"])
    write(path, {"2.10": Pick(1, 5), "2.9": Pick(1, 6), "lamp": Pick(1, 7)})
    file = picks_path(path)
    file.write_text("# ours\n# keep\n" + file.read_text().split("\n", 2)[2], encoding="utf-8")
    before = file.read_text().splitlines()
    write(path, {"lamp": Pick(1, 7), "2.9": Pick(3, 8), "2.10": Pick(1, 5)})
    after = file.read_text().splitlines()
    assert before[:2] == after[:2] == ["# ours", "# keep"]
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert [line.split(":")[0].strip() for line in after[4:]] == ["2.9", "2.10", "lamp"]


def test_a_panel_with_an_id_keeps_its_pick_wherever_it_moves(tmp_path):
    path = told(tmp_path, ["{id: lamp, prompt: a lamp}"])
    write(path, {"lamp": Pick(3, 1, KEY, "a lamp")})
    path = told(tmp_path, ["{prompt: new}"], ["{prompt: other}", "{id: lamp, prompt: quite another}"])
    assert resolved(path) == ({"lamp": 3}, [])


def test_a_pick_follows_its_prompt_when_panels_are_put_before_it(tmp_path):
    path = told(tmp_path, ["{prompt: sea}", "{prompt: sky}"])
    write(path, {"1.1": Pick(3, 1, "", "sea"), "1.2": Pick(5, 2, "", "sky")})
    path = told(tmp_path, ["{prompt: a new page}"], ["{prompt: sea}", "{prompt: between}", "{prompt: sky}"])
    assert resolved(path) == ({"2.1": 3, "2.3": 5}, [])


def test_a_pick_stays_where_the_prompt_was_edited(tmp_path):
    path = told(tmp_path, ["{prompt: sea}", "{prompt: sky}"])
    write(path, {"1.1": Pick(3, 1, "", "sea")})
    assert resolved(told(tmp_path, ["{prompt: stormy sea}", "{prompt: sky}"])) == ({"1.1": 3}, [])


def test_of_two_equal_prompts_the_place_decides(tmp_path):
    path = told(tmp_path, ["{prompt: sea}", "{prompt: sea}"])
    write(path, {"1.2": Pick(3, 1, "", "sea")})
    assert resolved(path) == ({"1.2": 3}, [])


def test_picks_of_panels_that_are_gone_rest_and_that_is_said(tmp_path):
    path = told(tmp_path, ["{prompt: sea}"])
    write(
        path,
        {"1.1": Pick(2, 1, "", "sea"), "3.1": Pick(3, 1, "", "gone"), "lamp": Pick(4, 1, "", "gone too")},
    )
    assert resolved(path) == ({"1.1": 2}, ["pick-rests", "pick-rests"])


@pytest.mark.parametrize(
    ("text", "rules", "place"),
    [
        ("picks: 2\n", ["format-version"], (1, 8)),
        ("picks: 1\npanel: {}\n", ["unknown-key"], (2, 1)),
        ("- 1\n", ["wrong-type"], (1, 1)),
        ("picks: 1\npanels: [2.3]\n", ["wrong-type"], (2, 9)),
        ("picks: 1\npanels:\n  2.3: 4\n", ["wrong-type"], (3, 8)),
        ("picks: 1\npanels:\n  2.3: {candidate: 4}\n", ["missing-key"], (3, 8)),
        ("picks: 1\npanels:\n  2.3: {candidate: 0, seed: 1}\n", ["out-of-range"], (3, 20)),
        ("picks: 1\npanels:\n  2.3: {candidate: x, seed: -1}\n", ["wrong-type", "out-of-range"], (3, 20)),
        ("picks: 1\npanels:\n  2.3: {candidate: 1, seed: 1, picture: ../x}\n", ["bad-value"], (3, 41)),
        ("picks: 1\npanels:\n  2.3: {candidate: 1, seed: 1, seeds: 2}\n", ["unknown-key"], (3, 32)),
        ("picks: 1\npanels: {2.3: {candidate: 1, seed: 1}\n", ["yaml-syntax"], (2, 9)),
        ("picks: 1\npicks: 1\n", ["duplicate-key"], (2, 1)),
    ],
)
def test_a_broken_file_of_picks_is_told_with_its_place(tmp_path, text, rules, place):
    path = told(tmp_path, ["{prompt: sea}"])
    picks_path(path).write_text(text, encoding="utf-8")
    with pytest.raises(StoryError) as caught:
        read_picks(path)
    found = caught.value.diagnostics
    assert [each.finding.rule for each in found] == rules
    assert (
        found[0].place.file.endswith("story.picks.yaml")
        and (found[0].place.line, found[0].place.column) == place
    )
    assert set(rules) <= RULES.keys()


def test_a_link_elsewhere_is_no_file_of_picks(tmp_path):
    (tmp_path / "story").mkdir()
    (tmp_path / "secret").write_text("root:x:0:0\n")
    path = told(tmp_path / "story", ["{prompt: sea}"])
    picks_path(path).symlink_to(tmp_path / "secret")
    assert read_picks(path).picks == {}
