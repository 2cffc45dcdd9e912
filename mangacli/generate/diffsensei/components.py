"""What every component of a checkpoint holds, and all that is wrong with it: no tensor is loaded for good.

Names and shapes are compared with networks that are built without weights; the numbers themselves are read
tensor by tensor, so that a checkpoint can be checked that would not fit into the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from mangacli.errors import RunError
from mangacli.generate.diffsensei.adapter import QwenResampler
from mangacli.generate.diffsensei.checkpoint import weight_files
from mangacli.generate.diffsensei.configuration import read_config
from mangacli.generate.diffsensei.fit import adapter_misfits, require_fit
from mangacli.generate.diffsensei.load import Loader
from mangacli.generate.diffsensei.mapped_pages import let_go
from mangacli.generate.diffsensei.networks import (
    IGNORED_ENDINGS,
    OLD_VAE_NAMES,
    STOCK,
    build_unet,
    build_vae,
    shapes_in_file,
    shapes_of,
)
from mangacli.generate.diffsensei.resampler import Resampler
from mangacli.generate.diffsensei.vocabulary import Vocabulary
from mangacli.generate.diffsensei.weights import Shapes, Weights, is_finite

HALVES = ("input_resampler", "output_resampler")


@dataclass(frozen=True, slots=True)
class Component:
    """A component as its files hold it: which they are, of which precision, how much, what is wrong."""

    name: str
    files: tuple[str, ...]
    dtypes: tuple[str, ...]
    tensors: int
    parameters: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.problems


def checked_generator(checkpoint: Path) -> tuple[Component, ...]:
    """A checkpoint folder → the image generator's components, checked, and what does not fit together."""
    folder = checkpoint / "image_generator"
    components = [
        _checked(folder / "unet", lambda weights: (weights, shapes_of(build_unet(folder / "unet")))),
        _checked(
            folder / "vae",
            lambda weights: (weights.renamed(OLD_VAE_NAMES), shapes_of(build_vae(folder / "vae"))),
        ),
    ]
    components += [
        _checked_stock(folder / name)
        for name in ("text_encoder", "text_encoder_2", "clip_image_encoder", "magi_image_encoder")
    ]
    components.append(
        _checked(
            folder / "image_proj_model", lambda weights: (weights, _resampler_shapes(checkpoint, weights))
        )
    )
    return (*components, _checked_fit("image_generator", _generator_fit, checkpoint))


def checked_language_model(checkpoint: Path) -> tuple[Component, ...]:
    """A checkpoint folder → the components around the language model, and what does not fit together."""
    folder = checkpoint / "mllm"
    return (
        _checked_stock(folder / "llm"),
        _checked(folder / "agent", lambda weights: _agent_shapes(checkpoint, weights)),
        _checked_fit("mllm", _adapter_fit, checkpoint),
    )


def _checked(folder: Path, expect: Callable[[Weights], tuple[Weights, Shapes]]) -> Component:
    """A component's folder and how to find what it must hold → the component and all its problems."""
    name = f"{folder.parent.name}/{folder.name}"
    try:
        paths = weight_files(folder)
        weights = Weights.read(folder)
    except RunError as error:
        return Component(name, (), (), 0, 0, (error.message,))
    problems = list(_number_problems(weights))
    try:
        relevant, expected = expect(weights)
        problems += differences(relevant, expected)
    except RunError as error:
        problems.insert(0, error.message)
    tensors = weights.tensors.values()
    return Component(
        name,
        tuple(path.name for path in paths),
        tuple(sorted({str(tensor.dtype).removeprefix("torch.") for tensor in tensors})),
        len(tensors),
        sum(tensor.numel() for tensor in tensors),
        tuple(problems),
    )


def _checked_stock(folder: Path) -> Component:
    kind = STOCK[folder.name]

    def expect(weights: Weights) -> tuple[Weights, Shapes]:
        relevant = weights.without(IGNORED_ENDINGS)
        return relevant, shapes_in_file(kind.build(folder), relevant, kind.released_names)

    return _checked(folder, expect)


def _checked_fit(part: str, require: Callable[[Path], None], checkpoint: Path) -> Component:
    """What concerns several components: tokenizers, the scheduler, sizes that must agree."""
    try:
        require(checkpoint)
    except RunError as error:
        return Component(part, (), (), 0, 0, (error.message,))
    return Component(part, (), (), 0, 0, ())


def differences(weights: Weights, expected: Shapes) -> Iterator[str]:
    """Tensors and the shapes that a network needs → everything missing, unknown or of another shape."""
    for name in expected:
        if name not in weights.tensors:
            yield weights.lacks([name]).message
    for name, tensor in weights.tensors.items():
        if name not in expected:
            yield weights.knows_not([name]).message
        elif tuple(tensor.shape) != tuple(expected[name]):
            yield weights.differs(name, tuple(tensor.shape), tuple(expected[name])).message


def _number_problems(weights: Weights) -> Iterator[str]:
    for name, tensor in weights.without(IGNORED_ENDINGS).tensors.items():
        if not tensor.is_floating_point():
            yield f"{weights.files[name]}: the tensor {name} holds {tensor.dtype}, not floats"
        elif not is_finite(tensor):
            yield f"{weights.files[name]}: the tensor {name} holds NaN or infinity"
        let_go(tensor, weights.files[name])


def _resampler_shapes(checkpoint: Path, weights: Weights) -> Shapes:
    folder, config = checkpoint / "image_generator", read_config(checkpoint)
    clip, magi = (
        STOCK[name].config_of(folder / name) for name in ("clip_image_encoder", "magi_image_encoder")
    )
    context = build_unet(folder / "unet").config.cross_attention_dim
    sizes, slots = config.resampler(weights), config.slots(weights)
    with torch.device("meta"):
        return shapes_of(Resampler(sizes, slots, clip.hidden_size, magi.hidden_size, context))


def _agent_shapes(checkpoint: Path, weights: Weights) -> tuple[Weights, Shapes]:
    """The agent's file: both resamplers and replaced tensors of the language model; no other is looked at."""
    config = read_config(checkpoint)
    network = STOCK["llm"].build(checkpoint / "mllm" / "llm")
    expected = {f"llm.{name}": shape for name, shape in shapes_of(network).items()}
    expected = {name: shape for name, shape in expected.items() if name in weights.tensors}
    for which in HALVES:
        tensors = weights.below(f"{which}.")
        with torch.device("meta"):
            half = QwenResampler(config.adapter(which, tensors))
        stored = {name: shape for name, shape in shapes_of(half).items() if name in tensors.tensors}
        needed = {name: shape for name, shape in shapes_of(half).items() if name != "pos_embed"}
        expected |= {f"{which}.{name}": shape for name, shape in (stored | needed).items()}
    return weights.only(expected), expected


def _generator_fit(checkpoint: Path) -> None:
    """Raises RunError where configurations, tokenizers and the scheduler do not fit together."""
    Loader(checkpoint, torch.float32)


def _adapter_fit(checkpoint: Path) -> None:
    """Raises RunError where the language model, its adapter and the image generator do not fit together."""
    folder, config = checkpoint / "mllm", read_config(checkpoint)
    agent = Weights.read(folder / "agent")
    before, after = (config.adapter(which, agent.below(f"{which}.")) for which in HALVES)
    vocabulary = Vocabulary.read(folder / "tokenizer")
    vocabulary.places(max(before.grid, after.grid) ** 2)
    misfits = adapter_misfits(
        before,
        after,
        llm=STOCK["llm"].config_of(folder / "llm"),
        slots=config.slots(Weights.read(checkpoint / "image_generator" / "image_proj_model")),
        context=build_unet(checkpoint / "image_generator" / "unet").config.cross_attention_dim,
        words=vocabulary.size,
    )
    require_fit(folder, misfits)
