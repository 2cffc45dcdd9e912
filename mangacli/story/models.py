"""The storyboard, format 1, in its full form: what the author wrote, with every short form spelled out.

Frozen and complete: whoever holds a `Story` holds one without errors of form. Short forms are read in
`story/short_forms.py`; lengths are millimetres; boxes are fractions (0–1) of their panel, x1 y1 x2 y2.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator

from mangacli.story.dialog import RESERVED_SPEAKERS as RESERVED_SPEAKERS
from mangacli.story.dialog import BalloonKind as BalloonKind
from mangacli.story.dialog import Dialog as Dialog
from mangacli.story.dialog import Spot as Spot
from mangacli.story.dialog import TailSide as TailSide
from mangacli.story.frozen import Fraction as Fraction
from mangacli.story.frozen import FractionBox as FractionBox
from mangacli.story.frozen import Frozen as Frozen
from mangacli.story.frozen import Side as Side
from mangacli.story.furniture import Fade, Frame, FrameLine, Furniture, Ink, Numbers, Title
from mangacli.story.looks import AS_DESCRIBED, Look
from mangacli.story.own_image import OwnImage

Reading = Literal["rtl", "ltr", "vertical"]
Shot = Literal["extreme-close-up", "close-up", "bust", "medium", "full", "long"]
Camera = Literal["low-angle", "high-angle", "dutch-tilt", "over-the-shoulder", "reverse"]
"""How the camera stands: below the figures, above them, askew, behind somebody, on the other side."""
Horizontal = Literal["left", "center", "right"]
EffectName = Literal[
    "speed-lines", "focus-lines", "screentone", "flash", "beta-flash", "impact", "rain", "motion-blur",
    "gloom",
]  # fmt: skip
TonePattern = Literal["gradient", "dots", "lines"]
Dots = Literal["keep", "ellipsis"]
Dash = Literal["keep", "double", "single"]
SchedulerName = Literal[
    "checkpoint", "ddim", "dpm++", "dpm++-sde", "euler", "euler-a", "euler-trailing", "heun", "lcm", "unipc"
]
"""Ways from noise to picture; `checkpoint` is the one that the model was stored with."""
ReferenceFit = Literal["crop", "pad"]
"""How a reference that is no square becomes one: its centre cut out, or white added on both sides."""
Percent = Annotated[float, Field(ge=-20, le=120)]

Level = Literal["error", "warning", "note", "off"]
"""How much a rule weighs."""

MOST_PLACES = 100
"""Panels of a page, tiers, insets: more is a slip, not a page."""
MOST_CORNERS = 40
"""Corners of a panel that is given as a polygon."""
MOST_IN_A_PANEL = 16
"""Dialogs of a panel, and characters in it: far more than any model takes, or any reader."""
Corners = Annotated[tuple[tuple[Percent, Percent], ...], Field(max_length=MOST_CORNERS)]

Edge = Annotated[float, Field(ge=20, le=5000)]
"""Width or height of a page in millimetres."""

MOODS = (
    "happy", "sad", "angry", "afraid", "surprised", "shocked", "calm", "serious", "tired", "crying",
    "laughing", "embarrassed", "worried", "determined", "smug", "shy", "confused", "neutral", "gentle",
    "excited",
    "winking", "relieved", "loving", "tearful", "sobbing", "terrified", "furious", "annoyed",
    "shouting", "stern",
    "disgusted", "pained", "bored", "asleep", "thinking", "puzzled", "sulking", "dizzy",
)  # fmt: skip
"""Moods that a placement may name in its short form (`mika: left angry`); `mood:` takes any word."""
POSES = (
    "standing", "sitting", "walking", "running", "pointing", "lying", "kneeling", "crouching", "jumping",
    "waving", "leaning", "reading", "sleeping", "fighting", "arms-crossed", "hand-on-hip", "from-behind",
    "bowing", "phoning", "holding", "carrying", "reaching", "praying", "saluting", "shrugging",
    "cross-legged",
    "hugging-knees", "arms-raised", "fist-raised", "hands-to-face", "covering-mouth", "hands-in-pockets",
)  # fmt: skip
"""Poses that a placement may name in its short form; `pose:` takes any words."""


class ArtSettings(Frozen):
    """Settings of the drawing; a panel's override its page's, a page's the story's. None: not said here."""

    style: str | None = Field(
        None, max_length=4000, description="Style words, joined to every prompt after the panel's own."
    )
    negative: str | None = Field(None, max_length=4000, description="What the model shall avoid.")
    seed: int | None = Field(
        None, ge=0, lt=2**63, description="Seed of the noise and of every random choice."
    )
    steps: int | None = Field(None, ge=1, le=1000, description="Denoising steps.")
    guidance: float | None = Field(None, ge=0, le=50, description="Guidance scale of the text.")
    ip_scale: float | None = Field(
        None, ge=0, le=2, description="How strongly the reference images shape the characters."
    )
    mllm_scale: float | None = Field(
        None, ge=0, le=1, description="How far the language model adapts the characters to the text."
    )
    scheduler: SchedulerName | None = Field(
        None, description="The way from noise to picture: euler, dpm++, unipc, lcm; else the model's own."
    )


class Margin(Frozen):
    """Paper between the trim edge and the live area, in millimetres. `inner` is the side of the spine."""

    top: float = Field(ge=0, le=200, description="Millimetres at the head.")
    bottom: float = Field(ge=0, le=200, description="Millimetres at the foot.")
    inner: float = Field(ge=0, le=200, description="Millimetres at the spine.")
    outer: float = Field(ge=0, le=200, description="Millimetres at the fore edge.")


class Gutter(Frozen):
    """Space between panels, in millimetres."""

    panels: float = Field(ge=0, le=50, description="Between panels of one tier.")
    tiers: float = Field(ge=0, le=50, description="Between tiers; usually the wider one.")


class PageSetup(Frozen):
    """The paper: all in millimetres, every number given. `preset` is the name it came from, if any."""

    preset: str | None = Field(None, description="A page preset's name.")
    size: tuple[Edge, Edge] = Field(description="Trim size, width and height.")
    bleed: float = Field(ge=0, le=50, description="Paper beyond the trim edge that is cut off.")
    safe: float = Field(
        ge=0, le=100, description="From the trim edge: what must survive the cut stays inside."
    )
    margin: Margin = Field(description="From the trim edge to the live area.")
    gutter: Gutter = Field(description="Space between panels.")
    frame: float = Field(1.1, ge=0, le=10, description="Width of the panels' frames in points.")
    frame_line: FrameLine = Field("ruled", description="How frames are drawn: ruled, tapered or rough.")
    ink: Ink = Field("white", description="Colour of the paper around the panels: black for the past.")
    dpi: float = Field(350, ge=36, le=1200, description="Dots per inch of the PNG pages and of the art.")
    lpi: float | None = Field(
        None, ge=20, le=200, description="Lines per inch of the tones, and of the screen of 1-bit pages."
    )


class RowPanel(Frozen):
    """One place in a tier: a panel, or a column of tiers of its own (`rows`)."""

    width: float = Field(1.0, gt=0, le=100, description="Weight of its width in the tier.")
    slant: float | None = Field(
        None, ge=-45, le=45, description="Slant of the gutter after this panel; else the tier's."
    )
    bleed: tuple[Side, ...] = Field((), description="Sides on which the panel runs off the page.")
    rows: tuple[Row, ...] = Field(
        (), max_length=MOST_PLACES, description="Tiers inside this place, instead of one panel."
    )


class Row(Frozen):
    """One tier: panels side by side in reading order."""

    height: float = Field(1.0, gt=0, le=100, description="Weight of its height on the page.")
    panels: tuple[RowPanel, ...] = Field(min_length=1, max_length=12, description="Panels in reading order.")
    slant: float = Field(
        0.0, ge=-45, le=45, description="Degrees that the gutters between its panels lean: 8 leans like a /."
    )
    tilt: float = Field(
        0.0, ge=-20, le=20, description="Degrees that the gutter below the tier falls toward the reading end."
    )


class Inset(Frozen):
    """A panel laid over the others: its box in percent of the live area."""

    box: tuple[Percent, Percent, Percent, Percent] = Field(description="x1, y1, x2, y2 in percent.")
    slant: float = Field(
        0.0,
        ge=-45,
        le=45,
        description="Degrees that its upright sides lean, within the box: 8 leans like a /.",
    )


class Layout(Frozen):
    """Where the panels of a page are: tiers, or polygons; insets come last in reading order.

    Panels are written in reading order: the first panel of a tier is the one read first, whichever side
    that is. All else (slants, sides, polygons, insets) is written as it is seen on the page when read in the
    direction `reading`, and mirrored where the story reads the other way. Polygons that share an edge get
    the page's gutter between them.
    """

    rows: tuple[Row, ...] = Field((), max_length=MOST_PLACES, description="Tiers from the top.")
    panels: tuple[Corners, ...] = Field(
        (), max_length=MOST_PLACES, description="Panels as polygons, corners in percent of the live area."
    )
    insets: tuple[Inset, ...] = Field((), max_length=MOST_PLACES, description="Panels over the others.")
    spread: bool = Field(False, description="The page is a spread: two pages wide.")
    strip: bool = Field(
        False,
        description="The page is a vertical strip: a tier of height 1 is as tall as the live area is wide.",
    )
    reading: Reading | None = Field(
        None, description="The reading direction that the layout is written for; else the story's own."
    )


def _name_or_layout(value: Any) -> str:
    """Which branch a page's layout is, so that its errors speak of that branch alone."""
    return "name" if isinstance(value, str) else "layout"


NameOrLayout = Annotated[
    Annotated[str, Tag("name")] | Annotated[Layout, Tag("layout")], Discriminator(_name_or_layout)
]


class Character(Frozen):
    """Someone who appears in the story."""

    name: str = Field(max_length=200, description="The name by which dialogs and prompts know the character.")
    reference: tuple[Annotated[str, Field(max_length=1000)], ...] = Field(
        (), max_length=16, description="Reference images, relative to the story's folder."
    )
    reference_fit: ReferenceFit = Field(
        "crop",
        description="How a tall or wide reference becomes a square: crop to its centre, or pad with white.",
    )
    description: str = Field("", max_length=4000, description="Looks in words: hair, glasses, clothes, age.")
    look: Look = Field(
        AS_DESCRIBED, description="Parts of the look by name, for the draft artist; `manga cast --list`."
    )
    ip_scale: float | None = Field(
        None,
        ge=0,
        le=2,
        description="How strongly the reference shapes the character; else as the panel.",
    )


class Lora(Frozen):
    """A LoRA file that changes how the model draws."""

    file: str = Field(max_length=1000, description="A .safetensors file, relative to the story's folder.")
    weight: float = Field(1.0, ge=-4, le=4, description="How far it changes the model; 0 is not at all.")


class Placement(Frozen):
    """A character in a panel, and where."""

    character: str = Field(max_length=200, description="The character's id.")
    at: Horizontal | None = Field(None, description="Side of the panel, where no box is given.")
    shot: Shot | None = Field(None, description="How close; else taken from the prompt.")
    box: FractionBox | None = Field(None, description="The whole figure: x1, y1, x2, y2 from 0 to 1.")
    head: FractionBox | None = Field(None, description="The face, brow to chin: what is never covered.")
    hands: tuple[FractionBox, ...] = Field(
        (), max_length=4, description="Hands, with what they hold: never covered either. One box, or several."
    )
    facing: Literal["left", "right"] | None = Field(None, description="Where the character looks.")
    mood: str | None = Field(
        None, max_length=200, description="The expression in a word: happy, angry, afraid."
    )
    pose: str | None = Field(
        None, max_length=200, description="The pose in a word: walking, sitting, pointing."
    )
    reference: int | None = Field(
        None, ge=1, description="Which of the character's reference images, counted from 1; else the first."
    )
    ip_scale: float | None = Field(
        None, ge=0, le=2, description="How strongly the reference shapes the character here."
    )


def _kind_of_place(value: Any) -> str:
    """Which branch of `Effect.at` a value is, so that its errors speak of that branch alone."""
    if isinstance(value, str):
        return "character"
    return "point" if isinstance(value, list | tuple) and len(value) == 2 else "box"


class Effect(Frozen):
    """Lines or tone over a panel's art, drawn around what they point at, which stays clear."""

    effect: EffectName = Field(description="The effect's name.")
    at: (
        Annotated[
            Annotated[str, Tag("character")]
            | Annotated[tuple[Fraction, Fraction], Tag("point")]
            | Annotated[FractionBox, Tag("box")],
            Discriminator(_kind_of_place),
        ]
        | None
    ) = Field(None, description="What stays clear: a character's id, [x, y] or a box; else all faces.")
    strength: Fraction = Field(0.5, description="How dark and dense, from 0 to 1.")
    angle: float | None = Field(
        None, ge=-360, le=360, description="Degrees clockwise from the right: of motion, fall, or screen."
    )
    lpi: float | None = Field(None, ge=10, le=150, description="Lines per inch of a tone.")
    pattern: TonePattern | None = Field(None, description="Kind of a tone; else gradient.")
    clear: float = Field(1.0, ge=0.3, le=3, description="Size of what stays clear, as a factor.")
    ink: Literal["black", "white"] | None = Field(None, description="Colour of the lines; else by the art.")


class Panel(ArtSettings):
    """One panel: what it shows and what is said in it."""

    id: str | None = Field(None, max_length=64, description="A name of its own, kept when panels move.")
    prompt: str = Field("", max_length=4000, description="What the panel shows.")
    image: OwnImage | None = Field(
        None, description="The author's own picture of it: a file, or a mapping with file, fit and at."
    )
    characters: tuple[Placement, ...] = Field(
        (), max_length=MOST_IN_A_PANEL, description="Who is in it, and where."
    )
    vertical: bool | None = Field(
        None, description="Its dialogs in columns or lines, where they do not say; else as the story."
    )  # before the dialogs, which take it over
    dialogs: tuple[Dialog, ...] = Field(
        (), max_length=MOST_IN_A_PANEL, description="What is said, in reading order."
    )
    effects: tuple[Effect, ...] = Field(
        (), max_length=12, description="Lines and tones over the art, in paint order."
    )
    background: str | None = Field(
        None, max_length=300, description="The place in a word or two; else from the prompt."
    )
    background_image: str | None = Field(
        None, max_length=1000, description="Your own picture of the place, which the draft artist inks."
    )
    shot: Shot | None = Field(None, description="How close the camera is; else taken from the prompt.")
    camera: tuple[Camera, ...] = Field(
        (), max_length=4, description="How the camera stands, beside what the prompt says of it."
    )
    frame: Frame = Field(
        True, description="Whether the panel has a frame; or its line: ruled, tapered or rough."
    )
    frame_width: float | None = Field(
        None, ge=0, le=10, description="Width of its frame in points; else the page's."
    )
    fade: Fade | None = Field(None, description="Sides on which the art fades into the paper.")

    @field_validator("dialogs")
    @classmethod
    def _as_the_panel(cls, dialogs: tuple[Dialog, ...], info: ValidationInfo) -> tuple[Dialog, ...]:
        """Dialogs that do not say how they stand → the same as the panel says."""
        vertical = info.data.get("vertical")
        if vertical is None:
            return dialogs
        return tuple(
            dialog.model_copy(update={"vertical": vertical}) if dialog.vertical is None else dialog
            for dialog in dialogs
        )


class Page(ArtSettings):
    """One page: a layout and its panels in reading order."""

    layout: NameOrLayout = Field(description="A template's name, or a layout of its own.")
    panels: tuple[Panel, ...] = Field(
        min_length=1, max_length=MOST_PLACES, description="The panels in reading order."
    )
    background: str | None = Field(
        None, max_length=300, description="The place and hour of the page, where a panel names none."
    )
    background_image: str | None = Field(
        None,
        max_length=1000,
        description="A picture of the page's place, for panels that name no background.",
    )
    ink: Ink | None = Field(None, description="Colour of the paper: black for a page of the past.")
    title: Title | None = Field(None, description="Title lettering over the page's largest panel.")
    numbers: Numbers | None = Field(
        None, description="Its page number; else as the story's, and none beside a title."
    )


class Lettering(Frozen):
    """How the story is lettered. Sizes in points."""

    font: str | None = Field(
        None, max_length=1000, description="A font's name or file; else by the language."
    )
    size: float | None = Field(
        None, ge=3, le=72, description="Type size of all pages; else by page and language."
    )
    minimum: float = Field(6.0, ge=3, le=72, description="Type is never set smaller than this.")
    vertical: bool | None = Field(
        None, description="Columns from right to left, unless the story's own `vertical` says otherwise."
    )
    capitals: bool = Field(False, description="Set Latin dialogs in capitals, as many comics do.")
    dots: Dots = Field(
        "keep", description="Three dots in a row: kept as typed, or one sign … made of them (ellipsis)."
    )
    dash: Dash = Field(
        "keep", description="Long dashes: kept as typed, all doubled as in comics (--), or all single (—)."
    )


class Judging(Frozen):
    """How a story is judged: which rules count, how much they weigh, and where words become too many."""

    ignore: tuple[str, ...] = Field((), max_length=200, description="Rules that nobody wants to hear of.")
    levels: dict[str, Level] = Field(
        {}, description="Weight of a rule: error, warning, note or off. Errors stay errors."
    )
    balloon_words: int | None = Field(
        None, ge=1, le=1000, description="Words of a balloon beyond which it is called wordy; else 25."
    )
    panel_words: int | None = Field(
        None, ge=1, le=5000, description="Words of a panel beyond which it is called wordy; else 50."
    )


ALL_RULES = Judging()
"""Every rule counts, as heavily as it was made."""


class Story(ArtSettings):
    """A whole storyboard."""

    manga: Literal[1] = Field(description="Version of the format.")
    title: str = Field(min_length=1, max_length=300, description="Title of the work.")
    author: str = Field("", max_length=300, description="Who wrote it.")
    language: str = Field(
        "en",
        pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
        description="BCP 47 tag of the text: en, ja, zh-Hans, ko.",
    )
    reading: Reading = Field("rtl", description="rtl (manga), ltr, or vertical (webtoon).")
    vertical: bool | None = Field(
        None,
        description="Dialogs in columns (true) or lines (false); else by the language and `reading`. "
        "A panel's `vertical` goes before it, a dialog's before both.",
    )
    page: PageSetup = Field(description="The paper.")
    lettering: Lettering = Field(Lettering(), description="Fonts and sizes of the lettering.")
    characters: dict[str, Character] = Field({}, description="Everyone who appears, by id.")
    loras: tuple[Lora, ...] = Field(
        (), max_length=16, description="LoRA files that change how the model draws, with their weights."
    )
    furniture: Furniture = Field(Furniture(), description="Page numbers and running title.")
    check: Judging = Field(ALL_RULES, description="How `manga check` judges the story.")
    pages: tuple[Page, ...] = Field(min_length=1, description="The pages in order.")


RowPanel.model_rebuild()
