import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.lettering.bidi import levels_of, runs_of, visual_order


@pytest.mark.parametrize(
    ("text", "language", "levels"),
    [
        ("abc 12", "en", ""),
        ("אב", "he", "11"),
        ("אב 12!", "he", "111221"),
        ("אב ok?", "he", "111221"),
        ("ok אב!", "en", "000110"),
        ("OK, go!", "he", ""),
        ("אב!", "en", "111"),
        ("?!", "he", "11"),
        ("?!", "en", ""),
        ("אב\nok", "he", "11122"),
        ("אב (גד) הו", "he", "1111111111"),
        ("a\u2067אב\u2069b", "en", "001100"),
        ("\U0001f600אב", "he", "111"),
        ("لا ١٢", "ar", "11122"),
    ],
)
def test_levels(text, language, levels):
    assert levels_of(text, language) == bytes(map(int, levels))


def test_a_text_that_looks_like_the_librarys_account_is_text():
    text = 'א",\n    levels: [ Level(7) ], b'
    assert len(levels_of(text, "he")) == len(text)
    assert max(levels_of(text, "he")) == 2


def test_runs_are_stretches_of_one_level():
    assert list(runs_of(bytes([0, 1, 1, 2, 2, 0]), 1, 6)) == [(1, 3, 1), (3, 5, 2), (5, 6, 0)]


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        ([0, 0, 0], [0, 1, 2]),
        ([1, 1, 1], [2, 1, 0]),
        ([1, 2, 1], [2, 1, 0]),
        ([1, 2, 2, 1], [3, 1, 2, 0]),
        ([0, 1, 1, 0], [0, 2, 1, 3]),
        ([0, 3, 4, 3, 0], [0, 3, 2, 1, 4]),
        ([], []),
    ],
)
def test_what_is_read_first_stands_where_its_level_says(levels, order):
    assert visual_order(levels) == order


controls = "\u0301\u05b8\u064e\u200c\u200d\u200e\u200f\u202b\u202c\u2067\u2069"
mixed = st.text(alphabet=st.sampled_from([*'abאבגשلا12١٢ ,.!?()«»"-\n', *controls]), max_size=40)


@given(mixed, st.sampled_from(["en", "he", "ar", "ja"]))
def test_every_character_has_a_level_and_every_run_a_place(text, language):
    levels = levels_of(text, language)
    assert len(levels) in (0, len(text))
    if levels:
        runs = list(runs_of(levels, 0, len(text)))
        assert [run[0] for run in runs[1:]] == [run[1] for run in runs[:-1]]
        assert sorted(visual_order([level for _, _, level in runs])) == list(range(len(runs)))
