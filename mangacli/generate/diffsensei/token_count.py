"""A prompt → the tokens that a checkpoint's CLIP tokenizers make of it, exactly. Needs no torch.

A tokenizer's words are runs of letters, single digits, runs of other signs; white space and case are
evened out before, and every word is then merged from its bytes by the learned table (BPE).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import read_json

# What the reference's tokenizer takes for Chinese characters and sets apart from their neighbours.
_CHARACTER_RANGES = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)
_WORDS = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
"""CLIP's pattern of a word, as its tokenizer is defined."""
_MARKS = ("bos_token", "eos_token", "unk_token", "pad_token")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a prompt at whose begin all tokenizers begin a word: its place, and each one's tokens."""

    start: int
    end: int
    ids: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """The most tokens that a tokenizer makes of it."""
        return max(map(len, self.ids))


class TokenCounter:
    """The tokenizers of a checkpoint's text encoders, side by side."""

    def __init__(self, tokenizers: Sequence[Any]) -> None:
        self.tokenizers = tuple(tokenizers)

    @classmethod
    def read(cls, *folders: Path) -> TokenCounter:
        """`tokenizer` folders → the counter. Raises RunError naming a file that is missing or broken."""
        return cls([_read_tokenizer(folder) for folder in folders])

    def pieces(self, prompt: str) -> Iterator[tuple[int, int]]:
        """A prompt → where each of its pieces begins and how many tokens it has, the marks not counted."""
        text = spaced(prompt)
        encodings = [tokenizer.encode(text, add_special_tokens=False) for tokenizer in self.tokenizers]
        for piece in pieces_of(prompt, encodings):
            yield piece.start, piece.size


def spaced(prompt: str) -> str:
    """A prompt → as the tokenizer read it with which the weights were trained.

    Chinese characters have spaces around them; signs that nobody sees (zero-width, control) are not there.
    """
    return "".join(map(_as_read, prompt))


def pieces_of(prompt: str, encodings: Sequence[Any]) -> list[Piece]:
    """A prompt and what each tokenizer made of `spaced(prompt)` (without marks) → its pieces, in order.

    The tokenizers agree on words almost always (one of SDXL's takes every exclamation mark for a word): a
    piece goes from one place where all begin a word to the next.
    """
    starts = [_word_starts(encoding) for encoding in encodings]
    common = sorted(set.intersection(*starts) | {0})
    origin = [place for place, sign in enumerate(prompt) for _ in _as_read(sign)]
    origin.append(len(prompt))
    pieces = []
    for begin, end in pairwise([*common, len(origin)]):
        ids = tuple(
            tuple(id for id, (start, _) in zip(e.ids, e.offsets, strict=True) if begin <= start < end)
            for e in encodings
        )
        pieces.append(Piece(origin[begin], origin[min(end, len(origin) - 1)], ids))
    return [piece for piece in pieces if piece.size]


def _word_starts(encoding: Any) -> set[int]:
    """Offsets at which a word begins: where the number of the word differs from the token's before."""
    before = [None, *encoding.word_ids][: len(encoding.word_ids)]
    changes = zip(encoding.word_ids, before, encoding.offsets, strict=True)
    return {start for word, last, (start, _) in changes if word != last}


def _as_read(sign: str) -> str:
    if _is_character(sign):
        return f" {sign} "
    unseen = sign == "\ufffd" or (sign not in "\t\n\r" and unicodedata.category(sign).startswith("C"))
    return "" if unseen else sign


def _is_character(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _CHARACTER_RANGES)


@dataclass(frozen=True, slots=True)
class _Table:
    """The files of a learned table of merges; the same table where their bytes are the same."""

    digest: str
    unknown: str
    vocabulary: Path = field(compare=False)
    merges: Path = field(compare=False)


@lru_cache(maxsize=2)
def _read_merges(table: _Table) -> Any:
    """A table's files → it in memory, which takes a third of a second for CLIP's 49,000 words.

    It is kept, as SDXL's two tokenizers have the same and a run may judge many stories.
    """
    from tokenizers.models import BPE

    return BPE.from_file(
        str(table.vocabulary),
        str(table.merges),
        continuing_subword_prefix="",
        end_of_word_suffix="</w>",
        unk_token=table.unknown,
    )


def _read_tokenizer(folder: Path) -> Any:
    """A `tokenizer` folder → CLIP's tokenizer, as transformers builds it from the same files."""
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers

    files = folder / "vocab.json", folder / "merges.txt"
    marks = _marks(folder)
    unknown = next((mark.content for role, mark in marks if role == "unk_token"), "<|endoftext|>")
    try:
        digests = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
        model = _read_merges(_Table(" ".join(digests), unknown, *files))
    except Exception as error:  # the library raises bare Exceptions
        raise RunError(f"{folder} holds no readable CLIP tokenizer: {error}", "fetch it again") from error
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_WORDS), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    tokenizer.add_special_tokens([mark for _, mark in marks])
    return tokenizer


def _marks(folder: Path) -> list[tuple[str, Any]]:
    """The tokens that are found in a text before it is cut into words, each with its role."""
    from tokenizers import AddedToken

    said: dict[str, object] = {}
    for name in ("tokenizer_config.json", "special_tokens_map.json"):
        if (folder / name).is_file():
            said |= read_json(folder / name)
    listed = said.get("added_tokens_decoder")
    known = [*listed.values()] if isinstance(listed, dict) else []
    described = {str(token.get("content")): token for token in known if isinstance(token, dict)}
    marks = []
    for role in _MARKS:
        token = said.get(role)
        if isinstance(token, str):
            token = described.get(token, {"content": token, "normalized": False})
        if isinstance(token, dict) and isinstance(token.get("content"), str):
            flags = {key: bool(token.get(key)) for key in ("lstrip", "rstrip", "single_word", "normalized")}
            marks.append((role, AddedToken(token["content"], special=True, **flags)))
    return marks
