"""What an editor checks on a placed page, computed from the numbers of `manga inspect --json` alone."""

from __future__ import annotations

Rect = list[float]


def faults(page: dict) -> list[str]:
    """A page as `inspect` prints it → every fault of craft on it, in words."""
    found = []
    spoken = [(panel, balloon) for panel in page["panels"] for balloon in panel["balloons"]]
    for panel, balloon in spoken:
        name = name_of(panel, balloon)
        if not inside(balloon["text_box"], balloon["box"]):
            found.append(f"{name}: text outside its balloon")
        if not inside(balloon["box"], [0, 0, *page["size"]]):
            found.append(f"{name}: off the page")
        if not "".join(balloon["lines"]).strip():
            found.append(f"{name}: empty")
        for other in page["panels"]:
            for character in other["characters"]:
                if overlap(balloon["box"], character["head"]):
                    found.append(f"{name}: over the face of {character['id']} in {other['id']}")
    for index, (panel, balloon) in enumerate(spoken):
        for other, later in spoken[index + 1 :]:
            joined = panel is other and later["joined_to"] == balloon["order"]
            boxes = "text_box" if joined else "box"  # balloons of one outline share a part of it
            if overlap(balloon[boxes], later[boxes]):
                found.append(f"{name_of(panel, balloon)} and {name_of(other, later)} overlap")
    return found


def name_of(panel: dict, balloon: dict) -> str:
    """How a fault names a balloon."""
    return f"{panel['id']} balloon {balloon['order']}"


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two boxes share more than a rounding error of area."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width > 0.01 and height > 0.01


def inside(inner: Rect, outer: Rect) -> bool:
    """Whether a box lies in another, but for a rounding error."""
    slack = 0.01
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )
