"""What is said in a panel: balloons, captions and sounds, in their full form."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mangacli.story.frozen import FractionBox, Frozen
from mangacli.story.sound import NO_WISHES, Sound

BalloonKind = Literal[
    "speech", "rounded", "box", "shout", "whisper", "wobbly", "electric", "thought", "monologue", "plain",
    "caption", "sfx",
]  # fmt: skip
Spot = Literal[
    "top-left", "top", "top-right", "left", "center", "right", "bottom-left", "bottom", "bottom-right"
]
TailSide = Literal["left", "right", "top", "bottom", "none"]
RESERVED_SPEAKERS = ("caption", "narration", "sfx")


class Dialog(Frozen):
    """One balloon, caption or sound."""

    speaker: str | None = Field(
        None, max_length=200, description="Who speaks: a character's id; none for captions and sounds."
    )
    chorus: tuple[Annotated[str, Field(max_length=200)], ...] = Field(
        (), max_length=3, description="Ids of those who say it together with the speaker: a tail for each."
    )
    kind: BalloonKind = Field("speech", description="The balloon's kind.")
    text: str = Field(min_length=1, max_length=2000, description="What is said. A newline is a forced break.")
    at: Spot | None = Field(None, description="Where in the panel; else placed by the tool.")
    box: FractionBox | None = Field(None, description="The balloon's box: x1, y1, x2, y2 from 0 to 1.")
    tail: TailSide | None = Field(
        None,
        description="Side of the panel that the tail points to, or none; else to the speaker's mouth.",
    )
    join: bool | None = Field(
        None,
        description="Joined to the same speaker's balloon before it, or not; else where it follows at once.",
    )
    break_out: bool = Field(
        False, description="Whether the balloon may reach over the panel's frame and the gutter."
    )
    vertical: bool | None = Field(
        None, description="Lettered in columns or lines; else as the panel, the story, the language."
    )
    loud: float = Field(1.0, ge=0.5, le=4, description="Size of the type, as a factor of the page's.")
    gloss: str = Field(
        "", max_length=200, description="A sound's reading or meaning, in small type under or beside it."
    )
    sound: Sound = Field(
        NO_WISHES, description="How a sound is drawn: words such as `white shadow`, or a mapping."
    )
