"""Cross checks of a panel's dialogs: who speaks, who joins in, and what is asked of their balloons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mangacli.errors import Finding, Where
from mangacli.geometry import Box
from mangacli.story.models import RESERVED_SPEAKERS, Dialog, Panel, Story
from mangacli.story.short_forms.written import did_you_mean
from mangacli.story.sound import NO_WISHES

WITHOUT_TAIL = ("caption", "sfx", "monologue")
"""Kinds that no tail ever grows from."""
WITHOUT_OUTLINE = ("plain", "sfx")
"""Kinds that stand on the art itself."""


def check_dialogs(panel: Panel, where: Where, story: Story) -> Iterator[Finding]:
    """A panel, its path and its story → findings about its dialogs."""
    present = {placement.character for placement in panel.characters}
    for index, dialog in enumerate(panel.dialogs):
        spot = (*where, "dialogs", index)
        if dialog.speaker is not None:
            yield from _check_voice(dialog.speaker, present, story, (*spot, "speaker"))
        yield from _check_chorus(dialog, present, story, spot)
        yield from _check_tail(dialog, present, spot)
        if dialog.join:
            yield from _check_join(panel.dialogs[:index], dialog, spot)
        yield from _check_sound(dialog, spot)
        yield from check_boxes(dialog.box, None, spot)


def _check_voice(id: str, present: set[str], story: Story, where: Where) -> Iterator[Finding]:
    if id not in story.characters:
        ids = list(story.characters)
        message = f'"{id}" is not a character of the story{did_you_mean(id, ids)}'
        hint = f"speakers: {', '.join([*ids, *RESERVED_SPEAKERS])}"
        yield Finding("unknown-speaker", where, message, hint)
    elif id not in present:
        message = f'"{id}" speaks from outside the panel'
        hint = "if that is not meant, add the character to the panel's `characters`"
        yield Finding("speaker-off-panel", where, message, hint, "note")


def _check_chorus(dialog: Dialog, present: set[str], story: Story, where: Where) -> Iterator[Finding]:
    for index, id in enumerate(dialog.chorus):
        spot = (*where, "chorus", index)
        if dialog.speaker is None:
            message = f'{_a(dialog.kind)} has no speaker with whom "{id}" could say it'
            yield Finding("chorus-voice", spot, message, "name a character as the speaker, or leave it out")
        elif id in RESERVED_SPEAKERS:
            message = f'"{id}" is no one who could join in a chorus'
            yield Finding("chorus-voice", spot, message, "begin it with a dash of its own")
        elif id in (dialog.speaker, *dialog.chorus[:index]):
            yield Finding("chorus-voice", spot, f'"{id}" is in this chorus twice', "name each voice once")
        else:
            yield from _check_voice(id, present, story, spot)


def _check_tail(dialog: Dialog, present: set[str], where: Where) -> Iterator[Finding]:
    if dialog.tail in (None, "none"):
        return
    if dialog.kind in WITHOUT_TAIL:
        message = f"{_a(dialog.kind)} has no tail that could point {dialog.tail}"
        yield Finding("tail-side", (*where, "tail"), message, "leave out `tail`, or take another kind")
    elif dialog.speaker in present:
        message = f'the tail points {dialog.tail} out of the panel, but "{dialog.speaker}" is in it'
        hint = "leave out `tail`: it then points to the speaker's mouth"
        yield Finding("tail-side", (*where, "tail"), message, hint, "warning")


def _check_join(before: Sequence[Dialog], dialog: Dialog, where: Where) -> Iterator[Finding]:
    where = (*where, "join")
    who = f'"{dialog.speaker}"' if dialog.speaker is not None else "a caption"
    own = [d for d in before if d.speaker == dialog.speaker and (d.speaker or d.kind == dialog.kind)]
    if dialog.kind in WITHOUT_OUTLINE:
        message = f"{_a(dialog.kind)} has no outline that could be joined to another's"
        yield Finding("join-alone", where, message, "leave out `join`, or take another kind")
    elif not own:
        message = f"there is no earlier line of {who} in this panel to join this one to"
        yield Finding("join-alone", where, message, "leave out `join`, or move the line behind the other")
    elif own[-1].kind in WITHOUT_OUTLINE or (own[-1].kind == "monologue") != (dialog.kind == "monologue"):
        message = f"this {dialog.kind} cannot be joined to the {own[-1].kind} before it"
        yield Finding("join-alone", where, message, "give both the same kind, or leave out `join`")


def _check_sound(dialog: Dialog, where: Where) -> Iterator[Finding]:
    if dialog.kind == "sfx":
        return
    for key in ("gloss", "sound"):
        if getattr(dialog, key) in ("", NO_WISHES):
            continue
        message = f'"{key}" means nothing to {_a(dialog.kind)}'
        yield Finding("not-a-sound", (*where, key), message, "write `sfx: …`, or leave it out", at_key=True)


def _a(kind: str) -> str:
    """A balloon's kind → the same with its article."""
    return {"sfx": "a sound", "electric": "an electric balloon", "plain": "a plain text"}.get(
        kind, f"a {kind}"
    )


def check_boxes(
    box: tuple[float, ...] | None,
    head: tuple[float, ...] | None,
    where: Where,
    hands: Sequence[tuple[float, ...]] = (),
) -> Iterator[Finding]:
    """A box, a head and hands as fractions of the panel, and whose they are → what is wrong with them."""
    empty = False
    given_boxes: list[tuple[Where, tuple[float, ...] | None]] = [(("box",), box), (("head",), head)]
    for name, given in (*given_boxes, *((("hands", number), hand) for number, hand in enumerate(hands))):
        if given is not None and (given[0] >= given[2] or given[1] >= given[3]):
            empty = True
            what = "x1 is not left of x2" if given[0] >= given[2] else "y1 is not above y2"
            hint = "write x1, y1, x2, y2: left, top, right, bottom"
            yield Finding("empty-box", (*where, *name), f"the box is empty: {what}", hint)
    if box and head and not empty and not Box(*box).contains(Box(*head)):
        message = "the head lies partly outside the character's box"
        yield Finding("head-outside", (*where, "head"), message, "both count from the panel", "warning")
