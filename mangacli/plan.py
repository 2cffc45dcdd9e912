"""Placed page and story → panel requests: what every panel's artist is asked for."""

from __future__ import annotations

from pathlib import Path

from mangacli.effects.asked import options_of, place_of
from mangacli.generate.base import (
    CharacterRequest,
    DialogRequest,
    EffectRequest,
    ImageRequest,
    LoraRequest,
    PanelRequest,
    Reference,
    UnitBox,
)
from mangacli.generate.draft.casting import Role, variants
from mangacli.geometry import Box
from mangacli.placed import PageLayout, PanelFrame, PanelLayout, PlacedCharacter
from mangacli.story.model_limits import DIFFSENSEI
from mangacli.story.models import Character, Effect, Placement, Story
from mangacli.story.prompt import full_prompt
from mangacli.story.settings import ip_scale_of, settings_for


def plan_page(
    page: PageLayout, story: Story, folder: Path, *, screened: bool = True
) -> tuple[PanelRequest, ...]:
    """A page with its balloons → one request a panel, in reading order.

    `folder` is where the story lies: references are relative to it. Boxes become fractions of the picture
    that is generated, which is a little larger than the panel (GenerationSize). Where the whole page is going
    to be screened, the pictures shall not be (`screened`).
    """
    return tuple(_plan_panel(panel, page, story, folder, screened) for panel in page.panels)


def _plan_panel(
    panel: PanelLayout, page: PageLayout, story: Story, folder: Path, screened: bool
) -> PanelRequest:
    frame = panel.frame
    said = frame.panel
    art = settings_for(story, page.frame.page, said, frame.id)
    return PanelRequest(
        panel=frame.id,
        width=frame.generation.width,
        height=frame.generation.height,
        prompt=full_prompt(story, page.frame.page, said),
        scene=said.prompt,
        negative=art.negative,
        background=said.background,
        language=story.language,
        effects=tuple(_effect(effect, frame, page.frame.lpi) for effect in said.effects),
        characters=tuple(_character(panel, placed, story, folder) for placed in frame.characters),
        dialogs=_lettered(panel, page),
        seed=art.seed,
        steps=art.steps,
        guidance=art.guidance,
        ip_scale=art.ip_scale,
        mllm_scale=art.mllm_scale,
        pixels_per_point=frame.generation.pixels_per_point,
        page_background=page.frame.page.background,
        scheduler=art.scheduler,
        loras=tuple(LoraRequest(_reference(folder / lora.file), lora.weight) for lora in story.loras),
        lpi=page.frame.lpi,
        screened=screened,
        image=_image(frame, page.frame.dpi, folder),
        story_seed=story.seed or 0,
        camera=frame.camera,
        lean=round(frame.lean, 6),
        background_image=_backplate(panel, page, folder),
    )


def _image(frame: PanelFrame, dpi: float, folder: Path) -> ImageRequest | None:
    """A panel → its author's own image, at the page's resolution; None where an artist draws."""
    own, box = frame.panel.image, frame.generation.box
    if own is None:
        return None
    size = (max(1, round(box.width * dpi / 72)), max(1, round(box.height * dpi / 72)))
    return ImageRequest(_reference(folder / own.file), own.fit, own.anchor, _unit(frame.box, box), size)


def _backplate(panel: PanelLayout, page: PageLayout, folder: Path) -> Reference | None:
    """The author's picture behind a panel: its own, else its page's, as `background` has it.

    A panel with a background in words has none of the page, nor has a close-up.
    """
    said, shots = panel.frame.panel, {placed.shot for placed in panel.frame.characters}
    name = said.background_image
    if name is None and said.background is None and not shots & {"close-up", "extreme-close-up"}:
        name = page.frame.page.background_image
    return None if name is None else _reference(folder / name)


def _lettered(panel: PanelLayout, page: PageLayout) -> tuple[DialogRequest, ...]:
    """The boxes of a panel that lettering will cover: its dialogs', and the title's if the model takes it."""
    picture = panel.frame.generation.box
    dialogs = tuple(DialogRequest(b.kind, _unit(b.box, picture)) for b in panel.balloons)
    if page.title is None or page.title.panel != panel.frame.id or len(dialogs) >= DIFFSENSEI.dialogs:
        return dialogs
    return (*dialogs, DialogRequest("title", _unit(page.title.box, picture)))


def _effect(effect: Effect, frame: PanelFrame, lpi: float | None) -> EffectRequest:
    at = place_of(effect, frame.box)
    place = _unit(at, frame.generation.box) if isinstance(at, Box) else at
    return EffectRequest(effect.effect, place, options_of(effect, lpi))


def _character(panel: PanelLayout, placed: PlacedCharacter, story: Story, folder: Path) -> CharacterRequest:
    character: Character = story.characters[placed.id]
    picture = panel.frame.generation.box
    return CharacterRequest(
        id=placed.id,
        name=character.name,
        description=character.description,
        box=_unit(placed.box, picture),
        head=_unit(placed.head, picture),
        shot=placed.shot,
        facing=placed.facing,
        mood=placed.placement.mood,
        pose=placed.placement.pose or ("from behind" if placed.from_behind else None),
        lines=tuple((b.kind, b.said) for b in panel.balloons if placed.id in (b.speaker, *b.chorus)),
        references=character_references(character, folder, placed.placement),
        ip_scale=ip_scale_of(story, placed.placement),
        reference_fit=character.reference_fit,
        look=character.look.parts,
        variant=variants_of(story)[placed.id],
    )


def variants_of(story: Story) -> dict[str, int]:
    """A story → the lots by which each character's look is drawn, so that no two look alike."""
    return variants(Role(id, c.name, c.description, c.look.parts) for id, c in story.characters.items())


def character_references(
    character: Character, folder: Path, placement: Placement | None = None
) -> tuple[Reference, ...]:
    """A character's references in their order, but the one that the placement names before the others."""
    names = character.reference
    if placement is not None and placement.reference is not None:
        chosen = placement.reference - 1
        names = (names[chosen], *names[:chosen], *names[chosen + 1 :])
    return tuple(_reference(folder / name) for name in names)


def _reference(path: Path) -> Reference:
    return Reference.of(path)


def _unit(box: Box, picture: Box) -> UnitBox:
    """A box of the page → fractions of the picture, cut at its edges and rounded to a millionth.

    Rounding keeps the request's digest the same where sums of floats differ in the last bit.
    """
    x1, y1, x2, y2 = (round(min(1.0, max(0.0, part)), 6) for part in box.fractions_of(picture))
    return (x1, y1, x2, y2)
