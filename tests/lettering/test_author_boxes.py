import pytest
from lettering_frames import figure, lettered, page, panel, say

from mangacli.geometry import Box

BOX = Box(40, 40, 400, 400)


def rules(*dialogs, figures=(), box=BOX):
    layout, findings = lettered(page(panel(box, dialogs, figures)))
    assert len(layout.balloons) == len(dialogs)
    return [(finding.rule, finding.severity, finding.where[-2:]) for finding in findings]


def test_a_box_that_lies_well_is_not_mentioned():
    assert (
        rules(say("Well.", box=(0.1, 0.1, 0.4, 0.4)), figures=[figure("ann", Box(300, 300, 320, 324))]) == []
    )


def test_a_box_over_a_face_is_obeyed_with_a_warning():
    found = rules(say("Well.", box=(0.1, 0.1, 0.5, 0.5)), figures=[figure("ann", Box(90, 90, 120, 126))])
    assert found == [("balloon-over-face", "warning", (0, "box"))]


def test_a_box_over_a_hand_is_obeyed_with_a_warning():
    ann = figure("ann", Box(300, 300, 320, 324), hands=(Box(90, 90, 100, 100),))
    found = rules(say("Well.", box=(0.1, 0.1, 0.5, 0.5)), figures=[ann])
    assert found == [("balloon-over-hand", "warning", (0, "box"))]


def test_a_box_beyond_the_safe_area_is_obeyed_with_a_warning():
    assert rules(say("Edge.", box=(0, 0, 0.5, 0.5)), box=Box(0, 0, 400, 400)) == [
        ("balloon-outside-safe-area", "warning", (0, "box"))
    ]


def test_two_boxes_that_overlap_are_an_error():
    found = rules(say("One.", box=(0.1, 0.1, 0.5, 0.4)), say("Two.", box=(0.4, 0.3, 0.8, 0.6)))
    assert found == [("balloons-overlap", "error", (1, "box"))]


@pytest.mark.parametrize("kind", ["speech", "thought", "shout", "caption"])
def test_the_balloon_fills_its_box_and_keeps_its_text_inside(kind):
    layout, _ = lettered(page(panel(BOX, [say("Fill this.", None, kind, box=(0.2, 0.2, 0.8, 0.5))])))
    (balloon,) = layout.balloons
    assert balloon.box.fractions_of(BOX) == pytest.approx((0.2, 0.2, 0.8, 0.5))
    assert balloon.box.contains(balloon.text_box)
    assert balloon.shapes[0].path.bounds.width == pytest.approx(balloon.box.width, abs=0.5)


def test_the_lines_break_for_the_box_that_is_given():
    text = "We should never have come here, not even for the soup."
    flat, _ = lettered(page(panel(BOX, [say(text, box=(0.05, 0.1, 0.95, 0.22))])))
    tall, _ = lettered(page(panel(BOX, [say(text, box=(0.1, 0.1, 0.32, 0.5))])))
    assert len(flat.balloons[0].lines) <= 3 < 5 <= len(tall.balloons[0].lines)
