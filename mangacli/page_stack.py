"""Placed pages that lie on the disk: one at a time is in memory, however many there are."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from mangacli.placed import PageLayout


def packed_page(page: PageLayout) -> bytes:
    """A page → the bytes as which it is put down."""
    return pickle.dumps(page, pickle.HIGHEST_PROTOCOL)


class PageStack(Sequence[PageLayout]):
    """Pages in order. Some are put down as they are; others are laid out when they are asked for.

    They lie in a file without a name, which nobody else can write and which goes with the process.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the stack
        weakref.finalize(self, self._file.close)
        self._places: list[int | Callable[[], PageLayout]] = []
        self._end = 0
        self.numbers: list[int] = []
        self.panels: list[int] = []
        """How many panels each page has."""

    @classmethod
    def of(cls, pages: Iterable[PageLayout]) -> PageStack:
        """Pages → a stack of them."""
        stack = cls()
        for page in pages:
            stack.put(page)
        return stack

    def put(self, page: PageLayout) -> None:
        """Puts a page down after the others."""
        self.put_packed(page.frame.number, len(page.panels), packed_page(page))

    def put_packed(self, number: int, panels: int, packed: bytes) -> None:
        """Puts a page down that a worker of this process has packed by `packed_page`."""
        self._file.seek(self._end)
        self._file.write(packed)
        self._add(number, panels, self._end)
        self._end += len(packed)

    def put_later(self, number: int, panels: int, lay_out: Callable[[], PageLayout]) -> None:
        """Puts down how to lay out a page that nobody may ask for."""
        self._add(number, panels, lay_out)

    def _add(self, number: int, panels: int, place: int | Callable[[], PageLayout]) -> None:
        self.numbers.append(number)
        self.panels.append(panels)
        self._places.append(place)

    @overload
    def __getitem__(self, index: int) -> PageLayout: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PageLayout]: ...
    def __getitem__(self, index: int | slice) -> PageLayout | Sequence[PageLayout]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        place = self._places[index]
        if not isinstance(place, int):
            return place()
        self._file.seek(place)
        page: PageLayout = pickle.load(self._file)  # noqa: S301  what this process has put there
        return page

    def __iter__(self) -> Iterator[PageLayout]:
        return (self[index] for index in range(len(self)))

    def __len__(self) -> int:
        return len(self._places)
