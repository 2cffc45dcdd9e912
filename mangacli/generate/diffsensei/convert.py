"""A checkpoint → a copy in the same layout that is smaller and loads faster: safetensors, half precision.

Tensors keep the names that they have in the released files, so that other programs read the copy too. They
are cast and written one by one: no more than one tensor is in memory.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch

from mangacli.errors import RunError, UsageError
from mangacli.generate.diffsensei.checkpoint import read_json, require_files, weight_files
from mangacli.generate.diffsensei.safetensors_file import Entry, write_component
from mangacli.generate.diffsensei.weights import Weights

DTYPES = {"fp16": torch.float16, "bf16": torch.bfloat16, "fp32": torch.float32}
LARGEST_FILE = 4 << 30
WEIGHT_SUFFIXES = (".bin", ".safetensors", ".index.json", ".pt", ".pth", ".ckpt", ".msgpack", ".h5", ".onnx")
BESIDE = ("model_config.json", "LICENSE", "LICENSE.md", "LICENSE.txt", "NOTICE", "README.md")
TEMPORARY_ROOM = 64 << 20
"""For file headers and what else is written meanwhile."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A component's path below the checkpoint, its bytes of weights before and after."""

    name: str
    before: int
    after: int


Progress = Callable[[Converted], None]


def convert(
    checkpoint: Path,
    output: Path,
    dtype: str = "fp16",
    llm: bool | None = None,
    progress: Progress = lambda component: None,
    *,
    largest_file: int = LARGEST_FILE,
) -> tuple[Converted, ...]:
    """A checkpoint folder → a copy in `output` (new or empty); every component's size before and after.

    `dtype` is fp16, bf16 or fp32; `llm` None copies the language model where there is one. The picture
    decoder keeps its precision where its configuration forbids half (`force_upcast`): it is drawn with in
    single precision even so, and rounded weights would change the pictures. The folder appears when all is
    written. Raises UsageError for an output that is not empty, RunError where files are missing or broken, a
    number is too large for half precision (naming file and tensor), or the disk has too little room.
    """
    if dtype not in DTYPES:
        raise UsageError(f"no such precision: {dtype}", f"choose among {', '.join(DTYPES)}")
    with_llm = (checkpoint / "mllm").is_dir() if llm is None else llm
    require_files(checkpoint, with_llm)
    _require_new(output, checkpoint)
    components = _components(checkpoint, with_llm)
    _require_room(output, checkpoint, components, DTYPES[dtype])
    done = []
    with _appearing(output) as folder:
        _copy_files(checkpoint, folder, with_llm)
        for component in components:
            before = sum(path.stat().st_size for path in weight_files(checkpoint / component))
            weights, entries = _entries(checkpoint / component, DTYPES[dtype])
            after = write_component(folder / component, weights, entries, largest_file)
            done.append(Converted(component, before, after))
            progress(done[-1])
    return tuple(done)


def _components(checkpoint: Path, llm: bool) -> tuple[str, ...]:
    """The folders that hold weights, by their path below the checkpoint."""
    parts = ("image_generator", "mllm") if llm else ("image_generator",)
    folders = [folder for part in parts for folder in sorted((checkpoint / part).iterdir())]
    return tuple(
        folder.relative_to(checkpoint).as_posix()
        for folder in folders
        if folder.is_dir() and weight_files(folder)
    )


def _entries(component: Path, wanted: torch.dtype) -> tuple[Weights, list[Entry]]:
    """A component's folder → its tensors, and of which precision each will be.

    Tables of whole numbers keep their kind, the picture decoder its precision where it forbids half.
    """
    weights = Weights.read(component)
    forbids_half = component.name == "vae" and read_json(component / "config.json").get("force_upcast", True)
    entries = []
    for name, tensor in sorted(weights.tensors.items()):
        keeps = forbids_half or not tensor.is_floating_point()
        entries.append(Entry(name, tuple(tensor.shape), tensor.dtype if keeps else wanted))
    return weights, entries


def _require_new(output: Path, checkpoint: Path) -> None:
    try:
        taken = output.exists() and (not output.is_dir() or any(output.iterdir()))
    except OSError as error:
        raise RunError(f"cannot read {output}: {error.strerror}", "name another folder") from error
    if taken:
        raise UsageError(f"{output} is not an empty folder", "name a new folder")
    if output.absolute().resolve().is_relative_to(checkpoint.resolve()):
        raise UsageError(f"{output} lies in the checkpoint itself", "name a folder beside it")


def _require_room(output: Path, checkpoint: Path, components: tuple[str, ...], dtype: torch.dtype) -> None:
    """Raises RunError with the numbers where the copy would not fit on the disk."""
    needed = TEMPORARY_ROOM
    for component in components:
        needed += sum(entry.size for entry in _entries(checkpoint / component, dtype)[1])
    there = next(folder for folder in output.absolute().parents if folder.is_dir())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise RunError(
            f"the copy takes {needed / 1e9:.1f} GB, {there} has {free / 1e9:.1f} GB free",
            "make room on the disk, or name a folder on another one",
        )


@contextmanager
def _appearing(output: Path) -> Iterator[Path]:
    """A path → a hidden folder beside it that takes its name when the block ends well, else vanishes."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{output.name}.", suffix=".part", dir=output.absolute().parent))
    except OSError as error:
        raise RunError(f"cannot write {output}: {error.strerror}", "choose another folder") from error
    try:
        yield made
        made.chmod(0o777 & ~_umask())
        made.replace(output)
    except OSError as error:
        raise RunError(f"cannot write {output}: {error.strerror or error}", "choose another place") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _copy_files(checkpoint: Path, folder: Path, llm: bool) -> None:
    """Configurations, tokenizers, licence: every file of the layout that holds no weights."""
    parts = ("image_generator", "mllm") if llm else ("image_generator",)
    found = [path for part in parts for path in sorted((checkpoint / part).rglob("*"))]
    found += [checkpoint / name for name in BESIDE]
    for path in found:
        inside = path.relative_to(checkpoint)
        hidden = any(step.startswith(".") for step in inside.parts)
        if not path.is_file() or hidden or path.name.endswith(WEIGHT_SUFFIXES):
            continue
        target = folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
