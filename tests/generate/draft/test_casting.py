"""Nobody of a story looks like somebody else; who is added at the end changes nobody before."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from mangacli.generate.draft.casting import Role, distance, variants

ALIKE = [Role(id, id.title(), "a girl with short black hair") for id in ("aki", "bo", "cho", "dee", "emi")]
WORDS = ("", "a girl", "a man in a suit", "an old woman", "a boy with black hair", "glasses", "a bald man")


def looks(roles):
    lots = variants(roles)
    return [role.look(lots[role.id]) for role in roles]


def test_five_girls_of_the_same_words_are_told_apart():
    cast = looks(ALIKE)
    assert min(distance(a, b) for a, b in itertools.combinations(cast, 2)) >= 4.0
    assert all(look.hair_grey == 0.0 and look.feminine for look in cast), "what is said stays"


def test_undescribed_casts_are_strangers():
    for story in range(20):
        cast = looks([Role(f"s{story}c{n}", "", "") for n in range(8)])
        assert min(distance(a, b) for a, b in itertools.combinations(cast, 2)) >= 4.5, story


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7), st.sampled_from(WORDS))
@settings(max_examples=40, deadline=None)
def test_who_is_added_later_changes_nobody_before(words, added):
    roles = [Role(f"c{number}", f"C{number}", text) for number, text in enumerate(words)]
    later = variants([*roles, Role("new", "New", added)])
    assert variants(roles) == {id: lots for id, lots in later.items() if id != "new"}


def test_a_look_is_no_distance_from_itself():
    look = ALIKE[0].look()
    assert distance(look, look) == 0.0


def test_the_first_of_a_story_is_drawn_by_the_first_lots():
    assert variants(ALIKE)["aki"] == 0
