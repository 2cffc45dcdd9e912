from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lettering_frames import SAFE, figure, lettered, page, panel, say

from mangacli.compose import compose
from mangacli.drawing import Pixels, Text
from mangacli.generate.base import PanelArt
from mangacli.geometry import Box, polygon_contains
from mangacli.lettering.sounds.roam import COVERED, CROSSED
from mangacli.story.sound import Sound

LEFT, RIGHT = Box(40, 40, 250, 260), Box(262, 40, 490, 260)


def outside(box, frame):
    inner = box.intersection(frame)
    return 1 - inner.area / box.area


def two_panels(sound, *more, right=(), **options):
    return page(
        panel(LEFT, [sound, *more], [figure("ann", Box(60, 150, 100, 190))], number=1),
        panel(RIGHT, right, [figure("bob", Box(360, 150, 400, 190))], number=2),
    )


def test_a_sound_stays_in_its_panel_unless_asked():
    layout, _ = lettered(two_panels(say("KRAKOOM", kind="sfx")))
    assert LEFT.contains(layout.balloons[0].box)


def test_a_sound_breaks_out_of_its_panel():
    inside, _ = lettered(two_panels(say("KRAKOOM", kind="sfx")))
    layout, findings = lettered(two_panels(say("KRAKOOM", kind="sfx", break_out=True)))
    (sound,) = layout.balloons
    assert findings == ()
    assert outside(sound.box, LEFT) >= CROSSED and polygon_contains(LEFT.polygon, sound.box.center)
    assert SAFE.contains(sound.box) and sound.size > inside.balloons[0].size


@settings(max_examples=12, deadline=None)
@given(
    word=st.sampled_from(["KRAKOOM", "BAM", "ゴゴゴゴ", "WHOOSH"]),
    behind=st.booleans(),
    out=st.booleans(),
    loud=st.floats(0.6, 3),
)
def test_no_roaming_sound_covers_a_face_a_sound_or_more_of_a_balloon(word, behind, out, loud):
    sound = say(word, kind="sfx", break_out=out, loud=loud, sound=Sound(behind=behind))
    layout, findings = lettered(
        two_panels(
            sound,
            say("Look out there!", "ann"),
            right=[say("There is a boat!", "bob"), say("CRASH", kind="sfx", break_out=True)],
        )
    )
    assert {finding.rule for finding in findings} <= {"stays-inside", "small-type"}
    heads = [figure.head for lay in layout.panels for figure in lay.frame.characters]
    for balloon in layout.balloons:
        assert not any(balloon.box.intersection(head) for head in heads)
    for one, other in combinations(layout.balloons, 2):
        common = one.box.intersection(other.box)
        if common is not None:
            assert {one.kind, other.kind} == {"sfx", "speech"}
            lower = one if one.kind == "sfx" else other
            assert lower.behind and common.area <= COVERED * lower.box.area + 1e-6


def test_it_stays_clear_of_insets():
    inset = Box(200, 40, 490, 300)
    frame = page(
        panel(LEFT, [say("KRAKOOM", kind="sfx", break_out=True)], over=[inset.polygon], number=1),
    )
    layout, _ = lettered(frame)
    assert layout.balloons[0].box.intersection(inset) is None


def test_a_sound_without_room_to_break_out_says_so():
    crowd = [figure(name, Box(x, 40, x + 90, 720)) for name, x in (("ann", 255), ("bob", 350))]
    frame = page(
        panel(
            Box(23, 23, 250, 722), [say("BOOM", kind="sfx", break_out=True, at="right", loud=0.5)], number=1
        ),
        panel(Box(252, 23, 510, 722), (), crowd, number=2),
    )
    layout, (finding,) = lettered(frame)
    assert (finding.rule, finding.severity) == ("stays-inside", "note")
    assert finding.where == ("pages", 0, "panels", 0, "dialogs", 0, "break_out")
    assert frame.panels[0].box.contains(layout.balloons[0].box)


def test_in_a_box_of_the_authors_it_stays_there():
    layout, findings = lettered(two_panels(say("BOOM", kind="sfx", break_out=True, box=(0.2, 0, 0.9, 0.4))))
    assert findings == () and LEFT.contains(layout.balloons[0].box, 1e-6)


@pytest.mark.parametrize("behind", [False, True])
def test_sounds_behind_are_painted_before_the_balloons_and_read_in_their_order(behind):
    frame = page(
        panel(
            LEFT,
            [say("Look!", "ann"), say("BOOM", kind="sfx", gloss="thud", sound=Sound(behind=behind))],
            [figure("ann", Box(60, 150, 100, 190))],
        )
    )
    layout, _ = lettered(frame)
    art = PanelArt(Pixels(1, 1, b"\xff"), "test", True)
    texts = [item for item in compose(layout, {"1.1": art}).items if isinstance(item, Text)]
    painted = [(text.said, text.order) for text in texts]
    talk, sound = [("Look!", 0)], [("BOOM", 1), ("thud", 1)]
    assert painted == (sound + talk if behind else talk + sound)
