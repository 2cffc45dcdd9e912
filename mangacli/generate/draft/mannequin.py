"""The mannequin: a skeleton dressed by a look → its shapes in paint order, from shoes to sleeves.

Every pose wears the same clothes, since all are cut for the joints. What lies under the neck, over it, and
over the face comes out apart, so that `figure.py` can put the head between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mangacli.generate.draft import held, neckwear, overwear
from mangacli.generate.draft.brush import curve_through, lens
from mangacli.generate.draft.hands import PEN as HAND_PEN
from mangacli.generate.draft.hands import grip_of, hand, shoe
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.limbs import Tube, hull
from mangacli.generate.draft.look import Look
from mangacli.generate.draft.skeleton import FAR, Limb, Skeleton
from mangacli.generate.draft.tailor import FINE, PEN, Tailor
from mangacli.generate.draft.wardrobe import GARMENTS, INK
from mangacli.geometry import Matrix, Path, Point

HEMS: dict[str, tuple[str, float, float]] = {
    "mini": ("upper", 0.5, 44.0),
    "knee": ("upper", 0.96, 56.0),
    "calf": ("lower", 0.46, 64.0),
    "ankle": ("lower", 0.88, 30.0),
}
"""Where a hem runs: on which half of the leg, how far down, how far it stands off the leg."""
DIM = 0.84
"""Cloth that the light does not reach, by what it does."""
FOLD = 7.0
"""Width of a fold's line in its middle."""
BENT = 32.0
"""Degrees from which on a sleeve or trouser leg shows folds at its joint."""


@dataclass(frozen=True, slots=True)
class Dressed:
    """A dressed mannequin: what is painted before the neck, over the neck, and over the face."""

    under: list[Inked]
    collar: list[Inked]
    over: list[Inked]


def dress(look: Look, bones: Skeleton, matrix: Matrix, holds: str) -> Dressed:
    """A look, a skeleton, the body's map to pixels, what is held → the figure below its head."""
    sewing = _Sewing(look, bones, matrix, holds)
    pose = bones.pose
    under: list[Inked] = []
    if not pose.far.before:
        under += sewing.arm(bones.far_arm, far=True)
    if not pose.near.before and not pose.back:
        under += sewing.arm(bones.near_arm)
    legs, torso = [*sewing.legs(), *sewing.skirts()], sewing.torso()
    if pose.lap:
        under += [*torso, *legs]
    elif sewing.is_one_piece:
        under += [*sewing.legs(), *torso, *sewing.skirts()]
    else:
        under += [*legs, *torso]
    if not pose.far.before:
        under += sewing.shoulder(bones.far_arm, far=True)
    over: list[Inked] = []
    if pose.far.before:
        over += [*sewing.arm(bones.far_arm, far=True), *sewing.shoulder(bones.far_arm, far=True)]
    near = []
    if pose.near.before or pose.back:
        near = [*sewing.arm(bones.near_arm), *sewing.shoulder(bones.near_arm)]
    if near and not pose.far.before and not sewing.crosses(bones.near_arm):
        # An arm that hangs at the side lies under collars, hoods and straps.
        return Dressed([*under, *near], [*sewing.collar(), *sewing.overwear()], over)
    return Dressed(under, [*sewing.collar(), *sewing.overwear()], [*over, *near])


class _Sewing:
    """Sews one look on one skeleton; every piece comes out in pixels."""

    def __init__(self, look: Look, bones: Skeleton, matrix: Matrix, holds: str) -> None:
        self._look, self._bones, self._matrix = look, bones, matrix
        self._cut = GARMENTS[look.garment]
        self._tailor = Tailor(look, bones, matrix)
        self._holds = holds or bones.pose.held
        self._unit = self._tailor.unit

    @property
    def is_one_piece(self) -> bool:
        """Whether top and skirt are of one cloth, joined by a seam at the waist."""
        return bool(self._cut.skirt) and self._look.garment not in ("sailor", "school")

    def crosses(self, limb: Limb) -> bool:
        """Whether an arm lies over the breast, or its hand before the head."""
        x, y = limb.end
        return (x > -self._bones.build.shoulder * 0.8 and y < self._bones.build.torso * 0.72) or y < 60

    def torso(self) -> list[Inked]:
        """The upper body's cloth, from the neck to the hips."""
        outline = self._tailor.bent(_torso(self._bones))
        return [*self._cloth(outline, self._look.top, printed=True), *self._shade(outline)]

    def _shade(self, torso: Path) -> list[Inked]:
        """The far side of the body, which the light does not reach, and the fold of the breast."""
        grey, build = self._look.top, self._bones.build
        if grey <= INK or self._look.pattern:
            return []
        foot = build.torso * 1.15
        far = [
            (build.shoulder * 0.62, 40), (build.chest * 0.42, 190), (build.chest * 0.56, 330),
            (build.waist * 0.42, build.torso * 0.66), (build.hip * 0.5, foot), (build.hip * 1.6, foot),
            (build.shoulder * 1.5, 40),
        ]  # fmt: skip
        side = self._tailor.curve(far, True).transformed(self._matrix)
        clip = torso.transformed(self._matrix)
        # The outline's inner half stays clear: the shade is drawn under a line that is drawn again.
        line = Inked(clip, None, PEN * self._unit)
        return [Inked(side, grey * DIM, clip=clip), line]

    def collar(self) -> list[Inked]:
        """What is sewn at the neck, or the seam of the back."""
        if self._bones.pose.back:
            return neckwear.from_behind(self._tailor)
        sewn = neckwear.CUTS[self._cut.neck](self._tailor) if self._cut.neck else []
        return sewn + (neckwear.scarf(self._tailor) if self._look.scarf else [])

    def overwear(self) -> list[Inked]:
        """An apron, a bib, a sash, over the rest."""
        return overwear.OVER[self._cut.over](self._tailor) if self._cut.over else []

    def legs(self) -> list[Inked]:
        """Both legs with their shoes, the far one behind."""
        bones, look = self._bones, self._look
        shapes = [*self._leg(bones.far_leg, DIM), *self._leg(bones.near_leg, 1.0)]
        if look.legs in ("trousers", "shorts"):
            hips = hull(
                (leg.upper.along(0.04), leg.upper.start_radius - PEN * 0.4)
                for leg in (bones.near_leg, bones.far_leg)
            )
            shapes.append(self._flat(Path.polygon(hips), look.bottom))
        return shapes

    def _leg(self, leg: Limb, light: float) -> list[Inked]:
        """A leg with its shoe; the far one stands in the body's shade."""
        look = self._look
        cloth = look.bottom * light
        outline, seam = shoe(look.shoes, leg.end, leg.angle)
        dark = look.shoe <= INK
        shod = [
            self._ink(outline, look.shoe, PEN * 0.9, white=dark),
            self._ink(seam, None, FINE, white=dark),
        ]
        if look.legs == "trousers":
            shin = leg.lower
            tube = Tube(shin.start, shin.along(0.97), shin.start_radius, shin.end_radius * 1.35, True)
            return [*shod, *self._tubes((leg.upper, tube), cloth), *self._folds(leg, cloth)]
        skin = INK if look.legs == "tights" else look.skin * (0.5 + light / 2)
        shapes = [*self._tubes((leg.upper, leg.lower), skin), *shod]
        if look.legs == "socks":
            shin = leg.lower
            sock = Tube(shin.along(0.16), shin.end, shin.radius(0.16) + 3, shin.end_radius + 3)
            shapes = [*self._tubes((leg.upper, leg.lower), skin), *self._tubes((sock,), INK), *shod]
        if look.legs == "shorts":
            shapes += self._tubes((leg.upper.upto(0.78, 16),), cloth)
        return shapes

    def skirts(self) -> list[Inked]:
        """Skirts and coats, spanned over the legs as they stand."""
        look = self._look
        coat = self._cut.coat
        shapes: list[Inked] = []
        if look.skirt:
            shapes += self._skirt(look.skirt, look.bottom if not self._cut.skirt else self._skirt_grey())
        return shapes + (self._coat(coat) if coat else [])

    def _skirt_grey(self) -> float:
        return self._look.bottom if self._look.garment in ("sailor", "school") else self._look.top

    def _hem(self, leg: Limb, name: str) -> tuple[Point, Point]:
        """The back and the front end of a hem at one leg."""
        half, part, off = HEMS[name]
        tube = leg.upper if half == "upper" else leg.lower
        x, y = tube.along(part)
        length = max(1.0, ((tube.end[0] - tube.start[0]) ** 2 + (tube.end[1] - tube.start[1]) ** 2) ** 0.5)
        ux, uy = (tube.end[0] - tube.start[0]) / length, (tube.end[1] - tube.start[1]) / length
        wide = tube.radius(part) + off
        return (x - uy * wide, y + ux * wide), (x + uy * wide, y - ux * wide)

    def _waist(self) -> tuple[Point, Point]:
        """The skirt's upper edge at the near and the far side."""
        build = self._bones.build
        y = build.torso * 0.8
        return self._bones.torso_point(-build.waist, y), self._bones.torso_point(build.waist * FAR, y)

    def _skirt(self, hem: str, grey: float) -> list[Inked]:
        bones = self._bones
        ends = [*self._hem(bones.near_leg, hem), *self._hem(bones.far_leg, hem)]
        waist = self._waist()
        hips = [(leg.upper.start, leg.upper.start_radius + 12) for leg in (bones.near_leg, bones.far_leg)]
        outline = hull([*((p, 5.0) for p in (*waist, *ends)), *hips])
        left, right = min(ends), max(ends)
        shapes = self._cloth(Path.polygon(outline), grey, printed=self.is_one_piece)
        for number in range(1, 6):
            part = number / 6
            top = _between(*waist, part)
            foot = _between(left, right, part)
            start = _between(top, foot, 0.32 if number % 2 else 0.42)
            end = _between(top, foot, 0.97)
            shapes.append(self._line(lens(start, end, FOLD), grey))
        return shapes

    def _coat(self, hem: str) -> list[Inked]:
        """The two skirts of an open coat: each hangs from its hip over its own leg."""
        bones, grey = self._bones, self._look.top
        near, far = self._waist()
        middle = _between(near, far, 0.54)
        ends = [*self._hem(bones.near_leg, hem), *self._hem(bones.far_leg, hem)]
        left, right = min(ends), max(ends)
        slit = _between(left, right, 0.54)
        shapes: list[Inked] = []
        for leg, side, end, open_by in (
            (bones.far_leg, far, right, 22.0),
            (bones.near_leg, near, left, -22.0),
        ):
            inner = (slit[0] + open_by, slit[1])
            hip = (leg.upper.start, leg.upper.start_radius + 6)
            outline = hull([(side, 5.0), (middle, 5.0), (end, 5.0), (inner, 5.0), hip])
            shapes += self._cloth(Path.polygon(outline), grey, printed=True)
            fold = lens(_between(side, end, 0.4), _between(inner, end, 0.6), FOLD, 20)
            shapes.append(self._line(fold, grey))
        return shapes

    def arm(self, limb: Limb, *, far: bool = False) -> list[Inked]:
        """An arm with its hand, what it holds, and its sleeve."""
        look, cut = self._look, self._cut
        shapes: list[Inked] = []
        if self._holds and self._carries(far):
            shapes += self._held(limb)
        if limb.hand != "none":
            shapes += self._hand(limb)
        grey = look.sleeve
        if cut.sleeves in ("short", "none"):
            shapes = [*self._tubes((limb.upper, limb.lower), look.skin), *shapes]
        if cut.sleeves == "none":
            return shapes
        if cut.sleeves == "short":
            return [*shapes, *self._tubes((limb.upper.upto(0.56, 9),), grey, printed=True)]
        if cut.sleeves == "wide":
            return [*shapes, *self._wide_sleeve(limb, grey)]
        lower = limb.lower
        cuff = Tube(lower.start, lower.along(0.97), lower.start_radius, lower.end_radius * 1.14, True)
        return [*shapes, *self._tubes((limb.upper, cuff), grey, printed=True), *self._folds(limb, grey)]

    def _wide_sleeve(self, limb: Limb, grey: float) -> list[Inked]:
        """A kimono's sleeve: a bag that hangs from the forearm."""
        wrist = limb.lower.along(0.9)
        hang = (wrist[0] - 40, wrist[1] + 150)
        elbow = limb.lower.start
        discs = [
            (limb.upper.start, limb.upper.start_radius + 2),
            (elbow, limb.lower.start_radius + 10),
            (wrist, limb.lower.end_radius + 16),
            (hang, 14.0),
            ((elbow[0] - 20, elbow[1] + 120), 14.0),
        ]
        shapes = self._cloth(Path.polygon(hull(discs)), grey, printed=True)
        shapes.append(self._line(lens(_between(elbow, hang, 0.3), hang, FOLD), grey))
        return shapes

    def shoulder(self, limb: Limb, *, far: bool = False) -> list[Inked]:
        """A patch that joins an arm drawn over the body to it, so that no ball of a joint shows."""
        if self._cut.sleeves == "none" or self._look.sleeve != self._look.top or self._cut.over == "bib":
            return []
        x, y = limb.upper.start
        into = self._bones.torso_point((1 if far else -1) * self._bones.build.chest * 0.5, 190)
        start = limb.upper.start_radius - PEN * 0.62
        end = _between((x, y), into, 0.5)
        return [self._flat(Tube((x, y), end, start, start * 0.8).outline(0.0), self._look.sleeve)]

    def _hand(self, limb: Limb) -> list[Inked]:
        tubes, creases = hand(limb.hand, limb.end, limb.angle, self._bones.build.hand)
        shapes = self._tubes(tubes, self._look.skin, HAND_PEN)
        return [*shapes, *(Inked(crease.transformed(self._matrix), INK) for crease in creases)]

    def _carries(self, far: bool) -> bool:
        """Whether a hand is the one that holds what is held: of two that hold it the near one, drawn last."""
        pose = self._bones.pose
        if pose.near.hand == pose.far.hand == "grip":
            return not far
        if pose.held:
            return far != pose.held_near
        return far

    def _held(self, limb: Limb) -> list[Inked]:
        bones = self._bones
        grip = grip_of(limb.end, limb.angle, bones.build.hand)
        if bones.pose.near.hand == bones.pose.far.hand == "grip":
            x, y = _between(bones.near_arm.end, bones.far_arm.end, 0.5)
            grip = (1.0, 0.0, 0.0, 1.0, x, y - 30)
        return held.held(self._holds, grip, self._matrix, self._unit)

    def _folds(self, limb: Limb, grey: float) -> list[Inked]:
        """Two strokes in the bend of an elbow or a knee."""
        upper, lower = limb.upper, limb.lower
        ax, ay = upper.end[0] - upper.start[0], upper.end[1] - upper.start[1]
        bx, by = lower.end[0] - lower.start[0], lower.end[1] - lower.start[1]
        cross, dot = ax * by - ay * bx, ax * bx + ay * by
        if abs(cross) < 0.5 * max(1.0, abs(dot)) and dot > 0:
            return []
        side = 1.0 if cross > 0 else -1.0
        length = (ax * ax + ay * ay) ** 0.5 or 1.0
        nx, ny = -ay / length * side, ax / length * side
        x, y = upper.end
        reach = upper.end_radius
        inner = (x + nx * reach * 0.9, y + ny * reach * 0.9)
        tips = ((x - nx * reach * 0.1, y - ny * reach * 0.1), _between(upper.end, upper.along(0.72), 1.0))
        return [self._line(lens(inner, tip, FOLD), grey) for tip in tips]

    def _tubes(
        self, tubes: Sequence[Tube], grey: float, pen: float = PEN, *, printed: bool = False
    ) -> list[Inked]:
        """Tubes of one cloth, joined without a seam: all outlines, then all insides with what is printed."""
        dark = grey <= INK
        line = 1.0 if dark else INK
        shapes = [Inked(tube.outline(pen).transformed(self._matrix), line) for tube in tubes]
        for tube in tubes:
            inside = tube.outline(-pen).transformed(self._matrix)
            shapes.append(Inked(inside, grey))
            if printed:
                shapes += self._pattern(inside)
        return shapes

    def _cloth(self, path: Path, grey: float, *, printed: bool = False) -> list[Inked]:
        """A piece of cloth in the body's measure, inked."""
        piece = self._ink(path, grey, PEN, white=grey <= INK)
        return [piece, *(self._pattern(piece.path) if printed else [])]

    def _pattern(self, cloth: Path) -> list[Inked]:
        return overwear.patterned(self._look.pattern, cloth, self._unit) if self._look.pattern else []

    def _flat(self, path: Path, grey: float) -> Inked:
        return Inked(path.transformed(self._matrix), grey)

    def _ink(self, path: Path, grey: float | None, pen: float, white: bool = False) -> Inked:
        return Inked(path.transformed(self._matrix), grey, pen * self._unit, white_line=white)

    def _line(self, path: Path, ground: float) -> Inked:
        """A fold: black, or white on black cloth."""
        return Inked(path.transformed(self._matrix), 1.0 if ground <= INK else INK)


def _between(a: Point, b: Point, part: float) -> Point:
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)


def _torso(bones: Skeleton) -> Path:
    """The outline of an upright torso, given from the neck's foot."""
    build = bones.build
    hem = build.torso + build.leg * 0.75
    near = [
        (-build.neck - 4, -14),
        (-build.neck - 22, 16),
        (-build.shoulder * 0.72, 38),
        (-build.shoulder + 4, 66),
        (-build.shoulder * 0.86 - 12, 150),
        (-build.chest, 280),
        (-build.waist - build.belly * 0.3, build.torso * 0.66),
        (-build.hip - 8, build.torso),
        (-build.hip - 6, hem),
    ]
    far = [(-x * FAR, y) for x, y in near]
    far[6] = (far[6][0] + build.belly, far[6][1])
    far[7] = (far[7][0] + build.belly * 0.5, far[7][1])
    down = curve_through(near)
    up = curve_through(far[::-1])
    hemline = ("C", (-build.hip * 0.4, hem + 20, build.hip * 0.4, hem + 20, *far[-1]))
    neckline = ("C", (build.neck * 0.5, 40, -build.neck * 0.5, 40, *near[0]))
    return Path((*down.segments, hemline, *up.segments[1:], neckline, ("Z", ())))
