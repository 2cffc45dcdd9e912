"""What happened to an output folder, line by line: runs begun and ended, panels and pages done or failed.

    <cache>/journals/<digest of the folder's path>.jsonl

Nothing is believed because the journal says so: whether a picture or a page is there is read from the files
themselves. It tells what a panel was drawn from last time, and what a run was at when it was killed. A line
carries its checksum; one that was torn by a power cut is passed over.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mangacli.atomic_file import write_whole
from mangacli.errors import RunError

log = logging.getLogger(__name__)

FOLDER = "journals"
LONGEST = 1 << 20
"""Bytes from which on a journal is folded into what it comes to."""


@dataclass(slots=True)
class Past:
    """What a journal comes to.

    `keys` are the digests that panels were last drawn or found by, `failures` why panels failed in the last
    run; `begun` the panels that were being drawn when the last run ended without saying so (it was killed).
    """

    keys: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    begun: tuple[str, ...] = ()
    ended: bool = True


class Journal:
    """The journal of one output folder; `cache` None (or a folder that cannot be written) keeps none."""

    def __init__(self, cache: Path | None, output: Path) -> None:
        name = hashlib.sha256(os.fsencode(output.absolute())).hexdigest()[:32]
        self.path = None if cache is None else cache / FOLDER / f"{name}.jsonl"
        self._output = output.absolute()
        self._file: int | None = None

    def begin(self) -> Past:
        """Notes that a run begins → what the runs before it left."""
        past = self.past()
        if self.path is not None:
            try:
                if self.path.is_file() and self.path.stat().st_size > LONGEST:
                    write_whole(self.path, _line({"keys": past.keys, "output": str(self._output)}))
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            except (OSError, RunError) as error:
                log.warning("no journal is kept of this run: %s", error)
                self.path = None
        self._note({"run": "begin", "output": str(self._output)})
        return past

    def panel_begun(self, panel: str) -> None:
        """Notes that a panel is being drawn: if the run dies now, it may be the panel that kills it."""
        self._note({"begun": panel})

    def panel_done(self, panel: str, key: str) -> None:
        """Notes that a panel's picture is there, by which key."""
        self._note({"done": panel, "key": key})

    def panel_failed(self, panel: str, reason: str) -> None:
        """Notes why a panel has no picture."""
        self._note({"failed": panel, "reason": reason})

    def end(self) -> None:
        """Notes that the run ended by itself, whatever came out of it."""
        self._note({"run": "end"})
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def past(self) -> Past:
        """What all lines so far come to."""
        past, begun = Past(), dict[str, None]()
        for said in _lines(self.path) if self.path is not None else ():
            if said.get("run") == "begin":
                past.ended, past.failures = False, {}
                begun.clear()
            elif said.get("run") == "end":
                past.ended = True
            elif "keys" in said:
                past.keys |= said["keys"]
            elif "begun" in said:
                begun[said["begun"]] = None
            elif "done" in said:
                past.keys[said["done"]] = said["key"]
                begun.pop(said["done"], None)
            elif "failed" in said:
                past.failures[said["failed"]] = said["reason"]
                begun.pop(said["failed"], None)
        past.begun = () if past.ended else tuple(begun)
        return past

    def _note(self, said: dict[str, Any]) -> None:
        if self._file is None:
            return
        try:
            os.write(self._file, _line(said))
        except OSError as error:
            log.warning("the journal of this run ends here: %s", error.strerror)
            os.close(self._file)
            self._file = None


def forget_gone(cache: Path) -> None:
    """Removes the journals in a cache whose output folders are gone. Raises OSError where that cannot be."""
    for path in sorted((cache / FOLDER).glob("*.jsonl")):
        folders = [said["output"] for said in _lines(path) if "output" in said]
        if folders and not Path(folders[-1]).exists():
            path.unlink(missing_ok=True)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """A journal's file → its sound lines; none where it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError:
        return
    for line in content.splitlines():
        said, _, checksum = line.rpartition(b" ")
        if checksum == b"%08x" % zlib.crc32(said):
            yield json.loads(said)


def _line(said: dict[str, Any]) -> bytes:
    """A line, begun anew: what a torn write left before it does not spoil it."""
    text = json.dumps(said, separators=(",", ":")).encode()
    return b"\n%s %08x\n" % (text, zlib.crc32(text))
