"""Reference pictures → the tokens by which the denoising network knows the characters.

Each picture is seen twice: by CLIP (what it shows) and by Magi's crop encoder (who it is in a manga); its
tokens are kept for the next panel. Paper: arXiv 2412.07589, character image encoding.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from mangacli.errors import RunError
from mangacli.generate.base import CharacterRequest
from mangacli.generate.diffsensei.reference_picture import Preparation, prepared_picture
from mangacli.generate.diffsensei.resampler import Resampler

CLIP_MEAN = (0.48145466, 0.4578275, 0.40821073)
CLIP_STD = (0.26862954, 0.26130258, 0.27577711)
MAGI_MEAN = MAGI_STD = (0.5, 0.5, 0.5)
MOST_ELONGATED = 64


@dataclass(frozen=True, slots=True)
class CharacterPicture:
    """A grey picture as RGB, the digest of the file that it came from, and how it was prepared."""

    image: Image.Image
    digest: str
    preparation: Preparation = "parity"

    @classmethod
    def read(cls, path: Path, digest: str = "", preparation: Preparation = "parity") -> CharacterPicture:
        """An image file → the picture; what the preparations do is said in `reference_picture`.

        `digest` is the SHA-256 that the file's bytes must have; empty where any will do. Raises RunError
        where they have another one, cannot be read or are no image.
        """
        try:
            content = path.read_bytes()
        except OSError as error:
            raise RunError(
                f"cannot read the reference picture {path}: {error.strerror}",
                "look whether it is still there",
            ) from error
        found = hashlib.sha256(content).hexdigest()
        if digest not in ("", found):
            raise RunError(f"the reference picture {path} has changed since the story was read", "draw again")
        return cls(prepared_picture(content, preparation, str(path)), found, preparation)

    @classmethod
    def of(cls, character: CharacterRequest, parity: bool = False) -> CharacterPicture:
        """A character that is asked for with references → the first of them, prepared as it wishes."""
        reference = character.references[0]
        fit: Preparation = "pad" if character.reference_fit == "pad" else "crop"
        return cls.read(reference.path, reference.sha256, "parity" if parity else fit)

    @property
    def key(self) -> str:
        """What its tokens are known by: pictures with the same key are the same, pixel by pixel."""
        return f"{self.preparation} {self.digest}"

    @classmethod
    def black(cls) -> CharacterPicture:
        """What the reference puts in an unused slot when the language model is on."""
        return cls(Image.new("RGB", (224, 224)), "black")


class CharacterEncoder:
    """CLIP, Magi and the Resampler; keeps every picture's tokens (128 KiB each in the released size)."""

    def __init__(self, clip: Any, magi: Any, resampler: Resampler) -> None:
        self.clip = clip
        self.magi = magi
        self.resampler = resampler
        self._kept: dict[str, Tensor] = {}

    @property
    def dummy_tokens(self) -> Tensor:
        """The tokens [D, C] that the background attends to."""
        return self.resampler.dummy_tokens

    @torch.no_grad()
    def tokens(self, picture: CharacterPicture) -> Tensor:
        """A picture → its tokens [V, C]."""
        if picture.key not in self._kept:
            self._kept[picture.key] = self.resampler(self.clip_features(picture), self.magi_feature(picture))[
                0
            ]
        return self._kept[picture.key]

    @cached_property
    def unused(self) -> Tensor:
        """The Resampler's answer to zero features [V, C]: for unused slots and for the negative half."""
        device, dtype = self.dummy_tokens.device, self.dummy_tokens.dtype
        patches = self.clip.config.image_size // self.clip.config.patch_size
        clip = torch.zeros(1, patches**2 + 1, self.clip.config.hidden_size, device=device, dtype=dtype)
        magi = torch.zeros(1, self.magi.config.hidden_size, device=device, dtype=dtype)
        with torch.no_grad():
            tokens: Tensor = self.resampler(clip, magi)[0]
        return tokens

    @torch.no_grad()
    def clip_features(self, picture: CharacterPicture) -> Tensor:
        """A picture → CLIP's last hidden layer but one, all tokens, no final norm [1, 257, width]."""
        pixels = clip_pixels(picture.image, self.clip.config.image_size).to(self.clip.device, self.clip.dtype)
        features: Tensor = self.clip(pixel_values=pixels, output_hidden_states=True).hidden_states[-2]
        return features

    @torch.no_grad()
    def magi_feature(self, picture: CharacterPicture) -> Tensor:
        """A picture → Magi's class token after the final norm [1, width].

        The masked autoencoder drops a share of the patches (`mask_ratio` of its configuration). Which ones is
        drawn from the picture's digest, so that a picture always has the same feature.
        """
        config = self.magi.config
        pixels = magi_pixels(picture.image, config.image_size).to(self.magi.device, self.magi.dtype)
        patches = (config.image_size // config.patch_size) ** 2
        noise = patch_order(picture.digest, patches, config.mask_ratio).to(self.magi.device)
        feature: Tensor = self.magi(pixel_values=pixels, noise=noise).last_hidden_state[:, 0]
        return feature


def patch_order(digest: str, patches: int, mask_ratio: float) -> Tensor:
    """The noise [1, patches] by whose order patches are kept; ascending where none is dropped."""
    if mask_ratio == 0:
        return torch.arange(patches, dtype=torch.float32)[None]
    seed = int.from_bytes(hashlib.sha256(f"patches {digest}".encode()).digest()[:8], "big") >> 1
    return torch.rand(1, patches, generator=torch.Generator().manual_seed(seed))


def clip_pixels(image: Image.Image, size: int = 224) -> Tensor:
    """An RGB picture → CLIP's input [1, 3, size, size], normalised.

    The shortest edge is scaled to `size` (bicubic) and the centre square cut out. Of a picture more than
    MOST_ELONGATED times as long as wide only the middle is scaled: all of it might not fit in memory.
    """
    short, long = min(image.size), max(image.size)
    if long > MOST_ELONGATED * short:
        image = _middle(image, MOST_ELONGATED * short)
        long = MOST_ELONGATED * short
    width, height = image.size
    longer = int(size * long / short)
    image = image.resize((size, longer) if width <= height else (longer, size), Image.Resampling.BICUBIC)
    left, top = (image.width - size) // 2, (image.height - size) // 2
    return _normalised(image.crop((left, top, left + size, top + size)), CLIP_MEAN, CLIP_STD)


def magi_pixels(image: Image.Image, size: int = 224) -> Tensor:
    """An RGB picture → Magi's input [1, 3, size, size]: stretched to a square (bilinear), normalised."""
    return _normalised(image.resize((size, size), Image.Resampling.BILINEAR), MAGI_MEAN, MAGI_STD)


def _middle(image: Image.Image, longest: int) -> Image.Image:
    """The middle of a picture, no edge longer than `longest`."""
    width, height = min(image.width, longest), min(image.height, longest)
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))


def _normalised(image: Image.Image, mean: tuple[float, ...], std: tuple[float, ...]) -> Tensor:
    pixels = torch.from_numpy(np.asarray(image, dtype=np.float32)) / 255
    return ((pixels - torch.tensor(mean)) / torch.tensor(std)).permute(2, 0, 1)[None]
