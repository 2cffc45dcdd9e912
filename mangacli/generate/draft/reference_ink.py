"""A reference image as it would be inked: cut from a plain background, lines and blacks, mid greys as tone.

For the close-ups of characters that come with an image, and for all shots of those of whom no word is
understood. Lines come from an extended difference of Gaussians (Winnemöller, Kyprianidis and Olsen
2012), tones from greys smoothed by a guided filter, which keeps edges (He, Sun and Tang 2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from mangacli.drawing import Pixels
from mangacli.generate.base import CharacterRequest, Reference
from mangacli.generate.draft.authors_picture import guided, open_small
from mangacli.generate.draft.ink import Picture
from mangacli.geometry import Box

WORKING = 900
"""Pixels. Longest edge on which an image is inked."""
ROUGH = 192
"""Pixels. Longest edge on which the background is found."""
SMALLEST = 4
"""Pixels. In an edge shorter than this no background can be told from the subject."""
PLAIN = 0.55
"""Share of the border that must have one colour for the background to be called plain."""
ALIKE = 30.0
"""Distance in RGB (0–441) up to which a colour counts as the background's."""
STEP = 9.0
"""Change of grey between two pixels of the rough image from which on it counts as an outline."""
WHOLE = 2.0
"""Height by width from which a subject is taken for a whole figure."""
FACE_HEIGHT, FACE_WIDTH = 0.7, 0.72
"""Of a head, crown to chin, what the face takes."""

SMOOTH_RADIUS, FLAT = 9, 0.1
"""Pixels of the largest image over which greys are smoothed; the difference of greys that counts as flat."""
LINE_WIDTH = 1.5
"""Sigma in pixels of the largest image: how broad a line is that is found."""
SHARPNESS, BLACK, SOFTNESS = 16.0, 0.34, 9.0
"""How strongly edges become lines, from which grey on it is no black, how hard a line's edge is."""
KEYLINE_POINTS = 1.6
"""Points that the keyline is wide: by it the pixels of a point are known."""
OUTLINE = 0.5
"""Points. The line that frames what was cut out, as it frames the figures beside it."""

Plane = NDArray[np.uint8]
Levels = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class InkedReference:
    """An image made ready: `ink` and `tone` (0 black to 255 paper), where the `subject` is, and its head.

    `head` is the box of crown to chin in pixels of the planes; `cropped` tells that the subject runs out of
    the image's lower edge.
    """

    ink: Plane
    tone: Plane
    subject: Mask
    head: Box
    cropped: bool
    whole: bool
    """Whether a whole figure is seen, from crown to soles."""
    framed: bool
    """Whether no background could be cut away: what is shown is an arch of the image, in a frame."""


def picture_of(character: CharacterRequest, picture: Box, keyline: float) -> Picture:
    """A character with a reference → that image, inked, its head on the head box; pixels of the panel.

    Raises RunError where the image cannot be read or is too large.
    """
    inked = ink_reference(character.references[0])
    scale, left, top = _placed(character, inked, picture)
    ink, tone, subject = inked.ink, inked.tone, inked.subject
    height, width = subject.shape
    if inked.cropped and not inked.framed and top + scale * height < picture.y2:
        # The body runs on below the image's edge: its last row is drawn down to the panel's.
        more = min(8 * height, int((picture.y2 - top) / scale - height) + 1)
        below = ((0, more), (0, 0))
        ink, tone = np.pad(ink, below, mode="edge"), np.pad(tone, below, mode="edge")
        subject = np.pad(subject, below, mode="edge")
        height += more
    pen = min(max(1, round(OUTLINE / KEYLINE_POINTS * keyline / scale)), 12)
    margin = max(1, round(keyline / scale)) + pen
    ink, tone = (np.pad(np.where(subject, plane, 255), margin, constant_values=255) for plane in (ink, tone))
    mask = Image.fromarray(np.pad(subject, margin).astype(np.uint8) * 255).filter(ImageFilter.MedianFilter(5))
    framed = np.asarray(mask.filter(ImageFilter.MaxFilter(2 * pen + 1)))
    inside = np.asarray(mask.filter(ImageFilter.GaussianBlur(0.8)))
    ink = np.minimum(ink, np.where(framed > 127, np.maximum(inside, 0), 255)).astype(np.uint8)
    halo = np.asarray(mask.filter(ImageFilter.MaxFilter(2 * min(margin, 12) + 1)))
    box = Box(
        left - scale * margin,
        top - scale * margin,
        left + scale * (width + margin),
        top + scale * (height + margin),
    )
    return Picture(box, _pixels(ink), _pixels(halo), _pixels(tone))


def _placed(character: CharacterRequest, inked: InkedReference, picture: Box) -> tuple[float, float, float]:
    """Scale and left top corner of an image: its head on the head box, or whole in its box in a full shot."""
    face, box = picture.part(character.head), picture.part(character.box)
    rows = np.flatnonzero(inked.subject.any(axis=1))
    if inked.whole and character.shot in ("full", "long"):
        scale = max(1.0, box.height) / float(rows[-1] - rows[0] + 1)
        return scale, face.center[0] - scale * inked.head.center[0], box.y2 - scale * float(rows[-1] + 1)
    scale = max(1.0, face.height) / (inked.head.height * FACE_HEIGHT)
    return scale, face.center[0] - scale * inked.head.center[0], face.y2 - scale * inked.head.y2


@lru_cache(maxsize=8)
def ink_reference(reference: Reference) -> InkedReference:
    """A reference → its image, inked. Raises RunError where it cannot be read or is too large."""
    image = _opened(reference)
    rgb = np.asarray(image.convert("RGB"))
    cut = _subject(image)
    subject = _arch(rgb.shape[:2]) if cut is None else cut
    grey = image.convert("RGB").convert("L").filter(ImageFilter.MedianFilter(3))
    levels = np.asarray(grey).astype(np.float32)
    low, high = np.percentile(levels[subject], (2, 98)) if subject.any() else (0.0, 255.0)
    levels = np.clip((levels - low) / max(1.0, high - low), 0, 1)
    fine = max(rgb.shape[:2]) / WORKING
    smooth = guided(levels, max(1, round(SMOOTH_RADIUS * fine)), FLAT**2)
    ink = _lines(smooth, max(0.8, LINE_WIDTH * fine))
    tone = np.select([smooth < 0.36, smooth < 0.58, smooth < 0.78], [128, 176, 218], 255).astype(np.uint8)
    cropped = bool(subject[-1].mean() > 0.08)
    whole = not cropped and _tallness(subject) > WHOLE
    return InkedReference(ink, tone, subject, _head(subject), cropped, whole, cut is None)


def _lines(levels: Levels, width: float) -> Plane:
    """Smoothed greys (0–1) → lines and blacks, with edges soft enough to be scaled up."""
    narrow, broad = _blurred(levels, width), _blurred(levels, 1.6 * width)
    sharp = (1 + SHARPNESS) * narrow - SHARPNESS * broad
    soft = np.where(sharp >= BLACK, 1.0, 1.0 + np.tanh(SOFTNESS * (sharp - BLACK)))
    return (255 * np.clip(soft, 0, 1)).astype(np.uint8)


def _blurred(levels: Levels, sigma: float) -> Levels:
    """Gaussian blur in single precision: differences of 8-bit blurs would be steps."""
    reach = max(1, int(3 * sigma + 0.5))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2).astype(np.float32)
    weights /= weights.sum()
    for axis in (0, 1):
        pads = [(0, 0), (0, 0)]
        pads[axis] = (reach, reach)
        padded = np.pad(levels, pads, mode="edge")
        length = levels.shape[axis]
        parts = (np.take(padded, range(at, at + length), axis) * weight for at, weight in enumerate(weights))
        levels = np.add.reduce(list(parts))
    return levels


def _opened(reference: Reference) -> Image.Image:
    advice = "give a PNG, JPEG or WebP image, or describe the character in words"
    return open_small(reference, "reference", WORKING, "RGB", advice)


def _subject(image: Image.Image) -> Mask | None:
    """Where the subject is: what is opaque, less a plain background that reaches in from the border.

    None where no background can be told from it.
    """
    opaque = np.asarray(image.getchannel("A")) > 127
    if opaque.mean() < 0.97:
        return opaque if opaque.any() else np.ones_like(opaque)
    small = image.convert("RGB")
    small.thumbnail((ROUGH, ROUGH))
    rgb = np.asarray(small).astype(np.float32)
    if min(rgb.shape[:2]) < SMALLEST:
        return None
    # The lower border is where a portrait's shoulders leave the image: the other three show the background.
    border = np.concatenate([rgb[0], rgb[: 2 * len(rgb) // 3, 0], rgb[: 2 * len(rgb) // 3, -1]])
    colour = np.median(border, axis=0)
    if (np.linalg.norm(border - colour, axis=1) < ALIKE).mean() < PLAIN:
        return None
    # A shaded background changes slowly; the subject's outline is a sudden step.
    steps = np.abs(np.gradient(rgb.mean(axis=2)))
    outside = _reached((np.linalg.norm(rgb - colour, axis=2) < 2 * ALIKE) & (np.maximum(*steps) < STEP))
    outside = np.asarray(Image.fromarray(outside).convert("L").filter(ImageFilter.MaxFilter(3))) > 127
    mask = Image.fromarray((~outside).astype(np.uint8) * 255).resize(image.size, Image.Resampling.BICUBIC)
    subject = np.asarray(mask) > 127
    return subject if subject.mean() > 0.02 else None


def _arch(shape: tuple[int, ...]) -> Mask:
    """A picture's size → the arch that is shown of one whose background is no plain one."""
    height, width = shape
    y, x = np.ogrid[:height, :width]
    middle = width / 2
    return np.asarray(((x + 0.5 - middle) ** 2 + (np.minimum(y + 0.5, middle) - middle) ** 2) <= middle**2)


def _reached(open_ground: Mask) -> Mask:
    """The part of the open ground that can be reached from the picture's border."""
    reached = np.zeros_like(open_ground)
    for edge in (np.s_[0, :], np.s_[-1, :], np.s_[:, 0], np.s_[:, -1]):
        reached[edge] = open_ground[edge]
    count = -1
    while count != reached.sum():
        count = int(reached.sum())
        for _ in range(8):
            grown = reached.copy()
            grown[1:] |= reached[:-1]
            grown[:-1] |= reached[1:]
            grown[:, 1:] |= reached[:, :-1]
            grown[:, :-1] |= reached[:, 1:]
            reached = grown & open_ground
    return reached


def _head(subject: Mask) -> Box:
    """Where a head is likely to be: at the top, as high as the subject's proportions have it."""
    rows = np.flatnonzero(subject.any(axis=1))
    top, height = float(rows[0]), float(rows[-1] - rows[0] + 1)
    tall = _tallness(subject)
    share = 1 / 6.5 if tall > WHOLE else 0.32 if tall > 1.5 else 0.58
    head = height * share
    band = subject[rows[0] : rows[0] + max(1, int(0.8 * head))]
    middle = float(np.average(np.arange(subject.shape[1]) + 0.5, weights=band.sum(axis=0)))
    return Box(middle - head * FACE_WIDTH / 2, top, middle + head * FACE_WIDTH / 2, top + head)


def _tallness(subject: Mask) -> float:
    """Height of a subject by its width."""
    rows, columns = np.flatnonzero(subject.any(axis=1)), np.flatnonzero(subject.any(axis=0))
    return float(rows[-1] - rows[0] + 1) / float(columns[-1] - columns[0] + 1)


def _pixels(plane: Plane) -> Pixels:
    height, width = plane.shape
    return Pixels(width, height, np.ascontiguousarray(plane, dtype=np.uint8).tobytes())
