"""Sheets of samples → the storyboard that shows them, as an author would write it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from mangacli.specimen.sample import OTHER, SPEAKER, Sample, Sheet

TITLE = "A Specimen of Lettering"
HEADING = 0.06
"""Height of a sheet's heading, beside all tiers of samples."""
LABEL_SIZE = 0.8
"""Of a sample's label, beside the page's type."""

_HEAD = "# Every balloon, tail, effect, sound, frame and font that a storyboard can ask for.\n"


def storyboard(shown: Sequence[Sheet]) -> str:
    """Sheets → the storyboard, YAML.

    A sample in a language or a font of its own is written in the story's: a story has one of each.
    """
    story = {
        "manga": 1,
        "title": TITLE,
        "language": "en",
        "reading": "ltr",
        "page": "b5",
        "seed": 7,
        "furniture": {"numbers": "visible", "running_title": True},
        "characters": {
            SPEAKER: {"name": "Hana", "description": "a girl with long black hair and a school uniform"},
            OTHER: {"name": "Ren", "description": "a boy with short hair and glasses, hoodie"},
        },
        "pages": [_page(sheet) for sheet in shown],
    }
    return _HEAD + yaml.safe_dump(story, allow_unicode=True, sort_keys=False, width=110)


def _page(sheet: Sheet) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [{"height": round(HEADING * len(sheet.tiers), 2), "panels": 1}]
    rows += [{"height": 1, "panels": count} for count in sheet.tiers]
    heading = {"prompt": "night" if sheet.ink == "black" else "", "background": "plain", "frame": False}
    return {
        "layout": {"rows": rows},
        "ink": sheet.ink,
        "title": {"text": sheet.heading, "panel": 1, "at": "left"},
        "numbers": "visible",
        "panels": [heading, *(_panel(sample) for sample in sheet.samples)],
    }


def _panel(sample: Sample) -> dict[str, Any]:
    """A sample → its panel, the label said first."""
    label = {"caption": sample.label, "at": "top-left", "loud": LABEL_SIZE, "vertical": False}
    return sample.panel | {"dialogs": [label, *sample.panel.get("dialogs", ())]}
