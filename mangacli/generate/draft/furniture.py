"""What a sitting figure sits on where the art brings nothing: a stool, or a step of stone."""

from __future__ import annotations

from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.parts_file import Body
from mangacli.generate.draft.tailor import PEN
from mangacli.geometry import Box, Matrix, Path, apply

SEAT = (120.0, 1470.0, 660.0, 1545.0)
"""The seat under the body that sits with one leg over the other, in the measure of the body's drawing."""
ON_GROUND = ("sitting", "hugging-knees", "kneeling")


def seat_under(body: Body, matrix: Matrix, floor: float) -> list[Inked]:
    """A body, its map to pixels and the y of the floor → the seat that it needs, painted before it."""
    if body.pose == "on-chair":
        return _stool(matrix, max(floor, apply(matrix, (0.0, body.ground))[1]))
    ground = apply(matrix, (0.0, body.ground))[1]
    if body.pose in ON_GROUND and floor - ground > 40 * abs(matrix[3]):
        return _step(body, matrix, floor)
    return []


def _stool(matrix: Matrix, floor: float) -> list[Inked]:
    """A round seat on four legs."""
    pen = PEN * abs(matrix[3])
    x1, y1, x2, y2 = SEAT
    seat = Path.box(Box(x1, y1, x2, y2)).transformed(matrix)
    legs = []
    for top, foot in ((180.0, 130.0), (300.0, 285.0), (480.0, 495.0), (600.0, 650.0)):
        (ax, ay), (bx, _) = apply(matrix, (top, y2)), apply(matrix, (foot, y2))
        half = 20 * abs(matrix[0])
        corners = ((ax - half, ay), (ax + half, ay), (bx + half, floor), (bx - half, floor))
        legs.append(Inked(Path.polygon(corners), 1.0, pen))
    return [*legs, Inked(seat, 0.62, pen)]


def _step(body: Body, matrix: Matrix, floor: float) -> list[Inked]:
    """A block of stone under body and feet, its top seen a little."""
    bounds = body.paper.transformed(matrix).bounds
    pen, margin = PEN * abs(matrix[3]), 0.1 * bounds.width
    left, right = bounds.x1 - margin, bounds.x2 + margin
    edge = bounds.y2 + 0.02 * bounds.height
    depth = 0.09 * bounds.height
    top = ((left + depth, edge - 2 * depth), (right - depth, edge - 2 * depth), (right, edge), (left, edge))
    return [
        Inked(Path.box(Box(left, edge, right, max(floor, edge + depth))), 0.82, pen),
        Inked(Path.polygon(top), 1.0, pen),
    ]
