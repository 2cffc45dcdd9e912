"""What is to be said of balloons that stand where the author put them: obeyed, but not without a word."""

from __future__ import annotations

from collections.abc import Sequence

from mangacli.errors import Finding
from mangacli.lettering.room import Placed
from mangacli.placed import PanelFrame


def findings_of_author_boxes(panel: PanelFrame, placed: Sequence[Placed]) -> tuple[Finding, ...]:
    """A panel and its placed dialogs → what is to be said of the boxes that the author gave.

    Over a face or beyond the safe area: a warning. Over one another: an error, for text would be lost.
    """
    findings: list[Finding] = []
    given = [one for one in placed if one.wish.box is not None]
    for one in given:
        where = (*panel.where, "dialogs", one.wish.index, "box")
        for character in panel.characters:
            for part, boxes in (("face", (character.head,)), ("hand", character.hands)):
                if any(one.box.overlaps(box) for box in boxes):
                    message = f"this box covers a {part} of {character.id}"
                    hint = "move the box, or the character"
                    findings.append(Finding(f"balloon-over-{part}", where, message, hint, "warning"))
        if not panel.safe.contains(one.box, 0.01):
            findings.append(
                Finding(
                    "balloon-outside-safe-area",
                    where,
                    "this box reaches beyond the page's safe area, where the cut may take it",
                    "move the box inward",
                    "warning",
                )
            )
        for other in given:
            if other.wish.index < one.wish.index and one.box.overlaps(other.box):
                findings.append(
                    Finding(
                        "balloons-overlap",
                        where,
                        f"this box overlaps that of dialog {other.wish.index + 1} of the panel",
                        "move one of the two boxes, or let them be placed",
                    )
                )
    return tuple(findings)
