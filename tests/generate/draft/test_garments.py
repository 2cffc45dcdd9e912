"""Skirts, coats, hoods, ties, collars and scarves hang on every body that can wear them."""

import pytest

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.garments import UPRIGHT, above_neck, below_neck
from mangacli.generate.draft.look import look_of
from mangacli.geometry import IDENTITY, bounds

WORN = {
    "hoodie": "a girl in a hoodie",
    "suit": "a man in a suit",
    "sailor": "a girl in a sailor uniform",
    "coat": "a man in a long coat",
    "dress": "a woman in a dress",
}


def extent(shapes):
    return bounds(p for shape in shapes for outline in shape.path.outlines() for p in outline)


@pytest.mark.parametrize("body", parts_file.body_names())
@pytest.mark.parametrize("garment", sorted(WORN))
def test_a_garment_hangs_on_the_body(garment, body):
    part = parts_file.body(body)
    shapes = below_neck(look_of("ann", "", WORN[garment]), part, IDENTITY)
    if not shapes:
        assert garment in ("dress", "suit", "coat") and (part.pose not in UPRIGHT or part.wear == "jacket")
        return
    box, figure = extent(shapes), part.paper.bounds
    assert figure.x1 - 200 < box.x1 and box.x2 < figure.x2 + 200
    assert figure.y1 - 20 < box.y1 and box.y2 < part.ground


@pytest.mark.parametrize("body", [n for n in parts_file.body_names() if parts_file.body(n).pose in UPRIGHT])
def test_a_dress_ends_between_knee_and_sole(body):
    part = parts_file.body(body)
    skirt = extent(below_neck(look_of("ann", "", "a woman in a dress"), part, IDENTITY))
    height = part.ground - part.neck[0][1]
    assert 0.75 < (skirt.y2 - part.neck[0][1]) / height < 0.95


def test_nobody_sits_in_a_standing_skirt():
    for name in ("CrossedLegs", "Bike", "Wheelchair"):
        look = look_of("ann", "", "a woman in a dress")
        assert below_neck(look, parts_file.body(name), IDENTITY) == []


def test_a_scarf_lies_over_the_neck():
    body = parts_file.body("RestingWB")
    look = look_of("ann", "", "a man with a scarf")
    box = extent(above_neck(look, body, IDENTITY))
    assert all(box.contains_point(point) for point in body.neck)
    assert above_neck(look_of("ann", "", "a man"), body, IDENTITY) == []
