"""Every place can be drawn in every shape of panel, lies still, and stands in the figures' perspective."""

import math

import pytest

from mangacli.generate.base import CharacterRequest, DialogRequest, PanelRequest
from mangacli.generate.draft.ink import Inked, paint
from mangacli.generate.draft.scenery import PLACES, SIDEWAYS, background
from mangacli.generate.draft.stage import WIDEST_TURN, stage_for

SHOTS = {
    "full": (0.38, 0.22, 0.62, 0.93),
    "bust": (0.22, 0.2, 0.78, 1.0),
    "close-up": (0.1, 0.05, 0.9, 1.0),
    "extreme-close-up": (0.0, 0.0, 1.0, 1.0),
    "long": (0.48, 0.7, 0.52, 0.8),
}


def request(width=240, height=160, shot=None, **changes) -> PanelRequest:
    cast = ()
    if shot:
        box = SHOTS[shot]
        cast = (CharacterRequest("a", "A", "", box, box, shot, "left", None, None, (), ()),)
    values = {
        "panel": "1.1", "width": width, "height": height, "prompt": "", "scene": "", "negative": "",
        "background": None, "language": "en", "effects": (), "characters": cast, "dialogs": (), "seed": 0,
        "steps": 1, "guidance": 1.0, "ip_scale": 1.0, "mllm_scale": 1.0, "pixels_per_point": 1.0,
    }  # fmt: skip
    return PanelRequest(**(values | changes))


def coordinates(shapes: list[Inked]) -> list[float]:
    return [number for shape in shapes for _, numbers in shape.path.segments for number in numbers]


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize("hour", ["day", "night"])
def test_a_place_covers_the_whole_picture(place, hour):
    """Over black and over white the same picture comes out: no hole shows what was there before."""
    wanted = request(scene=hour, background=place.replace("_", " "), shot="full")
    shapes = background(wanted)
    dark = Inked(stage_box(wanted), 0.0)
    assert paint(240, 160, shapes, 1.0) == paint(240, 160, [dark, *shapes], 1.0)


def stage_box(wanted: PanelRequest):
    from mangacli.geometry import Box, Path

    return Path.box(Box(0, 0, wanted.width, wanted.height))


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize(
    ("width", "height", "shot"),
    [
        (64, 64, "extreme-close-up"),
        (1600, 90, "long"),
        (90, 1600, "close-up"),
        (600, 400, "bust"),
        (400, 400, None),
    ],
)
def test_every_panel_shape_gives_shapes_that_can_be_painted(place, width, height, shot):
    wanted = request(width, height, shot, background=place.replace("_", " "), scene="night, rain")
    numbers = coordinates(background(wanted))
    assert numbers
    assert all(math.isfinite(number) and abs(number) < 30_000 for number in numbers)
    assert len(background(wanted)) < 3500


@pytest.mark.parametrize("place", sorted(PLACES))
def test_the_same_request_gives_the_same_place(place):
    wanted = request(background=place, shot="bust", scene="snow")
    assert background(wanted) == background(wanted)


def test_the_seed_decides_the_place_and_the_words_only_the_camera():
    def houses(**changes) -> list[float]:
        dice = stage_for(request(**changes), "street").dice("houses")
        return [dice.random() for _ in range(5)]

    assert houses(scene="she runs") == houses(scene="he stops", shot="bust")
    assert houses(scene="she runs", seed=1) != houses(scene="she runs")


@pytest.mark.parametrize("place", sorted(SIDEWAYS))
@pytest.mark.parametrize("shot", ["full", "bust", None])
def test_the_camera_stays_inside_the_place(place, shot):
    for scene in "abcdefgh":
        wanted = request(600, 300, shot, scene=scene)
        stage = stage_for(wanted, place, sideways=SIDEWAYS[place])
        assert abs(stage.camera_place[0]) <= SIDEWAYS[place] + 1e-9
        assert abs(stage.yaw) <= WIDEST_TURN


@pytest.mark.parametrize("shot", ["full", "long"])
def test_the_ground_lies_under_the_feet(shot):
    wanted = request(600, 600, shot)
    stage = stage_for(wanted, "street")
    assert stage.point((0, 0, 0))[1] == pytest.approx(SHOTS[shot][3] * 600)
    assert stage.point((0, 1.65, 0))[1] == pytest.approx(SHOTS[shot][1] * 600)


def test_low_and_high_cameras_move_the_horizon():
    levels = [
        stage_for(request(600, 600, "long", scene=scene), "x").horizon
        for scene in ("from above", "", "low angle")
    ]
    assert levels == sorted(levels)
    assert len(set(levels)) == 3


def test_farther_things_are_smaller_and_nearer_the_horizon():
    stage = stage_for(request(600, 400, "full"), "street")
    heights = [stage.point((0, 0, z))[1] - stage.point((0, 2, z))[1] for z in (0, 5, 20, 60)]
    grounds = [stage.ground_at(z) for z in (0, 5, 20, 60)]
    assert heights == sorted(heights, reverse=True)
    assert grounds == sorted(grounds, reverse=True)
    assert grounds[-1] > stage.horizon


def test_what_lies_behind_the_camera_is_cut_off():
    stage = stage_for(request(600, 400, "full"), "street")
    behind = -stage.distance - 5
    assert stage.outline(((0, 0, behind), (1, 0, behind), (1, 1, behind))) == ()
    assert stage.edge((0, 0, behind), (1, 0, behind - 1)) is None
    assert stage.edge((0, 0, behind), (0, 0, 5)) is not None


def test_lines_around_figures_take_the_place_of_the_place():
    def count(**changes) -> int:
        return len(background(request(**({"scene": "in the street", "effects": ("focus-lines",)} | changes))))

    assert count(shot="bust") == 1, "bare paper"
    assert count(shot="bust", effects=()) > 100
    assert count() > 100, "nobody there: the place is what the panel shows"
    assert count(shot="bust", background="street") > 100, "asked for"


def test_rain_falls_outdoors_only():
    for place, falls in (("street", True), ("kitchen", False)):
        fair = background(request(background=place, scene="night"))
        wet = background(request(background=place, scene="night, rain"))
        assert (len(wet) > len(fair) + 50) == falls


def test_stars_keep_off_the_lettering():
    def bright(dialogs) -> int:
        wanted = request(400, 400, background="sky", scene="night", dialogs=dialogs)
        picture = paint(400, 400, background(wanted), 1.0)
        rows = [picture.data[400 * y + 100 : 400 * y + 300] for y in range(20, 120)]
        return sum(row.count(255) for row in rows)

    assert bright((DialogRequest("speech", (0.2, 0.0, 0.8, 0.35)),)) < bright(())
