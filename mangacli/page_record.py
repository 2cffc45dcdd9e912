"""What is known of a page that was finished before: its digest, what was said of it, what its files hold.

A page is what comes of its own part of the story, of what it shares with the others, of the files that they
name, and of who works at it. The digest of all that finds its record; where the page's file agrees with the
record, nothing has to be done, not even to lay it out. Where in doubt, the digest takes in too much.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mangacli.cache.depot import Depot
from mangacli.cache.upkeep import DEPOTS
from mangacli.errors import Finding, MangaError
from mangacli.export.painted_file import pack_painted, unpack_painted
from mangacli.export.pdf_page import PaintedPage
from mangacli.fonts.library import SUFFIXES, find_font
from mangacli.generate.base import Reference
from mangacli.program import program_digest
from mangacli.story.models import Story
from mangacli.story.picks import Pick

RECORD = 1
"""Version of what is noted of a page; another one finds none of the old records."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What is known of a finished page: what was said of it, its panels with their names and pictures' keys,
    and the SHA-256 of its PNG (empty where none was wanted).
    """

    findings: tuple[Finding, ...]
    panels: tuple[tuple[str, str, str], ...]
    """Each panel's id, name and key."""
    png: str

    def agrees(self, png: Path | None) -> bool:
        """Whether the page's PNG is the one that was written; None where none is wanted."""
        return png is None or (self.png != "" and sha256_of(png) == self.png)


class PageRecords:
    """The records in a cache's folder; None keeps none."""

    def __init__(self, cache: Path | None) -> None:
        self._depot = None if cache is None else Depot(cache / "pages", DEPOTS["pages"])

    def get(self, digest: str) -> PageRecord | None:
        """A page's digest → its record; None where there is no sound one."""
        said = self._read(digest)
        if said is None:
            return None
        findings = (Finding(**{**each, "where": tuple(each["where"])}) for each in said["findings"])
        return PageRecord(tuple(findings), tuple(map(tuple, said["panels"])), said["png"])

    def put(self, digest: str, record: PageRecord) -> None:
        """Keeps a page's record."""
        self._write(digest, asdict(record))

    def painted(self, digest: str) -> PaintedPage | None:
        """A page's digest → the page as it is bound into a document; None where it has to be painted."""
        packed = None if self._depot is None else self._depot.read(_part(digest, "painted"))
        try:
            return None if packed is None else unpack_painted(packed)
        except ValueError:
            return None

    def put_painted(self, digest: str, page: PaintedPage) -> None:
        """Keeps a page as it is bound."""
        if self._depot is not None:
            self._depot.write(_part(digest, "painted"), pack_painted(page))

    def document(self, digest: str) -> str | None:
        """The digest of a document's pages → the SHA-256 of its file."""
        said = self._read(digest)
        return None if said is None else str(said["document"])

    def put_document(self, digest: str, sha256: str) -> None:
        """Keeps the SHA-256 of a document's file."""
        self._write(digest, {"document": sha256})

    def _read(self, digest: str) -> dict[str, Any] | None:
        content = None if self._depot is None else self._depot.read(digest)
        return None if content is None else json.loads(content)

    def _write(self, digest: str, said: dict[str, Any]) -> None:
        if self._depot is not None:
            self._depot.write(digest, json.dumps(said, ensure_ascii=False).encode())


class PageDigests:
    """A story, its folder, and all else that pages depend on (`circumstances`) → each page's digest."""

    def __init__(
        self, story: Story, folder: Path, circumstances: str, picks: Mapping[str, Pick] | None = None
    ) -> None:
        self._story, self._folder, self._picks = story, folder, picks or {}
        self._shared = story.model_dump(mode="json", exclude={"pages", "characters"})
        self._characters = {id: each.model_dump(mode="json") for id, each in story.characters.items()}
        self._circumstances = f"{RECORD} {program_digest()} {circumstances} {self._fonts()}"
        self._files: dict[str, str] = {}

    def of(self, index: int) -> str:
        """A page's index → its digest. Of the characters those count that it names; of the pages before it
        their layouts, by which pages are left or right.
        """
        of_page = self._story.pages[index]
        page = of_page.model_dump(mode="json")
        text = json.dumps(page)
        names = [panel.id or f"{index + 1}.{number}" for number, panel in enumerate(of_page.panels, 1)]
        cast = {id: each for id, each in self._characters.items() if json.dumps(id)[1:-1] in text}
        said = {
            "circumstances": self._circumstances,
            "index": index,
            "story": self._shared,
            "characters": cast,
            "before": [repr(before.layout) for before in self._story.pages[:index]],
            "page": page,
            "picks": [asdict(self._picks[name]) if name in self._picks else None for name in names],
        }
        said["files"] = {name: self._file(name) for name in sorted(self._names(index, cast))}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def _names(self, index: int, characters: Iterable[str]) -> set[str]:
        """The files that a page's art is drawn after. They have been checked: no other is ever opened."""
        references = (name for id in characters for name in self._story.characters[id].reference)
        images = (panel.image.file for panel in self._story.pages[index].panels if panel.image is not None)
        return {*references, *images, *(lora.file for lora in self._story.loras)}

    def _file(self, name: str) -> str:
        """A file that the story names → the digest of its bytes; each is read once."""
        if name not in self._files:
            self._files[name] = sha256_of(self._folder / name)
        return self._files[name]

    def _fonts(self) -> str:
        """The digests of the fonts that the story brings or names."""
        folder = self._folder / "fonts"
        found = folder.rglob("*") if folder.is_dir() else ()
        paths = sorted(path for path in found if path.suffix.lower() in SUFFIXES)
        if self._story.lettering.font is not None:
            with suppress(MangaError):  # it is told with everything else that is wrong
                paths.append(find_font(self._story.lettering.font, self._folder).path)
        return " ".join(f"{path} {sha256_of(path)}" for path in paths)


def document_digest(pages: list[str], about: str) -> str:
    """The digests of a document's pages, and what it says of itself → its own digest."""
    return hashlib.sha256(json.dumps([RECORD, about, pages]).encode()).hexdigest()


def sha256_of(path: Path) -> str:
    """A file → the SHA-256 of its bytes; empty where there is none that can be read."""
    try:
        return Reference.of(path).sha256 if path.is_file() else ""
    except (OSError, ValueError):
        return ""


def _part(digest: str, part: str) -> str:
    return hashlib.sha256(f"{digest} {part}".encode()).hexdigest()
