import pytest
from lettering_craft import balloon_faults
from lettering_frames import alone, figure, lettered, page, panel, say

from mangacli.geometry import Box

PANEL = Box(40, 40, 380, 280)
ANN, BOB = figure("ann", Box(280, 170, 305, 200)), figure("bob", Box(110, 170, 135, 200))


def test_a_speakers_next_line_is_joined_to_the_one_before():
    layout = alone(say("A white cat.", "ann"), say("In the snow.", "ann"), box=PANEL, figures=[ANN])
    first, second = layout.balloons
    assert second.joined_to == 0 and second.tail is None and first.tail is not None
    assert second.shapes == () and first.shapes
    assert not first.text_box.overlaps(second.text_box) and balloon_faults(layout) == []


@pytest.mark.parametrize(
    "between",
    [
        [say("A white cat.", "ann"), say("In the snow.", "ann", join=False)],
        [say("A white cat.", "ann"), say("Where?", "bob"), say("In the snow.", "ann")],
        [say("A white cat.", "ann"), say("In the snow.", "ann", kind="shout")],
        [say("A white cat.", "ann"), say("In the snow.", "bob")],
    ],
)
def test_other_lines_are_not_joined(between):
    layout = alone(*between, box=PANEL, figures=[ANN, BOB])
    assert [balloon.joined_to for balloon in layout.balloons] == [None] * len(between)
    assert balloon_faults(layout) == []


def test_the_author_may_ask_for_it_across_another_voice_and_another_kind():
    dialogs = [say("A cat.", "ann"), say("Where?", "bob"), say("There!", "ann", kind="shout", join=True)]
    layout, findings = lettered(page(panel(PANEL, dialogs, [ANN, BOB])))
    assert findings == () and balloon_faults(layout) == []
    assert [balloon.joined_to for balloon in layout.balloons] == [None, None, 0]


def test_three_lines_make_one_outline():
    layout = alone(*(say(text, "ann") for text in ("One.", "Two.", "Three.")), box=PANEL, figures=[ANN])
    assert [balloon.joined_to for balloon in layout.balloons] == [None, 0, 1]
    assert balloon_faults(layout) == []


def test_a_chorus_has_a_tail_for_each_voice():
    layout = alone(say("Hurrah!", "ann", chorus=("bob",)), box=PANEL, figures=[ANN, BOB])
    (balloon,) = layout.balloons
    assert balloon.tail[-1][0] > balloon.more_tails[0][-1][0]  # ann stands to the right of bob
    assert balloon_faults(layout) == []


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_a_tail_points_to_the_side_that_the_author_names(side):
    (balloon,) = alone(say("Over here!", "cy", tail=side), box=PANEL, figures=[ANN]).balloons
    (x, y), (cx, cy) = balloon.tail[-1], balloon.box.center
    across, down = (x - cx) / balloon.box.width, (y - cy) / balloon.box.height
    assert {"left": -across, "right": across, "top": -down, "bottom": down}[side] > 0.5


def test_none_is_no_tail():
    (balloon,) = alone(say("Over here!", "ann", tail="none"), box=PANEL, figures=[ANN]).balloons
    assert balloon.tail is None
