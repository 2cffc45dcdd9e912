"""What the short forms add to the storyboard's JSON Schema: definitions, properties, forms of values."""

from __future__ import annotations

from typing import Any, get_args

from mangacli.story.furniture import FrameLine
from mangacli.story.looks import Extra
from mangacli.story.models import (
    MOODS,
    POSES,
    BalloonKind,
    Camera,
    Dialog,
    EffectName,
    Horizontal,
    Shot,
    Side,
    Spot,
)
from mangacli.story.page_presets import PRESETS
from mangacli.story.short_forms.sounds import SOUND_WORDS

Schema = dict[str, Any]

_NUMBER = r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)"
_WORDS = "|".join(
    [
        *get_args(Horizontal),
        "centre",
        "middle",
        *get_args(Shot),
        "facing-left",
        "facing-right",
        *MOODS,
        *POSES,
    ]
)
_SHOT_WORDS = "|".join([*get_args(Shot), *get_args(Camera)])
_CAMERA_WORD = {"enum": list(get_args(Camera))}
_SOUND_WORDS = "|".join(SOUND_WORDS)
_SIDES = list(get_args(Side))
_DIALOG_EXTRAS = tuple(key for key in Dialog.model_fields if key not in ("speaker", "text"))
_SPEAKER_WORDS = {
    "caption": "Words of the story, in a box.",
    "narration": "Words of the story, in a box: another word for caption.",
    "sfx": "A sound, drawn into the picture.",
}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _list(element: Schema, count: int | None = None, **more: Any) -> Schema:
    """A list of elements of one form, of a fixed length if one is given."""
    exact = {} if count is None else {"minItems": count, "maxItems": count}
    return {"type": "array", "items": element, **exact, **more}


def _any(*forms: Schema) -> Schema:
    return {"anyOf": list(forms)}


_TEXT = {"type": "string", "minLength": 1, "maxLength": 2000}
_TITLE = {"type": "string", "minLength": 1, "maxLength": 200}
_LENGTH, _FRACTION, _PERCENT, _BLEED = _ref("Length"), _ref("Fraction"), _ref("Percent"), _ref("Bleed")
_BOX = _list(_FRACTION, 4)
_PERCENT_BOX = _list(_PERCENT, 4)
_ROWS = _list(_ref("RowForm"))
_INSETS = _list(_ref("InsetForm"))


def _points(minimum: float, maximum: float) -> list[Schema]:
    """Forms of a length whose plain numbers are points."""
    return [
        {"type": "number", "minimum": minimum, "maximum": maximum},
        {"type": "string", "pattern": f"^\\s*{_NUMBER}\\s*(mm|cm|in|pt|q|Q|px)?\\s*$"},
    ]


EXTRA_DEFINITIONS: dict[str, Schema] = {
    "Length": {
        "title": "Length",
        "description": "Millimetres, or a text with a unit: 3mm, 1cm, 0.5in, 12pt, 20q, 40px.",
        "anyOf": [
            {"type": "number"},
            {"type": "string", "pattern": f"^\\s*{_NUMBER}\\s*(mm|cm|in|pt|q|Q|px)?\\s*$"},
        ],
    },
    "Fraction": {
        "title": "Fraction",
        "description": "From 0 to 1, or a percentage.",
        "anyOf": [
            {"type": "number", "minimum": 0, "maximum": 1},
            {"type": "string", "pattern": f"^\\s*{_NUMBER}\\s*%\\s*$"},
        ],
    },
    "Percent": {
        "title": "Percent",
        "description": "Percent of the live area; a % sign may follow.",
        "anyOf": [
            {"type": "number", "minimum": -20, "maximum": 120},
            {"type": "string", "pattern": f"^\\s*{_NUMBER}\\s*%?\\s*$"},
        ],
    },
    "Bleed": {
        "title": "Bleed",
        "description": "Sides on which panels run off the page.",
        "anyOf": [{"enum": [*_SIDES, "all"]}, _list({"enum": _SIDES})],
    },
    "Sides": {
        "title": "Sides",
        "description": "A side, a list of sides, or all.",
        "anyOf": [{"enum": [*_SIDES, "all"]}, _list({"enum": _SIDES}, minItems=1)],
    },
    "RowForm": {
        "title": "Tier",
        "description": "The number of its panels, a list of their weights, or a mapping.",
        "anyOf": [
            {"type": "integer", "minimum": 1, "maximum": 12},
            _list(_ref("RowPanelForm"), minItems=1, maxItems=12),
            _ref("Row"),
        ],
    },
    "RowPanelForm": {
        "title": "Place in a tier",
        "description": "The weight of its width, or a mapping.",
        "anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 100}, _ref("RowPanel")],
    },
    "InsetForm": {
        "title": "Inset",
        "description": "A panel over the others: x1, y1, x2, y2 in percent.",
        "anyOf": [_PERCENT_BOX, _ref("Inset")],
    },
    "PlacementForm": {
        "title": "Placement",
        "description": "Words such as `left close-up angry`, a mapping, or nothing.",
        "anyOf": [
            {"type": "string", "pattern": f"^[ ,]*({_WORDS})([ ,]+({_WORDS}))*[ ,]*$"},
            _ref("Placement"),
            {"type": "null"},
        ],
    },
    "EffectForm": {
        "title": "Effect",
        "description": "An effect's name, or a mapping with `effect` and its options.",
        "anyOf": [{"enum": list(get_args(EffectName))}, _ref("Effect")],
    },
    "ShotForm": {
        "title": "Shot",
        "description": "Words such as `close-up low-angle`, or a list of them.",
        "anyOf": [
            {"type": "string", "pattern": f"^[ ,]*({_SHOT_WORDS})([ ,]+({_SHOT_WORDS}))*[ ,]*$"},
            _list({"enum": [*get_args(Shot), *get_args(Camera)]}, minItems=1),
            {"type": "null"},
        ],
    },
    "SoundWords": {
        "title": "Sound",
        "description": "Words such as `white shadow`.",
        "type": "string",
        "pattern": f"^[ ,]*({_SOUND_WORDS})([ ,]+({_SOUND_WORDS}))*[ ,]*$",
    },
    "DialogForm": {
        "title": "Dialog",
        "description": "`speaker: text`, or a mapping with speaker, kind and text.",
        "anyOf": [_ref("ShortDialog"), _ref("Dialog")],
    },
    "ShortDialog": {
        "title": "Dialog",
        "description": "`speaker: text`; keys such as kind and at may follow.",
        "type": "object",
        "properties": {
            **{key: _ref(f"Dialog/properties/{key}") for key in _DIALOG_EXTRAS},
            **{word: {"title": word, "description": said, **_TEXT} for word, said in _SPEAKER_WORDS.items()},
            "text": False,
            "speaker": False,
        },
        "additionalProperties": _any(_TEXT, _ref("Dialog")),
        "not": {"propertyNames": {"enum": [*_DIALOG_EXTRAS]}},
        "maxProperties": len(_DIALOG_EXTRAS) + 1,
    },
}

FORMS: dict[tuple[str, str], list[Schema]] = {
    ("Story", "page"): [{"enum": list(PRESETS)}, _ref("PageSetup")],
    ("Story", "characters"): [
        {"type": "object", "additionalProperties": _any(_ref("Character"), {"type": "null"})}
    ],
    ("Story", "loras"): [{"type": "string"}, _ref("Lora"), _list(_any({"type": "string"}, _ref("Lora")))],
    ("PageSetup", "preset"): [{"enum": list(PRESETS)}],
    ("PageSetup", "size"): [_list(_LENGTH, 2)],
    ("PageSetup", "bleed"): [_LENGTH],
    ("PageSetup", "safe"): [_LENGTH],
    ("PageSetup", "frame"): _points(0, 10),
    ("PageSetup", "margin"): [_LENGTH, _list(_LENGTH, 4), _ref("Margin")],
    ("PageSetup", "gutter"): [_LENGTH, _list(_LENGTH, 2), _ref("Gutter")],
    **{("Margin", side): [_LENGTH] for side in ("top", "bottom", "inner", "outer")},
    **{("Gutter", between): [_LENGTH] for between in ("panels", "tiers")},
    ("Lettering", "size"): _points(3, 72),
    ("Lettering", "minimum"): _points(3, 72),
    ("Character", "reference"): [{"type": "string"}, _list({"type": "string"})],
    ("Look", "extras"): [{"enum": list(get_args(Extra))}, _list({"enum": list(get_args(Extra))}, maxItems=8)],
    ("Page", "layout"): [_ref("LayoutName"), _ROWS, _ref("Layout")],
    ("Layout", "rows"): [_ROWS],
    ("Layout", "panels"): [_list(_list(_list(_PERCENT, 2), minItems=3))],
    ("Layout", "insets"): [_INSETS],
    ("Row", "panels"): [
        {"type": "integer", "minimum": 1, "maximum": 12},
        _list(_ref("RowPanelForm"), minItems=1, maxItems=12),
    ],
    ("RowPanel", "bleed"): [_BLEED],
    ("RowPanel", "rows"): [_ROWS],
    ("Inset", "box"): [_PERCENT_BOX],
    ("Placement", "box"): [_BOX],
    ("Placement", "head"): [_BOX],
    ("Placement", "hands"): [_BOX, _list(_BOX, maxItems=4)],
    ("Dialog", "box"): [_BOX],
    ("Dialog", "sound"): [_ref("SoundWords"), _ref("Sound")],
    ("Dialog", "kind"): [{"enum": [*get_args(BalloonKind), "narration"]}],
    ("Dialog", "speaker"): [{"type": "string"}, _list({"type": "string"}, minItems=1, maxItems=4)],
    ("Dialog", "chorus"): [{"type": "string"}, _list({"type": "string"}, maxItems=3)],
    ("Panel", "characters"): [
        {"type": "object", "additionalProperties": _ref("PlacementForm")},
        _list(
            _any(
                {"type": "string"},
                {"allOf": [_ref("Placement")], "required": ["character"]},
                {
                    "type": "object",
                    "additionalProperties": _ref("PlacementForm"),
                    "minProperties": 1,
                    "maxProperties": 1,
                },
            )
        ),
        {"type": "string"},
    ],
    ("Panel", "image"): [{"type": "string", "minLength": 1, "maxLength": 1000}, _ref("OwnImage")],
    ("OwnImage", "at"): [{"enum": list(get_args(Spot))}, _list(_FRACTION, 2)],
    ("Panel", "dialogs"): [_list(_ref("DialogForm"))],
    ("Panel", "frame"): [{"type": "boolean"}, {"enum": list(get_args(FrameLine))}],
    ("Panel", "frame_width"): _points(0, 10),
    ("Panel", "shot"): [_ref("ShotForm")],
    ("Panel", "camera"): [
        {"enum": list(get_args(Camera))},
        _list(_CAMERA_WORD, maxItems=4),
    ],
    ("Panel", "fade"): [_ref("Sides"), _ref("Fade")],
    ("Fade", "sides"): [_ref("Sides")],
    ("Fade", "depth"): [_FRACTION],
    ("Page", "title"): [_TITLE, _ref("Title")],
    ("Title", "size"): _points(6, 400),
    ("Panel", "effects"): [_ref("EffectForm"), _list(_ref("EffectForm"))],
    ("Effect", "at"): [{"type": "string"}, _list(_FRACTION, 2), _BOX],
}
"""Forms of a key's value that take the place of the full form's, by model and key."""

EXTRA_PROPERTIES: dict[str, dict[str, tuple[str, str, list[Schema]]]] = {
    "Layout": {"inset": ("Inset", "One panel over the others, or several.", [_PERCENT_BOX, _INSETS])},
    "Row": {"bleed": ("Bleed", "Sides on which the tier runs off the page.", [_BLEED])},
}
"""Keys that only the short forms have, by model: title, description, forms."""

NOT_REQUIRED = {
    ("Story", "page"),
    ("Page", "layout"),
    ("Character", "name"),
    ("Placement", "character"),
    ("Row", "panels"),
    *(("PageSetup", key) for key in ("size", "bleed", "safe", "margin", "gutter")),
    *(("Margin", key) for key in ("top", "bottom", "inner", "outer")),
    *(("Gutter", key) for key in ("panels", "tiers")),
}
"""Keys that the full form has always, but an author need not write."""
