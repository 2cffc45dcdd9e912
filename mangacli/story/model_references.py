"""How DiffSensei will use the characters' reference images: which one, and how much of it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from PIL import Image

from mangacli.errors import Finding
from mangacli.reach import MissingError, OutsideError, Reach
from mangacli.story.models import Character, Story
from mangacli.story.references import FORMATS

MOST_ELONGATED = 1.6
"""How many times as tall as wide, or as wide as tall, a reference may be before much of it is lost."""
_ORIENTATION = 0x0112
"""The EXIF tag of how a camera was held; from 5 on the picture lies on its side."""


def check_model_references(story: Story, reach: Reach) -> Iterator[Finding]:
    """A story and the files it may read → notes on references that the model leaves out or sees little of.

    The model takes one picture of a character in a panel, and its finer encoder a square. Characters that are
    in no panel are passed over, files that cannot be read too: they have their own findings.
    """
    for id, character in story.characters.items():
        wanted = {
            placement.reference
            for page in story.pages
            for panel in page.panels
            for placement in panel.characters
            if placement.character == id
        }
        if None in wanted and len(character.reference) > 1:
            message = f'diffsensei takes one reference image in a panel; "{id}" is drawn from the first'
            hint = "to take another one in a panel, write `reference: 2` in the character's placement"
            where = ("characters", id, "reference", 1)
            yield Finding("reference-one-of-several", where, message, hint, "note")
        if character.reference_fit == "crop":
            yield from _check_crops(id, character, reach, {number or 1 for number in wanted})


def _check_crops(id: str, character: Character, reach: Reach, numbers: set[int]) -> Iterator[Finding]:
    """Notes on the references of these numbers of which the centre square leaves out much."""
    for index, name in enumerate(character.reference):
        size = _size(reach, name) if index + 1 in numbers else None
        if size is None or max(size) <= MOST_ELONGATED * min(size):
            continue
        tall = size[1] > size[0]
        shape, lost = ("tall", "top and bottom") if tall else ("wide", "both sides")
        message = (
            f'"{name}" is so {shape} ({size[0]} × {size[1]} pixels) that diffsensei hardly sees its {lost}'
        )
        hint = "cut it to head and shoulders, or write `reference_fit: pad` to show all of it, smaller"
        yield Finding("reference-cropped", ("characters", id, "reference", index), message, hint, "note")


def _size(reach: Reach, name: str) -> tuple[int, int] | None:
    """An image file → its width and height, held upright; None where it is no image within reach."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(reach.find(name), formats=FORMATS) as image:
                lies = image.getexif().get(_ORIENTATION, 1) in range(5, 9)
                return (image.height, image.width) if lies else image.size
        except (OutsideError, MissingError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return None
