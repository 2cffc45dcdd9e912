"""One run over a story's pages: those that lie there as they should be stay, the others are finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mangacli.drawing import Publication
from mangacli.errors import Finding
from mangacli.page_record import PageRecord, PageRecords, document_digest, sha256_of
from mangacli.page_stack import PageStack
from mangacli.workers.jobs import FinishedPage, PageJob, PanelLog, Watch

Finish = Callable[[Iterator[PageJob]], Iterator[FinishedPage]]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a page: its digest, what is to be said of it, and its record, if there is one."""

    digest: str
    findings: tuple[Finding, ...]
    record: PageRecord | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The files that a run shall leave: each page's PNG (None: none), and the document."""

    pngs: Sequence[Path | None]
    pdf: Path | None
    publication: Publication


class PageRun:
    """Pages with what is known of them (`ledger`; empty: nothing), and the files that are wanted."""

    def __init__(
        self, pages: PageStack, ledger: Sequence[Entry], records: PageRecords, wanted: Wanted
    ) -> None:
        self._pages, self._records, self._wanted = pages, records, wanted
        self._ledger: Sequence[Entry | None] = ledger or [None] * len(pages)
        self._document = document_digest([entry.digest for entry in ledger], repr(wanted.publication))
        lying = [self._lies_there(index) for index in range(len(pages))]
        self.binds = wanted.pdf is not None and not (ledger and all(lying) and self._is_bound(wanted.pdf))
        """Whether the document is to be bound."""
        self._fresh = [each and self._can_be_bound(index) for index, each in enumerate(lying)]

    def pages(
        self, job: Callable[[int], PageJob], finish: Finish, watch: Watch, log: PanelLog
    ) -> Iterator[FinishedPage]:
        """Every page in order: as it lies there, or from `finish`, which gets the jobs of all others."""
        finished = finish(job(index) for index, fresh in enumerate(self._fresh) if not fresh)
        for index, entry in enumerate(self._ledger):
            if self._fresh[index] and entry is not None and entry.record is not None:
                yield self._as_it_lies(index, entry.digest, entry.record, watch, log)
                continue
            page = next(finished)
            if entry is not None and not page.failure:
                self._note(index, entry, page)
            yield page

    def bound(self, sha256: str) -> None:
        """Notes that the document was bound, and the SHA-256 of its file."""
        if all(self._ledger):
            self._records.put_document(self._document, sha256)

    def _lies_there(self, index: int) -> bool:
        entry, png = self._ledger[index], self._wanted.pngs[index]
        return entry is not None and entry.record is not None and entry.record.agrees(png)

    def _is_bound(self, pdf: Path) -> bool:
        noted = self._records.document(self._document)
        return noted is not None and noted == sha256_of(pdf)

    def _can_be_bound(self, index: int) -> bool:
        entry = self._ledger[index]
        return not self.binds or (entry is not None and self._records.painted(entry.digest) is not None)

    def _as_it_lies(
        self, index: int, digest: str, record: PageRecord, watch: Watch, log: PanelLog
    ) -> FinishedPage:
        number = self._pages.numbers[index]
        for panel, name, key in record.panels:
            log.panel_done(name, key)
            watch.step(number, panel, 1, 1)
        painted = self._records.painted(digest) if self.binds else None
        page = FinishedPage(number, self._wanted.pngs[index], painted, fresh=True)
        watch.page_done(page)
        return page

    def _note(self, index: int, entry: Entry, page: FinishedPage) -> None:
        known = entry.record.png if entry.record is not None else ""
        record = PageRecord(entry.findings, page.panels, page.sha256 or known)
        if page.painted is not None:
            self._records.put_painted(entry.digest, page.painted)
        self._records.put(entry.digest, record)
