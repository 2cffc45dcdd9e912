"""Ink → Group 4 facsimile data (ITU-T T.6), as PDF's CCITTFaxDecode reads it with K −1.

Pillow writes it inside a TIFF file (by libtiff); what counts is the file's one strip.
"""

from __future__ import annotations

import io
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, features

from mangacli.errors import RunError

_WHOLE = 1 << 30
"""Bytes of a strip: more than any page has, so that there is one."""


def group4(bits: NDArray[np.uint8], width: int) -> bytes:
    """Rows of ⌈width / 8⌉ bytes (1 is ink, the first pixel is the highest bit) → their runs, packed.

    Raises RunError where Pillow was built without libtiff.
    """
    from PIL import TiffImagePlugin  # grey pages do without

    _require_libtiff()
    file = io.BytesIO()
    picture = Image.frombytes("1", (width, len(bits)), bits.tobytes())
    picture.save(file, "TIFF", compression="group4", strip_size=_WHOLE)
    file.seek(0)
    with TiffImagePlugin.TiffImageFile(file) as written:  # of our own making, so its size is no bomb
        (start,) = written.tag_v2[TiffImagePlugin.STRIPOFFSETS]
        (length,) = written.tag_v2[TiffImagePlugin.STRIPBYTECOUNTS]
    return file.getvalue()[start : start + length]


@cache
def _require_libtiff() -> None:
    if not features.check("libtiff"):
        raise RunError(
            "this Pillow was built without libtiff, which packs one-bit pictures for PDF",
            "install Pillow's wheel (pip install --force-reinstall pillow), or write PNG alone: --format png",
        )
