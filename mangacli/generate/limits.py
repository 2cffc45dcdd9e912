"""The limits by which a story is judged: those of the checkpoint that draws or would draw."""

from __future__ import annotations

from pathlib import Path

from mangacli.errors import RunError
from mangacli.generate.choice import Choice
from mangacli.generate.registry import REAL_MODEL
from mangacli.story.model_limits import ModelLimits


def limits_for(choice: Choice) -> ModelLimits:
    """Who draws → the model's limits: the checkpoint's own where one is at hand, else the released model's.

    Other artists are judged by them too, mildly: what is drafted today shall be drawn tomorrow.
    """
    real = choice.name == REAL_MODEL
    limits = ModelLimits(choice.name, strict=real, long_prompts=choice.options.long_prompts)
    checkpoint = _checkpoint(choice.key if real else None)
    if checkpoint is None:
        return limits
    from mangacli.generate.diffsensei.checkpoint_limits import limits_of

    return limits_of(checkpoint, limits, choice.options.llm)


def _checkpoint(wanted: str | None) -> Path | None:
    """The checkpoint that draws, or that is installed; None where there is none that is complete."""
    from mangacli.generate.diffsensei.checkpoint import find_checkpoint

    try:
        return find_checkpoint(wanted)
    except RunError:  # who draws with it is told before this; to judge, the released model's limits do
        return None
