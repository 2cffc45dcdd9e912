import pytest
from lettering_frames import figure, lettered, page, panel, say

from mangacli.geometry import Box

CLOSE_UP = [figure("ann", Box(148, 584, 225, 658))]


@pytest.mark.parametrize("kind", ["speech", "thought", "shout"])
def test_a_tighter_balloon_is_taken_before_a_pole_of_short_lines(kind):
    said = say("Three hours is long when you can't see the rocks.", "ann", kind=kind)
    layout, findings = lettered(page(panel(Box(54, 495, 236, 685), [said], CLOSE_UP)))
    (balloon,) = layout.balloons
    assert len(balloon.lines) <= 3 and balloon.box.width > 1.2 * balloon.box.height
    assert findings == ()


def test_a_pole_is_taken_before_smaller_type():
    said = say("Three hours is long when you can't see the rocks.")
    layout, _ = lettered(page(panel(Box(40, 40, 110, 240), [said])))
    (balloon,) = layout.balloons
    assert balloon.size == 9.25 and balloon.box.height > balloon.box.width
