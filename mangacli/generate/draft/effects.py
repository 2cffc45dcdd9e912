"""Effects that a panel asks for, as the lines and tones that go behind and over its figures.

Every effect leaves what it points at free: the heads, or the middle of the panel where nobody is.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import replace
from random import Random

from mangacli.generate.base import PanelRequest
from mangacli.generate.draft.brush import gradient, lens, tapered
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.scenery import is_dark
from mangacli.geometry import Box, Path, Point, bounds

Layers = tuple[list[Inked], list[Inked]]
"""What lies behind the figures and what lies over them."""


def effects(request: PanelRequest) -> Layers:
    """A request → the shapes of its effects: (behind the figures, over them), in pixels."""
    behind: list[Inked] = []
    over: list[Inked] = []
    for name in request.effects:
        below, above = EFFECTS[name](request)
        behind += below
        over += above
    return behind, over


def focus_lines(request: PanelRequest) -> Layers:
    """Black wedges (集中線) from the edges toward the heads, in bundles of varied length."""
    dice, center, free = _dice(request, "focus"), *_focus(request)
    ink = 1.0 if is_dark(request) else 0.0
    reach = math.hypot(request.width, request.height)
    rays: list[Inked] = []
    count = 300
    bundle = [dice.uniform(0.0, 1.0) for _ in range(36)]
    for index in range(count):
        turn = 2 * math.pi * (index + dice.uniform(-0.45, 0.45)) / count
        weight = bundle[int(index / count * 36) % 36]
        if dice.random() > 0.35 + 0.65 * weight:
            continue
        stop = 1.08 + (1 - weight) * dice.uniform(0.1, 1.3) + dice.random() ** 3 * 0.4
        tip = _on_oval(center, free, turn, stop)
        far = (center[0] + math.cos(turn) * reach, center[1] + math.sin(turn) * reach)
        width = reach * 0.011 * dice.uniform(0.25, 1.0) * (0.5 + weight)
        rays.append(Inked(tapered(far, tip, width), ink))
    return rays, []


def speed_lines(request: PanelRequest) -> Layers:
    """Parallel tapered strokes across the panel, in bundles, a few of them over the figures' backs."""
    dice, unit = _dice(request, "speed"), request.pixels_per_point
    width, height = float(request.width), float(request.height)
    lean = math.tan(math.radians(dice.uniform(-4, 4)))
    ink = 1.0 if is_dark(request) else 0.0
    behind: list[Inked] = []
    y = -abs(lean) * width
    while y < height + abs(lean) * width:
        bundle = dice.randint(2, 7)
        for _ in range(bundle):
            length = width * dice.uniform(0.25, 1.1)
            x = dice.choice(
                (-width * 0.05, width * 1.05 - length, dice.uniform(0, width - min(length, width)))
            )
            thick = unit * dice.choice((0.35, 0.5, 0.7, 0.7, 1.4, 2.6))
            stroke = lens((x, y + lean * x), (x + length, y + lean * (x + length)), thick)
            behind.append(Inked(stroke, ink))
            y += unit * dice.uniform(0.9, 4.0)
        y += unit * dice.uniform(4, 15)
    return behind, []


def flash(request: PanelRequest) -> Layers:
    """A burst of white spikes on black (ベタフラッシュ) around the heads."""
    dice, center, free = _dice(request, "flash"), *_focus(request)
    width, height = float(request.width), float(request.height)
    ground = Inked(Path.box(Box(0, 0, width, height)), 0.0)
    points: list[Point] = []
    count = 150
    for index in range(count):
        turn = 2 * math.pi * index / count
        notch = _on_oval(center, free, turn, dice.uniform(1.12, 1.3))
        spike = _on_oval(
            center, free, turn + math.pi / count * dice.uniform(0.8, 1.2), dice.uniform(1.3, 1.75)
        )
        points += [notch, spike]
    rays = []
    for _ in range(90):
        turn = dice.uniform(0, 2 * math.pi)
        root, tip = _on_oval(center, free, turn, 1.15), _on_oval(center, free, turn, dice.uniform(1.7, 2.6))
        rays.append(Inked(tapered(root, tip, request.pixels_per_point * dice.uniform(1.0, 3.0)), 1.0))
    return [ground, *rays, Inked(Path.polygon(points), 1.0)], []


def gloom(request: PanelRequest) -> Layers:
    """Thin lines that hang from the top like a curtain, tone above, a few on each forehead."""
    dice, unit = _dice(request, "gloom"), request.pixels_per_point
    width, height = float(request.width), float(request.height)
    behind = _film(Box(0, 0, width, height * 0.62), (0.42, 0.7, 0.98))
    x = 0.0
    while x < width:
        edge = abs(2 * x / width - 1)
        length = height * dice.uniform(0.18, 0.42) * (0.7 + 0.6 * edge)
        behind.append(Inked(tapered((x, -2), (x, length), unit * dice.uniform(0.4, 1.0)), 0.0))
        x += unit * dice.uniform(1.6, 3.6)
    over = []
    picture = Box(0, 0, width, height)
    for character in request.characters:
        head = picture.part(character.head)
        x = head.x1 + head.width * 0.12
        while x < head.x2 - head.width * 0.12:
            low = head.y1 + head.height * dice.uniform(0.08, 0.3)
            stroke = tapered((x, head.y1 - head.height * 0.1), (x, low), unit * 0.5)
            over.append(Inked(stroke, 0.0))
            x += max(head.width / 14, unit * 1.5)
    return behind, over


def screentone(request: PanelRequest) -> Layers:
    """A sheet of tone over the place, darker toward the foot of the panel."""
    width, height = float(request.width), float(request.height)
    return _film(Box(0, height * 0.15, width, height), (0.96, 0.8, 0.56)), []


EFFECTS: dict[str, Callable[[PanelRequest], Layers]] = {
    "speed-lines": speed_lines,
    "focus-lines": focus_lines,
    "screentone": screentone,
    "flash": flash,
    "gloom": gloom,
}
"""Every effect that a story can name."""


def _film(box: Box, greys: tuple[float, ...]) -> list[Inked]:
    """A gradient of tone from the top of a box to its foot that leaves the ink beneath it."""
    return [replace(band, film=True) for band in gradient(box, greys)]


def _focus(request: PanelRequest) -> tuple[Point, tuple[float, float]]:
    """What the lines point at: the middle of the heads, and the half axes of the oval left free around it."""
    picture = Box(0, 0, request.width, request.height)
    heads = [picture.part(character.head) for character in request.characters]
    if not heads:
        return picture.center, (request.width * 0.26, request.height * 0.26)
    around = bounds(point for head in heads for point in head.polygon)
    least = min(request.width, request.height) * 0.2
    half_width = min(max(around.width * 0.72, least), request.width * 0.36)
    half_height = min(max(around.height * 0.78, least), request.height * 0.36)
    return around.center, (half_width, half_height)


def _on_oval(center: Point, half: tuple[float, float], turn: float, share: float) -> Point:
    """The point in a direction from the centre at `share` of the oval's edge."""
    dx, dy = math.cos(turn), math.sin(turn)
    edge = 1 / math.hypot(dx / half[0], dy / half[1])
    return (center[0] + dx * edge * share, center[1] + dy * edge * share)


def _dice(request: PanelRequest, effect: str) -> Random:
    seed = hashlib.sha256(f"{request.seed} {request.scene} {effect}".encode()).digest()
    return Random(int.from_bytes(seed[:8], "big"))
