import numpy as np
import pytest
from lettering_craft import balloon_faults
from lettering_frames import alone, figure, lettered, page, panel, say

from mangacli.geometry import Box

PANEL = Box(40, 40, 380, 280)


def test_balloons_stand_above_their_speakers_rather_than_below():
    figures = [figure("ann", Box(280, 170, 305, 200)), figure("bob", Box(110, 170, 135, 200))]
    layout = alone(say("Look at that!", "ann"), say("At what?", "bob"), box=PANEL, figures=figures)
    for balloon, person in zip(layout.balloons, figures, strict=True):
        assert balloon.box.y2 < person.head.y1
        assert abs(balloon.box.center[0] - person.head.center[0]) < 80


def test_hands_are_kept_clear_of_balloons_and_tails():
    bare = figure("ann", Box(190, 170, 215, 200))
    (before,) = alone(say("Look what I found!", "ann"), box=PANEL, figures=[bare]).balloons
    raised = figure("ann", Box(190, 170, 215, 200), hands=(before.box.inset(8),))
    (after,) = alone(say("Look what I found!", "ann"), box=PANEL, figures=[raised]).balloons
    assert not after.box.overlaps(raised.hands[0])
    assert not any(raised.hands[0].contains_point(point) for point in after.tail)


def test_every_speaker_has_the_tail_of_his_own():
    figures = [figure("ann", Box(280, 170, 305, 200)), figure("bob", Box(110, 170, 135, 200))]
    layout = alone(say("One.", "bob"), say("Two.", "ann"), say("Three.", "bob"), box=PANEL, figures=figures)
    for balloon, person in zip(layout.balloons, (figures[1], figures[0], figures[1]), strict=True):
        others = [f for f in figures if f is not person]
        tip = balloon.tail[-1]
        reach = np.hypot(*np.subtract(tip, person.head.center))
        assert all(reach < np.hypot(*np.subtract(tip, other.head.center)) for other in others)


def test_a_speaker_outside_the_panel_gets_a_tail_to_its_edge():
    (balloon,) = alone(say("I am out here.", "cy"), box=PANEL).balloons
    x, y = balloon.tail[-1]
    assert min(abs(x - PANEL.x1), abs(x - PANEL.x2), abs(y - PANEL.y2)) < 0.1 * 9.25 + 0.01
    assert alone(say("Nobody says this.")).balloons[0].tail is None


def test_a_balloon_below_an_inset_is_seen_whole():
    inset = Box(200, 40, 380, 160).polygon
    frame = page(panel(PANEL, [say("Here I am."), say("And here.")], over=[inset]))
    layout, findings = lettered(frame)
    assert findings == () and balloon_faults(layout) == []
    assert all(not balloon.box.overlaps(Box(200, 40, 380, 160)) for balloon in layout.balloons)


def test_the_first_balloon_gives_way_so_that_a_later_one_finds_room():
    narrow = Box(40, 40, 160, 180)
    layout = alone(say("Who is there?"), say("Nobody you know."), say("Then go away."), box=narrow)
    assert balloon_faults(layout) == [] and len(layout.balloons) == 3


def test_sounds_take_what_the_talk_leaves_and_stand_outside_its_order():
    layout = alone(
        say("BANG", kind="sfx"),
        say("What was that?", "ann"),
        figures=[figure("ann", Box(100, 150, 125, 180))],
    )
    assert [balloon.kind for balloon in layout.balloons] == ["sfx", "speech"]
    assert balloon_faults(layout) == []


def test_a_free_balloon_before_a_given_box_is_read_before_it():
    layout = alone(say("First."), say("Second.", box=(0.3, 0.4, 0.7, 0.7)), say("Third."), box=PANEL)
    assert balloon_faults(layout) == []


@pytest.mark.parametrize("polygon", [((40, 40), (340, 40), (40, 340)), ((40, 340), (190, 40), (340, 340))])
def test_triangles_hold_balloons_too(polygon):
    layout, findings = lettered(page(panel(polygon, [say("Tight in here."), say("Very.")])))
    assert findings == () and balloon_faults(layout) == []


def test_a_panel_with_a_notch_is_not_crossed():
    notched = ((40, 40), (340, 40), (340, 300), (220, 300), (220, 120), (160, 120), (160, 300), (40, 300))
    layout, findings = lettered(
        page(panel(notched, [say("One leg."), say("Or the other?"), say("Neither.")]))
    )
    assert findings == () and balloon_faults(layout) == []


def test_mirrored_reading_mirrors_the_order():
    dialogs = [say("One."), say("Two.")]
    for right_to_left in (True, False):
        layout, _ = lettered(page(panel(Box(40, 40, 380, 110), dialogs), right_to_left=right_to_left))
        first, second = (balloon.box.center[0] for balloon in layout.balloons)
        assert (first > second) == right_to_left
