"""Where the camera of a panel stands: figures' boxes → horizon, perspective, pens and dice.

Places are built in metres around the figures (x to the right, y up from the ground, z away from the viewer;
the figures stand at the origin) and seen through a camera at eye height whose scale comes from the figures:
so a door is higher than they are, and the ground lies under their feet, in every shot.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from mangacli.generate.base import CharacterRequest, PanelRequest
from mangacli.geometry import Box, Point, Polygon, clip_to_box

Spot = tuple[float, float, float]
"""A place in metres: x to the right, y up, z away from the viewer; the figures stand at the origin."""

NEAREST = 0.25
"""Metres before the camera: what is nearer is cut off."""
WIDEST_VIEW = 45.0
"""Metres that a panel shows at the figures, at most: smaller figures stand before a place drawn too large."""
LOW_HEADS = 4.9
"""A whole figure of fewer head heights is a child, kneels or crouches: it is no measure of a grown one."""
EMPTY_HORIZON = 0.56
"""Where the horizon lies in a panel without figures, as a fraction of its height."""
FAR_METRES = 5.6
"""Metres that the height of a long shot of a place without figures shows in front."""
EYE_OF_NOBODY = 1.6
"""Metres from the ground to the camera in a panel without figures."""
WIDEST_TURN = 0.42
"""Radians. How far the camera turns about the figures at most."""
_EYES_OF_SHOTS = {"full": 1.35, "long": 1.35, "empty": EYE_OF_NOBODY}
"""Metres from the ground to a level camera; in closer shots it is at the eyes."""
_METRES_SHOWN = {
    "extreme-close-up": 0.26,
    "close-up": 0.42,
    "bust": 0.65,
    "medium": 0.95,
    "full": 1.65,
    "long": 1.65,
}
FAR = re.compile(r"\b(?:long|wide|establishing|extreme long) shot\b|\bpanorama\b|ロング|遠景|全景")
_EYES = {"low-angle": 0.35, "high-angle": 3.2}
"""Metres from the ground to a camera that looks up or down."""
_HORIZONS = {"low-angle": (0.5, 1.2), "high-angle": (-0.4, 0.2)}
"""Where the horizon may lie, as fractions of the panel's height: the ground fills a view from above."""
_LEVEL = (0.1, 0.86)


@dataclass(frozen=True, slots=True)
class Stage:
    """The camera of one panel, in pixels, and what stands before it.

    `unit` is pixels per point; `near` tells that the figures are cut above the knee;
    `yaw` turns the place about the figures, in radians.
    """

    width: float
    height: float
    unit: float
    horizon: float
    vanishing: float
    focal: float
    distance: float
    eye: float
    yaw: float
    near: bool
    figures: tuple[Box, ...]
    dialogs: tuple[Box, ...]
    seed: str
    reverse: bool = False
    """Whether the camera looks back: what lay to the left is to the right."""
    time: str = "day"
    """day, sunset or night."""
    weather: str = ""
    """rain, snow, or nothing."""
    words: str = ""
    """What the panel says of itself and its moods, in small letters: for things that a place may hold."""
    heard: list[tuple[int, int]] = field(default_factory=list, compare=False, repr=False)
    """Where in `words` something was found that changed the drawing."""

    @property
    def night(self) -> bool:
        return self.time == "night"

    @property
    def box(self) -> Box:
        return Box(0.0, 0.0, self.width, self.height)

    @property
    def fine(self) -> float:
        """The pen for what is far or small."""
        return max(0.7, (0.2 if self.near else 0.26) * self.unit)

    @property
    def medium(self) -> float:
        """The pen for most outlines."""
        return max(0.9, (0.3 if self.near else 0.42) * self.unit)

    @property
    def bold(self) -> float:
        """The pen for what is nearest."""
        return max(1.2, (0.45 if self.near else 0.7) * self.unit)

    @property
    def camera_place(self) -> tuple[float, float]:
        """Where the camera stands among the place's x and z, in metres."""
        x = self.distance * math.sin(self.yaw)
        return (-x if self.reverse else x, -self.distance * math.cos(self.yaw))

    def dice(self, purpose: str) -> Random:
        """Random numbers for one purpose, the same in a story's every panel of the same place and side."""
        side = " back" if self.reverse else ""
        seed = hashlib.sha256(f"{self.seed}{side} {purpose}".encode()).digest()
        return Random(int.from_bytes(seed[:8], "big"))

    def mentions(self, pattern: str) -> bool:
        """Whether the panel's words hold something (a regular expression)."""
        found = re.search(pattern, self.words)
        if found:
            self.heard.append(found.span())
        return found is not None

    def calm(self, point: Point) -> bool:
        """Whether lettering lies over a point: no small detail is wanted there."""
        return any(box.contains_point(point) for box in self.dialogs)

    def pen_at(self, spot: Spot) -> float:
        """The pen for a line at a place: bold before the figures, fine in the distance."""
        depth = self._camera(spot)[2] / self.distance
        return self.bold if depth < 1.1 else self.medium if depth < 3 else self.fine

    def nearness(self, spot: Spot) -> float:
        """A place in metres → how near it is: 1 at a metre before the camera, a half at two."""
        return 1 / max(NEAREST, self._camera(spot)[2])

    def point(self, spot: Spot) -> Point:
        """A place in metres → its pixel; places behind the camera are moved before it."""
        x, y, z = self._camera(spot)
        return self._pixel((x, y, max(NEAREST, z)))

    def scale_at(self, z: float) -> float:
        """Depth in metres behind the figures → pixels per metre there (yaw left aside)."""
        return self.focal / max(NEAREST, self.distance + z)

    def ground_at(self, z: float) -> float:
        """Depth in metres behind the figures → the y pixel of the ground there (yaw left aside)."""
        return self.horizon + self.eye * self.scale_at(z)

    def width_at(self, z: float) -> float:
        """Depth in metres behind the figures → how many metres the picture is wide there."""
        return self.width / self.scale_at(z)

    def outline(self, spots: Sequence[Spot]) -> Polygon:
        """The corners of a flat convex surface in space → its polygon in the picture; empty where unseen."""
        seen = _before_camera([self._camera(spot) for spot in spots])
        if len(seen) < 3:
            return ()
        return clip_to_box(tuple(self._pixel(spot) for spot in seen), self.box.inset(-40 * self.unit))

    def edge(self, a: Spot, b: Spot) -> tuple[Point, Point] | None:
        """A line in space → its ends, cut a little outside the picture, or None where it is unseen."""
        start, end = self._camera(a), self._camera(b)
        if start[2] < NEAREST and end[2] < NEAREST:
            return None
        if start[2] < NEAREST or end[2] < NEAREST:
            cut = _cut(start, end)
            start, end = (cut, end) if start[2] < NEAREST else (start, cut)
        return _inside(self._pixel(start), self._pixel(end), self.box.inset(-40 * self.unit))

    def _camera(self, spot: Spot) -> Spot:
        cos, sin = math.cos(self.yaw), math.sin(self.yaw)
        x, y, z = spot
        x = -x if self.reverse else x
        return (x * cos + z * sin, y - self.eye, z * cos - x * sin + self.distance)

    def _pixel(self, seen: Spot) -> Point:
        x, y, z = seen
        return (self.vanishing + self.focal * x / z, self.horizon - self.focal * y / z)


def _before_camera(spots: list[Spot]) -> list[Spot]:
    """A polygon in the camera's space, cut at the nearest plane that is drawn."""
    kept: list[Spot] = []
    for a, b in zip(spots, spots[1:] + spots[:1], strict=True):
        if a[2] >= NEAREST:
            kept.append(a)
        if (a[2] < NEAREST) != (b[2] < NEAREST):
            kept.append(_cut(a, b))
    return kept


def _cut(a: Spot, b: Spot) -> Spot:
    t = (NEAREST - a[2]) / (b[2] - a[2])
    return (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), NEAREST)


def _inside(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a line that lies in a box, or None (Liang–Barsky)."""
    (ax, ay), (dx, dy) = a, (b[0] - a[0], b[1] - a[1])
    first, last = 0.0, 1.0
    for step, room in ((-dx, ax - box.x1), (dx, box.x2 - ax), (-dy, ay - box.y1), (dy, box.y2 - ay)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first >= last:
        return None
    return (ax + first * dx, ay + first * dy), (ax + last * dx, ay + last * dy)


def stage_for(
    request: PanelRequest,
    place: str,
    time: str = "day",
    weather: str = "",
    *,
    sideways: float = 0.0,
    name: str = "",
    shown: float = 3.6,
) -> Stage:
    """A request and its place → the camera; `name` is what the story calls the place, if it says more.

    `sideways` is how many metres the camera may leave the middle of the place, for a view across a corner;
    where nobody is, it looks straight ahead and the panel's height shows `shown` metres in front.
    """
    width, height = float(request.width), float(request.height)
    picture = Box(0.0, 0.0, width, height)
    shot, scale, ground = _framing(request, shown)
    angle = next((word for word in request.camera if word in _EYES), "")
    highest, lowest = _HORIZONS.get(angle, _LEVEL)
    eye = _EYES.get(angle) or _EYES_OF_SHOTS.get(shot, 1.45)
    horizon = min(max(ground - eye * scale, highest * height), lowest * height)
    eye = max(0.3, (ground - horizon) / scale)
    focal = 0.95 * max(width, height)
    view = hashlib.sha256(f"{request.seed} {place} {request.scene} camera".encode()).digest()
    dice = Random(int.from_bytes(view[:8], "big"))
    turn = min(WIDEST_TURN, math.asin(min(1.0, sideways * scale / focal))) if request.characters else 0.0
    return Stage(
        width=width,
        height=height,
        unit=request.pixels_per_point,
        horizon=ground - eye * scale,
        vanishing=width * dice.choice((0.4, 0.5, 0.6)),
        focal=focal,
        distance=focal / scale,
        eye=eye,
        yaw=turn * dice.choice((-1.0, -0.6, 0.0, 0.6, 1.0)),
        near=shot in ("medium", "bust", "close-up", "extreme-close-up"),
        figures=tuple(picture.part(character.box) for character in request.characters),
        dialogs=tuple(picture.part(dialog.box) for dialog in request.dialogs),
        seed=f"{request.story_seed} {name or place}",
        reverse=_looks_back(request),
        time=time,
        weather=weather,
        words=" ".join((request.background or "", request.scene, *_moods(request))).casefold(),
    )


def _looks_back(request: PanelRequest) -> bool:
    """Whether a place is seen from its other side: where asked for, and over one of two shoulders.

    Who is looked past decides: the two shots of a conversation show the two sides of a room.
    """
    back = "reverse" in request.camera
    if "over-the-shoulder" in request.camera and len(request.characters) > 1:
        before = _largest(request.characters)
        back ^= before.id > min(one.id for one in request.characters if one is not before)
    return back


def _largest(cast: Sequence[CharacterRequest]) -> CharacterRequest:
    """Who stands before the camera: the largest head."""
    return max(cast, key=lambda character: (character.head[3] - character.head[1], character.id))


def _moods(request: PanelRequest) -> list[str]:
    """The moods that the figures are asked for."""
    return [character.mood for character in request.characters if character.mood]


def _framing(request: PanelRequest, shown: float) -> tuple[str, float, float]:
    """A request → the shot of the figure that sets the scale, pixels per metre there, and the ground's y."""
    width, height = float(request.width), float(request.height)
    figure = _measure(request.characters, "over-the-shoulder" in request.camera)
    if figure is None:
        scale = height / (FAR_METRES if FAR.search(request.scene.lower()) else shown)
        return "empty", scale, height * EMPTY_HORIZON + EYE_OF_NOBODY * scale
    box = Box(0.0, 0.0, width, height).part(figure.box)
    stands = figure.shot in ("full", "long")
    metres = _METRES_SHOWN.get(figure.shot, 1.65)
    heads = 0.7 * box.height / max(1.0, (figure.head[3] - figure.head[1]) * height)
    if stands and 1.2 < heads < LOW_HEADS:
        metres *= heads / 6.5
    scale = max(box.height / metres, max(width, height) / WIDEST_VIEW)
    return figure.shot, scale, box.y2 if stands else box.y1 + scale * 1.65


def _measure(cast: Sequence[CharacterRequest], past_shoulder: bool) -> CharacterRequest | None:
    """Whose box sets the scale: who stands lowest of those seen whole, else the largest.

    Over a shoulder the place is about those who are looked at.
    """
    if past_shoulder and len(cast) > 1:
        before = _largest(cast)
        cast = [character for character in cast if character is not before]
    whole = [character for character in cast if character.shot in ("full", "long")]
    if whole:
        return max(whole, key=lambda character: (character.box[3], character.id))
    return max(cast, key=lambda c: (c.box[3] - c.box[1], c.id), default=None)
