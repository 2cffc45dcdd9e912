"""The cast: the author is obeyed, faces keep apart and safe, who speaks first is met first."""

import math
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box, bounds
from mangacli.layout.gutters import cut, upright_gutter
from mangacli.layout.stage import Stage
from mangacli.layout.staging import stage_cast, text_room
from mangacli.story.models import Dialog, Panel, Placement

TYPE = 9.0
LONG = "The lamp must never go out, I told you that a hundred times before, and still it is dark up there."
SHOTS = ["extreme-close-up", "close-up", "bust", "medium", "full", "long"]


def stage_of(width: float, height: float, right_to_left: bool = True, slant: float = 0, over=()) -> Stage:
    box = Box(40, 60, 40 + width, 60 + height)
    _, right = upright_gutter((box.x1 + width * 0.04, box.center[1]), slant, 0)
    polygon = cut(box.polygon, [right]) if slant else box.polygon
    return Stage(bounds(polygon), polygon, bounds(polygon), over, right_to_left)


def cast_of(panel: Panel, stage: Stage):
    return stage_cast(panel, stage, TYPE)


def panel_of(*names: str, said: tuple[tuple[str, str], ...] = (), prompt: str = "", **placement) -> Panel:
    return Panel(
        prompt=prompt,
        characters=tuple(Placement(character=name, **placement) for name in names),
        dialogs=tuple(Dialog(speaker=speaker, text=text) for speaker, text in said),
    )


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    names = draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=4))
    spoken = st.tuples(st.sampled_from(names or ["a"]), st.sampled_from(["No.", LONG, "灯りを消すな！"]))
    said = tuple(draw(st.lists(spoken, max_size=4))) if names else ()
    return Panel(
        characters=tuple(
            Placement(
                character=name,
                at=draw(st.sampled_from([None, None, "left", "center", "right"])),
                shot=draw(st.sampled_from([None, *SHOTS])),
            )
            for name in names
        ),
        dialogs=tuple(Dialog(speaker=speaker, text=text) for speaker, text in said),
    )


stages = st.builds(
    stage_of,
    width=st.floats(90, 420),
    height=st.floats(90, 420),
    right_to_left=st.booleans(),
    slant=st.sampled_from([0, 0, 8, -12]),
)


@given(panel=panels(), stage=stages)
def test_figures_and_faces_stay_inside_the_panel(panel, stage):
    cast = cast_of(panel, stage)
    assert [placed.id for placed in cast] == [placement.character for placement in panel.characters]
    for placed in cast:
        assert stage.box.contains(placed.box)
        assert placed.box.contains(placed.head)
        assert placed.head.area > 0


@given(panel=panels(), stage=stages)
def test_faces_never_overlap(panel, stage):
    for one, other in combinations(cast_of(panel, stage), 2):
        assert not one.head.overlaps(other.head)


@given(panel=panels(), stage=stages)
def test_faces_are_taller_than_the_smallest_that_can_be_drawn(panel, stage):
    for placed in cast_of(panel, stage):
        assert placed.head.height > 0.02 * stage.box.height


@pytest.mark.parametrize("right_to_left", [True, False])
def test_the_first_speaker_stands_where_reading_begins(right_to_left):
    panel = panel_of("ann", "ben", said=(("ben", "Well?"), ("ann", "No.")))
    ann, ben = cast_of(panel, stage_of(240, 160, right_to_left))
    assert (ben.head.x1 > ann.head.x2) is right_to_left
    assert (ann.facing, ben.facing) == (("right", "left") if right_to_left else ("left", "right"))


def test_sides_are_obeyed_whoever_speaks_first():
    panel = Panel(
        characters=(Placement(character="ann", at="right"), Placement(character="ben")),
        dialogs=(Dialog(speaker="ben", text="Well?"),),
    )
    ann, ben = cast_of(panel, stage_of(240, 160))
    assert ann.head.x1 > ben.head.x2


def test_the_authors_boxes_faces_and_directions_are_obeyed():
    stage = stage_of(200, 200)
    said = Placement(character="ann", box=(0.1, 0.2, 0.4, 1), head=(0.2, 0.25, 0.3, 0.4), facing="left")
    (ann,) = cast_of(Panel(characters=(said,)), stage)
    assert (ann.box, ann.head, ann.facing) == (stage.box.part(said.box), stage.box.part(said.head), "left")


def test_a_face_alone_gets_a_body_below_it():
    stage = stage_of(200, 200)
    said = Placement(character="ann", head=(0.4, 0.2, 0.55, 0.4), shot="medium")
    (ann,) = cast_of(Panel(characters=(said,)), stage)
    assert ann.head == stage.box.part(said.head)
    assert ann.box.y2 > ann.head.y2 + ann.head.height


def test_others_stand_clear_of_the_one_the_author_placed():
    placed = Placement(character="ann", box=(0.35, 0.1, 0.65, 1.0))
    panel = Panel(characters=(placed, Placement(character="ben")))
    ann, ben = cast_of(panel, stage_of(240, 160))
    assert not ann.head.overlaps(ben.head)


def test_more_text_makes_figures_lower_and_not_larger():
    stage = stage_of(200, 200)
    tops, heights = [], []
    for count in (0, 1, 2):
        (ann,) = cast_of(panel_of("ann", said=(("ann", LONG),) * count, shot="bust"), stage)
        tops.append(ann.head.y1)
        heights.append(ann.head.height)
    assert all(above < below for above, below in pairwise(tops))
    assert heights == sorted(heights, reverse=True)


def test_a_company_of_whole_figures_leaves_its_talk_the_room_above():
    wide, said = stage_of(440, 206), (("a", LONG), ("b", "No."), ("c", "Yes."))
    pair = cast_of(panel_of("a", "b", said=said[:2], prompt="full shot"), wide)
    company = cast_of(panel_of("a", "b", "c", said=said, prompt="full shot"), wide)
    highest = min(placed.head.y1 for placed in company)
    assert highest - wide.box.y1 > 0.4 * wide.box.height
    assert highest > min(placed.head.y1 for placed in pair)


def test_sounds_want_no_room_above_the_figures():
    sound = Panel(dialogs=(Dialog(kind="sfx", text="BOOM" * 10),))
    assert text_room(sound, Box(0, 0, 200, 200), TYPE) == text_room(Panel(), Box(0, 0, 200, 200), TYPE)


def test_wide_letters_want_more_room_than_narrow_ones():
    box = Box(0, 0, 150, 150)
    latin, japanese = (
        text_room(Panel(dialogs=(Dialog(text=text),)), box, TYPE) for text in ("a" * 40, "あ" * 40)
    )
    assert japanese > latin


def test_one_balloon_wants_its_own_height_above_the_figures():
    box = Box(0, 0, 400, 300)
    said = panel_of("ann", said=(("ann", "It is rusted shut."),))
    assert 0.08 < text_room(said, box, TYPE) < text_room(said, Box(0, 0, 150, 120), TYPE) <= 0.3


def test_one_figure_steps_aside_for_its_words():
    said = panel_of("ann", said=(("ann", "I know."),), shot="bust")
    for right_to_left, is_left in ((True, True), (False, False)):
        stage = stage_of(260, 160, right_to_left)
        (ann,) = cast_of(said, stage)
        assert (ann.head.center[0] < stage.box.center[0]) is is_left
        assert ann.facing == ("right" if is_left else "left")


def test_shots_order_the_size_of_faces():
    stage = stage_of(220, 200)
    heights = [cast_of(panel_of("ann", shot=shot), stage)[0].head.height for shot in SHOTS]
    assert heights == sorted(heights, reverse=True)


def test_a_close_up_fills_about_half_the_panel():
    stage = stage_of(220, 200)
    (ann,) = cast_of(panel_of("ann", prompt="close-up"), stage)
    assert 0.4 < ann.head.height / stage.box.height < 0.6


def test_a_whole_figure_stands_on_the_ground_inside_the_panel():
    stage = stage_of(160, 240)
    (ann,) = cast_of(panel_of("ann", prompt="full body"), stage)
    assert stage.box.y2 - 0.06 * stage.box.height < ann.box.y2 < stage.box.y2
    assert math.isclose(ann.box.height / (ann.head.height / 0.7), 6.5)


def test_a_bust_reaches_the_foot_of_the_panel():
    stage = stage_of(220, 200)
    (ann,) = cast_of(panel_of("ann", shot="bust"), stage)
    assert ann.box.y2 == stage.box.y2


def test_faces_stand_clear_of_an_inset():
    inset = Box(40, 60, 160, 220).polygon
    stage = stage_of(240, 160, over=(inset,))
    (ann,) = cast_of(panel_of("ann", at="left", shot="bust"), stage)
    assert not ann.head.overlaps(bounds(inset))


def test_faces_stay_in_the_safe_part_of_a_bleeding_panel():
    box = Box(0, 0, 200, 200)
    stage = Stage(box, box.polygon, Box(40, 40, 200, 200), (), True)
    for shot in ("close-up", "bust", "medium"):
        (ann,) = cast_of(panel_of("ann", at="left", shot=shot), stage)
        assert stage.safe.contains(ann.head)


def test_three_look_at_the_first_other_speaker():
    panel = panel_of("ann", "ben", "cho", said=(("ann", "Who?"), ("cho", "Me.")))
    ann, ben, cho = cast_of(panel, stage_of(300, 160))
    assert (ann.facing, ben.facing, cho.facing) == ("left", "right", "right")


def test_an_empty_panel_has_no_cast():
    assert cast_of(Panel(prompt="the sea"), stage_of(100, 100)) == ()


def test_a_figure_looks_where_the_prompt_has_it_look():
    stage = stage_of(400, 200)
    panel = panel_of("a", "b", "c", said=(("c", "No."),))
    usual = [one.facing for one in cast_of(panel, stage)]
    xs = [one.head.center[0] for one in cast_of(panel, stage)]
    for other in (0, 2):
        told = replace(stage, gazes=(None, other, None))
        facing = cast_of(panel, told)[1].facing
        assert facing == ("right" if xs[other] > xs[1] else "left")
        assert [one.facing for one in cast_of(panel, told)][::2] == usual[::2]


def test_who_sits_and_who_is_a_child_stand_lower_on_the_same_ground():
    stage = replace(stage_of(400, 200), statures=(1.0, 0.7))
    tall, low = cast_of(panel_of("a", "b", shot="full"), stage)
    assert low.head.y1 > tall.head.y2 - 1
    assert low.box.y2 == pytest.approx(tall.box.y2)
    assert low.head.height == pytest.approx(tall.head.height)
