import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.fonts.library import stack
from mangacli.lettering.cells import cells_of
from mangacli.lettering.japanese_lines import columns, japanese_pieces
from mangacli.lettering.kinsoku import LEADERS, NOT_AT_END, NOT_AT_START
from mangacli.lettering.line_breaking import HARD, NEVER, break_lines, filled_lines
from mangacli.lettering.markup import read_markup
from mangacli.lettering.set_text import TypeStyle


def pieces_of(text, style):
    marked = read_markup(text, style.language)
    return marked, japanese_pieces(marked, cells_of(marked, style), style.language)


@pytest.fixture
def column(squares):
    return lambda text: pieces_of(text, squares("ja", True))


def penalty_behind(text, character, column):
    marked, pieces = column(text)
    return next(p.penalty for p in pieces if marked.text[p.start : p.stop] == character)


def test_commas_and_stops_hang_below_the_foot(column):
    _, pieces = column("うん、だ。よ！」")
    assert [piece.hang for piece in pieces] == [0, 0, 0.5, 0, 0.5, 0, 0, 0]


@pytest.mark.parametrize(("language", "blank"), [("ja", 1.0), ("zh", 0.0), ("zh-Hant", 0.0)])
def test_only_japanese_leaves_a_square_behind_a_shout(language, blank, squares):
    _, (_, shout, more) = pieces_of("啊！我", squares(language, True))
    assert more.begin - shout.end == blank


def test_marks_of_traditional_chinese_have_no_empty_half(squares):
    for language, dropped in (("zh", 0.5), ("zh-Hant", 0.0)):
        _, pieces = pieces_of("我，「我」。", squares(language, True))
        assert (-pieces[1].tail, pieces[1].hang, -pieces[-1].tail) == (dropped, dropped, dropped)
        assert pieces[2].head == 0.5


def test_phrases_are_broken_only_between(column):
    _, pieces = column("鬼だったのか")
    assert all(p.penalty >= HARD for p in pieces[:-1])


def test_a_break_between_phrases_is_cheap(column):
    assert penalty_behind("今日は天気です", "は", column) < HARD / 4


def test_breaks_are_cheapest_where_the_sense_ends(column):
    text = "うん、今日は天気です。そうだ"
    stop, comma, phrase = (penalty_behind(text, mark, column) for mark in "。、は")
    assert 0 <= stop < comma < phrase


def test_the_head_of_a_sentence_stays_with_what_follows(column):
    alone, head = "もう駅に行く", "待て。もう駅に行く"
    assert penalty_behind(head, "に", column) == penalty_behind(alone, "に", column)
    assert penalty_behind("待て。駅に早く行く", "に", column) > penalty_behind("駅に早く行く", "に", column)


def test_dots_that_trail_off_stay_with_their_phrase(column):
    assert penalty_behind("来ないな……。", "な", column) > penalty_behind("来ない……そうか", "い", column)


def test_a_base_and_its_reading_stay_together(column):
    assert penalty_behind("漢字《かんじ》", "漢", column) == NEVER


def test_a_number_down_the_column_stays_together(column):
    assert penalty_behind("2024年", "0", column) == NEVER


def test_a_heart_stays_with_its_phrase(column):
    assert penalty_behind("好き♥", "き", column) >= HARD


def test_twins_stay_together(column):
    assert penalty_behind("等等我", "等", column) >= HARD


def test_a_newline_is_forced_and_a_blank_breaks_freely(column):
    _, pieces = column("鬼\n鬼 鬼")
    assert [p.forced for p in pieces] == [True, False, False]
    assert pieces[1].penalty == 0


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("鬼だ", 2.0),
        ("え！鬼だ", 5.0),  # a square behind ！ where more is said
        ("え！」", 2.5),
        ("え！？", 2.0),
        ("「あ。」「い」", 5.0),  # one empty half between 」 and 「, none elsewhere
        ("鬼\u3000だ", 3.0),
        ("TVだ", 2.0),
        ("鬼がSuicaを", 8.4),  # a little air on both sides of the word
    ],
)
def test_lengths_of_columns(text, length, column):
    _, pieces = column(text)
    (found,) = filled_lines(pieces, 100).lengths
    assert found == pytest.approx(length)


def test_brackets_at_the_ends_of_a_column_lose_their_empty_halves(column):
    _, pieces = column("「鬼」")
    assert filled_lines(pieces, 100).lengths == (2.0,)


def test_columns_are_even_and_the_last_a_little_shorter():
    assert columns(1) == [1.0]
    assert columns(3) == [1.0, 1.0, 0.9]


JAPANESE = TypeStyle(10, stack("ja", "dialog"), stack("ja", "emphasis"), "ja", True, 1.4)
speech = st.text(
    alphabet=st.sampled_from([*"あいっゃーアッ鬼々年「」（）、。…―！？!?12AB♥ 　\n"]), min_size=1, max_size=24
)


@given(speech, st.integers(1, 5), st.floats(3, 12))
def test_kinsoku_is_never_broken(text, count, longest):
    marked, pieces = pieces_of(text, JAPANESE)
    if not pieces:
        return
    for lines in (break_lines(pieces, columns(count), longest), filled_lines(pieces, longest)):
        start = 0
        for end in lines.ends[:-1] if lines else ():
            last, first = pieces[end - 1], pieces[end]
            before, after = marked.text[last.stop - 1], marked.text[first.start]
            if not last.forced:
                assert after not in NOT_AT_START
                assert before not in NOT_AT_END
                assert not (before == after and before in LEADERS)
            assert start < end
            start = end


@given(speech, st.floats(3, 12))
def test_every_character_but_blanks_is_in_a_piece_once_in_order(text, longest):
    marked, pieces = pieces_of(text, JAPANESE)
    said = "".join(marked.text[p.start : p.stop] for p in pieces)
    assert said == "".join(c for c in marked.text if c not in " \u3000\n")
    assert [p.start for p in pieces] == sorted({p.start for p in pieces})
