"""What the checkpoint at hand can take, for judging a story before anything is loaded. Needs no torch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import read_json
from mangacli.generate.diffsensei.token_count import TokenCounter
from mangacli.generate.diffsensei.vocabulary import added_tokens
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


def _slots(checkpoint: Path) -> tuple[int | None, int | None]:
    """How many characters and dialogs a panel may have by `model_config.json`; None where it does not say."""
    path = checkpoint / "model_config.json"
    try:
        content = read_json(path) if path.is_file() else {}
    except RunError:
        return None, None
    said = content.get("image_generator")
    counts = [said.get(key) if isinstance(said, dict) else None for key in ("max_num_ips", "max_num_dialogs")]
    characters, dialogs = (
        count if isinstance(count, int) and not isinstance(count, bool) and count >= 1 else None
        for count in counts
    )
    return characters, dialogs


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
