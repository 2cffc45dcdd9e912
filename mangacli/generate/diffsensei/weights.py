"""Reading tensors from files that are not trusted: no code runs, names and shapes are checked.

`.bin` files open with `weights_only=True` and memory-mapped, so that a tensor is read when it is taken and a
pickle that calls anything is refused; `.safetensors` files hold no code. Every error names file and tensor.
"""

from __future__ import annotations

import math
import pickle
import re
import struct
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor, nn

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import GET_IT, weight_files
from mangacli.generate.diffsensei.mapped_pages import let_go

FETCH_AGAIN = "fetch the checkpoint again; if it stays so, do not use it"
UNREADABLE = (
    OSError,
    RuntimeError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    struct.error,
)
"""What torch's reader is known to raise on a damaged file."""
Shapes = Mapping[str, tuple[int, ...]]
_CALLED = re.compile(r"GLOBAL (\S+)")
_NO_PICKLE = re.compile(r"Unsupported operand|invalid load key")
"""What torch says of a pickle: the first thing in it that may not be named; that it is none."""
_POINTER = b"version https://git-lfs.github.com/spec/"


class Weights:
    """A component's tensors by name, with the file that each comes from.

    Tensors stay on the disk (memory-mapped) until they are cast and placed.
    """

    def __init__(self, folder: Path, tensors: dict[str, Tensor], files: dict[str, Path]) -> None:
        self.folder = folder
        self.tensors = tensors
        self.files = files

    @classmethod
    def read(cls, folder: Path) -> Weights:
        """A component's folder → its tensors, from one file or all shards.

        Raises RunError where there is no file, one cannot be read, holds anything but tensors, or holds
        unmerged LoRA weights.
        """
        paths = weight_files(folder)
        if not paths:
            raise RunError(f"{folder} holds no weights (*.safetensors or *.bin)", GET_IT)
        tensors: dict[str, Tensor] = {}
        files: dict[str, Path] = {}
        for path in paths:
            for name, tensor in _read_file(path):
                if name in tensors:
                    raise RunError(f"{path}: the tensor {name} is also in {files[name].name}", FETCH_AGAIN)
                _check_tensor(path, name, tensor)
                tensors[name], files[name] = tensor.detach(), path
        return cls(folder, tensors, files)

    def below(self, prefix: str) -> Weights:
        """The tensors whose names begin with `prefix`, named without it."""
        names = {name: name[len(prefix) :] for name in self.tensors if name.startswith(prefix)}
        return Weights(
            self.folder,
            {short: self.tensors[name] for name, short in names.items()},
            {short: self.files[name] for name, short in names.items()},
        )

    def without(self, endings: tuple[str, ...]) -> Weights:
        """All tensors but those whose names end in one of `endings`."""
        return self.only([name for name in self.tensors if not name.endswith(endings)])

    def only(self, names: Iterable[str]) -> Weights:
        """The tensors of these names; names that are not there stay missing."""
        kept = [name for name in names if name in self.tensors]
        return Weights(self.folder, {n: self.tensors[n] for n in kept}, {n: self.files[n] for n in kept})

    def renamed(self, parts: Mapping[str, str]) -> Weights:
        """The tensors with parts of their names replaced (names that other versions of a library gave)."""

        def new(name: str) -> str:
            for old, replacement in parts.items():
                name = name.replace(old, replacement)
            return name

        return Weights(
            self.folder,
            {new(name): tensor for name, tensor in self.tensors.items()},
            {new(name): path for name, path in self.files.items()},
        )

    def updated(self, other: Weights) -> Weights:
        """These tensors, those of `other` in their place where it has them."""
        return Weights(self.folder, self.tensors | other.tensors, self.files | other.files)

    def with_computed(self, name: str, tensor: Tensor) -> Weights:
        """These tensors and one that no file holds."""
        return Weights(self.folder, self.tensors | {name: tensor}, self.files | {name: self.folder})

    def shape(self, name: str) -> tuple[int, ...]:
        """A tensor's shape. Raises RunError where it is missing."""
        if name not in self.tensors:
            raise self.lacks([name])
        return tuple(self.tensors[name].shape)

    def cast(self, dtype: torch.dtype) -> dict[str, Tensor]:
        """All tensors as `dtype`, one by one. Raises RunError on whole numbers, NaN and overflow."""
        return {name: self.cast_one(name, dtype) for name in self.tensors}

    def fill(self, module: nn.Module, dtype: torch.dtype) -> None:
        """Puts the tensors into a module built on the meta device; names and shapes must be its own."""
        self.check({name: tuple(tensor.shape) for name, tensor in module.state_dict().items()})
        module.load_state_dict(self.cast(dtype), strict=True, assign=True)
        module.requires_grad_(False).eval()

    def check(self, expected: Shapes) -> None:
        """Raises RunError where a tensor is missing, unknown or of another shape than expected."""
        missing = [name for name in expected if name not in self.tensors]
        if missing:
            raise self.lacks(missing)
        unknown = [name for name in self.tensors if name not in expected]
        if unknown:
            raise self.knows_not(unknown)
        for name, shape in expected.items():
            if tuple(self.tensors[name].shape) != tuple(shape):
                raise self.differs(name, tuple(self.tensors[name].shape), tuple(shape))

    def lacks(self, names: Iterable[str]) -> RunError:
        """The error for missing tensors."""
        where = ", ".join(sorted({str(path) for path in self.files.values()})) or str(self.folder)
        return RunError(f"{where} lacks the {_listed(sorted(names))}", FETCH_AGAIN)

    def knows_not(self, names: Iterable[str]) -> RunError:
        """The error for tensors that the network has no place for."""
        names = sorted(names)
        where = self.files.get(names[0], self.folder)
        return RunError(f"{where} holds the unknown {_listed(names)}", FETCH_AGAIN)

    def differs(self, name: str, got: tuple[int, ...], expected: tuple[int, ...]) -> RunError:
        """The error for a tensor of the wrong shape."""
        where = self.files.get(name, self.folder)
        return RunError(
            f"{where}: the tensor {name} has shape {list(got)}, expected {list(expected)}", FETCH_AGAIN
        )

    def cast_one(self, name: str, dtype: torch.dtype) -> Tensor:
        """One tensor as `dtype`. Raises RunError as `cast` does."""
        tensor = self.tensors[name]
        if not tensor.is_floating_point():
            raise RunError(
                f"{self.files[name]}: the tensor {name} holds {tensor.dtype}, not floats", FETCH_AGAIN
            )
        cast = tensor.to(dtype)
        if not is_finite(cast):
            kind = "numbers too large for half precision" if is_finite(tensor) else "NaN or infinity"
            raise RunError(f"{self.files[name]}: the tensor {name} holds {kind}", FETCH_AGAIN)
        if cast.data_ptr() != tensor.data_ptr():
            let_go(tensor, self.files[name])
        return cast


def is_finite(tensor: Tensor) -> bool:
    """Whether a tensor holds neither NaN nor infinity; looks at its extremes, which takes no memory."""
    if tensor.numel() == 0:
        return True
    if tensor.element_size() == 1:  # eight-bit floats cannot be compared
        tensor = tensor.to(torch.float32)
    low, high = tensor.aminmax()
    return math.isfinite(low) and math.isfinite(high)


def _read_file(path: Path) -> Iterator[tuple[str, Tensor]]:
    _refuse_pointer(path)
    return _read_safetensors(path) if path.suffix == ".safetensors" else _read_pickle(path)


def _read_safetensors(path: Path) -> Iterator[tuple[str, Tensor]]:
    try:
        with safe_open(str(path), framework="pt") as file:
            for name in file.keys():  # noqa: SIM118 - not a dict
                yield name, file.get_tensor(name)
    except (SafetensorError, OSError, ValueError) as error:
        raise RunError(f"{path} is no readable safetensors file: {error}", FETCH_AGAIN) from error


def _read_pickle(path: Path) -> Iterator[tuple[str, Tensor]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on odd pickles: they load or they are refused
            content = torch.load(path, map_location="cpu", weights_only=True, mmap=_is_zip(path))
    except pickle.UnpicklingError as error:
        raise _refused(path, error) from error
    except UNREADABLE as error:
        raise RunError(f"{path} is no readable weight file: {_first_line(error)}", FETCH_AGAIN) from error
    if not isinstance(content, Mapping):
        raise RunError(f"{path} holds a {type(content).__name__}, not tensors by name", FETCH_AGAIN)
    yield from content.items()


def _refused(path: Path, error: pickle.UnpicklingError) -> RunError:
    """The error for a pickle that torch does not read: it names something to call, or it is none at all."""
    named = _CALLED.search(str(error))
    if named is None and _NO_PICKLE.search(str(error)):
        return RunError(f"{path} is no readable weight file: it is neither a zip nor a pickle", FETCH_AGAIN)
    what = f"it names {named[1]}" if named else _first_line(error)
    return RunError(
        f"{path} is refused: it holds more than tensors ({what})",
        "it may run foreign code; do not use this checkpoint",
    )


def _refuse_pointer(path: Path) -> None:
    """Raises RunError where a file only says where git's large-file storage has the weights."""
    with path.open("rb") as file:
        if file.read(len(_POINTER)) == _POINTER:
            raise RunError(
                f"{path} is a pointer of git-lfs, the weights themselves are not there",
                "run git lfs pull in the checkpoint's folder, or fetch the checkpoint again",
            )


def _is_zip(path: Path) -> bool:
    """Whether a `.bin` file is of torch's zip kind (since 1.6); only that can be memory-mapped."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _check_tensor(path: Path, name: object, tensor: object) -> None:
    if not isinstance(name, str) or not isinstance(tensor, Tensor):
        raise RunError(f"{path}: {str(name)[:80]!r} is a {type(tensor).__name__}, not a tensor", FETCH_AGAIN)
    if "lora_" in name:
        raise RunError(
            f"{path}: the tensor {name} belongs to a LoRA that is not merged",
            "merge the LoRA into the model's weights, or use the released checkpoint",
        )
    if tensor.layout != torch.strided or tensor.is_quantized or tensor.is_complex() or tensor.is_meta:
        raise RunError(f"{path}: the tensor {name} is not a plain tensor of numbers", FETCH_AGAIN)
    if tensor.numel() * tensor.element_size() > tensor.untyped_storage().nbytes():
        raise RunError(
            f"{path}: the tensor {name} claims {list(tensor.shape)} numbers, more than the file holds",
            FETCH_AGAIN,
        )


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"tensor{'s' if len(names) > 1 else ''} {shown}"


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n", 1)[0][:200] or type(error).__name__
