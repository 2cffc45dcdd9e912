import pytest

from mangacli.lettering.kinsoku import empty_head, empty_tail, may_break, squeeze


@pytest.mark.parametrize(
    "mark",
    "、。，．！？!?」』）〕］｝〉》】・：；ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ％℃〜～",
)
def test_these_never_begin_a_line(mark):
    assert not may_break("あ", mark)


@pytest.mark.parametrize("mark", "「『（〔［｛〈《【“‘￥＃")
def test_these_never_end_a_line(mark):
    assert not may_break(mark, "あ")
    assert may_break("あ", mark)


@pytest.mark.parametrize("pair", ["……", "‥‥"])
def test_leaders_stay_together(pair):
    assert not may_break(*pair)


@pytest.mark.parametrize("pair", ["あい", "鬼が", "か…", "…あ", "。あ", "！あ"])
def test_all_else_may_be_broken(pair):
    assert may_break(*pair)


@pytest.mark.parametrize(
    ("pair", "shared"),
    [
        ("。」", 0.5),
        ("」「", 0.5),
        ("「『", 0.5),
        ("」、", 0.5),
        ("あ「", 0),
        ("」あ", 0),
        ("！「", 0),
        ("「あ", 0),
    ],
)
def test_brackets_and_stops_share_their_empty_halves(pair, shared):
    assert squeeze(*pair) == shared


def test_the_empty_halves_at_a_lines_ends():
    assert (empty_head("「"), empty_tail("「")) == (0.5, 0)
    assert (empty_head("。"), empty_tail("。")) == (0, 0.5)
    assert (empty_head("鬼"), empty_tail("鬼")) == (0, 0)
