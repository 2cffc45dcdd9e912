import numpy as np
import pytest

from mangacli.geometry import Box
from mangacli.lettering import taste
from mangacli.lettering.places import Places
from mangacli.lettering.room import Room, Setting, Wish
from mangacli.lettering.set_text import SetText
from mangacli.lettering.tails import Tail

SPACE = Box(0, 0, 300, 200)
HEAD = Box(200, 100, 220, 124)
TEXT = SetText(("Oh.",), (Box(0, 0, 40, 20),), 40, 20, (), Box(0, 0, 40, 20), "Oh.", (), 0.0)
SETTING = Setting(TEXT, None, np.zeros((0, 2)), Box(0, 0, 40, 20), 0.0, 9.0, 9.0)


def grid():
    return Places.within([SPACE], [(40, 20)], 4)


def at(*corners):
    x, y = np.array(corners, dtype=float).T
    same = np.ones(len(corners))
    return Places(x, y, 40 * same, 20 * same, np.zeros(len(corners), dtype=int))


def room(**changes):
    values = {
        "polygon": SPACE.polygon, "space": SPACE, "over": (), "heads": {}, "figures": (),
        "right_to_left": True, "em": 9.0, "air": 4.0, "gap": 4.0, **changes,
    }  # fmt: skip
    return Room(**values)


def wish(kind="speech", progress=0.0, **changes):
    return Wish(0, kind, "none" if kind in ("caption", "sfx") else "curved", (SETTING,), progress, **changes)


def cheapest(a_room, a_wish):
    places = grid()
    return places.box(int(taste.price(a_room, a_wish, places).argmin()))


@pytest.mark.parametrize(("right_to_left", "x"), [(True, 260), (False, 0)])
def test_a_caption_wants_the_corner_where_reading_begins_and_a_last_one_where_it_ends(right_to_left, x):
    there = room(right_to_left=right_to_left)
    assert cheapest(there, wish("caption")) == Box(x, 0, x + 40, 20)
    assert cheapest(there, wish("caption", 1.0)) == Box(260 - x, 180, 300 - x, 200)


def test_the_first_balloon_wants_to_be_nearer_the_entry_than_the_last():
    first, last = cheapest(room(), wish(progress=0.0)), cheapest(room(), wish(progress=1.0))
    assert first.center[0] > 150 > last.center[0]


def test_a_balloon_wants_to_be_near_and_above_its_speaker():
    box = cheapest(room(heads={"ann": HEAD}), wish(speaker="ann"))
    assert box.center[1] < HEAD.y1 and abs(box.center[0] - HEAD.center[0]) < 60


def test_figures_and_hair_are_rather_not_covered():
    wanted = cheapest(room(), wish())
    assert not cheapest(room(figures=(wanted,)), wish()).overlaps(wanted.inset(8))
    below = Box(wanted.x1, wanted.y2, wanted.x2, wanted.y2 + 30)
    assert cheapest(room(heads={"ann": below}), wish()) != wanted


def test_the_authors_spot_outweighs_all_other_wishes():
    box = cheapest(room(heads={"ann": HEAD}), wish(speaker="ann", spot=(0.0, 1.0)))
    assert box == Box(0, 180, 40, 200)
    off = taste.off_spot(at((0, 0), (260, 180), (0, 180)), SPACE, (0.0, 1.0))
    assert list(off) == [True, True, False]


def test_going_back_for_a_balloon_costs_the_more_the_nearer_its_row():
    earlier = Box(20, 20, 60, 40)
    places = at((0, 45), (200, 45), (0, 170), (200, 170))
    cost = taste.price_of_step(room(), earlier, places)
    assert cost[0] == cost[2] == 0
    assert cost[1] > cost[3] > 0
    assert taste.price_of_step(room(right_to_left=False), earlier, places)[1] == 0


def test_long_tails_and_hidden_speakers_cost():
    def tail(length, far):
        return Tail(((0.0, 0.0), (length, 0.0)), None, (), far, ())

    short = taste.price_of_tail(room(), tail(10, 0), True)
    assert short < taste.price_of_tail(room(), tail(30, 0), True)
    assert short < taste.price_of_tail(room(), tail(10, 40), True)
    assert short + 1 < taste.price_of_tail(room(), tail(10, 0), False)


def test_a_speakers_next_balloon_is_dearer_the_farther_it_stands_from_the_last():
    places = at((0, 0), (0, 22), (130, 0), (260, 0), (260, 180))
    price = taste.price_of_parting(room(), Box(0, 0, 40, 20), places)
    assert price[0] == price[1] == 0
    assert 0 < price[2] < price[3] < price[4]
