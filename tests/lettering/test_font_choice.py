import pytest

from mangacli.fonts.library import stack
from mangacli.lettering.font_choice import clusters, font_for, missing_from, missing_glyph_findings
from mangacli.lettering.shaping import shape

ENGLISH = stack("en", "dialog")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("か\u3099き", ["か\u3099", "き"]),
        ("葛\U000e0100城", ["葛\U000e0100", "城"]),
        ("👩\u200d🚀!", ["👩\u200d🚀", "!"]),
        ("می\u200cروم", ["م", "ی\u200c", "ر", "و", "م"]),
        ("", []),
    ],
)
def test_clusters(text, expected):
    assert clusters(text) == expected


def test_a_sign_under_another_code_serves():
    assert font_for("～", ("shippori-antique",)) == ("shippori-antique", "〜")
    assert shape("～", ("shippori-antique",), "ja").glyphs[0].text == "～"


def test_the_hint_names_a_font_that_has_the_character():
    (finding,) = missing_glyph_findings("鬼", ())
    assert 'lettering.font to "' in finding.hint


def test_invisible_characters_need_no_font():
    assert missing_from("a\u200b\u00adb\ufeff\u202b\u2067\u2069", ENGLISH) == ""
