"""Panels of every shape with people in them, and how to see what an effect leaves on them."""

import numpy as np

from mangacli.drawing import Pixels, Shape, Stroke
from mangacli.effects.focus import lay_ground
from mangacli.effects.ground import PLAIN, Figure, Focus, Ground, Marks
from mangacli.geometry import Box, Path
from mangacli.paint.raster import pixel_size, rasterise

AREAS = {
    "upright": ((10.0, 10.0), (210.0, 10.0), (210.0, 150.0), (10.0, 150.0)),
    "slanted": ((10.0, 10.0), (230.0, 10.0), (200.0, 140.0), (25.0, 160.0)),
    "triangle": ((20.0, 10.0), (220.0, 60.0), (40.0, 170.0)),
    "hollow": ((10.0, 10.0), (200.0, 10.0), (200.0, 60.0), (90.0, 60.0), (90.0, 170.0), (10.0, 170.0)),
    "sliver": ((10.0, 10.0), (400.0, 12.0), (400.0, 20.0), (10.0, 22.0)),
    "tower": ((10.0, 10.0), (34.0, 10.0), (30.0, 500.0), (10.0, 500.0)),
    "tiny": ((3.0, 3.0), (9.0, 3.0), (9.0, 8.0), (3.0, 8.0)),
    "huge": ((0.0, 0.0), (700.0, 0.0), (700.0, 500.0), (0.0, 500.0)),
}
"""Panels in points."""
GREY = 128
"""What lies beneath: neither ink nor paper, so that both are seen on it."""


def someone(area, x=0.5, y=0.4, size=0.25, id="ann", facing="left") -> Figure:
    """A figure whose face lies at fractions of a panel's box."""
    box = Ground(area).box
    side = min(box.width, box.height) * size
    (cx, cy) = box.part((x, y, x, y)).center
    head = Box(cx - side * 0.45, cy - side * 0.6, cx + side * 0.45, cy + side * 0.6)
    body = Box(head.x1 - side, head.y1 - side * 0.4, head.x2 + side, max(box.y2, head.y2 + side))
    return Figure(id, body, head, facing)


def ground(area, figures=(), at=None, options=PLAIN, covers=True, ink=0.0, seed="1.1", dpi=100.0) -> Ground:
    return lay_ground(area, figures, at, options, covers=covers, ink=ink, seed=seed, dpi=dpi)


def painted(marks: Marks | tuple[Shape, ...], area, scale=1.0) -> np.ndarray:
    """Marks over a grey page → its pixels."""
    box = Ground(area).box
    size = (box.x2 + 10, box.y2 + 10)
    width, height = pixel_size(size, scale)
    shapes = marks.shapes if isinstance(marks, Marks) else marks
    pixels = rasterise(shapes, size, scale, Pixels(width, height, bytes([GREY]) * (width * height)))
    return np.frombuffer(pixels.data, np.uint8).reshape(height, width)


def outside(area, like: np.ndarray, scale=1.0) -> np.ndarray:
    """The pixels farther from a panel than a pixel's half: there anti-aliasing reaches no more."""
    height, width = like.shape
    shape = Shape(Path.polygon(area), 0.0, Stroke(1.5 / scale))
    pixels = rasterise([shape], (width / scale, height / scale), scale)
    return np.frombuffer(pixels.data, np.uint8).reshape(height, width) == 255


def inside(path: Path, like: np.ndarray, scale=1.0) -> np.ndarray:
    """How much of each pixel lies inside a path: 0 to 1."""
    height, width = like.shape
    size = (width / scale, height / scale)
    pixels = rasterise([Shape(path, 0.0)], size, scale)
    return 1 - np.frombuffer(pixels.data, np.uint8).reshape(height, width) / 255


def ellipse(focus: Focus) -> Path:
    (x, y), (rx, ry) = focus.center, focus.half
    return Path.ellipse(Box(x - rx, y - ry, x + rx, y + ry))
