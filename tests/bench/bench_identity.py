"""Whether a character stays itself: heads out of random panels, each told by the head that is most like it.

    PYTHONPATH=. python tests/bench/bench_identity.py [--panels 200] [--cast 8]

A cast of one story is drawn in random panels: shots, places, poses, moods, words. Every head is cut
out, turned to look to the right and brought to one size; what is compared are gradients in cells of the
picture (histograms of oriented gradients), which know nothing of how the artist draws. A head is told
rightly where the nearest other head, in another panel, is the same character's. Heads seen from behind,
cut by the panel or hidden are left out.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from random_panels import placed_panel, random_cast

from mangacli.errors import StoryError
from mangacli.generate.draft.acting import act
from mangacli.generate.registry import artist
from mangacli.geometry import Box

SIZE = 96
"""Pixels of a head's edge when it is compared."""
CELL = 12
TURNS = 8
"""Directions of a gradient that are told apart."""
SMALLEST = 24
"""Pixels of a face's height: smaller ones are dots."""


def head_crops(seeds: range, cast: dict[str, str], dpi: float = 150) -> list[tuple[str, int, np.ndarray]]:
    """Seeds of panels and the cast → every clear head: whose it is, in which panel, its pixels."""
    crops = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            try:
                _, request = placed_panel(Path(folder), seed, cast, dpi)
            except StoryError:
                continue
            art = artist("draft").draw(request, lambda done, total: None).pixels
            picture = Image.frombytes("L", (art.width, art.height), art.data)
            whole = Box(0, 0, art.width, art.height)
            for one in request.characters:
                face = whole.part(one.head)
                acting = act(one, request.scene, request.characters)
                head = Box(
                    face.x1 - 0.42 * face.width,
                    face.y1 - 0.62 * face.height,
                    face.x2 + 0.42 * face.width,
                    face.y2 + 0.16 * face.height,
                )
                others = [whole.part(c.head) for c in request.characters if c.id != one.id]
                hidden = (
                    acting.behind or acting.pose == "lying" or any(head.overlaps(other) for other in others)
                )
                if face.height < SMALLEST or hidden or not whole.contains(face):
                    continue
                crop = picture.crop(tuple(round(edge) for edge in (head.x1, head.y1, head.x2, head.y2)))
                crop = crop.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
                left = (one.facing == "left") != acting.glances_back
                crops.append(
                    (
                        one.id,
                        seed,
                        np.asarray(crop.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if left else crop),
                    )
                )
    return crops


def features(crop: np.ndarray) -> np.ndarray:
    """A head's pixels → histograms of oriented gradients and mean greys, cell by cell, of length 1."""
    grey = np.asarray(Image.fromarray(crop).resize((SIZE, SIZE)), dtype=np.float64) / 255
    soft = np.asarray(Image.fromarray(crop).resize((SIZE // 2, SIZE // 2)).resize((SIZE, SIZE)), float) / 255
    down, across = np.gradient(soft)
    strength = np.hypot(across, down)
    turn = ((np.arctan2(down, across) % np.pi) / np.pi * TURNS).astype(int) % TURNS
    cells = []
    for top in range(0, SIZE, CELL):
        for left in range(0, SIZE, CELL):
            part = np.s_[top : top + CELL, left : left + CELL]
            bins = np.bincount(turn[part].ravel(), strength[part].ravel(), TURNS)
            cells.append(np.append(bins / (np.linalg.norm(bins) + 1.0), 1.5 * grey[part].mean()))
    found = np.concatenate(cells)
    return found / np.linalg.norm(found)


def told_rightly(crops: list[tuple[str, int, np.ndarray]]) -> list[bool]:
    """Heads → whether the most similar head of another panel is the same character's, for each."""
    vectors = np.stack([features(pixels) for _, _, pixels in crops])
    likeness = vectors @ vectors.T
    panels = np.array([panel for _, panel, _ in crops])
    likeness[panels[:, None] == panels[None, :]] = -1
    nearest = likeness.argmax(axis=1)
    return [crops[number][0] == crops[other][0] for number, other in enumerate(nearest)]


def main() -> None:
    """Prints how many heads are told rightly, and whom the others were taken for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--panels", type=int, default=200)
    parser.add_argument("--cast", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    cast = random_cast(random.Random(f"cast {options.seed}"), options.cast)
    for name, description in cast.items():
        print(f"  {name}: {description}")
    crops = head_crops(range(options.panels), cast)
    rightly = told_rightly(crops)
    print(f"{len(crops)} heads of {len(cast)} characters in {options.panels} panels")
    print(
        f"the most similar head is the same character's: {sum(rightly)} ({sum(rightly) / len(rightly):.1%})"
    )
    wrong = Counter(id for (id, _, _), right in zip(crops, rightly, strict=True) if not right)
    print("not told: " + ", ".join(f"{id} {count}" for id, count in wrong.most_common()))


if __name__ == "__main__":
    main()
