"""Where a DiffSensei checkpoint lies on the disk and whether all its files are there. Needs no torch.

<checkpoint>/image_generator/   SDXL pipeline folders, two picture encoders, the Resampler
<checkpoint>/mllm/              tokenizer, language model, adapter; only for drawing with the LLM
<checkpoint>/model_config.json  optional: sizes that the files do not tell (see configuration.py)
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

from mangacli.errors import RunError

REPOSITORY = "jianzongwu/DiffSensei"
ENVIRONMENT = "MANGA_DIFFSENSEI"
GET_IT = f"download it with: manga models pull diffsensei (or point {ENVIRONMENT} or --model at its folder)"
GET_LLM = "download it with: manga models pull diffsensei --llm (or draw without the language model)"

_GENERATOR_FILES = (
    "model_index.json",
    "scheduler/scheduler_config.json",
    "unet/config.json",
    "vae/config.json",
    "text_encoder/config.json",
    "text_encoder_2/config.json",
    "tokenizer/vocab.json",
    "tokenizer/merges.txt",
    "tokenizer_2/vocab.json",
    "tokenizer_2/merges.txt",
    "clip_image_encoder/config.json",
    "magi_image_encoder/config.json",
)
_GENERATOR_WEIGHTS = (
    "unet",
    "vae",
    "text_encoder",
    "text_encoder_2",
    "clip_image_encoder",
    "magi_image_encoder",
    "image_proj_model",
)
_LLM_FILES = ("tokenizer/tokenizer.model", "llm/config.json")
_LLM_WEIGHTS = ("llm", "agent")
_STEMS = ("model", "diffusion_pytorch_model", "pytorch_model")
_SHARD = re.compile(r"(?P<stem>.+)-(?P<index>\d{5})-of-(?P<count>\d{5})$")


def find_checkpoint(name: str | None = None) -> Path | None:
    """A model's name or path → the folder of a complete checkpoint.

    `None` looks around and gives `None` where no complete checkpoint is installed. `"diffsensei"` looks in
    the same places (the folder that MANGA_DIFFSENSEI names, then the Hugging Face cache) but must find one;
    any other name is a path. Raises RunError naming what is missing.
    """
    if name is not None and name != "diffsensei":
        return _complete(Path(name).expanduser())
    pointed = os.environ.get(ENVIRONMENT)
    if pointed:
        return _complete(Path(pointed).expanduser())
    snapshots = cached_snapshots()
    for folder in snapshots:
        if not missing_files(folder):
            return folder
    if name is None:
        return None
    if snapshots:
        return _complete(snapshots[0])
    raise RunError("no DiffSensei checkpoint is installed", GET_IT)


def missing_files(folder: Path, llm: bool = False) -> tuple[str, ...]:
    """A checkpoint folder → the paths of the files that it lacks, relative to it; empty where it is complete.

    The language model's files count only with `llm`.
    """
    missing = _missing_below(folder, "image_generator", _GENERATOR_FILES, _GENERATOR_WEIGHTS)
    if llm:
        missing += _missing_below(folder, "mllm", _LLM_FILES, _LLM_WEIGHTS)
    return tuple(missing)


def require_files(folder: Path, llm: bool = False) -> None:
    """Raises RunError naming the first files that the checkpoint lacks; see `missing_files`."""
    missing = missing_files(folder)
    if missing:
        raise RunError(
            f"{folder} is not a complete DiffSensei checkpoint: missing {shorten(missing)}", GET_IT
        )
    missing = missing_files(folder, llm)
    if missing:
        raise RunError(f"{folder} lacks DiffSensei's language model: missing {shorten(missing)}", GET_LLM)


def shorten(names: Sequence[str]) -> str:
    """Names of files → the first four in words, and how many there are beside them."""
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def cached_repository() -> Path:
    """Where the Hugging Face library keeps the released checkpoint; it need not be there.

    Read from the environment as that library does: HF_HUB_CACHE, else HF_HOME, else XDG_CACHE_HOME.
    """
    caches = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    home = os.environ.get("HF_HOME", f"{caches}/huggingface")
    former = os.environ.get("HUGGINGFACE_HUB_CACHE", f"{home}/hub")
    cache = Path(os.path.expandvars(os.environ.get("HF_HUB_CACHE", former))).expanduser()
    return cache / f"models--{REPOSITORY.replace('/', '--')}"


def cached_snapshots() -> tuple[Path, ...]:
    """The released repository's snapshots in the Hugging Face cache, the one that `main` names first."""
    repository = cached_repository()
    snapshots = sorted(p for p in (repository / "snapshots").glob("*") if p.is_dir())
    main = repository / "refs" / "main"
    current = main.read_text(encoding="utf-8").strip() if main.is_file() else ""
    return tuple(sorted(snapshots, key=lambda folder: folder.name != current))


def weight_files(folder: Path) -> tuple[Path, ...]:
    """A component's folder → the files that hold its tensors, in order; empty where it has none.

    `.safetensors` goes before `.bin`, a single file before shards. Raises RunError where shards are missing
    or the index cannot be read.
    """
    for suffix in (".safetensors", ".bin"):
        for stem in _STEMS:
            for variant in ("", ".fp16"):
                single = folder / f"{stem}{variant}{suffix}"
                if single.is_file():
                    return (single,)
        for stem in _STEMS:
            index = folder / f"{stem}{suffix}.index.json"
            shards = _indexed_shards(index) if index.is_file() else _numbered_shards(folder, stem, suffix)
            if shards:
                return shards
    return ()


def fingerprint(folder: Path, llm: bool = False) -> str:
    """A checkpoint folder → 16 hexadecimal digits that change when its files do.

    Every file's path, size, first and last mebibyte are hashed (SHA-256), which is quick on 17 GiB; a change
    that leaves all of these alone goes unseen. Two copies of one checkpoint agree.
    """
    digest = hashlib.sha256()
    paths = [p for p in sorted((folder / "image_generator").rglob("*")) if p.is_file()]
    if llm:
        paths += [p for p in sorted((folder / "mllm").rglob("*")) if p.is_file()]
    config = folder / "model_config.json"
    for path in [*paths, *([config] if config.is_file() else [])]:
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            digest.update(file.read(1 << 20))
            if size > 1 << 20:
                file.seek(max(1 << 20, size - (1 << 20)))
                digest.update(file.read())
    return digest.hexdigest()[:16]


def read_json(path: Path) -> dict[str, object]:
    """A JSON file that holds an object → the object. Raises RunError naming the file otherwise."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunError(f"cannot read {path}: {error.strerror}", GET_IT) from error
    except (ValueError, RecursionError) as error:
        raise RunError(f"{path} is not a JSON file: {error}", "fetch the checkpoint again") from error
    if not isinstance(content, dict):
        raise RunError(f"{path} holds no JSON object", "fetch the checkpoint again")
    return content


def _complete(folder: Path) -> Path:
    if not folder.is_dir():
        raise RunError(f"no model folder at {folder}", GET_IT)
    require_files(folder)
    return folder


def _missing_below(folder: Path, part: str, files: tuple[str, ...], weights: tuple[str, ...]) -> list[str]:
    if not (folder / part).is_dir():
        return [f"{part}/"]
    missing = [f"{part}/{name}" for name in files if not (folder / part / name).is_file()]
    for component in weights:
        if not weight_files(folder / part / component):
            missing.append(f"{part}/{component}/*.safetensors or *.bin")
    return missing


def _indexed_shards(index: Path) -> tuple[Path, ...]:
    names = read_json(index).get("weight_map")
    if not isinstance(names, dict) or not names or not all(isinstance(n, str) for n in names.values()):
        raise RunError(f"{index} names no files", "fetch the checkpoint again")
    shards = tuple(index.parent / name for name in sorted(set(names.values())))
    for shard in shards:
        if shard.parent != index.parent:
            raise RunError(f"{index} names a file outside its folder: {shard}", "do not use this checkpoint")
        if not shard.is_file():
            raise RunError(f"{shard} is missing, {index.name} names it", "fetch the checkpoint again")
    return shards


def _numbered_shards(folder: Path, stem: str, suffix: str) -> tuple[Path, ...]:
    shards = sorted(p for p in folder.glob(f"{stem}-*{suffix}") if _SHARD.match(p.stem))
    if not shards:
        return ()
    match = _SHARD.match(shards[0].stem)
    count = int(match["count"]) if match else 0
    if len(shards) != count:
        raise RunError(
            f"{folder} holds {len(shards)} of {count} {stem} weight files", "fetch the checkpoint again"
        )
    return tuple(shards)
