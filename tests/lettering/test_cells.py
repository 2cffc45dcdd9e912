import pytest

from mangacli.lettering.cells import cells_of, reading_cells
from mangacli.lettering.markup import read_markup


def kinds(text, squares, vertical=True, language="ja"):
    cells = cells_of(read_markup(text, language), squares(language, vertical))
    return [(cell.text, cell.kind) for cell in cells]


UP, SIDE, WORD, DASH = "upright", "tate-chu-yoko", "word", "dash"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("鬼だ", [("鬼", UP), ("だ", UP)]),
        ("3月", [("3", UP), ("月", UP)]),
        ("12月", [("12", SIDE), ("月", UP)]),
        ("100円", [("100", SIDE), ("円", UP)]),
        ("2024年", [("2", UP), ("0", UP), ("2", UP), ("4", UP), ("年", UP)]),
        ("12345678", [("12345678", WORD)]),
        ("TVで", [("TV", SIDE), ("で", UP)]),
        ("NASA", [("N", UP), ("A", UP), ("S", UP), ("A", UP)]),
        ("3Dだ", [("3D", SIDE), ("だ", UP)]),
        ("Suica", [("Suica", WORD)]),
        ("USBに", [("U", UP), ("S", UP), ("B", UP), ("に", UP)]),
        ("ONE PIECEだ", [("ONE", WORD), ("PIECE", WORD), ("だ", UP)]),
        ("iPhone 15!", [("iPhone", WORD), ("15!", WORD)]),
        ("12 31日", [("12", SIDE), ("31", SIDE), ("日", UP)]),
        ("A", [("A", UP)]),
        ("え!?", [("え", UP), ("!?", SIDE)]),
        ("え！？", [("え", UP), ("！？", SIDE)]),
        ("え！", [("え", UP), ("！", UP)]),
        ("!!!", [("!!!", SIDE)]),
        ("！！！！", [("！！", SIDE), ("！！", SIDE)]),
        ("！！！！！", [("！！", SIDE), ("！！！", SIDE)]),
        ("(笑)", [("(", UP), ("笑", UP), (")", UP)]),
        ("(OK!!)", [("(", UP), ("OK", SIDE), ("!!", SIDE), (")", UP)]),
        ("――待て", [("――", DASH), ("待", UP), ("て", UP)]),
        ("え...", [("え", UP), ("...", UP)]),
        ("Hello world", [("Hello", WORD), ("world", WORD)]),
        ("か\u3099", [("か\u3099", UP)]),
        ("10％", [("10", SIDE), ("％", UP)]),
    ],
)
def test_what_stands_upright_in_a_column(text, expected, squares):
    assert kinds(text, squares) == expected


@pytest.mark.parametrize(
    ("language", "shown"), [("ja", "〝あ〟"), ("zh", "『あ』"), ("zh-Hant", "「あ」"), ("zh-TW", "「あ」")]
)
def test_quotation_marks_turn_as_the_language_wants_it(language, shown, squares):
    assert "".join(c.shown for c in cells_of(read_markup("“あ”", language), squares(language, True))) == shown


def test_on_a_line_words_are_words_and_marks_are_squares(squares):
    assert kinds("12月のTV！？", squares, vertical=False) == [
        ("12", WORD), ("月", UP), ("の", UP), ("TV", WORD), ("！", UP), ("？", UP)
    ]  # fmt: skip


def test_marks_are_shown_as_a_column_wants_them(squares):
    shown = {
        cell.text: cell.shown for cell in cells_of(read_markup("“あ”! (え)！？", "ja"), squares("ja", True))
    }
    assert (shown["“"], shown["”"], shown["!"], shown["("], shown["！？"]) == ("〝", "〟", "！", "（", "!?")


def test_chinese_columns_quote_with_corners(squares):
    shown = [cell.shown for cell in cells_of(read_markup("“你”", "zh"), squares("zh", True))]
    assert shown == ["『", "你", "』"]


def test_figures_side_by_side_take_one_square(squares):
    (cell,) = cells_of(read_markup("100", "ja"), squares("ja", True))
    assert cell.natural == cell.advance == 1.0


def test_a_dash_takes_as_many_squares_as_it_has_characters(squares):
    (cell,) = cells_of(read_markup("――", "ja"), squares("ja", True))
    assert (cell.advance, cell.shown) == (2.0, "―")


def test_a_reading_that_fits_changes_nothing(squares):
    assert [c.advance for c in cells_of(read_markup("漢字《かんじ》", "ja"), squares("ja", True))] == [1, 1]


def test_a_long_reading_spreads_its_base(squares):
    (cell,) = cells_of(read_markup("承《うけたまわ》", "ja"), squares("ja", True))
    assert cell.advance == 2.5


def reaching(text, squares):
    """How far a reading reaches back, how long its base becomes, how far it reaches on."""
    base = next(c for c in cells_of(read_markup(text, "ja"), squares("ja", True)) if c.ruby is not None)
    return base.before, base.advance, base.behind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("を承《うけたまわ》る", (0.5, 1.5, 0.5)),
        ("を志《こころざ》す", (0.5, 1.0, 0.5)),
        ("を心《ここら》す", (0.25, 1.0, 0.25)),
        ("国｜志《こころざ》す", (0.0, 1.5, 0.5)),
        ("国｜志《こころざ》国", (0.0, 2.0, 0.0)),
        ("、志《こころざ》「", (0.5, 1.0, 0.5)),
        ("志《こころざ》、", (0.0, 2.0, 0.0)),
        ("志《こころざ》を胸《むね》", (0.0, 1.75, 0.25)),
        ("を鬼《おに》が", (0.0, 1.0, 0.0)),
    ],
)
def test_a_long_reading_reaches_over_kana_and_empty_halves_first(text, expected, squares):
    assert reaching(text, squares) == pytest.approx(expected)


def test_louder_cells_are_longer_and_keep_their_text(squares):
    before, loud, *_ = cells_of(read_markup("あ<big>い</big>う", "ja"), squares("ja", True))
    assert (before.scale, before.advance) == (1.0, 1.0)
    assert (loud.text, loud.scale, loud.advance) == ("い", 1.35, 1.35)


def test_marks_belong_to_their_cells(squares):
    cells = cells_of(read_markup("《《絶》》*対*に《《》》鬼《おに》", "ja"), squares("ja", True))
    by_text = {cell.text: cell for cell in cells}
    assert by_text["絶"].dotted and not by_text["対"].dotted
    assert by_text["対"].slanted and not by_text["絶"].slanted
    assert by_text["鬼"].ruby == 0 and by_text["に"].ruby is None


def test_a_readings_cells_are_squares(squares):
    assert len(reading_cells("おに", squares("ja", True))) == 2
