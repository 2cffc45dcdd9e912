"""Finding words in descriptions and scenes: English by whole words, Japanese by what it contains."""

from __future__ import annotations

from mangacli.story.vocabulary import Span, Words, first, japanese, meanings, said_of, says, spans

__all__ = ["Span", "Words", "first", "japanese", "meanings", "said_of", "says", "spans"]
