"""A character looks as it is described, the same everywhere, and unlike the others."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.generate.draft import look_words, parts_file
from mangacli.generate.draft.beard import STYLES
from mangacli.generate.draft.face_marks import MARKS
from mangacli.generate.draft.hands import SHOES
from mangacli.generate.draft.look import is_described, look_of
from mangacli.generate.draft.wardrobe import GARMENTS, LEGS

TAGS = ("short", "long", "medium", "bob", "bun", "curly", "spiky", "balding", "bangs", "one-eye")


def tags(look) -> set[str]:
    return {tag for tag in TAGS if look.hair in parts_file.hair_names(tag)}


@pytest.mark.parametrize(
    ("description", "field", "value"),
    [
        ("a girl with round glasses", "glasses", "01"),
        ("a man in sunglasses", "glasses", "02"),
        ("丸い眼鏡の少女", "glasses", "01"),
        ("a woman with white hair", "hair_grey", 1.0),
        ("a boy with black hair", "hair_grey", 0.0),
        ("金髪の青年", "hair_grey", 0.86),
        ("an old man", "age", "old"),
        ("a detective in a dark suit", "garment", "suit"),
        ("a boy in a hoodie", "garment", "hoodie"),
        ("セーラー服の少女", "garment", "sailor"),
        ("an old sailor with a pipe", "skirt", ""),
        ("a girl in a dress", "skirt", "calf"),
        ("a man with a moustache", "beard", "moustache"),
        ("a child in a straw hat", "hat", "straw"),
        ("a man in a hat", "hat", "fedora"),
        ("a girl in a white kimono", "top", 1.0),
        ("エプロンの女", "garment", "apron"),
        ("a man in a waistcoat", "sleeve", 1.0),
        ("a stout woman", "build", "stout"),
        ("a girl with twintails", "tresses", "twintails"),
        ("a girl with waist-length hair", "tresses", "waist"),
        ("a man with a short beard", "beard", "short"),
        ("a woman with a beard", "beard", None),
        ("a boy in shorts", "legs", "shorts"),
        ("a woman in a skirt", "skirt", "knee"),
        ("a man with an eyepatch and a scar", "extras", ("eyepatch", "scar")),
        ("a dark-skinned woman", "skin", 0.7),
        ("a woman in a polka dot dress", "pattern", "dots"),
        ("a woman in a hijab", "hat", "hijab"),
        ("a boy with freckles", "extras", ("freckles",)),
        ("a girl in a striped shirt", "pattern", "stripes"),
        ("an old man in a scarf", "extras", ("scarf",)),
        ("a boy in a black school uniform", "top", 0.0),
    ],
)
def test_words_decide_the_look(description, field, value):
    for id in ("a", "b", "c"):
        assert getattr(look_of(id, id, description), field) == value


@pytest.mark.parametrize(
    ("description", "wanted"),
    [
        ("a girl with long wavy hair", {"long"}),
        ("a boy with short spiky hair", {"short", "spiky"}),
        ("a woman with her hair in a bun", {"bun"}),
        ("an old man with a long coat, balding", {"balding"}),
        ("短い黒髪の少女", {"short"}),
    ],
)
def test_hair_is_cut_as_described(description, wanted):
    for id in ("a", "b", "c", "d"):
        assert wanted <= tags(look_of(id, id, description))


def test_a_coat_is_not_hair():
    assert any("long" not in tags(look_of(id, id, "a man in a long coat")) for id in "abcdefgh")


def test_no_eye_is_hidden_unasked():
    for number in range(150):
        assert "one-eye" not in tags(look_of(f"c{number}", "", ""))
    assert "one-eye" in tags(look_of("a", "a", "a girl, hair over one eye"))


def test_every_look_uses_parts_that_are_there():
    for number in range(150):
        look = look_of(f"c{number}", "", "a bearded man with glasses and earrings" if number % 2 else "")
        assert look.hair in parts_file.hair_names()
        assert look.garment in GARMENTS and look.shoes in SHOES and look.legs in LEGS
        assert look.beard is None or look.beard in (*STYLES, *MARKS)
        for kind in ("head", "nose", "eyes", "glasses", "earrings"):
            name = getattr(look, kind)
            assert name is None or name in parts_file.face_names(kind)


@given(st.text(max_size=40), st.text(max_size=80))
def test_any_words_give_a_look_and_the_same_one_again(id, description):
    assert look_of(id, id, description) == look_of(id, id, description)


def test_a_look_is_the_same_in_another_process():
    code = "from mangacli.generate.draft.look import look_of; print(look_of('mika', 'Mika', 'a girl'))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(look_of("mika", "Mika", "a girl"))


def test_undescribed_characters_differ():
    looks = [look_of(f"character {number}", "", "") for number in range(200)]
    assert len(set(looks)) > 190
    assert len({look.hair for look in looks}) > 25


TABLES = [
    "GARMENTS",
    "HATS",
    "HAIR_STYLES",
    "HAIR_LENGTHS",
    "HAIR_COLOURS",
    "AGES",
    "EXTRAS",
    "BUILDS",
    "BEARDS",
]


@pytest.mark.parametrize("table", TABLES)
def test_every_meaning_is_understood_from_its_first_word(table):
    for meaning, spellings in getattr(look_words, table).items():
        word = spellings.split("|")[0].replace("~", " ").replace("*", "")
        assert is_described(word), meaning


def test_a_description_without_a_known_word_says_nothing():
    assert not is_described("")
    assert not is_described("see the reference sheet")


@pytest.mark.parametrize("garment", sorted(look_words.GARMENTS))
def test_every_garment_that_words_name_can_be_worn(garment):
    assert garment in GARMENTS


def test_fixed_parts_win_over_words_and_lots():
    fixed = (
        ("hair", "bob-fringe"),
        ("garment", "suit"),
        ("glasses", "none"),
        ("extras", "scar"),
        ("age", "old"),
    )
    look = look_of("mika", "Mika", "a girl with glasses and long hair, hoodie, scarf", fixed)
    assert (look.hair, look.garment, look.glasses, look.age) == ("13", "suit", None, "old")
    assert look.extras == ("scar", "scarf")


def test_other_lots_change_only_what_is_not_said():
    words = "a girl with short black hair and round glasses in a hoodie"
    one, other = look_of("a", "a", words), look_of("a", "a", words, variant=1)
    assert (one.hair_grey, one.glasses, one.garment) == (other.hair_grey, other.glasses, other.garment)
    assert one != other
