"""What is to be done of a page, what comes out, and who wants to know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mangacli.drawing import Publication
from mangacli.export.pdf_page import PaintedPage
from mangacli.export.screening import Screen
from mangacli.generate.base import PanelRequest
from mangacli.placed import PageLayout


@dataclass(frozen=True, slots=True)
class PageJob:
    """All that one page needs to be finished. `png` is None where no PNG is wanted.

    `for_pdf` says whether it is to be painted for the document too; with a `screen` there is one bit a pixel.
    Where neither is wanted the panels that are requested, perhaps not all, are drawn and that is all.
    """

    page: PageLayout
    requests: tuple[PanelRequest, ...]
    publication: Publication
    png: Path | None
    for_pdf: bool
    overlay: bool
    screen: Screen | None = None


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page that is done, or (`failure` not empty) the reason why it is not.

    Its art is packed: what goes from process to process and waits to be bound is small. `fresh` pages were
    there already, as they should be. `sha256` is of its PNG as it was written (empty: none was), `panels` are
    its panels' ids, names and the keys of their pictures.
    """

    number: int
    png: Path | None
    painted: PaintedPage | None
    failure: str = ""
    fresh: bool = False
    sha256: str = ""
    panels: tuple[tuple[str, str, str], ...] = ()


class Watch(Protocol):
    """Whoever wants to know how far the work is."""

    def step(self, page: int, panel: str, done: int, total: int) -> None:
        """A panel's picture is `done` of `total` steps finished."""
        ...

    def page_done(self, page: FinishedPage) -> None:
        """A page is finished; pages come in order."""
        ...


class PanelLog(Protocol):
    """Whoever notes what becomes of each panel; panels go by their names."""

    def panel_begun(self, panel: str) -> None:
        """A panel is about to be drawn."""
        ...

    def panel_done(self, panel: str, key: str) -> None:
        """A panel's picture is kept by that key."""
        ...

    def panel_failed(self, panel: str, reason: str) -> None:
        """A panel has no picture, and why."""
        ...


Tell = Callable[[object], None]
"""How a task tells what happens while it is done; whatever it tells can be sent to another process."""
