from lettering_frames import page, panel

from mangacli.geometry import Box
from mangacli.lettering.eye_path import eye_path

RIGHT, LEFT, BELOW = Box(220, 40, 400, 240), Box(40, 40, 210, 240), Box(40, 260, 400, 400)


def ways(right_to_left, *boxes):
    frame = page(*(panel(box, number=n + 1) for n, box in enumerate(boxes)), right_to_left=right_to_left)
    return [eye_path(frame, one) for one in frame.panels]


def test_the_eye_goes_on_to_the_panel_beside_and_then_to_the_tier_below():
    first, second, last = ways(True, RIGHT, LEFT, BELOW)
    assert first == ((1.0, 0.0), (0.0, 0.55))
    assert second == ((1.0, 0.0), (0.0, 1.0))
    assert last == ((1.0, 0.0), (0.0, 1.0))


def test_mirrored_reading_mirrors_the_way():
    there, back = ways(True, RIGHT, LEFT, BELOW), ways(False, LEFT, RIGHT, BELOW)
    assert back == [((1 - ex, ey), (1 - lx, ly)) for (ex, ey), (lx, ly) in there]


def test_after_a_low_panel_beside_the_eye_enters_lower():
    low = Box(220, 180, 400, 340)
    _, second = ways(True, low, Box(40, 40, 210, 340))
    assert second[0][0] == 1.0 and 0 < second[0][1] <= 0.4
