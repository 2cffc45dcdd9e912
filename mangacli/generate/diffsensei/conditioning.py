"""A panel's words and pictures → the conditions that steer the denoising network.

Paper: arXiv 2412.07589, character image encoding and the MLLM as adapter. Rows are (negative, positive) with
guidance, else positive alone; the language model changes the positive row's characters only.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from mangacli.generate.diffsensei.characters import CharacterEncoder, CharacterPicture
from mangacli.generate.diffsensei.configuration import Slots
from mangacli.generate.diffsensei.feature_cache import CharacterFeatures
from mangacli.generate.diffsensei.language_model import CharacterAdapter
from mangacli.generate.diffsensei.panel_prompt import Box, PanelPrompt
from mangacli.generate.diffsensei.text import TextEncoder
from mangacli.generate.diffsensei.unet import Conditions

CharacterTokens = CharacterEncoder | CharacterFeatures
"""Who knows a picture's tokens: the encoder, or what it made before."""


def encode(
    text: TextEncoder, characters: CharacterTokens, slots: Slots, panel: PanelPrompt, parity: bool = False
) -> Conditions:
    """A panel that fits the model → its conditions, before the language model has its say."""
    image = [image_prompt(characters, slots, panel)]
    character_boxes = [padded(panel.character_boxes, slots.characters)]
    dialog_boxes = [padded(panel.dialog_boxes, slots.dialogs)]
    scales = [ip_scales(panel, slots)]
    if panel.guided:
        words = [*text.pair(panel.prompt, panel.negative, panel.long_prompt)]
        image = [negative_image_prompt(characters, slots), *image]
        character_boxes = [torch.zeros_like(character_boxes[0]), *character_boxes]
        dialog_boxes = [torch.zeros_like(dialog_boxes[0]), *dialog_boxes]
        scales = [torch.full_like(scales[0], panel.ip_scale), *scales]
    else:
        words = [text.encode(panel.prompt, panel.long_prompt)]
        if parity:
            character_boxes = [torch.zeros_like(character_boxes[0])]
    size = torch.tensor([panel.height, panel.width, 0, 0, panel.height, panel.width])
    return Conditions(
        text=torch.cat([row.tokens for row in words]),
        pooled=torch.cat([row.pooled for row in words]),
        image=torch.stack(image),
        character_boxes=torch.stack(character_boxes),
        dialog_boxes=torch.stack(dialog_boxes),
        size_ids=size.float().expand(len(words), -1),
        ip_scales=torch.stack(scales),
    )


def adapt(adapter: CharacterAdapter, slots: Slots, panel: PanelPrompt, conditions: Conditions) -> Conditions:
    """Conditions → the same with the characters mixed with what the language model makes of them.

    `mllm_scale` is the share of its answer. Raises RunError where the prompt holds the model's own tokens.
    """
    scale = panel.mllm_scale or 0.0
    *others, prompt = conditions.image.unbind()
    dummy, tokens = prompt[: slots.dummy_tokens], prompt[slots.dummy_tokens :]
    characters = tokens.view(slots.characters, slots.vision_tokens, -1)
    mixed = scale * adapter.adapt(panel.prompt, characters) + (1 - scale) * characters
    return replace(conditions, image=torch.stack([*others, torch.cat([dummy, mixed.flatten(0, 1)])]))


def image_prompt(encoder: CharacterTokens, slots: Slots, panel: PanelPrompt) -> Tensor:
    """A panel's pictures → the image prompt [D + N·V, C]: dummy tokens, then every slot's.

    Without the language model an unused slot is the answer to zero features; with it, a black picture's.
    """
    tokens = [encoder.tokens(picture) for picture in panel.pictures]
    unused = slots.characters - len(tokens)
    if unused:
        alone = panel.mllm_scale is None
        tokens += [encoder.unused if alone else encoder.tokens(CharacterPicture.black())] * unused
    return torch.cat([encoder.dummy_tokens, *tokens])


def negative_image_prompt(encoder: CharacterTokens, slots: Slots) -> Tensor:
    """The image prompt of the negative half [D + N·V, C]: a constant of the checkpoint, but not zero."""
    return torch.cat([encoder.dummy_tokens, *[encoder.unused] * slots.characters])


def ip_scales(panel: PanelPrompt, slots: Slots) -> Tensor:
    """How strongly the dummy tokens and every slot tell [1 + N]: as the panel or its character says."""
    scales = torch.full((1 + slots.characters,), float(panel.ip_scale))
    if panel.ip_scales:
        scales[1 : 1 + len(panel.ip_scales)] = torch.tensor(panel.ip_scales)
    return scales


def padded(boxes: tuple[Box, ...], slots: int) -> Tensor:
    """Boxes → [slots, 4] in single precision, unused slots zero."""
    table = torch.zeros(slots, 4)
    if boxes:
        table[: len(boxes)] = torch.tensor(boxes, dtype=torch.float32)
    return table
