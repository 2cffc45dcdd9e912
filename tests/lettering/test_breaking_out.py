import pytest
from lettering_craft import balloon_faults
from lettering_frames import figure, lettered, page, panel, say

from mangacli.geometry import Box

UPPER, LOWER = Box(40, 40, 380, 240), Box(40, 252, 380, 420)
ANN = figure("ann", Box(200, 130, 224, 160))


def two_panels(break_out, lower=()):
    dialogs = [say("I go beyond.", "ann", break_out=break_out), say("Do you?", "ann")]
    return page(panel(UPPER, dialogs, [ANN]), panel(LOWER, lower, number=2))


def test_a_balloon_that_may_break_out_reaches_over_its_panels_frame():
    inside, outside = (lettered(two_panels(out))[0].panels[0].balloons for out in (False, True))
    assert UPPER.contains(inside[0].box) and not UPPER.contains(outside[0].box)
    seen = outside[0].box.intersection(UPPER)
    assert 0.55 < seen.area / outside[0].box.area < 0.85


def test_it_stays_clear_of_everything_on_the_page_and_in_order():
    for lower in ((), [say("Down here it is crowded.", None, "caption"), say("Very!")]):
        layout, findings = lettered(two_panels(True, lower))
        assert findings == () and balloon_faults(layout) == []
        boxes = [balloon.box for one in layout.panels for balloon in one.balloons]
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


@pytest.mark.parametrize("kind", ["speech", "shout", "thought", "caption"])
def test_its_tail_still_points_to_the_speaker(kind):
    dialog = say("Beyond!", None if kind == "caption" else "ann", kind, break_out=True)
    layout, _ = lettered(page(panel(UPPER, [dialog], [ANN])))
    (balloon,) = layout.balloons
    assert not UPPER.contains(balloon.box) and balloon_faults(layout) == []
    assert (balloon.tail is None) == (kind == "caption")


def test_where_nothing_is_free_beyond_the_frame_it_stays_inside():
    whole = Box(23, 23, 510, 722)
    layout, findings = lettered(page(panel(whole, [say("Where to?", "ann", break_out=True)], [ANN])))
    assert whole.contains(layout.balloons[0].box)
    (finding,) = findings
    assert (finding.rule, finding.severity, finding.where[-1]) == ("stays-inside", "note", "break_out")
