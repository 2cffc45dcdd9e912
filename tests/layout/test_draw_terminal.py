"""Drawings for the terminal: letters of one width, numbers in reading order, gutters that can be seen."""

import pytest

from mangacli.layout.draw_terminal import terminal_drawing
from mangacli.layout.templates import load_templates

TEMPLATES = load_templates()


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("reading", ["rtl", "ltr"])
@pytest.mark.parametrize("width", [12, 16])
def test_every_template_shows_all_its_numbers_in_lines_of_one_length(name, reading, width):
    drawing = terminal_drawing(TEMPLATES[name], reading, width)
    assert len({len(line) for line in drawing.split("\n")}) == 1
    shown = [letter for letter in drawing if letter.isdecimal()]
    assert sorted(shown) == [str(number) for number in range(1, TEMPLATES[name].panels + 1)]
    assert all(letter in " \n" or letter.isdecimal() or "⠀" <= letter <= "⣿" for letter in drawing)


def test_a_page_of_two_tiers_looks_like_one():
    assert terminal_drawing(TEMPLATES["tiers-1-2"], "rtl", 12).split("\n") == PICTURE


PICTURE = [
    " ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀ ",
    " ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿ ",
    " ⣿⣿⣿ 1 ⣿⣿⣿⣿ ",
    " ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿ ",
    " ⣛⣛⣛⣛⡛⣛⣛⣛⣛⣛ ",
    " ⣿⣿⣿⣿⡇⣿⣿⣿⣿⣿ ",
    " ⣿ 3 ⡇⣿ 2 ⣿ ",
    " ⠉⠉⠉⠉⠁⠉⠉⠉⠉⠉ ",
]


def test_reading_from_the_left_puts_the_first_panel_there():
    rtl, ltr = (terminal_drawing(TEMPLATES["tiers-2-2"], reading) for reading in ("rtl", "ltr"))
    (rtl_line,) = [line for line in rtl.split("\n") if "1" in line]
    (ltr_line,) = [line for line in ltr.split("\n") if "1" in line]
    assert rtl_line.index("2") < rtl_line.index("1")
    assert ltr_line.index("1") < ltr_line.index("2")


def test_a_spread_is_twice_as_wide_and_a_strip_half():
    widths = [
        len(terminal_drawing(TEMPLATES[name], "rtl", 16).split("\n")[0])
        for name in ("splash", "spread", "strip-talk")
    ]
    assert widths == [16, 32, 8]
