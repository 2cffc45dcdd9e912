"""Random but plausible panels for the draft artist, the same for the same seed.

Each is a story of one page and one panel: people by the vocabulary, what they do and feel, where, how near,
and what they say. Sheets, counts of faults and measures of likeness run over them.
"""

import random
from pathlib import Path

import yaml

from mangacli.generate.base import PanelRequest
from mangacli.pipeline import PlacedStory, place
from mangacli.plan import plan_page
from mangacli.run_options import RenderOptions

WIDTH_MM, HEIGHT_MM = 100.0, 70.0
"""The panel on its page, at its frame."""
BORDER_MM = 2.0

SHOTS = (
    "close-up", "close-up", "bust", "bust", "bust", "medium shot", "medium shot", "full shot", "full shot",
    "wide shot", "extreme close-up", "",
)  # fmt: skip
PLACES = (
    "in the living room", "in a bedroom at night", "in the kitchen", "in the classroom", "in a corridor",
    "in the office", "in the library", "in a café", "on the train", "on the station platform",
    "on the rooftop",
    "on a bridge", "on the street", "on the street at night", "in front of a shop", "by the lighthouse",
    "on the stairs", "at the shrine", "in a castle", "aboard a spaceship", "by the sea", "on the beach",
    "in the harbour", "in the forest", "in the mountains", "in a field", "in the park", "in the rain",
    "in falling snow", "in the fog", "at sunset", "under the night sky", "", "", "",
)  # fmt: skip
ACTIONS = (
    "stands", "stands", "walks", "runs", "sits on a chair", "sits on the ground", "crouches", "kneels",
    "points ahead",
    "crosses her arms", "reads a book", "talks on the phone", "holds a cup", "holds an umbrella",
    "seen from behind", "is lying down", "waves", "jumps", "raises a fist", "thinks, hand on chin",
    "leans back",
    "reaches out", "bows", "with a hand on the hip",
)  # fmt: skip
FEELINGS = (
    "", "", "", "smiling", "laughing", "grinning smugly", "sad", "with tears in her eyes", "crying", "afraid",
    "terrified", "surprised", "shocked", "angry", "furious", "screaming with rage", "determined",
    "embarrassed",
    "blushing", "worried", "thinking", "sleepy", "with closed eyes", "winking", "in pain", "disgusted",
    "annoyed", "relieved", "confused", "bored",
)  # fmt: skip
AGES = (
    "a boy", "a girl", "a young man", "a young woman", "a man", "a woman", "a woman", "a man", "an old man",
    "an old woman", "a small child",
)  # fmt: skip
BUILDS = ("", "", "", "tall", "stout", "slim", "short")
HAIR_COLOURS = ("black", "black", "white", "blond", "brown", "grey", "red")
HAIR_STYLES = ("short", "long", "short spiky", "curly", "long straight", "messy", "wavy", "shoulder-length")
HAIR_CUTS = ("in a ponytail", "in a bun", "in pigtails", "in a bob", "with bangs", "in braids")
WORN = (
    "round glasses", "square glasses", "sunglasses", "a beard", "a moustache", "a cap", "a beanie",
    "a straw hat",
    "a scarf", "a hijab", "earrings", "freckles", "a headband", "an eyepatch", "a scar on the cheek",
    "a hair bow",
)  # fmt: skip
CLOTHES = (
    "a coat", "a black uniform", "a sailor uniform", "an apron", "a dark suit", "a hoodie", "a dress",
    "a sweater",
    "a striped shirt", "a white shirt", "a kimono", "a leather jacket", "a T-shirt", "overalls", "a lab coat",
    "armour", "a tracksuit", "a vest",
)  # fmt: skip
NAMES = ("Aki", "Ben", "Cho", "Dee", "Emi", "Finn", "Goro", "Hana")
LINES = (
    "Wait.", "You came back!", "Why?", "Listen to me. There is no time left.", "No…", "What?!", "Run!",
    "Give me the letter, please.", "Ha! As if.", "Sorry…", "Where is everybody?", "I knew it.",
    "Haha! Look at you!",
    "Don't touch that!", "It was always going to end here.", "Thank you.", "Hmm…", "待って！", "えっ！？",
)  # fmt: skip
KINDS = ("speech", "speech", "speech", "speech", "shout", "thought", "whisper")


def random_description(dice: random.Random) -> str:
    """Dice → a person in words: age, build, hair, what is worn, clothes; some say less than others."""
    age = dice.choice(AGES)
    build = dice.choice(BUILDS)
    person = age.replace("a ", f"a {build} ", 1) if build and age.startswith("a ") else age
    hair = f"{dice.choice(HAIR_STYLES)} {dice.choice(HAIR_COLOURS)} hair"
    if dice.random() < 0.3:
        hair += f" {dice.choice(HAIR_CUTS)}"
    said = [person]
    if dice.random() < 0.85:
        said.append(f"with {hair}")
    masculine = age.split()[-1] in ("boy", "man")
    worn = [w for w in WORN if (w not in ("a beard", "a moustache") or age in ("a man", "an old man"))]
    worn = [w for w in worn if not masculine or w not in ("a hijab", "a hair bow")]
    if dice.random() < 0.6:
        said.append(dice.choice(worn))
    if dice.random() < 0.8:
        clothes = [c for c in CLOTHES if not masculine or c not in ("a dress", "a sailor uniform")]
        said.append(f"in {dice.choice(clothes)}")
    return ", ".join(said)


def random_cast(dice: random.Random, count: int) -> dict[str, str]:
    """Dice → so many people, name to description."""
    return {name: random_description(dice) for name in dice.sample(NAMES, count)}


def random_panel(dice: random.Random, names: list[str]) -> dict:
    """Dice and who may appear → a panel as a story writes it."""
    count = min(len(names), dice.choice((1, 1, 1, 2, 2, 3)))
    seen = dice.sample(names, count)
    shot, place_words = dice.choice(SHOTS), dice.choice(PLACES)
    acts = []
    for name in seen:
        feeling = dice.choice(FEELINGS)
        acts.append(f"{name} {dice.choice(ACTIONS)}" + (f", {feeling}" if feeling else ""))
    prompt = "; ".join(acts)
    prompt = f"{shot}, {prompt}" if shot else prompt
    dialogs = []
    for _ in range(dice.choice((0, 1, 1, 2)) if count < 3 else dice.choice((0, 1))):
        dialogs.append(
            {"speaker": dice.choice(seen).lower(), "kind": dice.choice(KINDS), "text": dice.choice(LINES)}
        )
    return {
        "prompt": f"{prompt}, {place_words}" if place_words else prompt,
        "characters": [name.lower() for name in seen],
        "dialogs": dialogs,
    }


def random_panel_story(seed: int, cast: dict[str, str] | None = None, dpi: float = 150) -> str:
    """A seed → a story of one panel as YAML; its people are drawn by lot, or those of `cast`."""
    dice = random.Random(f"panel {seed}")
    people = cast or random_cast(dice, 4)
    panel = random_panel(dice, list(people))
    shown = {name: looks for name, looks in people.items() if cast or name.lower() in panel["characters"]}
    story = {
        "manga": 1,
        "title": f"Panel {seed}",
        "seed": seed,
        "page": {
            "size": [f"{WIDTH_MM + 2 * BORDER_MM}mm", f"{HEIGHT_MM + 2 * BORDER_MM}mm"],
            "bleed": "0mm",
            "safe": "0mm",
            "margin": f"{BORDER_MM}mm",
            "gutter": "2mm",
            "dpi": dpi,
        },
        "furniture": {"numbers": "hidden"},
        "characters": {name.lower(): {"name": name, "description": looks} for name, looks in shown.items()},
        "pages": [{"layout": {"rows": [1]}, "panels": [panel]}],
    }
    return yaml.safe_dump(story, allow_unicode=True, sort_keys=False)


def placed_panel(
    folder: Path, seed: int, cast: dict[str, str] | None = None, dpi: float = 150
) -> tuple[PlacedStory, PanelRequest]:
    """A folder to write the story into, and a seed → the placed story and what the artist is asked for."""
    path = folder / f"panel-{seed}.yaml"
    path.write_text(random_panel_story(seed, cast, dpi), encoding="utf-8")
    placed = place(path, RenderOptions(model="draft"))
    (request,) = plan_page(placed.pages[0], placed.file.story, placed.file.folder)
    return placed, request
