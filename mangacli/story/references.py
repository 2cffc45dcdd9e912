"""Files that a story names: there, within its reach, and of a kind and size that can be read."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image

from mangacli.errors import Finding, Where
from mangacli.reach import MissingError, OutsideError, Reach
from mangacli.story.models import Story

MAX_REFERENCE_BYTES = 32_000_000
MAX_REFERENCE_PIXELS = 50_000_000
MAX_LORA_BYTES = 4_000_000_000
MAX_IMAGE_BYTES = 200_000_000
MAX_IMAGE_DECODED = 300_000_000
"""Bytes of a panel's own image when decoded: one each pixel in greys, three in colours."""
Check = Callable[[Path, str, Where], Iterator[Finding]]
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")


def check_references(story: Story, reach: Reach) -> Iterator[Finding]:
    """A story and the files it may read → findings about its pictures and LoRA files.

    Files and pictures beyond the limits are judged by their size; all others are decoded, each once, so that
    a damaged one is found here and not in the middle of a run.
    """
    for id, character in story.characters.items():
        for index, name in enumerate(character.reference):
            yield from check_file(reach, name, ("characters", id, "reference", index), _check_picture)
    for where, name in _backplates(story):
        yield from check_file(reach, name, (*where, "background_image"), _check_picture)
    for index, lora in enumerate(story.loras):
        yield from check_file(reach, lora.file, ("loras", index, "file"), _check_lora)
    for page_index, page in enumerate(story.pages):
        for panel_index, panel in enumerate(page.panels):
            if panel.image is not None:
                place: Where = ("pages", page_index, "panels", panel_index, "image", "file")
                yield from check_file(reach, panel.image.file, place, _check_image)


def _backplates(story: Story) -> Iterator[tuple[Where, str]]:
    """The background images of pages and panels, each with the path of what it lies in."""
    for page_index, page in enumerate(story.pages):
        if page.background_image is not None:
            yield ("pages", page_index), page.background_image
        for panel_index, panel in enumerate(page.panels):
            if panel.background_image is not None:
                yield ("pages", page_index, "panels", panel_index), panel.background_image


def check_file(reach: Reach, name: str, where: Where, check: Check) -> Iterator[Finding]:
    """A file's name as written → what is wrong with where it lies; if nothing is, what `check` finds."""
    try:
        yield from check(reach.find(name), name, where)
    except OutsideError:
        message = f'"{name}" leads out of the story\'s folder'
        hint = "copy the file into the story's folder, or allow its own: --allow DIR"
        yield Finding("reference-outside", where, message, hint)
    except MissingError as error:
        said = f'"{name}" cannot be read: {error}' if str(error) else f'there is no file "{name}"'
        hint = "the path counts from the story's folder"
        yield Finding("reference-missing", where, said, hint)
    except OSError as error:
        yield Finding("reference-missing", where, f'"{name}" cannot be read: {error.strerror or error}')


def _check_picture(path: Path, name: str, where: Where) -> Iterator[Finding]:
    size = path.stat().st_size
    if size > MAX_REFERENCE_BYTES:
        message = f'"{name}" has {size / 1e6:.0f} MB; at most {MAX_REFERENCE_BYTES // 1_000_000} MB are read'
        yield Finding("reference-too-large", where, message, "save it smaller")
        return
    limit = f"at most {MAX_REFERENCE_PIXELS // 1_000_000} megapixels are read"
    hint = "scale it down; 1024 pixels are plenty"
    try:
        pixels = _pixels(path, path.stat().st_mtime_ns)
    except Image.DecompressionBombError:
        yield Finding("reference-too-large", where, f'"{name}" is huge; {limit}', hint)
        return
    if pixels is None:
        message = f'"{name}" is not an image that can be read, or is damaged'
        yield Finding("reference-not-image", where, message, f"save it as one of {', '.join(FORMATS)}")
    elif pixels[0] * pixels[1] > MAX_REFERENCE_PIXELS:
        message = f'"{name}" is {pixels[0]} × {pixels[1]} pixels; {limit}'
        yield Finding("reference-too-large", where, message, hint)


def _check_image(path: Path, name: str, where: Where) -> Iterator[Finding]:
    """A panel's own image: for print it may be larger than a reference, and it is decoded once, later."""
    size = path.stat().st_size
    if size > MAX_IMAGE_BYTES:
        message = f'"{name}" has {size / 1e6:.0f} MB; at most {MAX_IMAGE_BYTES // 1_000_000} MB are read'
        yield Finding("reference-too-large", where, message, "save line art in greys or in one bit")
        return
    try:
        decoded = _decoded(path, path.stat().st_mtime_ns)
    except Image.DecompressionBombError:
        decoded = MAX_IMAGE_DECODED + 1
    if decoded is None:
        message = f'"{name}" is not an image that can be read, or is damaged'
        yield Finding("reference-not-image", where, message, f"save it as one of {', '.join(FORMATS)}")
    elif decoded > MAX_IMAGE_DECODED:
        message = f'"{name}" has more pixels than can be read: {MAX_IMAGE_DECODED // 10**6} million, greys'
        yield Finding("reference-too-large", where, message, "the page's own resolution is enough")


@lru_cache(maxsize=4096)
def _decoded(path: Path, changed: int) -> int | None:
    """An image, and when it was last `changed` → its bytes when decoded; None where it is none, or damaged.

    Its chunks are verified where the format has checksums, but nothing is decoded.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=FORMATS) as image:
                decoded = image.width * image.height * len(image.getbands())
                image.verify()
                return decoded
        except (SyntaxError, ValueError):
            return None
        except OSError as error:
            if error.errno is not None:
                raise
            return None


def _check_lora(path: Path, name: str, where: Where) -> Iterator[Finding]:
    """Only the kind and size of the file: whether its tensors fit is for the model to say."""
    if path.suffix != ".safetensors":
        message = f'"{name}" is no .safetensors file; other kinds may run foreign code when they are read'
        yield Finding("lora-kind", where, message, "take the LoRA's .safetensors file")
    elif (size := path.stat().st_size) > MAX_LORA_BYTES:
        message = f'"{name}" has {size / 1e9:.0f} GB; at most {MAX_LORA_BYTES // 10**9} GB are read'
        yield Finding("reference-too-large", where, message, "a LoRA of the model has 2 GB at most")


@lru_cache(maxsize=1024)
def _pixels(path: Path, changed: int) -> tuple[int, int] | None:
    """A file, and when it was last `changed` → its width and height; None where it is no image, or damaged.

    It is decoded only where it has no more than MAX_REFERENCE_PIXELS. Raises DecompressionBombError where the
    header claims more pixels than Pillow would ever decode.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=FORMATS) as image:
                if image.width * image.height <= MAX_REFERENCE_PIXELS:
                    image.load()
                return image.size
        except (SyntaxError, ValueError):
            return None
        except OSError as error:
            if error.errno is not None:  # the disk's doing; Pillow's own errors have no number
                raise
            return None
