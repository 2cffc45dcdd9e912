"""An effect as the author wrote it → its options, and what it points at in points."""

from __future__ import annotations

from mangacli.effects.ground import EffectOptions
from mangacli.geometry import Box
from mangacli.story.models import Effect


def options_of(effect: Effect, lpi: float | None = None) -> EffectOptions:
    """An effect of a story, and the lines per inch of its page's tones → the effect's options."""
    lpi = lpi if effect.lpi is None else effect.lpi
    return EffectOptions(effect.strength, effect.angle, lpi, effect.pattern, effect.clear, effect.ink)


def place_of(effect: Effect, panel: Box) -> str | Box | None:
    """An effect and its panel's box → what it points at: an id, or a box (a point is an empty one)."""
    if effect.at is None or isinstance(effect.at, str):
        return effect.at
    return panel.part(effect.at if len(effect.at) == 4 else (*effect.at, *effect.at))
