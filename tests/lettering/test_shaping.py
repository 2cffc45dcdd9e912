import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.fonts.library import stack
from mangacli.lettering.shaping import (
    clusters,
    font_for,
    missing_from,
    missing_glyph_findings,
    shape,
    slanted,
    vertical_form,
)

ENGLISH, JAPANESE = stack("en", "dialog"), stack("ja", "dialog")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("か\u3099き", ["か\u3099", "き"]),
        ("葛\U000e0100城", ["葛\U000e0100", "城"]),
        ("👩\u200d🚀!", ["👩\u200d🚀", "!"]),
        ("", []),
    ],
)
def test_clusters(text, expected):
    assert clusters(text) == expected


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


def test_a_sign_under_another_code_serves():
    assert font_for("～", ("shippori-antique",)) == ("shippori-antique", "〜")
    assert shape("～", ("shippori-antique",), "ja").glyphs[0].text == "～"


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


def test_the_hint_names_a_font_that_has_the_character():
    (finding,) = missing_glyph_findings("鬼", ())
    assert 'lettering.font to "' in finding.hint


def test_invisible_characters_need_no_font():
    assert missing_from("a\u200b\u00adb\ufeff", ENGLISH) == ""


def test_hebrew_is_shaped_from_right_to_left_and_kept_in_reading_order(square_font):
    shaped = shape("אב", (square_font,), "he")
    assert [glyph.text for glyph in shaped.glyphs] == ["א", "ב"]
    assert shaped.glyphs[0].x > shaped.glyphs[1].x


def test_english_in_hebrew_stands_where_the_reader_gets_to_it(square_font):
    shaped = shape("אב ok", (square_font,), "he")
    assert "".join(glyph.text for glyph in shaped.glyphs) == "אב ok"
    at = {glyph.text: glyph.x for glyph in shaped.glyphs}
    assert at["o"] < at["k"] < at["ב"] < at["א"]


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
