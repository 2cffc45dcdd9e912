import pytest

from mangacli.fonts.library import stack
from mangacli.lettering.cell_glyphs import capitals_middle, column_glyphs, line_glyphs, square_middle
from mangacli.lettering.cells import cells_of
from mangacli.lettering.markup import read_markup
from mangacli.lettering.set_line import union
from mangacli.lettering.set_text import TypeStyle

FACES = ("shippori-antique", "dela-gothic-one", "reggae-one", "zcool-kuaile")


def inks(text, face=None, vertical=True):
    """Text → the ink box of each cell in its own square (x from -0.5 to 0.5, y from 0 to 1 in a column)."""
    fonts = (face, *stack("ja", "dialog")) if face else stack("ja", "dialog")
    style = TypeStyle(10, fonts, fonts, "ja", vertical, 1.4)
    cells = cells_of(read_markup(text, "ja"), style)
    make = column_glyphs if vertical else line_glyphs
    return [union(ink for g in make(cell, "ja") if (ink := g.ink())) for cell in cells]


@pytest.mark.parametrize("face", FACES)
class TestEveryFontsColumn:
    def test_characters_stand_in_the_middle_of_their_squares(self, face):
        for ink in inks("国田囲", face):
            assert ink.center[0] == pytest.approx(0, abs=0.06)
            assert ink.center[1] == pytest.approx(0.5, abs=0.06)

    def test_commas_and_stops_hang_in_the_upper_right_corner(self, face):
        for ink in inks("、。", face):
            assert ink.center[0] > 0.05 and ink.center[1] < 0.4

    def test_brackets_enclose_what_stands_between(self, face):
        for opening, inside, closing in (
            inks(text, face) for text in ("「国」", "（国）", "『国』", "〈国〉", "【国】")
        ):
            assert opening.height < opening.width * 1.6
            assert opening.center[1] > 0.5 > closing.center[1]
            assert inside.height > 0.2

    def test_the_long_mark_and_the_wave_run_down(self, face):
        for ink in inks("ー～", face):
            assert ink.height > 1.8 * ink.width
            assert ink.center[0] == pytest.approx(0, abs=0.12)

    def test_leaders_run_down_the_middle(self, face):
        (ink,) = inks("…", face)
        assert ink.height > 2.5 * ink.width
        assert ink.center == pytest.approx((0, 0.5), abs=0.1)

    def test_a_double_dash_is_one_stroke(self, face):
        (ink,) = inks("――", face)
        assert (ink.y1, ink.y2) == pytest.approx((0, 2), abs=0.01)
        assert ink.center[0] == pytest.approx(0, abs=0.01)

    def test_small_kana_stand_to_the_right(self, face):
        big, small = inks("つっ", face)
        assert small.width < big.width and small.center[0] > big.center[0] + 0.03

    def test_shouts_stand_in_the_middle(self, face):
        for ink in inks("！え！？", face):
            assert ink.center[0] == pytest.approx(0, abs=0.13)

    def test_ink_stays_in_the_square(self, face):
        for ink in inks("国「」、。ーっ……！？！～（）〈〉ヴ々", face):
            assert ink.x1 >= -0.56 and ink.x2 <= 0.56 and ink.y1 >= -0.06 and ink.y2 <= 1.06


def test_figures_side_by_side_stay_in_one_square():
    for ink in inks("12月100円TVだ!!え"):
        assert ink.width <= 1.0
        assert ink.center[0] == pytest.approx(0, abs=0.1)
        assert ink.center[1] == pytest.approx(0.5, abs=0.12)


def test_a_latin_word_lies_on_its_side_along_the_middle():
    style = TypeStyle(10, stack("ja", "dialog"), (), "ja", True, 1.4)
    (cell,) = cells_of(read_markup("Suica", "ja"), style)
    glyphs = column_glyphs(cell, "ja")
    assert [glyph.y for glyph in glyphs] == sorted(glyph.y for glyph in glyphs)
    first = glyphs[0].ink()
    assert first.center[0] == pytest.approx(0, abs=0.05)
    assert all(glyph.matrix == pytest.approx((0, 1, -1, 0, 0, 0)) for glyph in glyphs)


def test_glyphs_say_what_was_written_not_what_is_shown():
    style = TypeStyle(10, stack("ja", "dialog"), (), "ja", True, 1.4)
    text = "！？“え”...――!(笑)"
    cells = cells_of(read_markup(text, "ja"), style)
    assert "".join(g.text for cell in cells for g in column_glyphs(cell, "ja")) == text


def test_a_double_dash_on_a_line_is_one_stroke():
    (ink,) = inks("――", vertical=False)
    assert (ink.x1, ink.x2) == pytest.approx((0, 2), abs=0.01)


def test_middles_lie_above_the_baseline():
    assert -0.45 < square_middle("shippori-antique") < -0.3
    assert square_middle("comic-neue-bold") is None
    assert -0.45 < capitals_middle("comic-neue-bold") < -0.25


@pytest.mark.parametrize("mark", "，。、！？：；")
@pytest.mark.parametrize("vertical", [True, False])
def test_marks_of_traditional_chinese_stand_in_the_middle_of_their_square(mark, vertical):
    style = TypeStyle(10, stack("zh-Hant", "dialog"), (), "zh-Hant", vertical, 1.4)
    (cell,) = cells_of(read_markup(mark, "zh-Hant"), style)
    (glyph,) = (column_glyphs if vertical else line_glyphs)(cell, "zh-Hant")
    ink = glyph.ink()
    assert ink.center[0] == pytest.approx(0.0 if vertical else 0.5, abs=0.02)
    assert ink.center[1] == pytest.approx(0.5 if vertical else square_middle(glyph.face), abs=0.02)
