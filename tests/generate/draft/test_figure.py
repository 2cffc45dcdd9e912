"""Figures: the face on its box, the neck closed, the soles on the ground, no clothes cut off."""

import math

import numpy as np
import pytest
from draft_casting import HEIGHT, SHOTS, WIDTH, cast

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.acting import Acting
from mangacli.generate.draft.acting_words import FACES
from mangacli.generate.draft.casting import POSES, choose_body
from mangacli.generate.draft.figure import JAW, draw, ground_under, set_up
from mangacli.generate.draft.ink import Inked, paint
from mangacli.generate.draft.look import look_of
from mangacli.geometry import Box, Path, apply, bounds

PICTURE = Box(0, 0, WIDTH, HEIGHT)
FACE_OVERLAP = 0.7
"""Least intersection over union of the drawn face and the head box."""


def figure(shot="full", pose="standing", description="", **changes):
    character = cast(shot, description=description, **changes)
    mood = FACES["calm"]
    acting = Acting("calm", None, mood.brows[0], mood.silent[0], pose)
    return set_up(character, look_of(character.id, "", description), acting, PICTURE)


def covered(one) -> np.ndarray:
    """Where a figure hides what is behind it: where it looks the same on white as on black."""
    grounds = [Inked(Path.box(PICTURE.inset(-5)), grey) for grey in (0.0, 1.0)]
    shapes = draw(one, 0.0)
    black, white = (paint(WIDTH, HEIGHT, [ground, *shapes]) for ground in grounds)
    planes = [np.frombuffer(p.data, np.uint8).reshape(HEIGHT, WIDTH).astype(int) for p in (black, white)]
    return np.abs(planes[0] - planes[1]) < 64


def overlap(a: Box, b: Box) -> float:
    both = a.intersection(b)
    return 0.0 if both is None else both.area / (a.area + b.area - both.area)


def drawn_face(one) -> Box:
    """Brow to chin and ear to ear, measured from the artwork where it came to lie."""
    skin = [s.path for s in parts_file.face("head", one.look.head) if not s.ink]
    brows = [s.path for s in parts_file.face("eyebrows", one.acting.brows)]
    head = bounds(p for path in skin for o in path.transformed(one.head).outlines() for p in o)
    top = min(path.transformed(one.head).bounds.y1 for path in brows)
    return Box(head.x1, top, head.x2, head.y2)


@pytest.mark.parametrize("facing", ["left", "right"])
@pytest.mark.parametrize("id", ["ann", "bob", "cleo", "dan", "eve"])
@pytest.mark.parametrize("shot", sorted(set(SHOTS) - {"extreme-close-up"}))
def test_the_face_lies_on_the_head_box(shot, id, facing):
    one = figure(shot, id=id, facing=facing)
    assert overlap(drawn_face(one), PICTURE.part(one.character.head)) >= FACE_OVERLAP


@pytest.mark.parametrize("shape", [(0.8, 1.0), (1.0, 1.0), (1.3, 1.0)])
def test_the_face_lies_on_head_boxes_of_other_shapes(shape):
    half_x, half_y = 50 * shape[0] / WIDTH, 50 * shape[1] / HEIGHT
    one = figure("bust", head=(0.5 - half_x, 0.4 - half_y, 0.5 + half_x, 0.4 + half_y))
    assert overlap(drawn_face(one), PICTURE.part(one.character.head)) >= FACE_OVERLAP


@pytest.mark.parametrize("name", parts_file.body_names())
@pytest.mark.parametrize("head", sorted(JAW))
def test_every_head_joins_every_body(name, head, monkeypatch):
    monkeypatch.setattr("mangacli.generate.draft.figure.choose_body", lambda *_: name)
    one = figure("bust")
    skin = [s.path for s in parts_file.face("head", head) if not s.ink]
    jaws = [apply(one.head, point) for point in JAW[head]]
    feet = [apply(one.body, point) for point in one.body_part.neck]
    outline = max((o for path in skin for o in path.transformed(one.head).outlines()), key=len)
    for jaw, foot in zip(jaws, feet, strict=True):
        assert min(math.dist(jaw, point) for point in outline) < 0.09 * one.face.height
        assert 0 < foot[1] - jaw[1] < 0.5 * one.face.height
        assert abs(foot[0] - jaw[0]) < 0.2 * one.face.width


@pytest.mark.parametrize("pose", sorted(POSES))
@pytest.mark.parametrize("facing", ["left", "right"])
def test_nothing_shows_between_chin_and_chest(pose, facing):
    one = figure("bust", pose, facing=facing)
    feet = [apply(one.body, point) for point in one.body_part.neck]
    middle = round(sum(x for x, _ in feet) / 2)
    chest = round(max(y for _, y in feet) + 0.1 * one.face.height)
    column = covered(one)[round(one.face.center[1]) : chest, middle]
    assert column.all()


@pytest.mark.parametrize("pose", [p for p in sorted(POSES) if p not in ("cycling", "in-wheelchair")])
@pytest.mark.parametrize("description", ["", "a woman in a dress", "a man in a long coat"])
def test_whole_figures_stand_on_the_bottom_of_their_box(pose, description):
    one = figure("full", pose, description)
    foot = PICTURE.part(one.character.box).y2
    assert one.stands
    assert one.floor == pytest.approx(foot, abs=0.02 * HEIGHT)
    lowest = max(shape.path.bounds.y2 for shape in [*draw(one, 0.0), *ground_under(one)])
    assert lowest == pytest.approx(foot, abs=0.03 * HEIGHT)


@pytest.mark.parametrize("shot", ["medium", "bust", "close-up"])
@pytest.mark.parametrize("id", ["ann", "bob", "cleo"])
def test_clothes_run_on_to_the_bottom_of_the_panel(shot, id):
    assert covered(figure(shot, id=id))[-1].mean() > 0.2


def test_a_box_that_ends_early_cuts_no_clothes():
    whole = cast("bust")
    early = (*whole.box[:3], 0.7)
    assert covered(figure("bust", box=early))[-1].mean() > 0.2


def test_left_is_right_mirrored():
    right, left = covered(figure("full", facing="right")), covered(figure("full", facing="left"))
    assert (right[:, ::-1] == left).mean() > 0.98


@pytest.mark.parametrize("pose", sorted(POSES))
@pytest.mark.parametrize(
    "description", ["a man in a suit", "a girl in a hoodie", "a boy in a black uniform", ""]
)
def test_a_body_has_the_pose_and_the_colours_of_the_look(pose, description):
    look = look_of("ann", "", description)
    part = parts_file.body(choose_body(look, figure(pose=pose).acting, "ann"))
    assert part.pose in POSES[pose]
    poses = [
        parts_file.body(name) for name in parts_file.body_names() if parts_file.body(name).pose in POSES[pose]
    ]
    if any(look.dark in body.dark for body in poses):
        assert look.dark in part.dark


def test_bust_and_whole_figure_wear_the_same():
    for id in ("ann", "bob", "cleo", "dan", "eve"):
        assert figure("bust", id=id).body_part.name == figure("full", id=id).body_part.name


def test_a_keyline_frees_the_figure_from_the_ground():
    one = figure("bust")
    ground = Inked(Path.box(PICTURE.inset(-5)), 0.0)

    def white(keyline):
        data = np.frombuffer(paint(WIDTH, HEIGHT, [ground, *draw(one, keyline)]).data, np.uint8)
        return (data > 200).sum()

    assert white(4.0) > white(0.0) + 500


def test_skin_is_never_toned():
    for pose in POSES:
        one = figure("full", pose, "a girl in a hoodie, brown hair")
        hands = one.body_part.areas.get("hands", ())
        toned = [s.path for s in draw(one, 0.0) if s.fill not in (None, 0.0, 1.0)]
        tops = {area.transformed(one.body) for area in one.body_part.areas.get("top", ())}
        assert not {hand.transformed(one.body) for hand in hands} & (tops | set(toned))


@pytest.mark.parametrize(("facing", "way"), [("left", -1), ("right", 1)])
def test_who_runs_leans_into_the_way_and_still_touches_the_floor(facing, way):
    runner, walker = (figure("full", pose, facing=facing) for pose in ("running", "walking"))

    def feet(one) -> float:
        outline = one.body_part.paper.transformed(one.body).outlines(4)[0]
        low = [x for x, y in outline if y > one.floor - 0.1 * (one.floor - one.face.y2)]
        return sum(low) / len(low)

    assert (runner.face.center[0] - feet(runner)) * way > (walker.face.center[0] - feet(walker)) * way
    lowest = runner.body_part.paper.transformed(runner.body).bounds.y2
    assert lowest == pytest.approx(runner.floor, abs=3)
    assert len(ground_under(runner)) == len(ground_under(walker)) + 3, "dust behind the heels"
