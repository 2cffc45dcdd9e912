import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from mangacli.lettering.conventions import (
    capitals,
    conventional,
    has_plain_i,
    with_dashes,
    with_dots,
    with_plain_i,
)
from mangacli.lettering.markup import MarkedText, Sized, read_markup
from mangacli.lettering.set_text import TypeStyle


def test_capitals_move_the_marks_with_the_letters():
    marked = capitals(read_markup("Große _Straße_, <big>daß</big>!", "de"), "de")
    assert marked.text == "GROSSE STRASSE, DASS!"
    assert marked.emphasised == ((7, 14),)
    assert marked.sized == (Sized(16, 20, 1.35),)


def test_turkish_capitals_keep_their_dots():
    assert capitals(MarkedText("iyi ılık"), "tr").text == "İYİ ILIK"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Well...", "Well…"), ("no....", "no…."), ("......", "……"), ("a..b", "a..b"), ("1.2.3", "1.2.3")],
)
def test_dots_become_one_sign_where_the_story_wants_it(text, shown):
    assert with_dots(MarkedText(text), "ellipsis").text == shown
    assert with_dots(MarkedText(text), "keep").text == text


@pytest.mark.parametrize(
    ("text", "dash", "language", "shown"),
    [
        ("But—no", "double", "en", "But--no"),
        ("But——no", "double", "en", "But--no"),
        ("But--no", "double", "en", "But--no"),
        ("But--no", "single", "en", "But—no"),
        ("But——no", "single", "en", "But—no"),
        ("1914–1918", "double", "en", "1914–1918"),
        ("<!-- x -->", "single", "en", "<!-- x -->"),
        ("well-known", "single", "en", "well-known"),
        ("まさか—", "double", "ja", "まさか——"),
        ("まさか――", "single", "ja", "まさか—"),
        ("But—no -- yes", "keep", "en", "But—no -- yes"),
    ],
)
def test_dashes(text, dash, language, shown):
    assert with_dashes(MarkedText(text), dash, language).text == shown


def test_marks_stay_on_their_words_when_dots_and_dashes_change():
    style = TypeStyle(10, ("bangers",), ("bangers",), "en", False, 1.2, True, "ellipsis", "double")
    marked = conventional(read_markup("Wait... _you_—<big>here</big>?", "en"), style)
    assert marked.text == "WAIT… YOU--HERE?"
    assert [marked.text[a:b] for a, b in marked.emphasised] == ["YOU"]
    assert [marked.text[s.start : s.end] for s in marked.sized] == ["HERE"]


def font_with(path, wide_i):
    """A font of bars: all letters as tall as capitals; I is as wide as told, i is a plain bar."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "bar", "serifed"])
    builder.setupCharacterMap({ord(c): "serifed" if c == "I" else "bar" for c in "IihHAB"})
    glyphs = {}
    for name, width in ((".notdef", 100), ("bar", 100), ("serifed", 400 if wide_i else 110)):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for point in ((0, 700), (width, 700), (width, 0)):
            pen.lineTo(point)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Bars", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return str(path)


def test_the_serifed_i_is_the_pronouns_where_the_font_has_both(tmp_path):
    assert has_plain_i(font_with(tmp_path / "two.ttf", wide_i=True))
    assert not has_plain_i(font_with(tmp_path / "one.ttf", wide_i=False))
    assert not has_plain_i("comic-neue-bold")
    assert with_plain_i(MarkedText("I THINK I'M IN: HI")).text == "I THiNK I'M iN: Hi"
    stack = (str(tmp_path / "two.ttf"),)
    style = TypeStyle(10, stack, stack, "en", False, 1.2, capitals=True)
    assert conventional(MarkedText("I did it"), style).text == "I DiD iT"
