"""Which things a text names: nouns, not verbs; the longest words; nothing that is said to be missing."""

import pytest

from mangacli.generate.draft.props.naming import named_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a dog chases a cat", ["dog", "cat"]),
        ("a black cat", ["black_cat"]),
        ("under a street lamp", ["street_lamp"]),
        ("a wine glass", ["glass"]),
        ("They watch the birds", ["birds"]),
        ("a watch on her wrist", ["watch"]),
        ("she rose and books a flight", []),
        ("a red rose", ["flower"]),
        ("the sun sets, a kite in the wind", ["sun", "kite"]),
        ("no umbrella, without a bag", []),
        ("an old well", ["well"]),
        ("all is well", []),
        ("自転車と猫", ["bicycle", "cat"]),
        ("電車が来る", []),
        ("犬山さん", []),
        ("黒猫が傘の下に", ["black_cat", "umbrella"]),
        ("ice-cream and apples", ["ice_cream", "apple"]),
        ("scattered, carpet, category, bookshop, keyhole", []),
        ("", []),
    ],
)
def test_a_text_names_things(text, names):
    assert [thing.name for thing in named_in(text)] == names


def test_a_thing_knows_where_it_stands_and_how_many():
    text = "Two crows above a tree"
    crow, tree = named_in(text)
    assert (text[crow.start : crow.end], crow.several) == ("crows", True)
    assert (text[tree.start : tree.end], tree.several) == ("tree", False)


def test_each_thing_is_named_once():
    assert len(named_in("a cat, another cat, the cat")) == 1


def test_what_lies_in_a_longer_phrase_is_spared():
    assert named_in("in the lamp room", spared=[(7, 16)]) == []
    assert named_in("in the lamp room", spared=[(7, 9)]) != []
