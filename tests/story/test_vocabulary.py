"""Words are found whole, in English and Japanese, and belong to the name they are said of."""

import re

import pytest

from mangacli.story.vocabulary import first, japanese, meanings, said_of, says, spans


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("a hat", "hat", True),
        ("what a day", "hat", False),
        ("Smiling broadly", "smil*", True),
        ("a T-shirt", "t-shirt", True),
        ("twin-tails", "twin tails", True),
        ("long, wavy black hair", "long~hair*", True),
        ("a long coat over short hair", "long~hair*", True),
        ("a long coat with many big brass buttons, black hair", "long~hair*", False),
        ("短い黒髪の少女", "少女", True),
        ("", "hat", False),
    ],
)
def test_words_are_found_whole(text, words, found):
    assert says(text, words) is found


def test_meanings_come_in_the_order_of_the_vocabulary():
    vocabulary = {"cap": "cap", "coat": "coat|cloak"}
    assert meanings("a cloak and a cap", vocabulary) == ["cap", "coat"]
    assert first("a cloak", vocabulary) == "coat"
    assert first("nothing", vocabulary) is None


def test_a_word_belongs_to_the_name_before_it_or_else_after_it():
    moods = {"happy": "smil*|笑", "angry": "glare*|怒", "sad": "crying"}
    names = ["Mika", "Tom"]
    assert list(said_of("Mika smiles while Tom glares", names, moods)) == [("happy", 0), ("angry", 1)]
    assert list(said_of("a crying Tom", names, moods)) == [("sad", 1)]
    assert list(said_of("a crying child", names, moods)) == [("sad", None)]
    assert list(said_of("ミカが笑う", ["ミカ"], moods)) == [("happy", 0)]


def test_names_are_no_patterns():
    assert list(said_of("Dr. Wu (old) smiles", ["Dr. Wu (old)"], {"happy": "smiles"})) == [("happy", 0)]
    assert list(said_of("smiles", ["*", "a~b", ""], {"happy": "smiles"})) == [("happy", None)]


def test_words_are_found_where_they_stand():
    text = "She smiles, smiling at long, wavy hair"
    assert [text[a:b] for a, b in spans(text, "smil*|long~hair")] == ["smiles", "smiling", "long, wavy hair"]
    assert spans(text, "frown") == []


@pytest.mark.parametrize(
    ("text", "found"), [("山の上", True), ("山田さん", False), ("火山", False), ("お山", True)]
)
def test_one_kanji_stands_alone(text, found):
    assert bool(re.search(japanese("山"), text)) == found
    assert re.search(japanese("花火"), "大花火大会"), "words of several stand wherever they do"
