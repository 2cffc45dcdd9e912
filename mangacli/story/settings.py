"""What a panel is drawn with: its own settings, else its page's, else the story's, else defaults."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from mangacli.story.models import ArtSettings, Page, Panel, Placement, Story

NEGATIVE = "text, letters, watermark, signature, extra fingers, deformed hands, blurry"
"""What a model avoids where the author does not say. Lettering is set later: drawn text is never wanted."""


@dataclass(frozen=True, slots=True)
class ResolvedArt:
    """Settings of one panel, every one decided; the names are those of `ArtSettings`."""

    style: str
    negative: str
    seed: int
    steps: int
    guidance: float
    ip_scale: float
    mllm_scale: float
    scheduler: str


def settings_for(story: Story, page: Page, panel: Panel, id: str) -> ResolvedArt:
    """A panel, what it lies in, and its `page.panel` → its settings.

    A panel without a seed of its own gets one from the seed above it and its name (its `id` where the author
    gave one, else `page.panel`), so that changing one panel leaves the others as they are.
    """

    def said(key: str, default: Any, *levels: ArtSettings) -> Any:
        return next((value for level in levels if (value := getattr(level, key)) is not None), default)

    levels = (panel, page, story)
    seed = panel.seed
    if seed is None:
        seed = derived_seed(said("seed", 0, page, story), panel.id or id)
    return ResolvedArt(
        style=said("style", "", *levels),
        negative=said("negative", NEGATIVE, *levels),
        seed=seed,
        steps=said("steps", 30, *levels),
        guidance=said("guidance", 7.5, *levels),
        ip_scale=said("ip_scale", 0.6, *levels),
        mllm_scale=said("mllm_scale", 0.4, *levels),
        scheduler=said("scheduler", "checkpoint", *levels),
    )


def ip_scale_of(story: Story, placement: Placement) -> float | None:
    """A character in a panel → how strongly its reference shapes it there; None where the panel decides."""
    character = story.characters[placement.character]
    return character.ip_scale if placement.ip_scale is None else placement.ip_scale


def with_settings(story: Story, **said: Any) -> Story:
    """A story and settings that rule over all of it → the story with them, nothing below saying otherwise."""
    if not said:
        return story
    unsaid = dict.fromkeys(said)
    pages = tuple(
        page.model_copy(
            update=unsaid | {"panels": tuple(panel.model_copy(update=unsaid) for panel in page.panels)}
        )
        for page in story.pages
    )
    return story.model_copy(update=said | {"pages": pages})


def derived_seed(seed: int, name: str) -> int:
    """A seed and a panel's name → the panel's seed, 0 to 2³² − 1, the same on every machine."""
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return int.from_bytes(digest[:4], "big")
