"""Several pictures of one panel, drawn from several seeds, and the one that is picked.

Candidate 1 has the panel's own seed, the others seeds derived from it: the same on every machine. Pictures
lie in the cache; the picked one is held there for as long as the file of picks is beside the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mangacli.cache.pins import Pins
from mangacli.errors import MangaError, RunError, UsageError
from mangacli.generate.base import PanelArt, PanelProgress, PanelRequest
from mangacli.generate.kept_artist import KeptArtist
from mangacli.generate.panel_cache import PanelCache
from mangacli.pipeline import PlacedStory, place, plan
from mangacli.placed import PanelFrame
from mangacli.run_options import RenderOptions, art_cache
from mangacli.story.picks import MOST_CANDIDATES, Pick, PicksFile, beginning, read_picks, resolve
from mangacli.story.settings import derived_seed


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of a panel's pictures, drawn or not: its number from 1, its request, the key of its picture.

    `name` is what the panel is called wherever it moves, `panel` its place.
    """

    name: str
    panel: str
    number: int
    request: PanelRequest
    key: str
    kept: bool
    picked: bool

    @property
    def seed(self) -> int:
        return self.request.seed


class Casting:
    """A story whose panels' candidates are drawn, shown and picked.

    Raises what `place` raises, RunError where nothing is kept between runs.
    """

    def __init__(self, path: Path, options: RenderOptions) -> None:
        cache = art_cache(options)
        if cache is None:
            raise RunError("without a cache no candidates are kept", "leave out --no-cache")
        self.path = path
        self.cache = cache
        self.placed = replace(place(path, options), picks={})  # every panel's own seed is candidate 1
        self.options = options
        self.artist = KeptArtist(self.placed.choice.artist(), PanelCache(cache))
        self.file: PicksFile = read_picks(path)
        self.picks, _ = resolve(self.file, self.placed.file.story)
        self._panels = {
            frame.name: (frame, request) for frame, request in _drawn_panels(self.placed, options)
        }

    def names(self, wanted: Sequence[str] = ()) -> tuple[str, ...]:
        """Panels as they are asked for (`2.3`, or an id; none: all that are drawn) → their names.

        Raises UsageError for a panel that is not there, or that has an image of its own.
        """
        if not wanted:
            return tuple(self._panels)
        places = {frame.id: name for name, (frame, _) in self._panels.items()}
        own = {
            called
            for page in self.placed.pages
            for panel in page.panels
            if panel.frame.panel.image is not None
            for called in (panel.frame.id, panel.frame.name)
        }
        for panel in wanted:
            if panel in own:
                raise UsageError(f'the panel "{panel}" has an image of its own', "there is nothing to draw")
            if panel not in places and panel not in self._panels:
                pages = len(self.placed.file.story.pages)
                raise UsageError(
                    f'there is no panel "{panel}" in {self.path}',
                    f"write PAGE.PANEL, pages from 1 to {pages}, or a panel's id",
                )
        return tuple(dict.fromkeys(places.get(panel, panel) for panel in wanted))

    def candidates(self, name: str, numbers: Sequence[int]) -> tuple[Candidate, ...]:
        """A panel's name and candidates' numbers → the candidates."""
        frame, own = self._panels[name]
        pick = self.picks.get(name)
        found = []
        for number in numbers:
            seed = own.seed if number == 1 else derived_seed(own.seed, f"candidate {number}")
            picked = pick is not None and pick.candidate == number and pick.seed == seed
            request = replace(own, seed=seed, panel=f"{frame.id} candidate {number}")
            if picked and pick is not None:
                request = replace(request, picked=pick.picture)
            key, kept = self.artist.key(request).digest, self.artist.holds(request)
            found.append(Candidate(name, frame.id, number, request, key, kept, picked))
        return tuple(found)

    def draw(self, wanted: Sequence[Candidate], progress: PanelProgress) -> Iterator[tuple[Candidate, str]]:
        """Draws candidates into the cache → each with why it has no picture, empty where it has one."""
        by_panel = {candidate.request.panel: candidate for candidate in wanted}
        for request, art in self.artist.draw_all([candidate.request for candidate in wanted], progress):
            yield by_panel[request.panel], art.message if isinstance(art, MangaError) else ""

    def art(self, candidate: Candidate) -> PanelArt | None:
        """A candidate → its picture; None where it is not drawn."""
        return self.artist.picture(candidate.request)

    def next_number(self, name: str) -> int:
        """The number of a panel's first candidate that is not drawn yet. Raises UsageError after the last."""
        for candidate in self.candidates(name, range(2, MOST_CANDIDATES + 1)):
            if not candidate.kept and not candidate.picked:
                return candidate.number
        raise UsageError(
            f"{MOST_CANDIDATES} candidates of the panel {name} are drawn", "change its prompt, or its seed"
        )

    def pick(self, candidate: Candidate) -> None:
        """Writes a candidate into the file of picks and holds its picture in the cache.

        Raises UsageError where it has not been drawn.
        """
        if not candidate.kept:
            raise UsageError(
                f"candidate {candidate.number} of the panel {candidate.name} has not been drawn",
                f"manga render {self.path} --only {candidate.name} --candidates {candidate.number}",
            )
        prompt = beginning(self._panels[candidate.name][0].panel)
        made = Pick(candidate.number, candidate.seed, candidate.key, prompt)
        Pins(self.cache).pin(candidate.key, self.file.path)
        self._write(self.picks | {candidate.name: made})

    def drop(self, name: str) -> None:
        """Lets go of what was picked for a panel, which need not be in the story any more.

        Raises UsageError where nothing was.
        """
        known = self.picks | dict(self.file.picks)
        if name not in known:
            raise UsageError(f'nothing is picked for the panel "{name}"', "manga pick STORY shows all picks")
        self._write({other: pick for other, pick in self.picks.items() if other != name}, gone=name)

    def _write(self, picks: dict[str, Pick], gone: str = "") -> None:
        """Writes the picks, those that rest among them, and lets go of the pictures that nobody holds now."""
        found = list(self.picks.values())
        resting = {
            name: pick
            for name, pick in self.file.picks.items()
            if name not in picks and name != gone and pick not in found
        }
        picks = resting | picks
        self.file.written(picks, self.path)
        held = {pick.picture for pick in picks.values()}
        for pick in self.file.picks.values():
            if pick.picture and pick.picture not in held:
                Pins(self.cache).unpin(pick.picture, self.file.path)
        self.file = read_picks(self.path)
        self.picks, _ = resolve(self.file, self.placed.file.story)


def _drawn_panels(placed: PlacedStory, options: RenderOptions) -> Iterator[tuple[PanelFrame, PanelRequest]]:
    """The panels that an artist draws, each with its request."""
    for page in placed.pages:
        for panel, request in zip(page.panels, plan(page, placed, options), strict=True):
            if request.image is None:
                yield panel.frame, request
