import pytest

from mangacli.fonts.library import stack
from mangacli.lettering.latin_lines import diamond, latin_pieces, shape_stretch
from mangacli.lettering.line_breaking import HARD
from mangacli.lettering.markup import MarkedText, read_markup
from mangacli.lettering.set_text import TypeStyle


def parts(text, squares, longest=100, language="en"):
    marked = read_markup(text, language)
    return [marked.text[p.start : p.stop] for p in latin_pieces(marked, squares(language), longest)]


@pytest.mark.parametrize("count", range(1, 12))
def test_a_diamond_is_symmetric_and_widest_in_the_middle(count):
    shape = diamond(count)
    assert shape == pytest.approx(shape[::-1])
    assert shape == sorted(shape[: (count + 1) // 2]) + sorted(shape[(count + 1) // 2 :], reverse=True)
    assert min(shape) > 0.4 * max(shape)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two words", ["two", "words"]),
        ("well-known", ["well-", "known"]),
        ("wait—what", ["wait—", "what"]),
        ("wait--what", ["wait--", "what"]),
        ("“wait--”", ["“wait--”"]),
        ("“wait—”", ["“wait—”"]),
        ("so…what", ["so…", "what"]),
        ("and/or", ["and/", "or"]),
        ("-5 or 3-4", ["-5", "or", "3-4"]),
        ("a\u00a0b c", ["a\u00a0b", "c"]),
        ("see\u200bsaw", ["see", "saw"]),
        ("what?! no", ["what?!", "no"]),
    ],
)
def test_where_lines_may_break(text, expected, squares):
    assert parts(text, squares) == expected


def test_places_are_counted_in_squares(squares):
    pieces = latin_pieces(MarkedText("two words\nhere"), squares(), 100)
    assert [(p.begin, p.end) for p in pieces] == [(0, 3), (4, 9), (9, 13)]
    assert [p.forced for p in pieces] == [False, True, False]


def test_a_word_is_hyphenated_only_where_it_is_wider_than_a_line(squares):
    assert parts("incomprehensible", squares, 16) == ["incomprehensible"]
    broken = latin_pieces(MarkedText("incomprehensible"), squares(), 8)
    assert len(broken) > 1
    assert all(p.hyphen and p.penalty >= HARD and p.tail == 1.0 for p in broken[:-1])
    assert not broken[-1].hyphen


def test_words_without_letters_are_not_hyphenated(squares):
    assert parts("!!!!!!!!!!!!!!!!!!!!", squares, 5) == ["!" * 20]


def test_ideographs_among_words_are_split_where_they_are_too_wide(squares):
    assert parts("ab漢字漢字", squares, 3) == ["ab", "漢", "字", "漢", "字"]


def test_hangul_breaks_between_words_and_in_them_only_for_want_of_room():
    style = TypeStyle(10, stack("ko", "dialog"), stack("ko", "emphasis"), "ko", False, 1.2)
    text = "우리는 할 수"
    whole = [text[p.start : p.stop] for p in latin_pieces(MarkedText(text), style, 10)]
    tight = latin_pieces(MarkedText(text), style, 1.9)
    assert whole == ["우리는", "할", "수"]
    assert [text[p.start : p.stop] for p in tight] == ["우", "리", "는", "할", "수"]
    assert not any(p.hyphen for p in tight)


def test_a_line_should_not_end_in_an_article_nor_begin_with_a_dash(squares):
    pieces = latin_pieces(MarkedText("see the cat — it ran."), squares(), 100)
    cost = {"see the cat — it ran."[p.start : p.stop]: p.penalty for p in pieces}
    assert cost["the"] > cost["see"]
    assert cost["cat"] > cost["—"]


def test_beside_the_authors_breaks_others_are_dear(squares):
    free = latin_pieces(MarkedText("go on now"), squares(), 100)
    bound = latin_pieces(MarkedText("go on\nnow"), squares(), 100)
    assert bound[0].penalty > free[0].penalty


ENGLISH = TypeStyle(10, stack("en", "dialog"), stack("en", "emphasis"), "en", False, 1.2)


def test_emphasised_words_have_their_own_font():
    marked = read_markup("a _bc_ d", "en")
    shaped = shape_stretch(marked, 0, len(marked.text), ENGLISH)
    faces = {glyph.text: glyph.face for glyph in shaped.glyphs}
    assert faces["a"] == faces["d"] == "comic-neue-bold"
    assert faces["b"] == faces["c"] == "comic-neue-bold-italic"


def test_without_a_font_for_emphasis_words_are_slanted(squares):
    marked = read_markup("a _b_", "en")
    first, _, last = shape_stretch(marked, 0, 3, squares()).glyphs
    assert first.matrix != last.matrix and last.matrix[2] < 0


def test_letters_that_the_italic_lacks_are_slanted_too():
    marked = read_markup("_Ж_", "en")
    (glyph,) = shape_stretch(marked, 0, 1, ENGLISH).glyphs
    assert glyph.face == "comic-relief-bold" and glyph.matrix[2] < 0


def test_unknown_languages_are_set_without_hyphens(squares):
    assert parts("incomprehensible", squares, 8, "xx") == ["incomprehensible"]


def test_a_line_should_not_end_behind_the_head_of_a_sentence(squares):
    text = "Who goes there? It was me again."
    cost = {text[p.start : p.stop]: p.penalty for p in latin_pieces(MarkedText(text), squares(), 100)}
    assert 0 <= cost["there?"] < cost["me"] < cost["was"] < cost["It"]


def test_a_compound_in_hebrew_breaks_behind_its_maqaf():
    style = TypeStyle(10, stack("he", "dialog"), stack("he", "emphasis"), "he", False, 1.3)
    text = "אי־אפשר"
    assert [text[p.start : p.stop] for p in latin_pieces(MarkedText(text), style, 10)] == ["אי־", "אפשר"]


def test_louder_words_are_larger_and_take_their_room():
    plain, loud = read_markup("a bc d", "en"), read_markup("a <big>bc</big> d", "en")
    whole, large = (shape_stretch(marked, 0, 6, ENGLISH) for marked in (plain, loud))
    scales = {glyph.text: glyph.matrix[0] for glyph in large.glyphs}
    assert scales["b"] == scales["c"] == 1.35 and scales["a"] == scales["d"] == 1.0
    (one,), (other,) = ([p for p in latin_pieces(m, ENGLISH, 99) if p.start == 2] for m in (plain, loud))
    assert other.end - other.begin == pytest.approx(1.35 * (one.end - one.begin))
    assert large.width == pytest.approx(whole.width + 0.35 * (one.end - one.begin))


def test_emphasis_in_hebrew_keeps_the_order_of_the_line():
    style = TypeStyle(10, stack("he", "dialog"), stack("he", "emphasis"), "he", False, 1.3)
    marked = read_markup("אב _גד_ הו", "he")
    glyphs = shape_stretch(marked, 0, len(marked.text), style).glyphs
    assert "".join(glyph.text for glyph in glyphs) == marked.text
    assert [glyph.x for glyph in glyphs] == sorted((glyph.x for glyph in glyphs), reverse=True)
    assert {glyph.face for glyph in glyphs if glyph.text in "גד"} == {"fredoka-bold"}
