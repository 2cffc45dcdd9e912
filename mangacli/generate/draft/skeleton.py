"""A build and a pose → where the joints of a mannequin lie, in the measure of the body's drawing.

The neck's foot is the origin, y runs down, the figure looks to the right. A head is 440 units from crown to
chin; an adult stands 6.5 of them high, a child 4.6.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from mangacli.generate.draft.limbs import Tube
from mangacli.generate.draft.poses import Arm, Leg, Pose
from mangacli.geometry import Point

HEAD = 440.0
"""Crown to chin."""
CHIN = 25.0
"""How far the neck's foot lies under the chin's height."""
FAR = 0.92
"""Of the near side's width, what the side that is turned away shows."""
FOOT = 86.0
"""From the ankle to the ground."""


@dataclass(frozen=True, slots=True)
class Build:
    """Lengths and half widths of a body, in units of the body's drawing."""

    neck: float = 78.0
    shoulder: float = 196.0
    chest: float = 152.0
    waist: float = 124.0
    hip: float = 160.0
    belly: float = 0.0
    torso: float = 800.0
    upper_arm: float = 385.0
    forearm: float = 350.0
    thigh: float = 720.0
    shin: float = 700.0
    arm: float = 50.0
    leg: float = 90.0
    hand: float = 1.0
    stoop: float = 0.0


WOMAN = Build()
MAN = Build(
    neck=88, shoulder=236, chest=192, waist=166, hip=164, upper_arm=405, forearm=365, arm=57, leg=94, hand=1.1
)
CHILD = Build(
    neck=60, shoulder=140, chest=122, waist=116, hip=128, torso=540, upper_arm=255, forearm=235, thigh=420,
    shin=410, arm=43, leg=76, hand=0.82,
)  # fmt: skip


def build_of(feminine: bool, age: str, build: str) -> Build:
    """Woman or man, child, adult or old, and a word for the build → the body."""
    body = CHILD if age == "child" else WOMAN if feminine else MAN
    if age == "old":
        body = replace(body, stoop=7.0, thigh=body.thigh * 0.94, shin=body.shin * 0.94)
    if build == "stout":
        wide = {name: getattr(body, name) * 1.22 for name in ("chest", "waist", "hip", "arm", "leg")}
        return replace(body, **wide, shoulder=body.shoulder * 1.12, belly=48.0)
    if build == "slim":
        slim = {
            name: getattr(body, name) * 0.9 for name in ("chest", "waist", "hip", "arm", "leg", "shoulder")
        }
        return replace(body, **slim)
    if build == "strong":
        return replace(body, shoulder=body.shoulder * 1.16, chest=body.chest * 1.16, arm=body.arm * 1.25)
    return body


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg: its two tubes, where hand or foot begins, and the direction it goes in (degrees)."""

    upper: Tube
    lower: Tube
    end: Point
    angle: float
    hand: str = ""
    """The hand's shape; empty for a leg."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The joints of one figure; `ground` is the y of what it stands, sits or lies on."""

    build: Build
    pose: Pose
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb
    pelvis: Point
    lean: float
    """Degrees that the back is bent forward."""
    ground: float

    def torso_point(self, x: float, y: float) -> Point:
        """A point of the upright torso, given from the neck's foot → where it lies with the back bent."""
        return turned((x, y), self.lean)


def turned(point: Point, degrees: float) -> Point:
    """A point turned about the origin so that what hangs down swings backward for positive degrees."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos)


def along(start: Point, degrees: float, length: float) -> Point:
    """From a joint, in a direction given from straight down → the next joint."""
    turn = math.radians(degrees)
    return (start[0] + length * math.sin(turn), start[1] + length * math.cos(turn))


def skeleton(build: Build, pose: Pose) -> Skeleton:
    """A build and a pose → its joints."""
    lean = pose.lean + build.stoop
    near_shoulder = turned((-build.shoulder + build.arm * 0.6, 84), lean)
    far_shoulder = turned(((build.shoulder - build.arm * 0.6) * FAR, 78), lean)
    pelvis = turned((0.0, build.torso), lean)
    spread = build.hip - build.leg * 0.92
    near_hip, far_hip = (pelvis[0] - spread, pelvis[1]), (pelvis[0] + spread * FAR, pelvis[1] - 6)
    near_leg, far_leg = _leg(near_hip, pose.near_leg, build), _leg(far_hip, pose.far_leg, build)
    soles = [sole(limb.end, leg.foot) for limb, leg in ((near_leg, pose.near_leg), (far_leg, pose.far_leg))]
    lowest = max(*soles, pelvis[1] + build.hip * 0.75, near_leg.upper.end[1] + build.leg * 0.7)
    return Skeleton(
        build,
        pose,
        _arm(near_shoulder, pose.near, build),
        _arm(far_shoulder, pose.far, build),
        near_leg,
        far_leg,
        pelvis,
        lean,
        lowest + pose.air,
    )


def sole(ankle: Point, foot: float) -> float:
    """An ankle and the foot's turn → the lowest y of the shoe."""
    turn = math.radians(foot)
    return ankle[1] + FOOT * math.cos(turn) + 170 * max(0.0, math.sin(turn))


def _arm(shoulder: Point, arm: Arm, build: Build) -> Limb:
    elbow = along(shoulder, arm.upper, build.upper_arm * arm.short)
    wrist, angle = along(elbow, arm.fore, build.forearm), arm.fore
    if arm.to is not None:
        x, y = arm.to
        # What is below the neck goes with the body's size; what is above belongs to the head.
        part = build.torso / WOMAN.torso
        wrist = (x * part, y * part) if y > 100 else (x, y)
        angle = math.degrees(math.atan2(wrist[0] - elbow[0], wrist[1] - elbow[1]))
    thick = build.arm
    return Limb(
        Tube(shoulder, elbow, thick, thick * 0.8),
        Tube(elbow, wrist, thick * 0.8, thick * 0.6),
        wrist,
        angle + arm.turn,
        arm.hand,
    )


def _leg(hip: Point, leg: Leg, build: Build) -> Limb:
    knee = along(hip, leg.thigh, build.thigh * leg.short)
    ankle = along(knee, leg.shin, build.shin * leg.low)
    thick = build.leg
    return Limb(
        Tube(hip, knee, thick, thick * 0.74), Tube(knee, ankle, thick * 0.74, thick * 0.52), ankle, leg.foot
    )
