"""Cross checks of a panel's effects: what each takes, and whether what it points at is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mangacli.errors import Finding, Where
from mangacli.story.models import Effect, EffectName, Panel, Story
from mangacli.story.short_forms.written import did_you_mean

EFFECT_OPTIONS: Mapping[EffectName, tuple[str, ...]] = {
    "speed-lines": ("at", "strength", "angle", "clear", "ink"),
    "focus-lines": ("at", "strength", "clear", "ink"),
    "screentone": ("at", "strength", "angle", "lpi", "pattern", "clear", "ink"),
    "flash": ("at", "strength", "clear", "ink"),
    "beta-flash": ("at", "strength", "clear"),
    "impact": ("at", "strength"),
    "rain": ("at", "strength", "angle", "ink"),
    "motion-blur": ("at", "strength", "angle", "ink"),
    "gloom": ("at", "strength", "lpi", "ink"),
}
"""The options that mean something to each effect."""


def check_effects(panel: Panel, where: Where, story: Story) -> Iterator[Finding]:
    """A panel, its path and its story → findings about its effects."""
    present = [placement.character for placement in panel.characters]
    for index, effect in enumerate(panel.effects):
        spot = (*where, "effects", index)
        yield from _check_options(effect, spot)
        if isinstance(effect.at, str):
            yield from _check_name(effect.at, present, story, (*spot, "at"))
        elif effect.at is not None and len(effect.at) == 4:
            x1, y1, x2, y2 = effect.at
            if x1 >= x2 or y1 >= y2:
                what = "x1 is not left of x2" if x1 >= x2 else "y1 is not above y2"
                hint = "write x1, y1, x2, y2: left, top, right, bottom; a point is [x, y]"
                yield Finding("empty-box", (*spot, "at"), f"the box is empty: {what}", hint)


def _check_options(effect: Effect, where: Where) -> Iterator[Finding]:
    known = EFFECT_OPTIONS[effect.effect]
    for name, field in Effect.model_fields.items():
        if name != "effect" and name not in known and getattr(effect, name) != field.default:
            message = f'"{name}" means nothing to {effect.effect}'
            hint = f"{effect.effect} takes {', '.join(known)}"
            yield Finding("effect-option", (*where, name), message, hint, at_key=True)


def _check_name(id: str, present: list[str], story: Story, where: Where) -> Iterator[Finding]:
    if id not in story.characters:
        message = f'"{id}" is not a character of the story{did_you_mean(id, list(story.characters))}'
        hint = (
            f"characters of this panel: {', '.join(present)}" if present else "write a point [x, y] or a box"
        )
        yield Finding("unknown-character", where, message, hint)
    elif id not in present:
        message = f'the effect points at "{id}", who is not in this panel'
        hint = "add the character to the panel, or write a point [x, y] or a box"
        yield Finding("effect-off-panel", where, message, hint)
