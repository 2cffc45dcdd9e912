"""What the model that draws can take: counted and said before anything is loaded, never silently cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mangacli.errors import Finding, Severity, Where
from mangacli.story.models import Panel
from mangacli.story.prompt import Pieces


@dataclass(frozen=True, slots=True)
class ModelLimits:
    """The limits of DiffSensei, and how the artist at hand is judged by them.

    Where `strict`, going beyond is an error; for an artist that can do without, a warning. `cell` is the
    size in pixels of the model's grid: what covers no whole cell of it vanishes. `pieces` counts tokens as
    the checkpoint at hand does (None: they are estimated); `long_prompts` are read to their end, beyond
    `tokens`; `picture_tokens` are words that its language model keeps for pictures, where it is used.
    """

    name: str
    strict: bool
    characters: int = 4
    dialogs: int = 8
    tokens: int = 77
    shortest: int = 64
    longest: int = 2048
    cell: int = 8
    pieces: Pieces | None = None
    long_prompts: bool = False
    picture_tokens: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return "error" if self.strict else "warning"


DIFFSENSEI = ModelLimits("diffsensei", strict=True)


def check_limits(panel: Panel, where: Where, limits: ModelLimits) -> Iterator[Finding]:
    """A panel and its path → findings about more characters or dialogs than the model takes."""
    for key, count, limit in (
        ("characters", len(panel.characters), limits.characters),
        ("dialogs", len(panel.dialogs), limits.dialogs),
    ):
        if count > limit:
            message = f"this panel has {count} {key}; diffsensei takes at most {limit} in one panel"
            yield Finding(f"model-{key}", (*where, key, limit), message, "split the panel", limits.severity)


def check_picture(
    where: Where,
    size: tuple[int, int],
    boxes: Iterable[tuple[Where, tuple[float, float, float, float]]],
    limits: ModelLimits,
) -> Iterator[Finding]:
    """A panel's path, its generation size in pixels, its dialogs' boxes with their paths → findings.

    Boxes are fractions of the generated picture. A dialog's box vanishes where the model's grid has no cell
    inside it, as the model rounds: both edges down to the cell.
    """
    for name, edge in zip(("width", "height"), size, strict=True):
        if not limits.shortest <= edge <= limits.longest:
            message = (
                f"the panel's picture is {size[0]} × {size[1]} pixels; diffsensei draws edges"
                f" of {limits.shortest} to {limits.longest} pixels"
            )
            hint = (
                f"give the panel more {name}"
                if edge < limits.shortest
                else f"make the panel's {name} smaller"
            )
            yield Finding("model-edge", where, message, hint, limits.severity)
    for path, box in boxes:
        if vanishes(box, size, limits.cell):
            message = f"this box is smaller than {limits.cell} pixels in the panel's picture and would vanish"
            yield Finding("model-box", path, message, "make it larger", limits.severity)


def vanishes(box: tuple[float, float, float, float], size: tuple[int, int], cell: int = 8) -> bool:
    """Whether a box (fractions of a picture of this size in pixels) is empty on a grid of such cells."""
    x1, y1, x2, y2 = box
    columns, rows = size[0] // cell, size[1] // cell
    return int(max(0.0, x1) * columns) >= int(min(1.0, x2) * columns) or int(max(0.0, y1) * rows) >= int(
        min(1.0, y2) * rows
    )
