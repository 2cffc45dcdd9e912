"""Finding words in descriptions and scenes: the story's own way, under the name that this room knows."""

from __future__ import annotations

from mangacli.story.vocabulary import Words, first, meanings, said_of, says

__all__ = ["Words", "first", "meanings", "said_of", "says"]
