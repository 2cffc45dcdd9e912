import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.lettering.sounds.look import KINDS, kind_of, look_of
from mangacli.story.sound import NO_WISHES, Sound

SEEDS = st.integers(0, 2**48 - 1)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("ドンッ！", "impact"), ("ドドドド", "rumble"), ("ゴゴゴ", "rumble"), ("しーん…", "hush"),
        ("シーン", "hush"), ("ドキッ", "beat"), ("ふわっ", "light"), ("ぬるり", "light"), ("ニヤリ", "plain"),
        ("ザアア", "splash"), ("ガタガタ", "shake"), ("ヒュン", "rush"), ("バキッ", "crack"),
        ("ｶﾞﾁｬ", "crack"), ("BOOOOOM!", "impact"), ("ba-dum", "beat"), ("Shhhh", "hush"), ("SHATTER", "crack"),
        ("GRRRAK", "crack"), ("GRRRRR", "rumble"), ("kra-koom", "impact"), ("쿵", "impact"),
        ("砰", "impact"), ("WAAAH", "plain"), ("…", "plain"), ("\u200b", "plain"),
    ],
)  # fmt: skip
def test_words_tell_the_kind(words, kind):
    assert kind_of(words) == kind


@pytest.mark.parametrize("name", sorted(KINDS))
@given(seed=SEEDS)
def test_a_kinds_numbers_stay_in_its_ranges(name, seed):
    kind, look = KINDS[name], look_of("BAM", Sound(kind=name), False, seed)
    for number in ("turn", "arc", "skew", "jitter", "growth", "width"):
        low, high = getattr(kind, number)
        assert low <= getattr(look, number) <= high, number
    assert (look.role, look.outline, look.size) == (kind.role, kind.outline, kind.size)


@given(seed=SEEDS)
def test_columns_turn_the_other_way(seed):
    line, column = (look_of("ゴゴゴ", NO_WISHES, vertical, seed) for vertical in (False, True))
    assert column.turn == -line.turn > 0


def test_what_the_author_says_goes_before_what_the_words_say():
    wish = Sound(
        fill="white", outline="none", shadow=True, turn=0, arc=-30, skew=-1, jitter=0, growth=2, kind="hush"
    )
    look = look_of("BOOM", wish, False, 7)
    assert (look.white, look.outline, look.shadow) == (True, "none", True)
    assert (look.turn, look.arc, look.skew, look.jitter, look.growth) == (0, -30, -1, 0, 2)
    assert look.role == "sfx-soft"
    black = Sound(kind="splash", fill="black")
    assert not look_of("SPLASH", black, False, 7).white and look_of("SPLASH", NO_WISHES, False, 7).white


def test_long_sounds_are_calmer():
    short, long = (look_of(words, Sound(kind="rush"), False, 5) for words in ("WHOOSH", "WHOOSH" * 4))
    assert abs(long.turn) < abs(short.turn) and 1 < long.growth < short.growth


def test_some_bangs_are_white_and_most_are_black():
    white = sum(look_of("BAM", NO_WISHES, False, seed).white for seed in range(200))
    assert 40 < white < 100


@pytest.mark.parametrize(("words", "role"), [("轟", "sfx"), ("轟々", "sfx"), ("ドン", "sfx-heavy")])
def test_ideographs_are_never_set_so_heavy_that_they_fill(words, role):
    look = look_of(words, NO_WISHES, True, 7)
    assert kind_of(words) == "impact" and look.role == role
    assert (look.weight == 0) == (role == "sfx")
