"""The cast of a story: which lots its characters' looks are drawn by, so that no two look alike.

Solved in the story's order: who comes first is drawn by the first lots; who would look like somebody before
is drawn by the next lots that make the difference. So a character that is added at the end changes nobody
before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.look import Look, look_of

UNLIKE, HEADS_UNLIKE = 5.0, 2.6
"""How far apart two looks, and their heads alone, are when a reader tells them apart at a glance."""
LOTS = 48
"""How many lots are drawn at most; then the best of them is taken."""


@dataclass(frozen=True, slots=True)
class Role:
    """A character as it is written: id, name, description and fixed parts of the look."""

    id: str
    name: str
    description: str
    fixed: tuple[tuple[str, str], ...] = ()

    def look(self, variant: int = 0) -> Look:
        """The look that these words and lots give."""
        return look_of(self.id, self.name, self.description, self.fixed, variant)


def variants(roles: Iterable[Role]) -> dict[str, int]:
    """A story's characters in their order → the number of the lots that each is drawn by."""
    return dict(_solved(tuple(roles)))


@lru_cache(maxsize=32)
def _solved(roles: tuple[Role, ...]) -> tuple[tuple[str, int], ...]:
    seen: list[Look] = []
    chosen: list[tuple[str, int]] = []
    for role in roles:
        best, apart = 0, -1.0
        for variant in range(LOTS):
            look = role.look(variant)
            nearest = min((_apart(look, other) for other in seen), default=1.0)
            if nearest > apart:
                best, apart = variant, nearest
            if apart >= 1.0:
                break
        seen.append(role.look(best))
        chosen.append((role.id, best))
    return tuple(chosen)


def _apart(a: Look, b: Look) -> float:
    """How far two looks are on the way to being told apart, in close-ups, too: 1 is far enough."""
    return min(1.0, distance(a, b) / UNLIKE, head_distance(a, b) / HEADS_UNLIKE)


def distance(a: Look, b: Look) -> float:
    """Two looks → how different a reader finds them: 0 for the same, about 5 for strangers.

    The head counts most: it is seen in every shot; then body and clothes.
    """
    far = head_distance(a, b)
    far += 1.5 if a.age != b.age else 0.0
    far += 1.0 if a.feminine != b.feminine else 0.0
    far += 1.0 if a.build != b.build else 0.0
    far += 1.0 if a.scarf != b.scarf else 0.0
    far += 1.0 if a.garment != b.garment else 0.0
    return far + min(1.0, abs(a.top - b.top) * 1.6) + (0.6 if a.pattern != b.pattern else 0.0)


def head_distance(a: Look, b: Look) -> float:
    """Two looks → how different their heads are: hair by outline and grey, what is worn on it, the face."""
    far = 0.0
    if not a.hat == b.hat == "hijab":
        if (a.hair, a.tresses) != (b.hair, b.tresses):
            far += 1.2 if _cut(a) & _cut(b) else 2.4
        far += 3.0 * min(1.0, abs(a.hair_grey - b.hair_grey) * 1.4)
    far += sum(2.0 for one in ("glasses", "beard", "hat") if getattr(a, one) != getattr(b, one))
    far += 1.0 if a.skin != b.skin else 0.0
    far += 1.0 if (a.age == "old") != (b.age == "old") else 0.0
    far += 1.2 * len((set(a.extras) ^ set(b.extras)) - {"scarf"})
    return far + 0.3 * float(sum(getattr(a, one) != getattr(b, one) for one in ("head", "eyes", "nose")))


_CUTS = ("short", "medium", "long", "bun", "ponytail", "pigtails", "curly", "spiky", "bangs", "bob", "wavy")


def _cut(look: Look) -> set[str]:
    """What the packed hairdo of a look is called."""
    return {tag for tag in _CUTS if look.hair in parts_file.hair_names(tag)} | {look.tresses} - {""}
