"""Figures: the face on its box, head, neck and limbs joined in every pose, the soles on the ground."""

import itertools
import math

import numpy as np
import pytest
from draft_casting import HEIGHT, SHOTS, WIDTH, cast

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.acting import act
from mangacli.generate.draft.acting_words import FACES
from mangacli.generate.draft.figure import draw, set_up
from mangacli.generate.draft.head import JAW
from mangacli.generate.draft.ink import Inked, paint
from mangacli.generate.draft.look import look_of
from mangacli.generate.draft.poses import POSES
from mangacli.geometry import Box, Path, apply, bounds
from mangacli.story.postures import ADULT_HEADS, CHILD_HEADS, LOW

PICTURE = Box(0, 0, WIDTH, HEIGHT)
FACE_OVERLAP = 0.7
"""Least intersection over union of the drawn face and the head box."""
SEEN = 40
"""A pixel that changes by more than this with the ground behind a figure shows the ground."""
HEADS = ("full", "soft", "square", "slim")
LOOKS = (
    "a girl with long black hair in a dress",
    "a man in a suit, short hair",
    "a boy in a hoodie and shorts",
    "an old woman in a kimono",
    "a stout man in overalls",
    "a child in a striped T-shirt",
    "a woman in a long coat and a scarf",
)


def figure(shot="full", pose="standing", description="", skull=None, **changes):
    character = cast(shot, description=description, pose=pose, **changes)
    look = look_of(character.id, "", description, (("head", skull),) if skull else ())
    return set_up(character, look, act(character, "", [character]), PICTURE)


def low(pose: str, facing="right", **changes):
    """A whole figure as the layout would place it: the lower the pose, the lower the head."""
    child = "child" in changes.get("description", "")
    tall, head = LOW.get(pose, ADULT_HEADS) * (CHILD_HEADS / ADULT_HEADS if child else 1.0), 0.13 * HEIGHT
    foot, x = 0.95 * HEIGHT, 0.5 * WIDTH
    crown = foot - tall * head
    face = Box(x - 0.36 * head, crown + 0.3 * head, x + 0.36 * head, crown + head)
    box = Box(x - 1.1 * head, crown, x + 1.1 * head, foot)
    boxes = {"box": box.fractions_of(PICTURE), "head": face.fractions_of(PICTURE)}
    return figure("full", pose, facing=facing, **boxes, **changes)


def covered(one) -> np.ndarray:
    """Where a figure hides what is behind it: where it looks the same on white as on black."""
    grounds = [Inked(Path.box(PICTURE.inset(-5)), grey) for grey in (0.0, 1.0)]
    shapes = draw(one, 0.0)
    black, white = (paint(WIDTH, HEIGHT, [ground, *shapes]) for ground in grounds)
    planes = [np.frombuffer(p.data, np.uint8).reshape(HEIGHT, WIDTH).astype(int) for p in (black, white)]
    return np.abs(planes[0] - planes[1]) <= SEEN


def overlap(a: Box, b: Box) -> float:
    both = a.intersection(b)
    return 0.0 if both is None else both.area / (a.area + b.area - both.area)


def drawn_face(one) -> Box:
    """Brow to chin and ear to ear, measured from the artwork where it came to lie."""
    skin = [s.path for s in parts_file.face("head", one.look.head) if not s.ink]
    brows = [s.path for s in parts_file.face("eyebrows", one.acting.brows)]
    upright = Box(0, 0, 980, 980)
    skull = bounds(p for path in skin for o in path.outlines() for p in o).intersection(upright)
    top = min(path.bounds.y1 for path in brows)
    corners = Box(skull.x1, top, skull.x2, skull.y2)
    # The box of a turned head is that of its outline, not of the turned box's corners.
    oval = Path.ellipse(corners).transformed(one.head)
    return oval.bounds


@pytest.mark.parametrize("facing", ["left", "right"])
@pytest.mark.parametrize("id", ["ann", "bob", "cleo", "dan", "eve"])
@pytest.mark.parametrize("shot", sorted(set(SHOTS) - {"extreme-close-up"}))
def test_the_face_lies_on_the_head_box(shot, id, facing):
    one = figure(shot, id=id, facing=facing)
    assert overlap(drawn_face(one), PICTURE.part(one.character.head)) >= FACE_OVERLAP


@pytest.mark.parametrize("pose", sorted(POSES))
def test_the_face_lies_on_the_head_box_in_every_pose_and_mood(pose):
    for mood in FACES:
        one = figure("bust", pose, mood=mood)
        assert overlap(drawn_face(one), PICTURE.part(one.character.head)) >= FACE_OVERLAP, mood


@pytest.mark.parametrize("shape", [(0.8, 1.0), (1.0, 1.0), (1.3, 1.0)])
def test_the_face_lies_on_head_boxes_of_other_shapes(shape):
    half_x, half_y = 50 * shape[0] / WIDTH, 50 * shape[1] / HEIGHT
    one = figure("bust")
    character = cast("bust", head=(0.5 - half_x, 0.4 - half_y, 0.5 + half_x, 0.4 + half_y))
    one = set_up(character, one.look, one.acting, PICTURE)
    assert overlap(drawn_face(one), PICTURE.part(one.character.head)) >= FACE_OVERLAP


@pytest.mark.parametrize("pose", sorted(POSES))
def test_neck_and_shoulders_are_joined_in_every_pose_with_every_head_and_mood(pose):
    """On anchor points: all of pose × head × mood, since this costs no painting."""
    looks = itertools.cycle(LOOKS)
    for head, mood in itertools.product(HEADS, FACES):
        one = figure("bust", pose, next(looks), head, mood=mood)
        for jaw, foot in zip(JAW[one.look.head], one.neck, strict=True):
            assert math.dist(apply(one.head, jaw), foot) < 0.75 * one.face.height, (head, mood)
        for limb in (one.bones.near_arm, one.bones.far_arm):
            assert math.dist(limb.upper.start, (0.0, 0.0)) < 1.5 * one.bones.build.shoulder
            assert limb.upper.end == limb.lower.start and limb.lower.end == limb.end


@pytest.mark.parametrize("name", sorted(JAW))
def test_the_neck_leaves_the_jaw_where_it_is_drawn(name):
    skin = [shape.path for shape in parts_file.face("head", name) if not shape.ink]
    outline = [point for path in skin for ring in path.outlines() for point in ring]
    for jaw in JAW[name]:
        assert min(math.dist(jaw, point) for point in outline) < 36


def bones_of(one):
    """Lines from the jaw along every bone of a figure, in pixels: where there must be figure."""
    bones = one.bones
    jaws = [apply(one.head, jaw) for jaw in JAW[one.look.head]]
    yield [((jaws[0][0] + jaws[1][0]) / 2, (jaws[0][1] + jaws[1][1]) / 2), apply(one.body, (0.0, 30.0))]
    spine = [(0.0, 30.0), bones.torso_point(0, bones.build.torso * 0.5), bones.pelvis]
    yield [apply(one.body, spot) for spot in spine]
    for limb in (bones.near_arm, bones.far_arm):
        bend = bones.torso_point((1 if limb is bones.far_arm else -1) * bones.build.neck, 70)
        joints = [bend, limb.upper.start, limb.upper.end, limb.lower.along(0.9)]
        yield [apply(one.body, spot) for spot in joints]
    for limb in (bones.near_leg, bones.far_leg):
        joints = [bones.pelvis, limb.upper.start, limb.upper.end, limb.lower.along(0.95)]
        yield [apply(one.body, spot) for spot in joints]


def gaps(one) -> list[tuple[int, int]]:
    """Pixels on a figure's bones through which the ground is seen."""
    plane = covered(one)
    found = []
    for line in bones_of(one):
        for (ax, ay), (bx, by) in itertools.pairwise(line):
            steps = max(1, int(max(abs(bx - ax), abs(by - ay))))
            for step in range(steps + 1):
                x, y = ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps
                column, row = int(x), int(y)
                if 0 <= column < WIDTH and 0 <= row < HEIGHT and not plane[row, column]:
                    found.append((column, row))
    return found


@pytest.mark.parametrize("pose", sorted(POSES))
def test_no_seam_shows_the_ground_in_any_pose(pose):
    """On pixels: every pose with every head, and every mood, not each with each: that would be minutes."""
    moods, turn = sorted(FACES), sorted(POSES).index(pose)
    for number, head in enumerate(HEADS):
        look = LOOKS[(turn + number) % len(LOOKS)]
        one = low(
            pose,
            "left" if number % 2 else "right",
            description=look,
            mood=moods[(turn + 9 * number) % len(moods)],
        )
        one = set_up(one.character, look_of("ann", "", look, (("head", head),)), one.acting, PICTURE)
        assert gaps(one) == [], (head, look, one.acting.mood)


@pytest.mark.parametrize("pose", sorted(set(POSES) - {"lying", "jumping", "running", "cycling"}))
@pytest.mark.parametrize("description", ["", "a woman in a dress", "a small child", "an old man in a coat"])
def test_whole_figures_stand_on_the_bottom_of_their_box(pose, description):
    one = low(pose, description=description)
    foot = PICTURE.part(one.character.box).y2
    assert one.stands
    assert one.floor == pytest.approx(foot, abs=0.02 * HEIGHT)
    lowest = max(shape.path.bounds.y2 for shape in draw(one, 0.0))
    assert lowest == pytest.approx(one.floor, abs=0.03 * HEIGHT)


def test_nobody_floats_where_the_author_gives_a_child_a_grown_ones_box():
    one = figure("full", "standing", "a small child")
    assert one.floor == pytest.approx(PICTURE.part(one.character.box).y2, abs=0.02 * HEIGHT)
    assert max(shape.path.bounds.y2 for shape in draw(one, 0.0)) == pytest.approx(
        one.floor, abs=0.03 * HEIGHT
    )


def test_a_child_has_a_childs_proportions():
    child, woman = (figure("full", description=text) for text in ("a small girl", "a woman"))

    def heads(one) -> float:
        return one.bones.ground / 440

    assert 3.2 < heads(child) < 4.2 and 5.0 < heads(woman) < 6.0
    assert child.bones.build.shoulder < 0.8 * woman.bones.build.shoulder


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
def test_heads_stay_inside_the_panel(pose):
    for facing in ("left", "right"):
        one = low(pose, facing)
        skull = [s.path for s in parts_file.face("head", one.look.head) if not s.ink]
        head = bounds(p for path in skull for o in path.transformed(one.head).outlines() for p in o)
        assert PICTURE.contains(head)


def test_the_same_clothes_are_worn_in_every_pose():
    looks = {low(pose, description="a girl in a sailor uniform").look for pose in POSES}
    assert len(looks) == 1


def test_a_keyline_frees_the_figure_from_the_ground():
    one = figure("bust")
    ground = Inked(Path.box(PICTURE.inset(-5)), 0.0)

    def white(keyline):
        data = np.frombuffer(paint(WIDTH, HEIGHT, [ground, *draw(one, keyline)]).data, np.uint8)
        return (data > 200).sum()

    assert white(4.0) > white(0.0) + 500


@pytest.mark.parametrize(("facing", "way"), [("left", -1), ("right", 1)])
def test_who_runs_leans_into_the_way(facing, way):
    runner, walker = (low(pose, facing) for pose in ("running", "walking"))

    def hips(one) -> float:
        return apply(one.body, one.bones.pelvis)[0]

    assert (runner.face.center[0] - hips(runner)) * way > (walker.face.center[0] - hips(walker)) * way


def test_an_arm_is_lowered_that_would_lie_before_a_neighbours_face():
    character = cast("bust", pose="waving", center=0.3, facing="right")
    look, acting = look_of("ann", "", ""), act(character, "", [character])
    alone = set_up(character, look, acting, PICTURE)
    hand = apply(alone.body, alone.bones.far_arm.end)
    neighbour = Box(hand[0] - 30, hand[1] - 40, hand[0] + 30, hand[1] + 40)
    beside = set_up(character, look, acting, PICTURE, faces=[neighbour])
    assert beside.pose.far == POSES["standing"].far
    assert set_up(character, look, acting, PICTURE, faces=[Box(0, 0, 10, 10)]).pose == alone.pose


def test_a_hand_is_not_raised_behind_a_balloon():
    character = cast("bust", pose="waving", facing="right")
    look, acting = look_of("ann", "", ""), act(character, "", [character])
    alone = set_up(character, look, acting, PICTURE)
    x, y = apply(alone.body, alone.bones.far_arm.end)
    balloon = Box(x - 60, y - 60, x + 60, y + 60)
    beside = set_up(character, look, acting, PICTURE, dialogs=[balloon])
    hand = apply(beside.body, beside.bones.near_arm.end)
    assert hand[0] < alone.face.center[0] < x and abs(hand[1] - y) < 20


def test_who_looks_back_turns_the_head_against_the_body():
    character = cast("bust", facing="right")
    acting = act(character, "Ann looks back", [character])
    one = set_up(character, look_of("ann", "", ""), acting, PICTURE)
    assert one.head[0] < 0 < one.body[0]


def test_who_is_seen_from_behind_shows_no_face():
    before, behind = (low(pose, description="a girl with black hair") for pose in ("standing", "from-behind"))
    eyes = [
        s.path.transformed(before.head)
        for s in parts_file.face("eyes", before.acting.eyes or before.look.eyes)
    ]
    assert set(eyes) <= {shape.path for shape in draw(before, 0.0)}
    assert not set(eyes) & {shape.path for shape in draw(behind, 0.0)}
