"""Panel requests as the draft artist gets them, for the tests of its places and its camera."""

from mangacli.generate.base import CharacterRequest, PanelRequest

SHOTS = {
    "full": (0.38, 0.22, 0.62, 0.93),
    "medium": (0.3, 0.15, 0.7, 1.0),
    "bust": (0.22, 0.2, 0.78, 1.0),
    "close-up": (0.1, 0.05, 0.9, 1.0),
    "extreme-close-up": (0.0, 0.0, 1.0, 1.0),
    "long": (0.48, 0.7, 0.52, 0.8),
}


HEADS = {"full": 6.5, "long": 6.5, "medium": 3.2, "bust": 2.0, "close-up": 1.35, "extreme-close-up": 1.0}
"""How many head heights of a figure its box holds; the face takes the lower seven tenths of a head."""


def face_in(box, shot):
    """A figure's box and its shot → its face, at the top of the box."""
    x1, y1, x2, y2 = box
    middle, head = (x1 + x2) / 2, (y2 - y1) / HEADS[shot]
    return (max(x1, middle - 0.3 * head), y1 + 0.3 * head, min(x2, middle + 0.3 * head), y1 + head)


def request(width=240, height=160, shot=None, **changes) -> PanelRequest:
    cast = ()
    if shot:
        box = SHOTS[shot]
        cast = (CharacterRequest("a", "A", "", box, face_in(box, shot), shot, "left", None, None, (), ()),)
    values = {
        "panel": "1.1", "width": width, "height": height, "prompt": "", "scene": "", "negative": "",
        "background": None, "language": "en", "effects": (), "characters": cast, "dialogs": (), "seed": 0,
        "steps": 1, "guidance": 1.0, "ip_scale": 1.0, "mllm_scale": 1.0, "pixels_per_point": 1.0,
    }  # fmt: skip
    return PanelRequest(**(values | changes))
