"""A room seen from its other side is furnished otherwise, in a shell of the same measures."""

import pytest
from draft_requests import request

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.ink import Inked, paint
from mangacli.generate.draft.places import public_room, room
from mangacli.generate.draft.places.far_side import FAR_SIDES, far_side
from mangacli.generate.draft.scenery import PLACES, draw_scene, scene_of
from mangacli.geometry import Path


@pytest.mark.parametrize("place", sorted(FAR_SIDES))
@pytest.mark.parametrize("shot", ["full", "bust", None])
def test_the_far_side_covers_the_picture_and_is_another_one(place, shot):
    wanted = request(240, 160, shot, background=place.replace("_", " "), camera=("reverse",))
    scene = scene_of(wanted)
    shapes = far_side(scene.stage, place)
    assert draw_scene(scene, wanted) == shapes != PLACES[place](scene.stage)
    black = Inked(Path.box(scene.stage.box), 0.0)
    assert paint(240, 160, shapes, 1.0) == paint(240, 160, [black, *shapes], 1.0)


@pytest.mark.parametrize("place", sorted(FAR_SIDES))
def test_both_sides_have_the_same_walls(place, monkeypatch):
    built = []
    first = room.Shell.__init__

    def noted(self, drop, *args, **options):
        first(self, drop, *args, **options)
        built.append((self.back, self.high, self.half))

    monkeypatch.setattr(room.Shell, "__init__", noted)
    stage = scene_of(request(240, 160, "full", background=place.replace("_", " "))).stage
    PLACES[place](stage)
    far_side(stage, place)
    assert len(built) == 2 and built[0] == built[1]
    assert Backdrop(stage).shapes == [] and public_room.Shell is room.Shell
