"""The formats by name. Adding one is one file with a function of the same shape, and one line here.

A run paints each page where its art is drawn, so it also says there how the format's pages are made
(`workers/tasks.py`) and, for a document of all pages, where they are bound (`pipeline.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from mangacli.drawing import Drawing, Publication
from mangacli.export.pdf import write_pdf
from mangacli.export.png import write_png


class Exporter(Protocol):
    """Writes a publication into a folder and says which files lie there then.

    `name` is the work's file name without suffix; drawings are consumed one by one, in order. Every file is
    written whole or not at all; the same drawings give the same bytes.
    """

    def __call__(
        self, publication: Publication, drawings: Iterable[Drawing], folder: Path, name: str
    ) -> tuple[Path, ...]:
        """A publication and its drawings → the paths of the files."""
        ...


def export_png(
    publication: Publication, drawings: Iterable[Drawing], folder: Path, name: str
) -> tuple[Path, ...]:
    """Writes each page as `page-001.png`; the pages' names do not hold the work's."""
    paths = []
    for drawing in drawings:
        paths.append(folder / page_name(drawing.number))
        write_png(drawing, paths[-1], publication=publication)
    return tuple(paths)


def export_pdf(
    publication: Publication, drawings: Iterable[Drawing], folder: Path, name: str
) -> tuple[Path, ...]:
    """Writes all pages as `NAME.pdf`."""
    path = folder / f"{name}.pdf"
    write_pdf(publication, drawings, path)
    return (path,)


def page_name(number: int) -> str:
    """A page's number → the file name of its PNG; names sort as pages do, up to 999 of them."""
    return f"page-{number:03d}.png"


EXPORTERS: Mapping[str, Exporter] = MappingProxyType({"png": export_png, "pdf": export_pdf})
