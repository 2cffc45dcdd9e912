"""Every place can be drawn in every shape of panel, lies still, and stands in the figures' perspective."""

import math

import pytest
from draft_requests import request

from mangacli.generate.base import DialogRequest, EffectRequest, PanelRequest
from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.ink import Inked, paint
from mangacli.generate.draft.places import abstract, castle, shop
from mangacli.generate.draft.places.room import Shell
from mangacli.generate.draft.scenery import PLACES, background, is_dark, scene_of
from mangacli.generate.draft.stage import stage_for


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


def test_lines_around_figures_take_the_place_of_the_place():
    def count(**changes) -> int:
        return len(
            background(
                request(**({"scene": "in the street", "effects": (EffectRequest("focus-lines"),)} | changes))
            )
        )

    assert count(shot="bust") == 1, "bare paper"
    assert count(shot="bust", effects=()) > 100
    assert count() > 100, "nobody there: the place is what the panel shows"
    assert count(shot="bust", background="street") > 100, "asked for"


def test_rain_falls_outdoors_only():
    for place, falls in (("street", True), ("kitchen", False)):
        fair = background(request(background=place, scene="night"))
        wet = background(request(background=place, scene="night, rain"))
        assert (len(wet) > len(fair) + 50) == falls


def test_rain_asked_for_as_an_effect_does_not_fall_twice():
    wet = request(background="street", scene="night, rain")
    asked = request(background="street", scene="night, rain", effects=(EffectRequest("rain"),))
    assert len(background(asked)) < len(background(wet)) - 50


def test_tone_asked_for_as_an_effect_lies_on_paper_where_no_place_is_named():
    toned = request(shot="close-up", scene="calm", effects=(EffectRequest("screentone"),))
    assert len(background(toned)) == 1
    assert len(background(request(shot="close-up", scene="calm"))) > 1
    placed = request(shot="bust", background="street", effects=(EffectRequest("screentone"),))
    assert len(background(placed)) > 100


def test_stars_keep_off_the_lettering():
    def bright(dialogs) -> int:
        wanted = request(400, 400, background="sky", scene="night", dialogs=dialogs)
        picture = paint(400, 400, background(wanted), 1.0)
        rows = [picture.data[400 * y + 100 : 400 * y + 300] for y in range(20, 120)]
        return sum(row.count(255) for row in rows)

    assert bright((DialogRequest("speech", (0.2, 0.0, 0.8, 0.35)),)) < bright(())


@pytest.mark.parametrize(
    ("scene", "grounds"),
    [
        ("he laughs", ("bright", "sparkling")),
        ("she is angry", ("tense",)),
        ("泣いている", ("falling", "drizzle")),
        ("worried", ("hatched", "slanted")),
    ],
)
def test_a_mood_without_a_place_picks_the_ground(scene, grounds):
    wanted = request(scene=scene, shot="bust")
    stage = stage_for(wanted, f"quiet {scene}")
    assert background(wanted) in [getattr(abstract, ground)(stage) for ground in grounds]


def test_close_ups_stand_before_many_grounds():
    grounds = {len(background(request(scene=f"close-up {n}", shot="close-up"))) for n in range(12)}
    assert len(grounds) >= 4


def greys(shapes: list[Inked]) -> list[float]:
    return [shape.fill for shape in shapes if shape.fill is not None]


def test_a_bust_stands_pale_in_the_place_of_its_page_and_a_full_figure_in_full_tone():
    named = background(request(scene="harbour", shot="bust"))
    paged = background(request(scene="she nods", shot="bust", page_background="the harbour"))
    assert min(greys(named)) == 0.0
    assert min(greys(paged)) > 0.5, "no black behind her"
    assert len(paged) > 50, "the place is there"
    full = background(request(scene="she nods", shot="full", page_background="the harbour"))
    assert min(greys(full)) == 0.0


def test_a_close_up_or_an_own_background_takes_no_place_of_the_page():
    alone = background(request(scene="she nods", shot="close-up"))
    assert background(request(scene="she nods", shot="close-up", page_background="the harbour")) == alone
    bare = request(scene="she nods", shot="bust", background="white", page_background="the harbour")
    assert background(bare) == abstract.paper(stage_for(bare, "plain"))


def test_a_lamp_that_is_dark_sends_no_beam():
    lit = background(request(scene="a lighthouse at night"))
    dark = background(request(scene="a lighthouse at night, the lamp is dark"))
    assert len(lit) > len(dark) + 30
    inside = background(request(scene="the lamp room at night"))
    assert len(background(request(scene="the lamp room at night, the beacon is out"))) < len(inside)


def test_an_arriving_train_fills_the_panel_and_shows_lamps_by_night():
    wanted = request(600, 400, scene="long shot, a train arrives at night")
    still = request(600, 400, scene="long shot, a platform at night")
    assert len(background(wanted)) > len(background(still)) + 40
    faces = [s.path.bounds for s in background(wanted) if s.fill == 0.62]
    assert faces[0].height > 150 and faces[0].x2 < 640


def test_a_window_frames_the_weather_outside():
    fair, wet = (
        background(request(scene=f"at the window, {w}", shot="bust")) for w in ("night", "night, rain")
    )
    streaks = [shape for shape in wet if shape not in fair]
    assert len(streaks) > 30
    frames = [shape for shape in wet[wet.index(streaks[-1]) + 1 :] if shape.fill == 0.55]
    assert len(frames) == 6, "painted over what falls"


def test_fog_pales_what_lies_outdoors_and_drifts_before_it():
    fair, foggy = (background(request(background="street", scene=scene)) for scene in ("", "fog"))
    lines = [shape for shape in foggy if shape.fill is None and not shape.white_line]
    assert len(foggy) > 30
    assert max(shape.stroke for shape in foggy) < max(shape.stroke for shape in fair)
    assert lines and min(greys(foggy)) > 0.5
    kitchen = [background(request(background="kitchen", scene=scene)) for scene in ("", "fog")]
    assert greys(kitchen[0]) == greys(kitchen[1])


def test_a_room_keeps_its_size_and_furniture_from_panel_to_panel():
    def books(**changes):
        stage = stage_for(request(600, 400, **changes), "living_room")
        return stage.dice("furniture").random(), Shell(Backdrop(stage)).half

    assert books(shot="full", seed=1) == books(shot="bust", seed=2, scene="she nods")


def test_the_owner_of_a_place_makes_it_another_one():
    def house(scene, **changes):
        return scene_of(request(shot="bust", scene=scene, **changes)).stage.seed

    assert house("in Mika's room") == house("Mika's room at night")
    assert house("in Mika's room") != house("in Jonas's room") != house("in the room")
    assert house("in the room", story_seed=1) != house("in the room")


@pytest.mark.parametrize(
    ("scene", "drawn"),
    [
        ("in the castle", castle.hall),
        ("the castle on its hill", castle.from_afar),
        ("in the shop", shop.shop),
        ("in front of the shop", shop.shop_front),
    ],
)
def test_words_tell_inside_from_outside(scene, drawn):
    wanted = request(shot="full", scene=scene)
    assert background(wanted) == drawn(scene_of(wanted).stage)


def test_who_is_seen_whole_stands_in_the_room_of_the_window():
    whole = request(scene="at the window", shot="full")
    assert background(whole) == PLACES["living_room"](stage_for(whole, "window"))


def test_who_is_seen_whole_in_the_snow_or_at_night_stands_on_the_ground():
    assert scene_of(request(shot="full", scene="snow falls")).place == "field"
    assert scene_of(request(shot="bust", scene="snow falls")).place == "open_sky"
    assert scene_of(request(shot="full", scene="she nods")).place is None
    assert scene_of(request(shot="full", scene="under the night sky")).place == "field"
    assert scene_of(request(shot="full", scene="she flies across the night sky")).place == "open_sky"
    assert scene_of(request(shot="bust", scene="under the night sky")).place == "open_sky"


def test_a_lighthouse_is_seen_from_a_shore_where_somebody_stands():
    empty, met = (background(request(shot=shot, scene="by the lighthouse")) for shot in (None, "full"))
    assert len(met) > len(empty) + 20


def test_lines_over_black_are_white():
    assert is_dark(request(shot="bust", background="black"))
    assert not is_dark(request(shot="bust", background="flowers"))


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize("camera", ["low-angle", "high-angle", "reverse"])
@pytest.mark.parametrize("shot", ["full", "bust", None])
def test_every_camera_sees_every_place_without_a_hole(place, camera, shot):
    wanted = request(120, 84, shot, background=place.replace("_", " "), camera=(camera,))
    shapes = background(wanted)
    assert all(math.isfinite(number) and abs(number) < 30_000 for number in coordinates(shapes))
    assert paint(120, 84, shapes, 1.0) == paint(120, 84, [Inked(stage_box(wanted), 0.0), *shapes], 1.0)
