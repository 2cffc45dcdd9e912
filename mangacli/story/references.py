"""Files that a story names: there, inside its folder, and of a kind and size that can be read."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from mangacli.errors import Finding, Where
from mangacli.story.models import Story

MAX_REFERENCE_BYTES = 32_000_000
MAX_REFERENCE_PIXELS = 50_000_000
Check = Callable[[Path, str, Where], Iterator[Finding]]
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")


def check_references(story: Story, folder: Path) -> Iterator[Finding]:
    """A story and its folder → findings about its pictures and LoRA files.

    Files and pictures beyond the limits are judged by their size; all others are decoded, so that a
    damaged one is found here and not in the middle of a run.
    """
    for id, character in story.characters.items():
        for index, name in enumerate(character.reference):
            yield from _check_reference(folder, name, ("characters", id, "reference", index))
    for where, name in _backplates(story):
        yield from _check_reference(folder, name, (*where, "background_image"))
    for index, lora in enumerate(story.loras):
        yield from _check_file(folder, lora.file, ("loras", index, "file"), _check_lora)


def _backplates(story: Story) -> Iterator[tuple[Where, str]]:
    """The background images of pages and panels, each with the path of what it lies in."""
    for page_index, page in enumerate(story.pages):
        if page.background_image is not None:
            yield ("pages", page_index), page.background_image
        for panel_index, panel in enumerate(page.panels):
            if panel.background_image is not None:
                yield ("pages", page_index, "panels", panel_index), panel.background_image


def _check_reference(folder: Path, name: str, where: Where) -> Iterator[Finding]:
    yield from _check_file(folder, name, where, _check_picture)


def _check_file(folder: Path, name: str, where: Where, check: Check) -> Iterator[Finding]:
    """A file's name as written → what is wrong with where it lies; if nothing is, what `check` finds."""
    if "\0" in name or not name:
        yield Finding("reference-missing", where, f'"{name}" is not the path of a file')
        return
    try:
        home = folder.resolve()
        path = (home / name).resolve()
        if Path(name).is_absolute() or not path.is_relative_to(home):
            message = f'"{name}" leads out of the story\'s folder'
            yield Finding("reference-outside", where, message, "copy the file into the story's folder")
        elif not path.is_file():
            hint = "the path counts from the story's folder"
            yield Finding("reference-missing", where, f'there is no file "{name}"', hint)
        else:
            yield from check(path, name, where)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "a loop of links"
        yield Finding("reference-missing", where, f'"{name}" cannot be read: {reason}')


def _check_picture(path: Path, name: str, where: Where) -> Iterator[Finding]:
    size = path.stat().st_size
    if size > MAX_REFERENCE_BYTES:
        message = f'"{name}" has {size / 1e6:.0f} MB; at most {MAX_REFERENCE_BYTES // 1_000_000} MB are read'
        yield Finding("reference-too-large", where, message, "save it smaller")
        return
    limit = f"at most {MAX_REFERENCE_PIXELS // 1_000_000} megapixels are read"
    hint = "scale it down; 1024 pixels are plenty"
    try:
        pixels = _pixels(path)
    except Image.DecompressionBombError:
        yield Finding("reference-too-large", where, f'"{name}" is huge; {limit}', hint)
        return
    if pixels is None:
        message = f'"{name}" is not an image that can be read, or is damaged'
        yield Finding("reference-not-image", where, message, f"save it as one of {', '.join(_FORMATS)}")
    elif pixels[0] * pixels[1] > MAX_REFERENCE_PIXELS:
        message = f'"{name}" is {pixels[0]} × {pixels[1]} pixels; {limit}'
        yield Finding("reference-too-large", where, message, hint)


def _check_lora(path: Path, name: str, where: Where) -> Iterator[Finding]:
    """Only the kind of file: whether its tensors fit is for the model to say."""
    if path.suffix != ".safetensors":
        message = f'"{name}" is no .safetensors file; other kinds may run foreign code when they are read'
        yield Finding("lora-kind", where, message, "take the LoRA's .safetensors file")


def _pixels(path: Path) -> tuple[int, int] | None:
    """A file → its width and height; None where it is no known image, or a damaged one.

    It is decoded only where it has no more than MAX_REFERENCE_PIXELS. Raises DecompressionBombError where the
    header claims more pixels than Pillow would ever decode.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=_FORMATS) as image:
                if image.width * image.height <= MAX_REFERENCE_PIXELS:
                    image.load()
                return image.size
        except (SyntaxError, ValueError):
            return None
        except OSError as error:
            if error.errno is not None:  # the disk's doing; Pillow's own errors have no number
                raise
            return None
