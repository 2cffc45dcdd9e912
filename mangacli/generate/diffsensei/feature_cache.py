"""What the encoders made of the characters' pictures, kept on the disk from run to run.

    <cache folder>/features/<key>.safetensors     one tensor, `tokens`, and a checksum of it

The key is the digest of all that decides the tensor's bits: the picture's bytes and preparation, the
encoders' files, precision, device, number of threads, versions of the libraries. So drawing is the same to
the bit with and without the cache. An entry that is damaged or not ours counts as missing and is written
anew; a folder that cannot be used is warned of once. Where all pictures of a run are known, no encoder is
loaded.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import safetensors.torch
import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from mangacli.atomic_file import write_whole
from mangacli.cache_folder import cache_folder
from mangacli.errors import RunError
from mangacli.generate.diffsensei.characters import CharacterEncoder, CharacterPicture
from mangacli.generate.diffsensei.reference_picture import PREPARATION_VERSION

log = logging.getLogger(__name__)

ENCODER_FOLDERS = ("clip_image_encoder", "magi_image_encoder", "image_proj_model")
MOST_BYTES = 512 << 20
"""Of all entries; the oldest beyond are let go. The released model's tokens take 128 KiB a picture."""
MOST_ENTRY_BYTES = 64 << 20
_SAMPLES = 64
_SAMPLE_BYTES = 64 << 10


class FeatureCache:
    """Tensors on the disk by name, as made by one state of the encoders (`made_by`)."""

    def __init__(self, folder: Path, made_by: str, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self.made_by = made_by
        self.most_bytes = most_bytes
        self._warned = False

    def get(self, name: str) -> Tensor | None:
        """A name → its tensor on the processor; None where there is no sound entry."""
        path, key = self._place(name)
        try:
            if not path.is_file() or path.stat().st_size > MOST_ENTRY_BYTES:
                return None
            with safe_open(str(path), framework="pt") as file:
                said = (file.metadata() or {}).get("entry")
                tensor: Tensor | None = (
                    file.get_tensor("tokens").clone() if list(file.keys()) == ["tokens"] else None
                )
        except (SafetensorError, ValueError, TypeError, KeyError):
            tensor, said = None, None
        except OSError as error:
            self._warn(f"{path} cannot be read: {error.strerror or error}")
            return None
        if tensor is None or said != f"{key} {_checksum(tensor)}":
            log.info("the kept features in %s are damaged and are made anew", path)
            return None
        return tensor

    def put(self, name: str, tensor: Tensor) -> None:
        """Keeps a tensor by its name. Numbers that are not finite are not kept: something else is wrong."""
        if not bool(torch.isfinite(tensor).all()):
            return
        path, key = self._place(name)
        tensor = tensor.detach().cpu().contiguous()
        said = {"entry": f"{key} {_checksum(tensor)}"}  # one word: the library mixes the order of several
        try:
            write_whole(path, safetensors.torch.save({"tokens": tensor}, metadata=said))
            self._let_go_of_the_oldest()
        except RunError as error:
            self._warn(error.message)
        except OSError as error:
            self._warn(f"{self.folder}: {error.strerror or error}")

    def _place(self, name: str) -> tuple[Path, str]:
        key = hashlib.sha256(f"{self.made_by}\0{name}".encode()).hexdigest()
        return self.folder / f"{key}.safetensors", key

    def _let_go_of_the_oldest(self) -> None:
        entries = [(path.stat(), path) for path in sorted(self.folder.glob("*.safetensors"))]
        surplus = sum(stat.st_size for stat, _ in entries) - self.most_bytes
        for stat, path in sorted(entries, key=lambda entry: (entry[0].st_mtime_ns, entry[1])):
            if surplus <= 0:
                return
            path.unlink(missing_ok=True)
            surplus -= stat.st_size

    def _warn(self, reason: str) -> None:
        if not self._warned:
            log.warning("characters are encoded anew in every run: %s", reason)
        self._warned = True


class CharacterFeatures:
    """As a `CharacterEncoder`, but from memory or the disk where it can: encoders are loaded when needed.

    `load` makes the encoder at the first picture that is not kept; `cache` None keeps nothing on the disk.
    All tensors are on `device`.
    """

    def __init__(
        self, load: Callable[[], CharacterEncoder], cache: FeatureCache | None, device: torch.device
    ) -> None:
        self._load = load
        self._cache = cache
        self._device = device
        self._kept: dict[str, Tensor] = {}
        self._encoder: CharacterEncoder | None = None
        self._lock = threading.Lock()

    def tokens(self, picture: CharacterPicture) -> Tensor:
        """A picture → its tokens [V, C]."""
        return self._feature(f"picture {picture.key}", lambda encoder: encoder.tokens(picture))

    @property
    def unused(self) -> Tensor:
        """The Resampler's answer to zero features [V, C]: for unused slots and for the negative half."""
        return self._feature("unused", lambda encoder: encoder.unused)

    @property
    def dummy_tokens(self) -> Tensor:
        """The tokens [D, C] that the background attends to."""
        return self._feature("dummy tokens", lambda encoder: encoder.dummy_tokens)

    @property
    def encoder(self) -> CharacterEncoder:
        """The encoder itself, loaded now where it is not yet."""
        if self._encoder is None:
            self._encoder = self._load()
        return self._encoder

    @property
    def loaded(self) -> bool:
        """Whether the encoder takes memory at the moment."""
        return self._encoder is not None

    def release(self) -> None:
        """Lets go of the encoder; what it has made stays."""
        self._encoder = None

    def _feature(self, name: str, make: Callable[[CharacterEncoder], Tensor]) -> Tensor:
        with self._lock:
            if name not in self._kept:
                tensor = self._cache.get(name) if self._cache else None
                if tensor is None:
                    tensor = make(self.encoder).detach()
                    if self._cache:
                        self._cache.put(name, tensor)
                self._kept[name] = tensor.to(self._device)
            return self._kept[name]


def open_cache(checkpoint: Path, device: torch.device, dtype: torch.dtype) -> FeatureCache | None:
    """A checkpoint and how its encoders will run → the user's cache for them.

    None, with a warning, where there is no folder for caches. Threads count as set at this moment.
    """
    try:
        return FeatureCache(cache_folder("features"), made_by(checkpoint, device, dtype))
    except RunError as error:
        log.warning("characters are encoded anew in every run: %s (%s)", error.message, error.hint)
        return None


def made_by(checkpoint: Path, device: torch.device, dtype: torch.dtype) -> str:
    """All that decides the bits of a feature, beside the picture and how it is prepared, as a text."""
    if device.type == "cuda":
        where = f"cuda {torch.cuda.get_device_name(device)}"
    else:
        where = f"{device.type} {torch.backends.cpu.get_cpu_capability()} {torch.get_num_threads()} threads"
    libraries = {name: version(name) for name in ("torch", "transformers", "pillow", "numpy")}
    said = {
        "encoders": encoders_fingerprint(checkpoint),
        "preparation": PREPARATION_VERSION,
        "dtype": str(dtype),
        "device": where,
        "libraries": libraries,
    }
    return json.dumps(said, sort_keys=True)


def encoders_fingerprint(checkpoint: Path) -> str:
    """A checkpoint folder → a digest that changes when the files of its character encoders do.

    Every file's path, size and up to 64 evenly spread samples of 64 KiB are hashed (SHA-256): quick on 3 GiB,
    and training moves every tensor. Two copies of one checkpoint agree. Raises RunError where a file cannot
    be read.
    """
    digest = hashlib.sha256()
    folders = [checkpoint / "image_generator" / name for name in ENCODER_FOLDERS]
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    config = checkpoint / "model_config.json"
    for path in [*paths, *([config] if config.is_file() else [])]:
        try:
            _hash_samples(digest, path, path.relative_to(checkpoint).as_posix())
        except OSError as error:
            raise RunError(f"cannot read {path}: {error.strerror}", "look at its permissions") from error
    return digest.hexdigest()


def _hash_samples(digest: hashlib._Hash, path: Path, name: str) -> None:
    size = path.stat().st_size
    digest.update(f"{name}\0{size}\0".encode())
    with path.open("rb") as file:
        if size <= _SAMPLES * _SAMPLE_BYTES:
            digest.update(file.read())
            return
        for sample in range(_SAMPLES):
            file.seek((size - _SAMPLE_BYTES) * sample // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE_BYTES))


def _checksum(tensor: Tensor) -> str:
    """Of a tensor on the processor: its type, shape and bytes."""
    digest = hashlib.sha256(f"{tensor.dtype} {list(tensor.shape)}\0".encode())
    digest.update(tensor.contiguous().view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()
