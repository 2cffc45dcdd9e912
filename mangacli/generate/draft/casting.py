"""Which drawn body plays a character: pose first, then the cut and colour of the clothes."""

from __future__ import annotations

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.acting import Acting
from mangacli.generate.draft.look import Look, digest

POSES = {
    "standing": ("standing", "hand-on-hip", "strolling", "walking"),
    "walking": ("walking", "strolling"),
    "running": ("walking",),
    "pointing": ("pointing",),
    "arms-crossed": ("arms-crossed",),
    "hand-on-hip": ("hand-on-hip",),
    "sitting": ("on-chair", "hugging-knees", "sitting"),
    "hugging-knees": ("hugging-knees",),
    "kneeling": ("kneeling",),
    "crouching": ("kneeling", "sitting"),
    "cycling": ("cycling",),
    "in-wheelchair": ("in-wheelchair",),
}
"""What a pose word means in bodies, the best first."""
WEAR = {
    "tee": ("short", "long"),
    "shirt": ("shirt", "long"),
    "uniform": ("shirt", "long"),
    "jacket": ("jacket", "long"),
    "suit": ("jacket", "shirt", "long"),
    "coat": ("jacket", "long"),
}
"""Which bodies wear a garment, the best first; all others wear the long-sleeved one."""


def choose_body(look: Look, acting: Acting, character: str) -> str:
    """Looks and acting → name of the body that suits them best; what suits equally is drawn by lot.

    It must have the pose; then counts which garment is black, then the cut of the clothes. Who sits,
    sits on a chair if there is any way to.
    """
    poses = POSES[acting.pose]
    wears = WEAR.get(look.garment, ("long", "short"))

    def misfit(name: str) -> tuple[bool, bool, int, int, int]:
        part = parts_file.body(name)
        wear = wears.index(part.wear) if part.wear in wears else len(wears)
        pose = poses.index(part.pose) if part.pose in poses else len(poses)
        first_choice = pose if acting.pose == "sitting" else 0
        return (part.pose not in poses, look.dark not in part.dark, first_choice, wear, pose)

    names = parts_file.body_names()
    best = min(misfit(name) for name in names)
    fitting = [name for name in names if misfit(name) == best]
    return fitting[digest(character, "body", acting.pose) % len(fitting)]
