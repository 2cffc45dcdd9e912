"""A reference image's file → the grey picture that the encoders of the characters see.

Three ways to prepare it. `crop` and `pad` are ours: the picture is held as its camera was, transparent parts
show white paper, sixteen bits become eight by their high half; `pad` then adds white until it is a square, so
that the encoder that looks at the centre square sees all of it. White, because that is what a manga's paper
is: a corner may be anybody's hair. `parity` is the reference's way, by which its recorded numbers come out:
what lies hidden under transparent parts shows (mostly black), photographs lie as the camera stored them.
"""

from __future__ import annotations

import io
import warnings
from typing import Literal

from PIL import Image

from mangacli.errors import RunError
from mangacli.generate.paper_picture import FORMATS, UNREADABLE, on_paper

Preparation = Literal["parity", "crop", "pad"]
PREPARATION_VERSION = 1
"""Counted up whenever a way to prepare pictures changes: what was made from them is then made anew."""
LONGEST_PADDED = 4096
"""Pixels of a padded square's edge, many times what an encoder looks at."""


def prepared_picture(content: bytes, preparation: Preparation, name: str) -> Image.Image:
    """An image file's bytes and its name (for errors) → the grey picture as RGB. Raises RunError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                grey = image.convert("L") if preparation == "parity" else on_paper(image)
    except UNREADABLE as error:
        raise RunError(
            f"cannot read the reference picture {name}: {error}", "give a PNG or JPEG file"
        ) from error
    return (padded_to_square(grey) if preparation == "pad" else grey).convert("RGB")


def padded_to_square(image: Image.Image) -> Image.Image:
    """A grey picture → a square with it in the middle and white beside it, LONGEST_PADDED pixels at most."""
    if max(image.size) > LONGEST_PADDED:
        scale = LONGEST_PADDED / max(image.size)
        smaller = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(smaller, Image.Resampling.BOX)
    edge = max(image.size)
    square = Image.new("L", (edge, edge), 255)
    square.paste(image, ((edge - image.width) // 2, (edge - image.height) // 2))
    return square
