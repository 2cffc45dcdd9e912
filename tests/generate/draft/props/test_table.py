"""The contract of every thing: words in both languages, ink on paper, a foot to stand on, its own look."""

import math

import pytest

from mangacli.generate.draft.ink import Inked, paint
from mangacli.generate.draft.props.easel import Easel
from mangacli.generate.draft.props.naming import named_in
from mangacli.generate.draft.props.table import AIR, GROUND, HAND, PROPS, SKY, WALL, extent

ASKED = {
    "phone", "book", "cup", "umbrella", "lamp", "letter", "sword", "bag", "bicycle", "car", "cat", "dog",
    "bird", "moon", "tree", "flower", "key", "clock", "guitar", "ball",
}  # fmt: skip
"""Things that no table may lack."""
SIZE = 60


def drawn(name: str, **options) -> list[Inked]:
    easel = Easel((SIZE / 2, SIZE - 4), SIZE - 8, 1.0, **options)
    PROPS[name].draw(easel)
    return easel.shapes


def test_the_table_holds_what_is_asked_for_and_much_more():
    assert set(PROPS) >= ASKED
    assert len(PROPS) >= 120


@pytest.mark.parametrize("name", sorted(PROPS))
def test_a_thing_has_words_in_both_languages(name):
    words = PROPS[name].words.split("|")
    assert any(word.isascii() for word in words) and any(not word.isascii() for word in words)
    assert len(set(words)) == len(words) and all(word.strip(" !") for word in words)


@pytest.mark.parametrize("name", sorted(PROPS))
def test_every_word_of_a_thing_finds_it(name):
    for word in PROPS[name].words.split("|"):
        noun = word.removesuffix("!")
        start = "there is" if noun.startswith(("a ", "her ", "his ")) else "there is the"
        text = f"{start} {noun} here" if word.isascii() else f"そこ、{word}、ある"
        assert name in [thing.name for thing in named_in(text)], word


def test_no_word_means_two_things():
    words = [word.removesuffix("!") for prop in PROPS.values() for word in prop.words.split("|")]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("name", sorted(PROPS))
def test_a_thing_is_drawn_in_ink_and_paper(name):
    shapes = drawn(name)
    assert shapes and all(shape.path.segments for shape in shapes)
    numbers = [n for shape in shapes for _, part in shape.path.segments for n in part]
    assert all(math.isfinite(number) for number in numbers)
    assert all(shape.fill is None or 0 <= shape.fill <= 1 for shape in shapes)
    picture = paint(SIZE, SIZE, shapes, 1.0, None)
    dark = sum(grey < 128 for grey in picture.data)
    assert 20 < dark < 0.95 * SIZE * SIZE


@pytest.mark.parametrize("name", sorted(PROPS))
def test_a_thing_is_about_a_unit_high_and_stands_on_its_foot(name):
    reach = extent(name)
    assert 0.6 < reach.height < 1.25
    assert -0.12 < reach.y1 < 0.3 and reach.y2 > 0.75
    assert reach.x1 < 0 < reach.x2 and reach.width < 4


@pytest.mark.parametrize("name", sorted(PROPS))
def test_a_thing_turned_round_is_its_mirror_image(name):
    there, back = drawn(name), drawn(name, flip=True)
    for one, other in zip(there, back, strict=True):
        box, mirrored = one.path.bounds, other.path.bounds
        assert (SIZE - box.x2, SIZE - box.x1) == pytest.approx((mirrored.x1, mirrored.x2), abs=1e-6)
        assert (box.y1, box.y2) == pytest.approx((mirrored.y1, mirrored.y2), abs=1e-6)


@pytest.mark.parametrize("name", sorted(PROPS))
def test_a_thing_has_a_size_that_fits_its_place(name):
    prop = PROPS[name]
    assert prop.where in (HAND, GROUND, WALL, AIR, SKY)
    assert 0.02 < prop.metres <= {HAND: 1.0, GROUND: 6.0, WALL: 1.0, AIR: 1.5, SKY: 0.6}[prop.where]


def test_no_two_things_look_alike():
    pictures = {paint(SIZE, SIZE, drawn(name), 1.0, None).data for name in PROPS}
    assert len(pictures) == len(PROPS)
