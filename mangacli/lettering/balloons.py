"""The kinds of balloon: one table, name → how it is drawn and lettered.

A new kind is one function in `outlines` and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from mangacli.fonts.library import Role
from mangacli.geometry import Box, Path
from mangacli.lettering import outlines

Outline = Callable[[Sequence[Box], float, int], Path]
"""Line boxes, the pen's em in points, a seed → the closed curve around the lines, in their coordinates."""
TailKind = Literal["curved", "spike", "lightning", "bubbles", "line", "none"]


@dataclass(frozen=True, slots=True)
class BalloonShape:
    """How one kind of balloon is drawn and lettered.

    `outline` is None for sounds. `ground` is the grey of the balloon (None: nothing is drawn, the letters
    stand on the art in a halo), `letters` that of the text. `weight` multiplies the page's balloon line (0:
    no line), `dashes` are lengths on and off in line widths, `loudness` multiplies the page's type size,
    `role` names the fonts. `hand` is whether a pen that is pressed now more, now less draws the line; it has
    sharp corners where a ruler or a hard stroke does.
    """

    outline: Outline | None
    tail: TailKind
    role: Role = "dialog"
    weight: float = 1.0
    dashes: tuple[float, ...] = ()
    loudness: float = 1.0
    ground: float | None = 1.0
    letters: float = 0.0
    hand: bool = True

    def around(self, lines: Sequence[Box], em: float, seed: int, loud: float = 1.0) -> Path:
        """Line boxes, the pen's em, a seed and how loud it is said → the outline; bursts show the loudness.

        Raises ValueError for sounds, which have none.
        """
        if self.outline is None:
            raise ValueError("a sound has no outline")
        if self.tail == "spike":
            return outlines.shout(lines, em, seed, loud)
        return self.outline(lines, em, seed)

    @property
    def joins(self) -> bool:
        """Whether balloons of this kind can be joined to others: those that have an outline to be seen."""
        return self.outline is not None and self.ground is not None


BALLOONS: dict[str, BalloonShape] = {
    "speech": BalloonShape(outlines.speech, "curved"),
    "rounded": BalloonShape(outlines.rounded, "curved"),
    "box": BalloonShape(outlines.box, "curved", hand=False),
    "shout": BalloonShape(outlines.shout, "spike", role="shout", weight=1.25, loudness=1.12, hand=False),
    "whisper": BalloonShape(outlines.speech, "curved", weight=0.85, dashes=(3.4, 2.6)),
    "wobbly": BalloonShape(outlines.wobbly, "curved", weight=0.8),
    "electric": BalloonShape(outlines.electric, "lightning", hand=False),
    "thought": BalloonShape(outlines.thought, "bubbles", weight=0.9),
    "monologue": BalloonShape(outlines.monologue, "none", weight=0.0, ground=0.0, letters=1.0),
    "plain": BalloonShape(outlines.plain, "line", weight=0.9, ground=None),
    "caption": BalloonShape(outlines.caption, "none", role="caption", weight=0.8, hand=False),
    "sfx": BalloonShape(None, "none", role="sfx", ground=None),
}
"""Kind → how it is drawn."""


def may_join(one: str, two: str) -> bool:
    """Whether balloons of two kinds can be fused or linked: white with white, black with black."""
    first, second = BALLOONS[one], BALLOONS[two]
    return first.joins and second.joins and first.ground == second.ground
