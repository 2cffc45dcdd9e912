"""The language model's tokens: the prompt with its picture places, and the image block of the answer.

    [BOS] prompt \\n <img> <img_00000> … <img_00063> </img> \\n      what it is asked
    W <img> <img_00000> … </img> EOS                                what it is expected to answer

W is the piece that begins a word; the tokenizer with which the model was trained puts it before the block.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import read_json

WORD_START = "\u2581"
BLOCK_BEGIN, BLOCK_END = "<img>", "</img>"


class Vocabulary:
    """SentencePiece's pieces and the tokens added to them, as the slow LLaMA tokenizer numbers them."""

    def __init__(self, pieces: Any, added: dict[str, int], folder: Path) -> None:
        self.pieces = pieces
        self.added = added
        self.folder = folder
        self.bos: int = pieces.bos_id()
        self.eos: int = pieces.eos_id()
        self.word_start: int = pieces.piece_to_id(WORD_START)

    @property
    def size(self) -> int:
        """One more than the largest id."""
        return max([int(self.pieces.get_piece_size()), *(number + 1 for number in self.added.values())])

    @classmethod
    def read(cls, folder: Path) -> Vocabulary:
        """The `mllm/tokenizer` folder → the vocabulary. Raises RunError where a file is missing or broken."""
        import sentencepiece

        model = folder / "tokenizer.model"
        try:
            pieces = sentencepiece.SentencePieceProcessor(model_file=str(model))
        except (OSError, RuntimeError) as error:
            raise RunError(
                f"{model} is no SentencePiece model: {error}", "fetch the checkpoint again"
            ) from error
        return cls(pieces, added_tokens(folder), folder)

    def question(self, prompt: str, pictures: int) -> tuple[list[int], slice]:
        """A prompt and the number of picture places → the ids that the model reads, and where the places are.

        Raises RunError where the prompt itself holds a token such as `<img>`.
        """
        for token in sorted(self.added):
            if token in prompt:
                raise RunError(
                    f"the prompt contains {token}, which the language model keeps for pictures",
                    f"write the prompt without {token}",
                )
        newline = self.pieces.piece_to_id("<0x0A>")
        begin = [self.bos, *self.pieces.encode(f"{prompt}\n"), self.id(BLOCK_BEGIN)]
        ids = [*begin, *self.places(pictures), self.id(BLOCK_END), newline]
        return ids, slice(len(begin), len(begin) + pictures)

    def block(self, pictures: int) -> list[int]:
        """The answer's image block [W, <img>, places, </img>]: begun anywhere, it is written to its end."""
        return [self.word_start, self.id(BLOCK_BEGIN), *self.places(pictures), self.id(BLOCK_END)]

    def places(self, count: int) -> list[int]:
        """The ids of <img_00000> and its followers."""
        return [self.id(f"<img_{index:05d}>") for index in range(count)]

    def id(self, token: str) -> int:
        """An added token → its id. Raises RunError where the tokenizer lacks it."""
        if token not in self.added:
            raise RunError(f"{self.folder} lacks the token {token}", "fetch the checkpoint again")
        return self.added[token]


def added_tokens(folder: Path) -> dict[str, int]:
    """The `mllm/tokenizer` folder → the tokens that are no words, such as `<img>`, with their ids."""
    added: dict[str, int] = {}
    config = folder / "tokenizer_config.json"
    if config.is_file():
        decoder = read_json(config).get("added_tokens_decoder")
        for number, token in (decoder if isinstance(decoder, dict) else {}).items():
            if str(number).isdigit() and isinstance(token, dict) and isinstance(token.get("content"), str):
                added[token["content"]] = int(number)
    listed = folder / "added_tokens.json"
    if listed.is_file():
        content = read_json(listed)
        if not all(isinstance(number, int) and number >= 0 for number in content.values()):
            raise RunError(f"{listed} gives a token no number: {json.dumps(content)[:80]}", "fetch it again")
        added.update({token: number for token, number in content.items() if isinstance(number, int)})
    return added
