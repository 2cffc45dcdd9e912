import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.fonts.library import stack
from mangacli.lettering.font_choice import missing_glyph_findings
from mangacli.lettering.shaping import scaled, shape, slanted, vertical_form

ENGLISH, JAPANESE = stack("en", "dialog"), stack("ja", "dialog")


def test_each_character_comes_from_the_first_font_that_has_it():
    shaped = shape("I ♥ 鬼", ENGLISH, "en")
    assert [glyph.face for glyph in shaped.glyphs if glyph.text in "I♥鬼"] == [
        "comic-neue-bold", "patrick-hand", "shippori-antique"
    ]  # fmt: skip
    assert shaped.missing == ""


def test_a_letter_and_its_accent_stay_in_one_font():
    shaped = shape("e\u0301", ENGLISH, "en")
    assert {glyph.face for glyph in shaped.glyphs} == {"comic-neue-bold"}
    assert "".join(glyph.text for glyph in shaped.glyphs) == "e\u0301"


def test_width_is_the_sum_of_the_advances(squares):
    shaped = shape("abc", squares().stack, "en")
    assert shaped.width == 3.0
    assert [glyph.x for glyph in shaped.glyphs] == [0.0, 1.0, 2.0]


def test_a_missing_character_is_named_and_shown_as_the_first_fonts_box():
    shaped = shape("a💢b💢", ENGLISH, "en")
    assert shaped.missing == "💢"
    assert shaped.glyphs[1].id == 0 and shaped.glyphs[1].face == "comic-neue-bold"
    (finding,) = missing_glyph_findings(shaped.missing, ("pages", 0))
    assert finding.rule == "missing-glyph" and finding.severity == "error"
    assert '"💢" (U+1F4A2, anger symbol)' in finding.message
    assert "fonts folder" in finding.hint


def test_hebrew_is_shaped_from_right_to_left_and_kept_in_reading_order(square_font):
    shaped = shape("אב", (square_font,), "he")
    assert [glyph.text for glyph in shaped.glyphs] == ["א", "ב"]
    assert shaped.glyphs[0].x > shaped.glyphs[1].x


def test_english_in_hebrew_stands_where_the_reader_gets_to_it(square_font):
    shaped = shape("אב ok", (square_font,), "he")
    assert "".join(glyph.text for glyph in shaped.glyphs) == "אב ok"
    at = {glyph.text: glyph.x for glyph in shaped.glyphs}
    assert at["o"] < at["k"] < at["ב"] < at["א"]


def test_a_latin_phrase_in_hebrew_is_set_in_one_font():
    shaped = shape("אב (OK, go 15) 12!", stack("he", "dialog"), "he")
    fonts = {glyph.text: glyph.face for glyph in shaped.glyphs}
    assert {fonts[c] for c in "OK,go5"} == {"comic-neue-bold"}
    assert {fonts[c] for c in "אב2!("} == {"fredoka-medium"}


def test_points_have_glyphs_of_their_own_that_tell_them():
    shaped = shape("בָּ", stack("he", "dialog"), "he")
    assert "".join(glyph.text for glyph in shaped.glyphs) == "בָּ"
    assert shape("לا", stack("ar", "dialog"), "ar").missing == ""


def test_a_bracket_of_a_right_to_left_line_is_mirrored():
    (turned,) = shape("(", ENGLISH, "he").glyphs
    (plain,) = shape(")", ENGLISH, "en").glyphs
    assert turned.id == plain.id


def test_scaling_scales_places_width_and_ink():
    plain = shape("ab", ENGLISH, "en")
    large = scaled(plain, 2.0)
    assert large.width == 2 * plain.width
    assert large.glyphs[1].x == 2 * plain.glyphs[1].x
    assert large.glyphs[0].ink().height == pytest.approx(2 * plain.glyphs[0].ink().height)


def test_columns_get_the_fonts_vertical_forms():
    assert vertical_form("ー", "shippori-antique")[1]
    assert not vertical_form("鬼", "shippori-antique")[1]


def test_slanting_keeps_places_and_leans_to_the_right():
    plain = shape("I", ENGLISH, "en")
    lean = slanted(plain)
    assert lean.width == plain.width
    assert lean.glyphs[0].ink().x2 > plain.glyphs[0].ink().x2


@given(st.text(alphabet=st.sampled_from([*"abfil éß漢かー～♥\u0301\u3099—…אב!?"]), min_size=1, max_size=20))
def test_the_glyphs_say_the_text_in_order(text):
    for language, fonts in (("en", ENGLISH), ("ja", JAPANESE), ("he", ENGLISH)):
        shaped = shape(text, fonts, language)
        assert "".join(glyph.text for glyph in shaped.glyphs) == text
