"""Heads: what is worn is drawn, moods change the features, the back of a head shows hair and no face."""

import pytest

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.acting import Acting
from mangacli.generate.draft.acting_words import FACES
from mangacli.generate.draft.expressions import OWN_EYES, OWN_MOUTHS, feature
from mangacli.generate.draft.head import FACE, back_of_head, face, hair_before, hair_behind, off_head
from mangacli.generate.draft.look import look_of
from mangacli.generate.draft.look_parts import HAIRDOS
from mangacli.generate.draft.tresses import TRESSES, tresses
from mangacli.geometry import IDENTITY, Box, bounds


def acting(mood="calm"):
    one = FACES[mood]
    return Acting(mood, one.eyes[0] if one.eyes else None, one.brows[0], one.silent[0], "standing", one.marks)


def drawn(mood="calm", **fixed):
    look = look_of("ann", "", "a woman", tuple(fixed.items()))
    act = acting(mood)
    return [*hair_behind(look, IDENTITY), *face(look, act, IDENTITY), *hair_before(look, act, IDENTITY)]


def extent(shapes):
    return bounds(p for shape in shapes for ring in shape.path.outlines() for p in ring)


def test_no_two_moods_have_the_same_face():
    seen = {}
    for mood in FACES:
        key = tuple((shape.path, shape.fill) for shape in [*drawn(mood), *off_head(acting(mood), IDENTITY)])
        assert key not in seen, (mood, seen.get(key))
        seen[key] = mood


@pytest.mark.parametrize("name", [*OWN_EYES, *OWN_MOUTHS])
def test_our_own_features_lie_in_the_face(name):
    box = extent(feature(name, IDENTITY))
    assert FACE.inset(-14).contains(box)
    middle = FACE.center[1]
    assert (box.center[1] < middle) == (name in OWN_EYES)


@pytest.mark.parametrize(
    "extra", ["freckles", "headband", "ribbon", "eyepatch", "scar", "mole", "plaster", "mask", "headphones"]
)
def test_every_extra_shows(extra):
    assert len(drawn(extras=extra)) > len(drawn()) - (1 if extra == "mask" else 0)


@pytest.mark.parametrize("hair", sorted(HAIRDOS))
def test_the_back_of_a_head_is_hair_and_skin_of_the_same_outline(hair):
    look = look_of("ann", "", "a woman", (("hair", hair), ("hair_color", "brown"), ("hat", "none")))
    behind = back_of_head(look, IDENTITY)
    eyes = {shape.path for name in parts_file.face_names("eyes") for shape in parts_file.face("eyes", name)}
    assert not eyes & {shape.path for shape in behind}
    before, back = extent(drawn(hair=hair, hat="none")), extent(behind)
    assert back.x1 <= before.x1 + 40 and back.x2 >= before.x2 - 60 and abs(back.y1 - before.y1) < 60


@pytest.mark.parametrize("name", sorted(TRESSES))
def test_tresses_hang_from_the_head_on_both_sides(name):
    box = extent(tresses(name, IDENTITY, 0.0))
    assert box.x1 < 320 and box.x2 > 650 and box.y2 > 1000
    assert tresses("", IDENTITY, 0.0) == []


def test_who_wears_a_hijab_shows_no_hair():
    look = look_of("ann", "", "a woman in a hijab")
    assert hair_behind(look, IDENTITY) == []
    assert extent(back_of_head(look, IDENTITY)).contains(Box(300, 300, 640, 800))
