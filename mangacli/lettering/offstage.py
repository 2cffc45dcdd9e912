"""Where somebody is who speaks without being seen: what the panels beside tell of it."""

from __future__ import annotations

from mangacli.placed import PageFrame, PanelFrame, PlacedCharacter

NEARBY = 2
"""Panels before and behind one that are asked: farther off, people have moved."""
MIDDLE = 0.08
"""Share of the panel's width about its middle in which people stand on neither side."""


def side_of_voice(frame: PageFrame, panel: PanelFrame, speaker: str) -> str | None:
    """A page, a panel and a speaker outside it → "left" or "right", whence the voice comes; None: unknown.

    The nearest panel in which the speaker is seen tells: on which side of someone who is in both panels, for
    the camera stays on its side of the talk; else opposite to where the speaker looks. Where the speaker is
    seen nowhere near, the voice comes from where the people of the panel are not.
    """
    number = frame.panels.index(panel)
    for step in (-1, 1, -2, 2)[: 2 * NEARBY]:
        if 0 <= number + step < len(frame.panels):
            side = _side_in(frame.panels[number + step], panel, speaker)
            if side is not None:
                return side
    middles = [character.head.center[0] for character in panel.characters]
    if not middles:
        return None
    away = sum(middles) / len(middles) - panel.box.center[0]
    if abs(away) < MIDDLE * panel.box.width:
        return _side(sum(1 if c.facing == "right" else -1 for c in panel.characters))
    return _side(-away)


def _side_in(beside: PanelFrame, panel: PanelFrame, speaker: str) -> str | None:
    """What one panel tells of a speaker's side in another."""
    seen = {character.id: character for character in beside.characters}
    if speaker not in seen:
        return None
    x = seen[speaker].head.center[0]
    both = [seen[character.id] for character in panel.characters if character.id in seen]
    if both:
        return _side(sum(x - other.head.center[0] for other in both))
    return _facing_away(seen[speaker]) if panel.characters else None


def _facing_away(character: PlacedCharacter) -> str:
    """Who looks to the left stands to the right of what is looked at."""
    return "right" if character.facing == "left" else "left"


def _side(x: float) -> str | None:
    return None if x == 0 else "left" if x < 0 else "right"
