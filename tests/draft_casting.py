"""Casting for the tests of the draft artist: characters and panels as the layout would ask for them."""

from mangacli.generate.base import CharacterRequest, PanelRequest
from mangacli.geometry import Box

WIDTH, HEIGHT = 260, 360
HEADS_SHOWN = 6.5
"""Head heights of a whole figure; the face takes 0.72 of a head across and 0.7 down."""
SHOTS = {
    "long": (0.3, 0.09),
    "full": (0.05, 0.14),
    "medium": (0.1, 0.27),
    "bust": (0.15, 0.42),
    "close-up": (0.1, 0.64),
    "extreme-close-up": (-0.2, 1.2),
}
"""Crown and head height as fractions of the panel's height."""


def head_box(center: float, crown: float, head: float) -> Box:
    return Box(center - 0.36 * head, crown + 0.3 * head, center + 0.36 * head, crown + head)


def cast(
    shot="full", id="ann", description="", width=WIDTH, height=HEIGHT, center=0.5, **changes
) -> CharacterRequest:
    """A character framed by a shot, its boxes cut at the panel's edges."""
    crown, head = (value * height for value in SHOTS[shot])
    panel = Box(0, 0, width, height)
    middle = center * width
    figure = Box(middle - 1.1 * head, crown, middle + 1.1 * head, crown + HEADS_SHOWN * head)
    face = head_box(middle, crown, head).intersection(panel)
    values = {
        "id": id, "name": id.title(), "description": description,
        "box": figure.intersection(panel).fractions_of(panel), "head": face.fractions_of(panel),
        "shot": shot, "facing": "right", "mood": None, "pose": None, "lines": (), "references": (),
    }  # fmt: skip
    return CharacterRequest(**(values | changes))


def panel(*characters: CharacterRequest, width=WIDTH, height=HEIGHT, **changes) -> PanelRequest:
    values = {
        "panel": "1.1", "width": width, "height": height, "prompt": "", "scene": "", "negative": "",
        "background": "plain", "language": "en", "effects": (), "characters": characters, "dialogs": (),
        "seed": 0, "steps": 1, "guidance": 1.0, "ip_scale": 1.0, "mllm_scale": 1.0, "pixels_per_point": 2.0,
    }  # fmt: skip
    return PanelRequest(**(values | changes))
