"""How a run wants the real model to work, beside what the story asks for. Needs no torch."""

from __future__ import annotations

from dataclasses import dataclass, fields

OFFLOADS = ("auto", "none", "model", "sequential")
"""Where weights wait: on the device, stage by stage beside it, or layer by layer beside it."""
PRECISIONS = ("auto", "fp32", "fp16", "bf16")


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What `manga render` was told of the real model; the other artists need none of it.

    `llm` fits the characters to the words by the language model; `parity` repeats the reference's mistakes;
    `long_prompts` reads prompts beyond 77 tokens in chunks; `compile` compiles the denoising network;
    `batch` panels of one size are drawn at once (None: by the device), `threads` limits the processor's
    (None: by the machine).
    """

    llm: bool = False
    parity: bool = False
    long_prompts: bool = False
    offload: str = "auto"
    precision: str = "auto"
    compile: bool = False
    batch: int | None = None
    threads: int | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The options of the command line that differ from their defaults, as written there."""
        plain = EngineOptions()
        names = [field.name for field in fields(self)]
        differing = [name for name in names if getattr(self, name) != getattr(plain, name)]
        return tuple(f"--{name.replace('_', '-')}" for name in differing)


AS_IT_COMES = EngineOptions()
"""Nothing asked for beside the story."""
