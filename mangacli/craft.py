"""What an editor would say of a placed story: words, order, type, quotation marks; nothing of it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from mangacli.errors import Finding, Where
from mangacli.lettering.page_type import wished_size
from mangacli.lettering.reading_order import reads_before
from mangacli.placed import Balloon, PageLayout, PanelLayout
from mangacli.story.judging import Judgement
from mangacli.story.models import Dialog, Story

FACE_SHARE = 0.4
"""Of its panel: a face that takes more leaves dialogs hardly any room."""
ORPHAN_SHARE = 0.3
"""Of the widest line: a last line of one word that is shorter stands alone."""
LINES_WORTH_A_SHAPE = 3

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_STRAIGHT = re.compile(r"[\"']")
_ANSWERS = re.compile(
    r"\W*(yes|yeah|no|nope|because|sure|はい|いいえ|ええ|うん|ううん|だって|いや|是|不是|不|因为|네|아니)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？؟]\W*$")


def craft_findings(story: Story, pages: Iterable[PageLayout], judgement: Judgement) -> Iterator[Finding]:
    """A story, its placed pages and what counts → findings, each with a way out; all can be ignored."""
    for page in pages:
        for panel in page.panels:
            yield from _words(panel, judgement)
            yield from _quotes(panel, story)
            yield from _order(panel, page.frame.right_to_left)
            yield from _faces(panel)
            yield from _type(panel, story)
            for balloon in panel.balloons:
                yield from _orphan(balloon)


def word_count(text: str) -> float:
    """A text → its words; two Chinese or Japanese characters count as one."""
    return len(_CJK.findall(text)) / 2 + len(_WORD.findall(_CJK.sub(" ", text)))


def _words(panel: PanelLayout, judgement: Judgement) -> Iterator[Finding]:
    talk = [balloon for balloon in panel.balloons if balloon.kind != "sfx"]
    counts = {balloon.where: word_count(balloon.said) for balloon in talk}
    for where, count in counts.items():
        if count > judgement.balloon_words:
            message = f"this dialog has about {count:.0f} words; a balloon bears {judgement.balloon_words}"
            hint = "split it into two balloons, or let the picture say some of it"
            yield Finding("wordy-balloon", (*where, "text"), message, hint, "warning")
    total = sum(counts.values())
    if total > judgement.panel_words:
        message = f"this panel's dialogs have about {total:.0f} words; a panel bears {judgement.panel_words}"
        hint = "split the panel, or cut the dialogs"
        yield Finding("wordy-panel", (*panel.frame.where, "dialogs"), message, hint, "warning")


def _quotes(panel: PanelLayout, story: Story) -> Iterator[Finding]:
    if story.language.lower().split("-")[0] not in ("ja", "zh"):
        return
    for balloon in panel.balloons:
        mark = _STRAIGHT.search(balloon.said)
        if mark and _CJK.search(balloon.said):
            message = f"the straight quotation mark {mark.group()} stands in {story.language} text"
            hint = "write 「」, or 『』 inside them; “” in simplified Chinese"
            yield Finding("straight-quotes", (*balloon.where, "text"), message, hint, "warning")


def _order(panel: PanelLayout, right_to_left: bool) -> Iterator[Finding]:
    dialogs = panel.frame.panel.dialogs
    talk = [balloon for balloon in panel.balloons if balloon.kind != "sfx"]
    for index, later in enumerate(talk):
        for earlier in talk[:index]:
            if not reads_before(earlier.box, later.box, right_to_left):
                message = f"dialog {later.order + 1} is read before dialog {earlier.order + 1}"
                hint = "move one of the two, or change their order"
                yield Finding("out-of-order", later.where, message, hint, "warning")
    for (index, first), (_, second) in pairwise(enumerate(dialogs)):
        if _answers(first, second):
            where: Where = (*panel.frame.where, "dialogs", index)
            message = "this dialog reads like the answer to the next one, which is a question"
            yield Finding("answer-before-question", where, message, "write the question first", "note")


def _answers(first: Dialog, second: Dialog) -> bool:
    """Whether a dialog begins like an answer and the next one, another speaker's, asks."""
    spoken = first.speaker is not None and second.speaker not in (None, first.speaker)
    asks = _QUESTION.search(second.text) is not None and _QUESTION.search(first.text) is None
    return spoken and asks and _ANSWERS.match(first.text) is not None


def _faces(panel: PanelLayout) -> Iterator[Finding]:
    frame = panel.frame
    for index, character in enumerate(frame.characters):
        seen = character.head.intersection(frame.box)
        share = seen.area / frame.box.area if seen else 0.0
        if panel.balloons and share > FACE_SHARE:
            message = f"the face of {character.id} fills {share:.0%} of the panel, beside its dialogs"
            hint = "widen the shot, or give the words a panel of their own"
            yield Finding("face-fills-panel", (*frame.where, "characters", index), message, hint, "warning")


def _type(panel: PanelLayout, story: Story) -> Iterator[Finding]:
    minimum, wished = story.lettering.minimum, wished_size(story)
    for balloon in panel.balloons:
        loud = panel.frame.panel.dialogs[balloon.order].loud
        if loud < 1 and loud * wished < minimum - 0.01 and balloon.size <= minimum + 0.01:
            message = f"this dialog asks for {loud * wished:.1f} points; type is never set below {minimum:g}"
            hint = "raise `loud`, or lower lettering.minimum"
            yield Finding("type-below-minimum", (*balloon.where, "loud"), message, hint, "warning")


def _orphan(balloon: Balloon) -> Iterator[Finding]:
    if len(balloon.lines) < LINES_WORTH_A_SHAPE or balloon.kind == "sfx":
        return
    last = balloon.lines[-1].strip()
    widest = max(len(line) for line in balloon.lines)
    alone = len(last) == 1 if balloon.vertical else " " not in last and len(last) <= 3
    if alone and len(last) < ORPHAN_SHARE * widest:
        message = f'"{last}" stands alone in the last {"column" if balloon.vertical else "line"}'
        hint = "add or cut a word, or break the lines by hand"
        yield Finding("orphan-word", (*balloon.where, "text"), message, hint, "note")
