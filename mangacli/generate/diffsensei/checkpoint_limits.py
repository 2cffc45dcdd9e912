"""What the checkpoint at hand can take, for judging a story before anything is loaded. Needs no torch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import read_json
from mangacli.generate.diffsensei.token_count import TokenCounter
from mangacli.generate.diffsensei.vocabulary import added_tokens
from mangacli.placed import SizeLimits
from mangacli.story.model_limits import ModelLimits
from mangacli.story.prompt import Pieces


def limits_of(checkpoint: Path, limits: ModelLimits, llm: bool = False) -> ModelLimits:
    """A checkpoint and the released model's limits → its own: slots, tokenizers, the language model's tokens.

    What cannot be read there stays as in `limits`, for a story can be judged without a sound checkpoint;
    whoever loads it is told what is wrong.
    """
    characters, dialogs = _slots(checkpoint)
    return replace(
        limits,
        characters=characters or limits.characters,
        dialogs=dialogs or limits.dialogs,
        pieces=_pieces(checkpoint),
        picture_tokens=_picture_tokens(checkpoint) if llm else (),
    )


def picture_limits(checkpoint: Path) -> SizeLimits:
    """A checkpoint → the sizes of pictures it draws: the released model's, within its own `max_pixels`.

    The released checkpoint sets no such limit; the tiny one does, for nobody wants to wait for its noise.
    """
    limits = SizeLimits()
    pixels = _count(checkpoint, "max_pixels")
    return limits if pixels is None else replace(limits, pixels=max(pixels, limits.shortest**2))


def _slots(checkpoint: Path) -> tuple[int | None, int | None]:
    """How many characters and dialogs a panel may have by `model_config.json`; None where it does not say."""
    return _count(checkpoint, "max_num_ips"), _count(checkpoint, "max_num_dialogs")


def _count(checkpoint: Path, key: str) -> int | None:
    """A count of the image generator in `model_config.json`; None where there is none that can be read."""
    path = checkpoint / "model_config.json"
    try:
        content = read_json(path) if path.is_file() else {}
    except RunError:
        return None
    said = content.get("image_generator")
    count = said.get(key) if isinstance(said, dict) else None
    return count if isinstance(count, int) and not isinstance(count, bool) and count >= 1 else None


def _pieces(checkpoint: Path) -> Pieces | None:
    """The checkpoint's way of cutting a prompt into tokens; None where it cannot be read here."""
    generator = checkpoint / "image_generator"
    try:
        return TokenCounter.read(generator / "tokenizer", generator / "tokenizer_2").pieces
    except (RunError, ModuleNotFoundError):  # the package `tokenizers` comes with the extra
        return None


def _picture_tokens(checkpoint: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(added_tokens(checkpoint / "mllm" / "tokenizer")))
    except RunError:
        return ()
