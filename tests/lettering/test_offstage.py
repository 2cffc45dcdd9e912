from dataclasses import replace

import pytest
from lettering_frames import figure, page, panel

from mangacli.geometry import Box
from mangacli.lettering.offstage import side_of_voice

LEFT, RIGHT = Box(60, 100, 80, 124), Box(320, 100, 340, 124)
ONE, TWO = Box(40, 40, 380, 240), Box(40, 250, 380, 420)


def lower(box):
    return box.moved(0, 210)


def test_who_was_seen_to_the_left_of_someone_is_still_there():
    before = panel(ONE, (), [figure("cy", LEFT), figure("ann", RIGHT)])
    here = panel(TWO, (), [figure("ann", lower(LEFT))], number=2)
    assert side_of_voice(page(before, here), here, "cy") == "left"
    mirrored = panel(ONE, (), [figure("cy", RIGHT), figure("ann", LEFT)])
    assert side_of_voice(page(mirrored, here), here, "cy") == "right"


def test_the_panel_after_tells_too():
    here = panel(ONE, (), [figure("ann", LEFT)])
    after = panel(TWO, (), [figure("cy", lower(LEFT)), figure("ann", lower(RIGHT))], number=2)
    assert side_of_voice(page(here, after), here, "cy") == "left"


@pytest.mark.parametrize(("facing", "side"), [("left", "right"), ("right", "left")])
def test_who_is_seen_alone_stands_opposite_to_where_the_eyes_go(facing, side):
    before = panel(ONE, (), [replace(figure("cy", LEFT), facing=facing)])
    here = panel(TWO, (), [figure("ann", lower(LEFT))], number=2)
    assert side_of_voice(page(before, here), here, "cy") == side


def test_a_voice_of_no_one_seen_comes_from_where_nobody_stands():
    for head, side in ((LEFT, "right"), (RIGHT, "left")):
        here = panel(ONE, (), [figure("ann", head)])
        assert side_of_voice(page(here), here, "cy") == side


def test_in_an_empty_panel_nothing_is_known():
    here = panel(ONE)
    assert side_of_voice(page(here), here, "cy") is None
