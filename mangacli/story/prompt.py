"""A panel's prompt as the model gets it, and how much of it the model reads.

Without a checkpoint nobody can count tokens exactly; with one its tokenizer does, which is passed in. The
estimate follows the shape of CLIP's vocabulary: a word of up to eight letters is one token, each further
seven letters one more; each digit, each run of other signs one; a character of another script two (its bytes
are merged in pairs, more or less).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from mangacli.story.models import Page, Panel, Story
from mangacli.story.settings import settings_for

Pieces = Callable[[str], Iterable[tuple[int, int]]]
"""A prompt → where each piece of it begins and how many tokens it has, the marks at the ends not counted."""

_FRAME_TOKENS = 2
"""The marks at the begin and the end of every prompt."""
_PIECE = re.compile(r"[A-Za-z]+|[0-9]|[^\sA-Za-z0-9\u0080-\U0010ffff]+|[\u0080-\U0010ffff]")


def full_prompt(story: Story, page: Page, panel: Panel) -> str:
    """A panel and what it lies in → its own words, the looks of those who have no picture, the style last."""
    parts = [panel.prompt]
    for placement in panel.characters:
        character = story.characters.get(placement.character)
        if character and character.description and not character.reference:
            parts.append(f"{character.name}: {character.description}")
    parts.append(settings_for(story, page, panel, "").style)
    return ", ".join(part.strip().rstrip(".,") for part in parts if part.strip())


def count_tokens(prompt: str, pieces: Pieces | None = None) -> int:
    """A prompt → how many tokens CLIP makes of it, the marks at both ends included.

    Exact with the checkpoint's own `pieces`, else an estimate.
    """
    return _FRAME_TOKENS + sum(tokens for _, tokens in (pieces or estimated_pieces)(prompt))


def unread_words(prompt: str, limit: int, pieces: Pieces | None = None) -> str:
    """A prompt and the model's limit → the end of the prompt, from the first word that is not read whole."""
    count = _FRAME_TOKENS
    for start, tokens in (pieces or estimated_pieces)(prompt):
        count += tokens
        if count > limit:
            return prompt[start:].strip()
    return ""


def estimated_pieces(prompt: str) -> Iterator[tuple[int, int]]:
    """Where each piece of a prompt begins, and about how many tokens it has."""
    for match in _PIECE.finditer(prompt):
        piece = match.group()
        if not piece.isascii():
            yield match.start(), 2
        else:
            yield match.start(), 1 + max(0, len(piece) - 2) // 7 if piece.isalpha() else 1
