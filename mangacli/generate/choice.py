"""Who will draw, and why: settled before a story is laid out, without loading any model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mangacli.errors import UsageError
from mangacli.generate import registry
from mangacli.generate.base import Generator, SizeLimits
from mangacli.generate.engine_options import AS_IT_COMES, EngineOptions
from mangacli.generate.own_image import OwnImages


@dataclass(frozen=True, slots=True)
class Choice:
    """The artist of a run. `key` is what `registry.artist` takes, `name` what people and files are told."""

    name: str
    key: str
    reason: str
    limits: SizeLimits
    options: EngineOptions = AS_IT_COMES

    @property
    def made_by(self) -> str:
        """The artist's `made_by`, whether or not it is loaded."""
        return registry.made_by(self.key, self.options)

    def artist(self) -> Generator:
        """The artist itself, in whichever process it is wanted; the author's own images go before its own."""
        return OwnImages(registry.artist(self.key, self.options))


def choose(wanted: str | None, options: EngineOptions) -> Choice:
    """What `--model` says (None: nothing) → who draws; the model asked for by name is there and can run.

    Raises UsageError for a name that nobody has and for the model's options where another artist draws,
    RunError with the command that mends it where the model is not installed: it is never quietly replaced by
    another artist.
    """
    choice = judge(wanted, options)
    if choice.name == registry.REAL_MODEL:
        registry.require_model(choice.key, options.llm)
    elif options.asked:
        raise UsageError(
            f"{', '.join(options.asked)}: for the DiffSensei model alone, but {choice.name} draws",
            "name the model: --model diffsensei, or --model with the folder of a checkpoint",
        )
    return choice


def judge(wanted: str | None, options: EngineOptions = AS_IT_COMES) -> Choice:
    """Like `choose`, for work that draws nothing: the model's limits count, it need not be installed."""
    if wanted is None:
        name = registry.default()
        return Choice(name, name, registry.reason_for_default(), registry.size_limits(name), options)
    if wanted in registry.names():
        return Choice(wanted, wanted, "as asked", registry.size_limits(wanted), options)
    if Path(wanted).expanduser().is_dir():
        reason = f"the checkpoint in {wanted}"
        return Choice(registry.REAL_MODEL, wanted, reason, registry.size_limits(wanted), options)
    raise registry.unknown_artist(wanted)
