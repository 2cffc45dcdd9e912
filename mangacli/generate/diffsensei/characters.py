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
from mangacli.generate.diffsensei.resampler import Resampler

CLIP_MEAN = (0.48145466, 0.4578275, 0.40821073)
CLIP_STD = (0.26862954, 0.26130258, 0.27577711)
MAGI_MEAN = MAGI_STD = (0.5, 0.5, 0.5)


@dataclass(frozen=True, slots=True)
class CharacterPicture:
    """A grey picture as RGB, and the digest of the file that it came from."""

    image: Image.Image
    digest: str

    @classmethod
    def read(cls, path: Path, digest: str = "") -> CharacterPicture:
        """An image file → the picture, greyed as in training (transparency dropped). Raises RunError.

        `digest` is the SHA-256 of the file's bytes; computed where it is not given.
        """
        try:
            digest = digest or hashlib.sha256(path.read_bytes()).hexdigest()
            with Image.open(path) as image:
                return cls(image.convert("L").convert("RGB"), digest)
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise RunError(
                f"cannot read the reference picture {path}: {error}", "give a PNG or JPEG file"
            ) from error

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
        if picture.digest not in self._kept:
            self._kept[picture.digest] = self.resampler(
                self.clip_features(picture), self.magi_feature(picture)
            )[0]
        return self._kept[picture.digest]

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

    The shortest edge is scaled to `size` (bicubic) and the centre square cut out.
    """
    width, height = image.size
    short, long = min(width, height), max(width, height)
    longer = int(size * long / short)
    image = image.resize((size, longer) if width <= height else (longer, size), Image.Resampling.BICUBIC)
    left, top = (image.width - size) // 2, (image.height - size) // 2
    return _normalised(image.crop((left, top, left + size, top + size)), CLIP_MEAN, CLIP_STD)


def magi_pixels(image: Image.Image, size: int = 224) -> Tensor:
    """An RGB picture → Magi's input [1, 3, size, size]: stretched to a square (bilinear), normalised."""
    return _normalised(image.resize((size, size), Image.Resampling.BILINEAR), MAGI_MEAN, MAGI_STD)


def _normalised(image: Image.Image, mean: tuple[float, ...], std: tuple[float, ...]) -> Tensor:
    pixels = torch.from_numpy(np.asarray(image, dtype=np.float32)) / 255
    return ((pixels - torch.tensor(mean)) / torch.tensor(std)).permute(2, 0, 1)[None]
