"""Random but plausible storyboards, the same for the same seed: what the craft checks run over."""

import random

import yaml

ENGLISH = (
    "Wait.",
    "You came back!",
    "I never thought I would see you again in a place like this.",
    "Why?",
    "Listen to me. There is no time left, and the bridge is already gone.",
    "No…",
    "What did you just say?!",
    "It was always going to end here, one way or another.",
    "Run!",
    "Give me the letter, please.",
    "Extraordinarily misunderstood responsibilities.",
    "Ha! As if.",
    "We'll take the night train, then the ferry.",
)
JAPANESE = (
    "待って。",
    "どうしてここにいるんだ？",
    "もう二度と会えないと思っていた。",
    "嘘だ……",
    "12月の雪は、まだ降らない。",
    "聞いてくれ。時間がないんだ！",
    "「約束」だろ？",
    "｜風邪《かぜ》ひくよ。",
    "ありがとう、先生！",
    "えっ!?",
    "橋はもう落ちてしまったそうだ。",
)
SOUNDS = {"en": ("BOOM", "KRAKOOM", "tap tap", "WHOOSH"), "ja": ("ゴゴゴ", "ドドド", "ザッ", "バーン")}
SHOTS = ("close-up of", "bust of", "medium shot,", "wide shot,", "full shot,", "long shot,", "")
PLACES = ("in a room", "on the street at night", "under the open sky", "in the forest", "by the sea", "")
KINDS = ("speech", "speech", "speech", "thought", "shout", "whisper", "caption", "sfx")
CAST = {
    "aki": "a girl with long black hair",
    "ben": "an old man with a beard",
    "cho": "a boy, glasses",
    "dee": "a woman",
}


def random_story(seed: int) -> str:
    """A seed → a storyboard of one page as YAML."""
    dice = random.Random(seed)
    language = dice.choice(("en", "en", "ja"))
    panels = [_panel(dice, language) for _ in range(dice.randint(1, 7))]
    story = {
        "manga": 1,
        "title": f"Story {seed}",
        "language": language,
        "reading": dice.choice(("rtl", "rtl", "ltr")),
        "page": dice.choice(("b5", "a5", "a4", "tankobon", "us-comic", "b4-manuscript")),
        "characters": {name: {"name": name.title(), "description": looks} for name, looks in CAST.items()},
        "pages": [{"layout": _layout(dice, len(panels)), "panels": panels}],
    }
    return yaml.safe_dump(story, allow_unicode=True, sort_keys=False)


def _layout(dice: random.Random, panels: int) -> dict:
    rows = []
    while panels:
        count = min(panels, dice.choice((1, 1, 2, 2, 3)))
        row = {"height": dice.choice((1, 1, 1.4)), "panels": [dice.choice((1, 1, 1.3)) for _ in range(count)]}
        if dice.random() < 0.3:
            row["slant"] = dice.choice((-10, -6, 6, 10))
        rows.append(row)
        panels -= count
    return {"rows": rows}


def _panel(dice: random.Random, language: str) -> dict:
    cast = dice.sample(sorted(CAST), dice.choice((0, 1, 1, 2, 2, 3, 4)))
    dialogs = [_dialog(dice, language, cast) for _ in range(dice.choice((0, 1, 1, 2, 2, 3)))]
    return {
        "prompt": f"{dice.choice(SHOTS)} {', '.join(cast)} {dice.choice(PLACES)}".strip(),
        "characters": cast,
        "dialogs": dialogs,
    }


def _dialog(dice: random.Random, language: str, cast: list[str]) -> dict:
    kind = dice.choice(KINDS)
    if kind == "sfx":
        return {"sfx": dice.choice(SOUNDS[language])}
    text = dice.choice(JAPANESE if language == "ja" else ENGLISH)
    if kind == "caption" or not cast:
        return {"caption": text}
    return {"speaker": dice.choice(cast), "kind": kind, "text": text}
