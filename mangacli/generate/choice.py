"""Who will draw, and why: settled before a story is laid out, without loading any model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mangacli.generate import registry
from mangacli.generate.base import SizeLimits

REAL_MODEL = "diffsensei"


@dataclass(frozen=True, slots=True)
class Choice:
    """The artist of a run. `key` is what `registry.artist` takes, `name` what people and files are told."""

    name: str
    key: str
    reason: str
    limits: SizeLimits


def choose(wanted: str | None) -> Choice:
    """What `--model` says (None: nothing) → who draws; the model asked for by name is there and can run.

    Raises UsageError for a name that nobody has, RunError with the command that mends it where the model
    is not installed: it is never quietly replaced by another artist.
    """
    if wanted is None:
        return Choice(registry.default(), registry.default(), registry.reason_for_default(), SizeLimits())
    choice = judge(wanted)
    if choice.name == REAL_MODEL:
        registry.require_model(choice.key)
    return choice


def judge(wanted: str | None) -> Choice:
    """Like `choose`, for work that draws nothing: the model's limits count, it need not be installed."""
    if wanted is None:
        return choose(None)
    if wanted in registry.names():
        return Choice(wanted, wanted, "as asked", SizeLimits())
    if Path(wanted).expanduser().is_dir():
        return Choice(REAL_MODEL, wanted, f"the checkpoint in {wanted}", SizeLimits())
    raise registry.unknown_artist(wanted)
