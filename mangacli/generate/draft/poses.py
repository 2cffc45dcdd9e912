"""Poses as the angles of a mannequin's joints.

Angles are degrees from hanging straight down, positive toward where the figure looks. Elbows bend forward,
knees backward. The near arm and leg are the viewer's, at the left of a figure that looks to the right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mangacli.geometry import Point


@dataclass(frozen=True, slots=True)
class Arm:
    """Upper arm, forearm, the hand's shape (see `hands.py`) and its turn against the forearm.

    `before` tells that it is drawn over the body. `short` is how far the upper arm is foreshortened; `to`
    is where the wrist goes instead of `fore`, from the neck's foot of a grown body: the forearm is
    foreshortened as it must.
    """

    upper: float
    fore: float
    hand: str = "loose"
    turn: float = 0.0
    before: bool = True
    short: float = 1.0
    to: Point | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """Thigh and shin, the foot's turn (toes down is positive), how far thigh and shin are foreshortened."""

    thigh: float
    shin: float
    foot: float = 0.0
    short: float = 1.0
    low: float = 1.0


@dataclass(frozen=True, slots=True)
class Pose:
    """A whole pose. `lean` bends the back, `tilt` the head (forward is positive), in degrees.

    `seat` is what is under the figure: chair, nothing (""); `back` shows it from behind; `lying` turns it all
    to the level; `lap` draws the legs before the body; `air` lifts the feet off the ground, in units of the
    body's drawing. `held` is what is in the far hand, or the near one where `held_near`.
    """

    near: Arm = Arm(-13, -2)
    far: Arm = Arm(15, 22, before=False)
    near_leg: Leg = Leg(-5, -3)
    far_leg: Leg = Leg(7, 3)
    lean: float = 0.0
    tilt: float = 0.0
    seat: str = ""
    back: bool = False
    lying: bool = False
    lap: bool = False
    air: float = 0.0
    held: str = ""
    held_near: bool = False


STANDING = Pose()
_SEATED = (Leg(82, 2, 0, 0.84), Leg(76, 8, 0, 0.84))
_ON_LAP = (
    Arm(-10, 0, "flat", 12, short=0.94, to=(240, 742)),
    Arm(22, 0, "flat", 10, before=False, to=(366, 744)),
)

POSES: dict[str, Pose] = {
    "standing": STANDING,
    "hand-on-hip": Pose(Arm(-46, 40, "fist", 30), Arm(16, 26, before=False)),
    "hands-on-hips": Pose(Arm(-46, 40, "fist", 30), Arm(50, -38, "fist", -30, before=False)),
    "hands-in-pockets": Pose(Arm(-26, 10, "none"), Arm(30, -8, "none", before=False)),
    "arms-crossed": Pose(
        Arm(-12, 0, "none", short=0.86, to=(176, 360)), Arm(14, 0, "loose", -10, short=0.86, to=(-150, 380))
    ),
    "walking": Pose(Arm(-28, 2), Arm(24, 54, before=False), Leg(24, 12), Leg(-16, -40, 28), lean=3),
    "running": Pose(
        Arm(-58, 30, "fist"),
        Arm(42, 118, "fist", before=False),
        Leg(64, -16, 6),
        Leg(-14, -92, 66, 1.0, 0.72),
        lean=16,
        air=50,
    ),
    "jumping": Pose(
        Arm(-128, -165, "fist"),
        Arm(132, 168, "fist", before=False),
        Leg(52, -48, 30),
        Leg(-6, -64, 50, 1.0, 0.85),
        lean=-3,
        air=330,
    ),
    "sitting": Pose(*_ON_LAP, *_SEATED, seat="chair"),
    "sitting-on-ground": Pose(
        Arm(-32, -12, "flat"),
        Arm(36, 0, "loose", to=(470, 560)),
        Leg(112, 40, 0, 0.9),
        Leg(96, 66, -6, 0.9),
        lean=-8,
    ),
    "hugging-knees": Pose(
        Arm(30, 0, "loose", short=0.9, to=(372, 560)),
        Arm(46, 0, "loose", before=False, to=(440, 540)),
        Leg(132, 16, 0, 0.82),
        Leg(128, 22, 0, 0.82),
        lean=12,
        lap=True,
    ),
    "cross-legged": Pose(
        Arm(-16, 0, "loose", 20, to=(-190, 720)),
        Arm(22, 0, "loose", -20, to=(210, 720)),
        Leg(-70, 78, -30, 0.66, 0.72),
        Leg(72, -76, 30, 0.66, 0.72),
        lap=True,
    ),
    "kneeling": Pose(
        Arm(-8, 0, "flat", 14, to=(160, 760)),
        Arm(20, 0, "flat", 10, before=False, to=(270, 764)),
        Leg(72, -90, 72, 0.72),
        Leg(66, -90, 72, 0.72),
    ),
    "crouching": Pose(
        Arm(18, 0, "loose", to=(290, 560)),
        Arm(40, 0, "loose", before=False, to=(410, 540)),
        Leg(108, -30, 12, 0.84),
        Leg(94, -10, 0, 0.84),
        lean=18,
        lap=True,
    ),
    "lying": Pose(Arm(-14, 6), Arm(10, 40), Leg(-2, -4, 40), Leg(16, -14, 40), lying=True),
    "bowing": Pose(
        Arm(-40, -32, "flat"), Arm(-34, -26, "flat", before=False), Leg(2, 0), Leg(8, 2), lean=44, tilt=30
    ),
    "leaning": Pose(
        Arm(-12, 0, "none", short=0.86, to=(170, 390)),
        Arm(14, 0, "loose", short=0.86, to=(-156, 410)),
        Leg(10, 4),
        Leg(26, -34, 20),
        lean=-9,
    ),
    "pointing": Pose(Arm(-16, 6), Arm(82, 86, "point", before=False)),
    "reaching": Pose(Arm(-26, -6), Arm(72, 78, "open", before=False), Leg(14, 6), Leg(-14, -24, 16), lean=11),
    "waving": Pose(Arm(-13, -2), Arm(100, 170, "open", before=False)),
    "arms-raised": Pose(Arm(-140, -166, "open"), Arm(142, 166, "open", before=False)),
    "fist-raised": Pose(Arm(-24, 10, "fist"), Arm(112, 178, "fist", before=False)),
    "fighting": Pose(
        Arm(6, 0, "fist", to=(150, 200)),
        Arm(44, 122, "fist", before=False),
        Leg(-16, -18),
        Leg(28, 2),
        lean=8,
    ),
    "shrugging": Pose(Arm(-22, -104, "open", -40), Arm(26, 106, "open", 40, before=False)),
    "thinking": Pose(
        Arm(-10, 0, "loose", short=0.9, to=(190, 400)),
        Arm(20, 0, "fist", 6, short=0.84, to=(150, 66)),
        tilt=4,
    ),
    "hands-to-face": Pose(
        Arm(-22, 0, "flat", short=0.8, to=(-96, 6)), Arm(30, 0, "flat", short=0.8, to=(196, 6)), lean=-3
    ),
    "covering-mouth": Pose(Arm(-13, 0), Arm(26, 0, "flat", 20, short=0.82, to=(196, 24))),
    "praying": Pose(Arm(-14, 0, "flat", 24, to=(70, 300)), Arm(30, 0, "flat", -16, to=(150, 300)), tilt=8),
    "saluting": Pose(Arm(-13, 0), Arm(96, 0, "flat", 30, before=True, short=0.9, to=(306, -250))),
    "reading": Pose(
        Arm(-16, 0, "grip", 20, short=0.92, to=(-66, 452)),
        Arm(28, 0, "grip", -20, short=0.92, to=(244, 446)),
        tilt=10,
        held="book",
    ),
    "phoning": Pose(
        Arm(-54, 0, "grip", 22, short=0.92, to=(-214, -60)),
        Arm(15, 22, before=False),
        held="phone",
        held_near=True,
    ),
    "holding": Pose(Arm(-13, -2), Arm(24, 0, "grip", short=0.92, to=(176, 330)), held="cup"),
    "holding-up": Pose(Arm(-13, -2), Arm(34, 130, "grip", before=False), held="umbrella"),
    "carrying": Pose(Arm(-13, -4, "grip"), Arm(15, 22, before=False), held="bag", held_near=True),
    "from-behind": Pose(
        Arm(-14, -8, before=False), Arm(14, 8, before=False), Leg(-5, -2), Leg(6, 3), back=True
    ),
    "cycling": Pose(
        Arm(52, 66, "fist"),
        Arm(58, 70, "fist", before=False),
        Leg(66, -14, 8, 0.9),
        Leg(46, -2, 10, 0.9),
        lean=24,
        seat="bicycle",
    ),
    "in-wheelchair": Pose(*_ON_LAP, *_SEATED, seat="wheelchair"),
}
"""Every pose by the name that `story.postures` gives it."""


def seen_from_behind(pose: Pose) -> Pose:
    """A pose → the same, with the figure's back to the viewer."""
    return replace(pose, back=True)


def with_the_other_arm(pose: Pose) -> Pose:
    """A pose → the same gesture by the other arm."""

    def swapped(arm: Arm, before: bool) -> Arm:
        return replace(arm, upper=-arm.upper, fore=-arm.fore, turn=-arm.turn, before=before)

    return replace(
        pose, near=swapped(pose.far, True), far=swapped(pose.near, False), held_near=not pose.held_near
    )


def with_arms_of(pose: Pose, other: Pose) -> Pose:
    """A pose → the same body with the arms, the head's tilt and what is held of another."""
    return replace(
        pose, near=other.near, far=other.far, tilt=other.tilt, held=other.held, held_near=other.held_near
    )
