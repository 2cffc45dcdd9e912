"""Poses as the angles of a mannequin's joints.

Angles are degrees from hanging straight down, positive toward where the figure looks. Elbows bend forward,
knees backward. The near arm and leg are the viewer's, at the left of a figure that looks to the right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Arm:
    """Upper arm, forearm, the hand's shape (see `hands.py`) and its turn against the forearm.

    `before` tells that it is drawn over the body. `short` is how far it is foreshortened.
    """

    upper: float
    fore: float
    hand: str = "loose"
    turn: float = 0.0
    before: bool = True
    short: float = 1.0


@dataclass(frozen=True, slots=True)
class Leg:
    """Thigh and shin, the foot's turn (toes down is positive), how far the thigh is foreshortened."""

    thigh: float
    shin: float
    foot: float = 0.0
    short: float = 1.0


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
_SEATED = (Leg(82, 2, 0, 0.82), Leg(76, 8, 0, 0.82))
_ON_LAP = (Arm(8, 58, "flat", 10), Arm(16, 64, "flat", 10, before=False))

POSES: dict[str, Pose] = {
    "standing": STANDING,
    "hand-on-hip": Pose(Arm(-46, 40, "fist", 30), Arm(16, 26, before=False)),
    "hands-on-hips": Pose(Arm(-46, 40, "fist", 30), Arm(50, -38, "fist", -30, before=False)),
    "hands-in-pockets": Pose(Arm(-26, 10, "none"), Arm(30, -8, "none", before=False)),
    "arms-crossed": Pose(Arm(-14, 84, "none", short=0.92), Arm(16, -84, "loose", -30, short=0.92)),
    "walking": Pose(
        Arm(-28, 2), Arm(24, 54, before=False), Leg(24, 12), Leg(-16, -40, 28), lean=3
    ),
    "running": Pose(
        Arm(-58, 30, "fist"), Arm(42, 128, "fist", before=False), Leg(66, -22, 6), Leg(-24, -96, 70), lean=17, air=60
    ),
    "jumping": Pose(
        Arm(-128, -165, "fist"), Arm(132, 168, "fist", before=False), Leg(52, -48, 30), Leg(-6, -64, 50), lean=-3,
        air=330,
    ),
    "sitting": Pose(*_ON_LAP, *_SEATED, seat="chair"),
    "sitting-on-ground": Pose(
        Arm(-34, -14, "flat"), Arm(40, 92, "loose"), Leg(118, 26, 8), Leg(100, 70, -4), lean=-10
    ),
    "hugging-knees": Pose(
        Arm(36, 74, "loose"), Arm(48, 78, "loose", before=False), Leg(134, 20, 4, 0.95), Leg(128, 26, 4, 0.95),
        lean=14, lap=True,
    ),
    "cross-legged": Pose(
        Arm(-18, 44, "loose"), Arm(26, -14, "loose"), Leg(-72, 74, -50, 0.8), Leg(74, -70, 50, 0.8), lap=True
    ),
    "kneeling": Pose(
        Arm(2, 44, "flat", 20), Arm(14, 52, "flat", 20, before=False), Leg(72, -92, 70, 0.72), Leg(66, -92, 70, 0.72)
    ),
    "crouching": Pose(
        Arm(30, 74), Arm(44, 86, before=False), Leg(106, -32, 10, 0.9), Leg(92, -12, 0, 0.9), lean=22, lap=True
    ),
    "lying": Pose(
        Arm(-14, 6), Arm(10, 40), Leg(-2, -4, 40), Leg(16, -14, 40), lying=True
    ),
    "bowing": Pose(
        Arm(4, 8, "flat"), Arm(2, 6, "flat", before=False), Leg(2, 0), Leg(8, 2), lean=44, tilt=30
    ),
    "leaning": Pose(
        Arm(-16, 70, "none", short=0.9), Arm(20, -70, "loose", short=0.9), Leg(10, 4), Leg(26, -34, 20), lean=-9
    ),
    "pointing": Pose(Arm(-16, 6), Arm(82, 86, "point", before=False)),
    "reaching": Pose(Arm(-26, -6), Arm(72, 78, "open", before=False), Leg(14, 6), Leg(-14, -24, 16), lean=11),
    "waving": Pose(Arm(-13, -2), Arm(108, 168, "open", before=False)),
    "arms-raised": Pose(Arm(-140, -166, "open"), Arm(142, 166, "open", before=False)),
    "fist-raised": Pose(Arm(-24, 10, "fist"), Arm(118, 176, "fist", before=False)),
    "fighting": Pose(
        Arm(10, 128, "fist"), Arm(44, 122, "fist", before=False), Leg(-16, -16), Leg(28, 2), lean=8
    ),
    "shrugging": Pose(Arm(-22, -104, "open", -40), Arm(26, 106, "open", 40, before=False)),
    "thinking": Pose(Arm(-6, 70, "loose"), Arm(26, 152, "fist", -10), tilt=4),
    "hands-to-face": Pose(Arm(6, 158, "open", -10), Arm(26, 160, "open", 10), lean=-3),
    "covering-mouth": Pose(Arm(-13, 0), Arm(28, 156, "flat", -20)),
    "praying": Pose(Arm(6, 118, "flat"), Arm(30, 134, "flat"), tilt=8),
    "saluting": Pose(Arm(-13, 0), Arm(106, 205, "flat", before=False)),
    "reading": Pose(Arm(0, 92, "grip"), Arm(22, 96, "grip"), tilt=10, held="book"),
    "phoning": Pose(Arm(-62, 144, "grip", -8), Arm(15, 22, before=False), held="phone", held_near=True),
    "holding": Pose(Arm(-13, -2), Arm(18, 96, "grip", before=True), held="cup"),
    "holding-up": Pose(Arm(-13, -2), Arm(40, 130, "grip", before=False), held="umbrella"),
    "carrying": Pose(Arm(-13, -4, "grip"), Arm(15, 22, before=False), held="bag", held_near=True),
    "from-behind": Pose(
        Arm(-14, -8, before=False), Arm(14, 8, before=False), Leg(-5, -2), Leg(6, 3), back=True
    ),
    "cycling": Pose(
        Arm(52, 66, "fist"), Arm(58, 70, "fist", before=False), Leg(66, -14, 8, 0.9), Leg(46, -2, 10, 0.9), lean=24,
        seat="bicycle",
    ),
    "in-wheelchair": Pose(*_ON_LAP, *_SEATED, seat="wheelchair"),
}
"""Every pose by the name that `acting_words` gives it."""


def seen_from_behind(pose: Pose) -> Pose:
    """A pose → the same, with the figure's back to the viewer."""
    return replace(pose, back=True)
