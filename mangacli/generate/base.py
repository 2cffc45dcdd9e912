"""What a panel artist gets, gives back and must be able to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from math import ceil, floor
from pathlib import Path
from typing import Any, Protocol

from mangacli.drawing import Pixels
from mangacli.effects.ground import PLAIN, EffectOptions
from mangacli.errors import MangaError
from mangacli.placed import SizeLimits
from mangacli.program import program_digest

__all__ = [
    "CharacterRequest",
    "DialogRequest",
    "Drawn",
    "EffectOptions",
    "EffectRequest",
    "Generator",
    "LoraRequest",
    "OneByOne",
    "PanelArt",
    "PanelProgress",
    "PanelRequest",
    "Progress",
    "Reference",
    "SizeLimits",
    "UnitBox",
    "kept_clear",
]

CLEAR_CELLS = 32
"""Cells along each edge of a picture by which dialogs are kept clear; see `kept_clear`."""
UnitBox = tuple[float, float, float, float]
"""x1, y1, x2, y2 as fractions of the generated picture (not of the panel: the surplus is counted in)."""
Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all) while a panel is drawn."""
PanelProgress = Callable[[str, int, int], None]
"""Called with (panel, steps done, steps in all) while several panels are drawn."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference image: where it lies and the digest of its bytes."""

    path: Path
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Reference:
        """A file → the reference to it as it is now. Raises OSError where it cannot be read."""
        with path.open("rb") as file:
            return cls(path, hashlib.file_digest(file, "sha256").hexdigest())


@dataclass(frozen=True, slots=True)
class CharacterRequest:
    """A character to be drawn: figure and face boxes, looks, and what it does.

    `lines` are the texts that the character says in this panel, with their balloon kinds; `ip_scale` is how
    strongly its reference shapes it (None: as the panel's). The first of `references` is the one that the
    panel asks for; `reference_fit` is a `ReferenceFit` of the storyboard. `look` are the parts that the
    author fixes, as pairs of key and name; `variant` numbers the lots by which the rest is drawn, so that
    nobody of a story looks like somebody else.
    """

    id: str
    name: str
    description: str
    box: UnitBox
    head: UnitBox
    shot: str
    facing: str
    mood: str | None
    pose: str | None
    lines: tuple[tuple[str, str], ...]
    references: tuple[Reference, ...]
    ip_scale: float | None = None
    reference_fit: str = "crop"
    look: tuple[tuple[str, str], ...] = ()
    variant: int = 0


@dataclass(frozen=True, slots=True)
class LoraRequest:
    """A LoRA file that changes how the model draws, and how far."""

    file: Reference
    weight: float


@dataclass(frozen=True, slots=True)
class DialogRequest:
    """A box that lettering will cover: the artist keeps it clear. `kind` is one of `BalloonKind`."""

    kind: str
    box: UnitBox


def kept_clear(dialogs: Sequence[DialogRequest]) -> tuple[DialogRequest, ...]:
    """Dialogs → the same with a little room, to the lines of a grid of `CLEAR_CELLS` cells.

    So another word of about the same length needs no other picture. The grid is the coarsest on which the
    model attends to boxes.
    """
    return tuple(replace(dialog, box=_outward(dialog.box)) for dialog in dialogs)


def _outward(box: UnitBox) -> UnitBox:
    x1, y1, x2, y2 = (round(edge * CLEAR_CELLS, 4) for edge in box)
    return (floor(x1) / CLEAR_CELLS, floor(y1) / CLEAR_CELLS, ceil(x2) / CLEAR_CELLS, ceil(y2) / CLEAR_CELLS)


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """The author's own image of a panel: `size` are the pixels of the whole picture at the page's resolution.

    `panel` is the panel's box in it; `fit` and `at` (from the left, from the top) say how the image lies.
    """

    file: Reference
    fit: str
    at: tuple[float, float]
    panel: UnitBox
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class EffectRequest:
    """An effect of the panel: its name, what it points at (a character's id or a box; a point is an empty
    box; None: all faces), and how it was asked for.
    """

    effect: str
    at: str | UnitBox | None = None
    options: EffectOptions = PLAIN


@dataclass(frozen=True, slots=True)
class PanelRequest:
    """Everything that decides a panel's picture, and nothing else.

    `width` and `height` in pixels, multiples of the artist's step; `prompt` as the model gets it (the
    panel's words first, the style last), `scene` the panel's own words alone. `page_background` is the
    page's place and hour in words, for what the panel's words and its `background` leave open. `scheduler`
    is a `SchedulerName` of the storyboard. An artist who lays screentone takes `lpi` lines per inch (None:
    its own choice), and leaves its tones grey where they are not to be `screened`: the whole page will be.
    `image` is the author's own picture, which takes the place of any artist's (`own_image.py`). `picked` is
    the key of a kept picture that the author has picked, or empty: it decides nothing but whether a newer
    program draws the same again.

    `story_seed` is the same in all panels of a story, for what must look the same in each; `camera` holds
    words of the storyboard's `Camera`; the world leans by `lean` radians clockwise about the picture's
    middle; `background_image` is the author's own picture of the place.
    """

    panel: str
    width: int
    height: int
    prompt: str
    scene: str
    negative: str
    background: str | None
    language: str
    effects: tuple[EffectRequest, ...]
    characters: tuple[CharacterRequest, ...]
    dialogs: tuple[DialogRequest, ...]
    seed: int
    steps: int
    guidance: float
    ip_scale: float
    mllm_scale: float
    pixels_per_point: float
    page_background: str | None = None
    scheduler: str = "checkpoint"
    loras: tuple[LoraRequest, ...] = ()
    lpi: float | None = None
    screened: bool = True
    image: ImageRequest | None = None
    picked: str = ""
    story_seed: int = 0
    camera: tuple[str, ...] = ()
    lean: float = 0.0
    background_image: Reference | None = None

    @classmethod
    def of_image(cls, request: PanelRequest) -> PanelRequest:
        """A request for a panel with an own image → one that asks for that image and says nothing else."""
        return cls(
            panel=request.panel,
            width=request.width,
            height=request.height,
            prompt="",
            scene="",
            negative="",
            background=None,
            language="",
            effects=(),
            characters=(),
            dialogs=(),
            seed=0,
            steps=0,
            guidance=0.0,
            ip_scale=0.0,
            mllm_scale=0.0,
            pixels_per_point=request.pixels_per_point,
            screened=request.screened,
            image=request.image,
        )

    @property
    def files(self) -> tuple[Reference, ...]:
        """All files that decide the picture."""
        references = [reference for character in self.characters for reference in character.references]
        own = () if self.image is None else (self.image.file,)
        place = () if self.background_image is None else (self.background_image,)
        return (*references, *(lora.file for lora in self.loras), *own, *place)

    @property
    def content(self) -> dict[str, Any]:
        """All that decides the picture as data: no panel name, files by their bytes alone."""
        said = asdict(self)
        del said["panel"], said["picked"]
        for character in said["characters"]:
            character["references"] = [reference["sha256"] for reference in character["references"]]
        said["loras"] = [
            {"sha256": lora["file"]["sha256"], "weight": lora["weight"]} for lora in said["loras"]
        ]
        if self.image is None:
            del said["image"]
        else:
            said["image"]["file"] = self.image.file.sha256
        if self.background_image is not None:
            said["background_image"] = self.background_image.sha256
        return said

    @property
    def digest(self) -> str:
        """SHA-256 of `content`."""
        return hashlib.sha256(json.dumps(self.content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PanelArt:
    """A drawn panel: pixels of the requested size (or of its `image`'s), and who drew it.

    `effects_drawn` says that the artist has drawn the panel's effects; else they are composed over the art.
    """

    pixels: Pixels
    artist: str
    effects_drawn: bool = False


Drawn = tuple[PanelRequest, PanelArt | MangaError]
"""A request with what became of it: its picture, or why it could not be drawn."""


class Generator(Protocol):
    """A panel artist. Adding one is one file and one line in `generate/registry.py`.

    Drawing is deterministic: the same request gives the same pixels in every process.
    """

    name: str
    limits: SizeLimits

    @property
    def made_by(self) -> str:
        """All that decides a picture beside its request: a digest of the program, a checkpoint's files …

        Told without loading a model, the same on every machine that shares a cache.
        """
        ...

    @property
    def panels_at_once(self) -> int:
        """How many panels it likes to be asked for together: 1, or more where it gains by that."""
        ...

    def seen(self, request: PanelRequest) -> PanelRequest:
        """A request → the same without what this artist never looks at: it is drawn, and kept, by that.

        So a change of what is left out cannot change the picture, and does not redraw it.
        """
        ...

    def draw(self, request: PanelRequest, progress: Progress) -> PanelArt:
        """A request → its picture. Raises MangaError where the user can mend what is wrong."""
        ...

    def draw_all(self, requests: Sequence[PanelRequest], progress: PanelProgress) -> Iterator[Drawn]:
        """Requests → each with its picture, or with why it has none, in the order in which they are done."""
        ...


def made_by_program(name: str) -> str:
    """An artist that is part of the program → its `made_by`."""
    return f"{name} {program_digest()}"


class OneByOne:
    """An artist that gains nothing by drawing several panels together."""

    panels_at_once = 1
    name = ""

    @property
    def made_by(self) -> str:
        """Its name and the whole program's digest: what is drawn in a moment may be drawn too often."""
        return made_by_program(self.name)

    def seen(self, request: PanelRequest) -> PanelRequest:
        """All of the request."""
        return request

    def draw(self, request: PanelRequest, progress: Progress) -> PanelArt:
        """A request → its picture."""
        raise NotImplementedError

    def draw_all(self, requests: Sequence[PanelRequest], progress: PanelProgress) -> Iterator[Drawn]:
        """Requests → each with its picture or its error, in their order."""
        for request in requests:
            yield request, self._attempt(request, progress)

    def _attempt(self, request: PanelRequest, progress: PanelProgress) -> PanelArt | MangaError:
        try:
            return self.draw(request, lambda done, total: progress(request.panel, done, total))
        except MangaError as error:
            return error
