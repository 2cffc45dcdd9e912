"""Model sheets: who is in a story, as the draft artist draws them, a page each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from mangacli.drawing import Art, Drawing, Item, Publication, Shape, Stroke, Text
from mangacli.errors import RunError, UsageError
from mangacli.export.pdf import write_pdf
from mangacli.export.png import write_png
from mangacli.fonts.label import label
from mangacli.generate.base import CharacterRequest, PanelRequest
from mangacli.generate.draft.look import look_of
from mangacli.generate.draft.look_parts import names_of
from mangacli.generate.registry import artist
from mangacli.geometry import Box
from mangacli.geometry import Path as Outline
from mangacli.layout.templates import template_counts
from mangacli.plan import character_references, variants_of
from mangacli.story.load import StoryFile, load_story
from mangacli.story.looks import Look
from mangacli.story.model_limits import ModelLimits
from mangacli.story.models import Character
from mangacli.story.postures import LOW, is_child
from mangacli.story.short_forms.written import did_you_mean

FORMATS = ("pdf", "png")
ARTIST = "draft"
EXPRESSIONS = ("happy", "angry", "sad", "surprised", "embarrassed")
POSES = ("walking", "sitting", "pointing", "reading")
SIZE = (842.0, 595.0)
"""Points: A4, landscape."""
DPI = 200.0
_MARGIN = 34.0
_FULL = Box(_MARGIN, 92, 214, 556)
_BEHIND = Box(222, 92, 402, 556)
_CLOSE = Box(414, 92, 604, 296)
_PARTS = (618.0, 104.0)
_ROW = Box(414, 308, 808, 424)
_STANCES = Box(414, 436, 808, 556)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One drawing of a sheet: its place, its caption, and how the character is shown in it."""

    box: Box
    caption: str
    shot: str
    mood: str = "calm"
    pose: str = "standing"


def write_sheets(
    story: Path, output: Path | None, wanted: str | None, only: Sequence[str] = (), dpi: float | None = None
) -> tuple[Path, ...]:
    """A story's file → model sheets of its characters (of `only` those ids); returns what was written.

    One PDF, or a PNG a character (`NAME-ID.png`): `wanted` says which, else the suffix of `output`. Raises
    StoryError for a story with errors, UsageError for what cannot be asked for.
    """
    file = _loaded(story)
    chosen = _chosen(file, only)
    path = output if output is not None else story.with_name(f"{story.stem}-cast.pdf")
    kind = wanted or path.suffix.lower().lstrip(".") or FORMATS[0]
    if kind not in FORMATS:
        raise UsageError(f'model sheets are not written as "{kind}"', f"choose from {', '.join(FORMATS)}")
    path = path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")
    publication = Publication(
        f"{file.story.title}: cast",
        file.story.author,
        file.story.language,
        right_to_left=False,
        artist=ARTIST,
    )
    drawings = (_sheet(number, id, file, dpi or DPI) for number, id in enumerate(chosen, 1))
    if kind == "pdf":
        write_pdf(publication, drawings, path)
        return (path,)
    paths = tuple(path.with_name(f"{path.stem}-{_file_name(id)}.png") for id in chosen)
    for drawing, target in zip(drawings, paths, strict=True):
        write_png(drawing, target, publication=publication)
    return paths


def look_listing(story: Path | None = None) -> str:
    """The parts of a look by name, a key a line; of a story each character's own, as YAML to copy."""
    if story is None:
        return "\n".join(_choices())
    file = _loaded(story)
    lots = variants_of(file.story)
    lines = ["characters:"]
    for id in _chosen(file, ()):
        one = file.story.characters[id]
        look = look_of(id, one.name, one.description, one.look.parts, lots[id])
        pairs = names_of(look)
        lines += [f"  {id}:", "    look:"]
        lines += [f"      {key}: {name}" for key, name in pairs if key != "extras"]
        extras = [name for key, name in pairs if key == "extras"]
        lines += [f"      extras: [{', '.join(extras)}]"] if extras else []
    return "\n".join(lines)


def _choices() -> Iterator[str]:
    width = max(map(len, Look.model_fields))
    for key, field in Look.model_fields.items():
        names = " ".join(_names_in(field.annotation))
        yield textwrap.fill(
            names,
            98,
            initial_indent=f"{key:<{width}}  ",
            subsequent_indent=" " * (width + 2),
            break_on_hyphens=False,
        )


def _names_in(annotation: object) -> list[str]:
    """The names that a key takes, from its type."""
    found: list[str] = []
    for part in get_args(annotation):
        found += [part] if isinstance(part, str) else _names_in(part)
    return found


def _loaded(story: Path) -> StoryFile:
    return load_story(story, templates=template_counts(), limits=ModelLimits(ARTIST, strict=False))


def _chosen(file: StoryFile, only: Sequence[str]) -> list[str]:
    """The ids of the characters to draw, in the story's order."""
    known = list(file.story.characters)
    if not known:
        raise UsageError(f"{file.path} has no characters", "describe them under `characters` of the story")
    for id in only:
        if id not in known:
            raise UsageError(
                f'--character: "{id}" is not a character of the story{did_you_mean(id, known)}',
                f"characters: {', '.join(known)}",
            )
    return [id for id in known if not only or id in only]


def _file_name(id: str) -> str:
    """An id as a part of a file's name."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in id)


def _sheet(number: int, id: str, file: StoryFile, dpi: float) -> Drawing:
    """A character → its sheet."""
    character = file.story.characters[id]
    cells = [
        _Cell(_FULL, "full figure", "full"),
        _Cell(_BEHIND, "from behind", "full", pose="from behind"),
        _Cell(_CLOSE, "front", "close-up"),
        *(
            _Cell(box, mood, "bust", mood)  # a close-up would show the reference, whatever the mood
            for box, mood in zip(_side_by_side(_ROW, len(EXPRESSIONS)), EXPRESSIONS, strict=True)
        ),
        *(
            _Cell(box, pose, "full", pose=pose)
            for box, pose in zip(_side_by_side(_STANCES, len(POSES)), POSES, strict=True)
        ),
    ]
    items: list[Item] = [*_heading(id, character)]
    variant = variants_of(file.story)[id]
    for cell in cells:
        items += _drawn(cell, id, file, variant, dpi)
    items += _parts(id, character, variant)
    sheet = Box(0.0, 0.0, *SIZE)
    said = f"{character.name}: {character.description}".strip(": ")
    return Drawing(number, SIZE, sheet, sheet, tuple(items), dpi, id, said)


def _side_by_side(row: Box, count: int) -> list[Box]:
    gap = 8.0
    width = (row.width - gap * (count - 1)) / count
    return [
        Box(row.x1 + at * (width + gap), row.y1, row.x1 + at * (width + gap) + width, row.y2)
        for at in range(count)
    ]


def _heading(id: str, character: Character) -> Iterator[Text]:
    """Name, id and description over the drawings."""
    name = character.name if character.name == id else f"{character.name}  ({id})"
    yield label(name, 20, (_MARGIN, 52))
    for number, line in enumerate(textwrap.wrap(character.description, 150)[:2]):
        yield label(line, 9, (_MARGIN, 70 + 11 * number), grey=0.25)


def _parts(id: str, character: Character, variant: int) -> Iterator[Text]:
    """The names of the look's parts, as `look:` would fix them."""
    look = look_of(id, character.name, character.description, character.look.parts, variant)
    x, y = _PARTS
    yield label("look", 9, (x, y - 2))
    for number, (key, name) in enumerate(names_of(look)[:22], 1):
        yield label(f"{key}: {name}", 7, (x, y + 8.6 * number), grey=0.2)


def _drawn(cell: _Cell, id: str, file: StoryFile, variant: int, dpi: float) -> Iterator[Item]:
    """A cell → its picture in a frame, and its caption."""
    width, height = (max(64, round(edge * dpi / 72)) for edge in (cell.box.width, cell.box.height))
    one = _request_of(cell, id, file, variant, (width, height))
    request = PanelRequest(
        panel=f"{id} {cell.caption}", width=width, height=height, prompt="", scene="", negative="",
        background="blank paper", language=file.story.language, effects=(), characters=(one,),
        dialogs=(), seed=0,
        steps=1, guidance=1.0, ip_scale=1.0, mllm_scale=1.0, pixels_per_point=dpi / 72,
        lpi=file.story.page.lpi,
    )  # fmt: skip
    art = artist(ARTIST).draw(request, lambda done, total: None)
    yield Art(art.pixels, cell.box, Outline.box(cell.box))
    yield Shape(Outline.box(cell.box), stroke=Stroke(0.6, grey=0.4))
    yield label(cell.caption, 7, (cell.box.center[0], cell.box.y2 + 8), grey=0.3, centred=True)


def _request_of(
    cell: _Cell, id: str, file: StoryFile, variant: int, size: tuple[int, int]
) -> CharacterRequest:
    """A cell and its size in pixels → the character in it: the whole figure on the ground, or the head."""
    character, (width, height) = file.story.characters[id], size
    if cell.shot == "full":
        tall = LOW.get(cell.pose, 6.5) * (4.6 / 6.5 if is_child(character) else 1.0)
        head = min(0.84 * height / 6.5, 0.3 * width)
        crown, foot = 0.94 * height - tall * head, 0.94 * height
        x = width * (0.36 if cell.pose in ("sitting", "pointing") else 0.5)
    else:
        head = min(0.66 * height, 0.62 * width)
        crown, foot, x = 0.2 * height, float(height), width * 0.46
    picture = Box(0.0, 0.0, width, height)
    face = Box(x - 0.36 * head, crown + 0.3 * head, x + 0.36 * head, crown + head)
    box = Box(max(0.0, x - 1.1 * head), max(0.0, crown), min(float(width), x + 1.1 * head), foot)
    if not picture.contains(face):
        raise RunError("a model sheet has no room for a face", "this is a bug: please report it")
    return CharacterRequest(
        id=id, name=character.name, description=character.description, box=box.fractions_of(picture),
        head=face.fractions_of(picture), shot=cell.shot, facing="right", mood=cell.mood, pose=cell.pose,
        lines=(),
        references=character_references(character, file.folder), reference_fit=character.reference_fit,
        look=character.look.parts, variant=variant,
    )  # fmt: skip
