"""A hand holds what is drawn for it, and every small thing of the table."""

import pytest
from draft_casting import cast

from mangacli.generate.draft.acting import act
from mangacli.generate.draft.held import HELD, SMALLEST, held
from mangacli.generate.draft.props.table import HAND, PROPS, handy_words
from mangacli.geometry import bounds

GRIP = (1.0, 0.0, 0.0, 1.0, 100.0, 200.0)


@pytest.mark.parametrize("name", sorted({*HELD, *handy_words()}))
@pytest.mark.parametrize("unit", [1.0, 0.2])
def test_everything_that_is_held_is_at_the_hand(name, unit):
    matrix = (unit, 0.0, 0.0, unit, 0.0, 0.0)
    shapes = held(name, GRIP, matrix, unit)
    box = bounds(point for shape in shapes for outline in shape.path.outlines(4) for point in outline)
    slack = 120 * unit
    assert box.x1 - slack < 100 * unit < box.x2 + slack and box.y1 - slack < 200 * unit < box.y2 + slack
    assert box.height > 0.5 * SMALLEST * unit or box.width > 0.5 * SMALLEST * unit


def test_a_thing_turns_with_who_holds_it():
    there, back = (held("trumpet", GRIP, (sign, 0.0, 0.0, 1.0, 0.0, 0.0), 1.0) for sign in (1.0, -1.0))
    (x1, x2), (mirrored1, mirrored2) = (
        (min(s.path.bounds.x1 for s in shapes), max(s.path.bounds.x2 for s in shapes))
        for shapes in (there, back)
    )
    assert (x1 - 100, x2 - 100) == pytest.approx((-100 - mirrored2, -100 - mirrored1))


@pytest.mark.parametrize(
    ("scene", "holds"),
    [
        ("Ann holds an apple", "apple"),
        ("Ann holds a cup of tea", "cup"),
        ("Ann holds a magnifying glass", "magnifier"),
        ("Ann holds a violin", "violin"),
        ("Ann waits", ""),
    ],
)
def test_words_put_things_into_hands(scene, holds):
    ann = cast("medium", id="ann")
    assert act(ann, scene, (ann,)).holds == holds


def test_phrases_are_the_words_of_several_words():
    assert set(handy_words(phrases=True)) <= set(handy_words())
    assert all(" " in word for words in handy_words(phrases=True).values() for word in words.split("|"))
    assert {name for name, prop in PROPS.items() if prop.where == HAND} <= set(handy_words())
