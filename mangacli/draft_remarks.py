"""What the draft artist makes nothing of: words of a panel that had no effect on its drawing, as notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mangacli.errors import Finding, Where
from mangacli.generate.base import PanelRequest
from mangacli.generate.draft.heard import heard_in, knows_acting, knows_place
from mangacli.generate.draft.place_words import GROUNDS, PLACES
from mangacli.layout.camera import camera_spans
from mangacli.layout.shots import shot_spans
from mangacli.placed import PageLayout, PanelFrame
from mangacli.plan import plan_page
from mangacli.story.models import Story
from mangacli.story.short_forms.written import did_you_mean

RULE = "draft-words"
_WORD = re.compile(
    r"[^\W\d_\u3040-\u30ff\u3400-\u9fff][\w'’-]*|\d+\w*"  # words of alphabets, numbers
    r"|[\u3400-\u9fff々〆]+|[ァ-ヴー]{2,}",  # kanji; katakana
)
_PLAIN = re.compile(
    r"(?:an?|the|this|that|these|those|some|any|each|every|all|both|no|not|and|or|but|so|as|if|than|then|while"
    r"|when|where|who|whom|whose|which|what|how|there|here|in|on|at|to|of|by|for|from|with|without|into|onto"
    r"|over|under|above|below|beyond|between|behind|before|after|through|across|along|around|near|beside"
    r"|against|towards?|up|down|out|off|about|is|are|was|were|be|been|being|am|has|have|had|do|does|did|can"
    r"|could|will|would|shall|should|may|might|must|he|she|it|they|them|him|her|his|its|their|we|us|our|you"
    r"|your|i|my|me|one|two|three|very|too|just|only|also|again|still|yet|now|like|others?|another|same|own"
    r"|it['’]s|he['’]s|she['’]s|who['’]s|look(?:s|ing|ed)?|seen|shot|view|show(?:s|ing)?|gets?|goe?s?|comes?"
    r"|back|side|away|together|panel|image|picture|scene|camera|angle|characters?|person|people|some(?:one"
    r"|body|thing))",
    re.IGNORECASE,
)
"""Words that no picture can show, or that only hold others together."""


def draft_findings(story: Story, pages: Iterable[PageLayout], folder: Path) -> Iterator[Finding]:
    """A story, its placed pages and its folder → a note for every panel whose words had no effect.

    The prompt's words are judged by what the artist has made of the panel as it is placed; `background`,
    `mood` and `pose` by its vocabularies.
    """
    for page in pages:
        for panel, request in zip(page.panels, plan_page(page, story, folder), strict=True):
            yield from _prompt(request, panel.frame.where)
            yield from _keys(panel.frame)


def unheard(prompt: str, heard: Sequence[tuple[int, int]]) -> list[str]:
    """A prompt and the stretches that were heard → its other words, in phrases as they stand there."""
    phrases: list[tuple[int, int]] = []
    for match in _WORD.finditer(prompt):
        start, end = match.span()
        if _PLAIN.fullmatch(match.group()) or any(a < end and start < b for a, b in heard):
            continue
        if phrases and not prompt[phrases[-1][1] : start].strip():
            phrases[-1] = (phrases[-1][0], end)
        else:
            phrases.append((start, end))
    return list(dict.fromkeys(prompt[start:end] for start, end in phrases))


def _prompt(request: PanelRequest, where: Where) -> Iterator[Finding]:
    heard = [*heard_in(request), *camera_spans(request.scene)]
    if request.characters:
        heard += shot_spans(request.scene)
    if words := unheard(request.scene, heard):
        quoted = ", ".join(f'"{word}"' for word in words)
        message = f"these words change nothing in the draft: {quoted}"
        hint = "a model may draw them; for the draft, name a place, a thing, a pose or a mood that it knows"
        yield Finding(RULE, (*where, "prompt"), message, hint, "note")


def _keys(frame: PanelFrame) -> Iterator[Finding]:
    """A background, moods and poses that say nothing to the artist."""
    background = frame.panel.background
    if background and not knows_place(background):
        known = [name.replace("_", " ") for name in (*PLACES, *GROUNDS)]
        message = f'the draft artist knows no place "{background}"{did_you_mean(background, known)}'
        yield Finding(RULE, (*frame.where, "background"), message, f"places: {', '.join(known)}", "note")
    for index, placement in enumerate(frame.panel.characters):
        for key in ("mood", "pose"):
            word = getattr(placement, key)
            if word and not knows_acting(word, key):
                message = f'the draft artist knows no {key} "{word}"'
                hint = "it draws a calm face" if key == "mood" else "it draws somebody standing"
                yield Finding(RULE, (*frame.where, "characters", index, key), message, hint, "note")
