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
TEXTS = {
    "en": ENGLISH,
    "ja": JAPANESE,
    "ar": (
        "انتظر.",
        "لقد عدت!",
        "لم أظن أنني سأراك مرة أخرى في مكان كهذا.",
        "لماذا؟",
        "استمع إليّ. لم يبقَ وقت، والجسر قد انهار بالفعل.",
        "لا…",
        "ماذا قلت للتو؟!",
        "اركض!",
        "أعطني الرسالة، من فضلك.",
        "سنأخذ قطار الساعة 10:30، ثم العبّارة.",
    ),
    "he": (
        "חכה.",
        "חזרת!",
        "מעולם לא חשבתי שאראה אותך שוב במקום כזה.",
        "למה?",
        "תקשיב לי. לא נשאר זמן, והגשר כבר איננו.",
        "לא…",
        "מה אמרת עכשיו?!",
        "רוץ!",
        "תן לי את המכתב, בבקשה.",
        "ניקח את הרכבת של 10:30, ואז את המעבורת.",
    ),
    "ko": (
        "기다려.",
        "돌아왔구나!",
        "이런 곳에서 너를 다시 보게 될 줄은 몰랐어.",
        "왜?",
        "내 말 들어. 시간이 없어, 다리는 이미 무너졌어.",
        "안 돼…",
        "방금 뭐라고 했어?!",
        "도망쳐!",
        "그 편지를 나에게 줘, 부탁이야.",
    ),
    "zh": (
        "等等。",
        "你回来了！",
        "我从没想过会在这样的地方再见到你。",
        "为什么？",
        "听我说。没时间了，桥已经塌了。",
        "不……",
        "你刚才说什么？！",
        "快跑！",
        "请把信给我。",
        "我们坐10点半的夜车，然后坐渡轮。",
    ),
    "zh-Hant": (
        "等等。",
        "你回來了！",
        "我從沒想過會在這樣的地方再見到你。",
        "為什麼？",
        "聽我說。沒時間了，橋已經塌了。",
        "不……",
        "你剛才說什麼？！",
        "快跑！",
        "請把信給我。",
    ),
}
SOUNDS = {
    "en": ("BOOM", "KRAKOOM", "tap tap", "WHOOSH"),
    "ja": ("ゴゴゴ", "ドドド", "ザッ", "バーン"),
    "ar": ("بوم", "طاخ"),
    "he": ("בום", "טראח"),
    "ko": ("쾅", "쿠구궁"),
    "zh": ("轰隆", "砰"),
    "zh-Hant": ("轟隆", "砰"),
}
SHOTS = ("close-up of", "bust of", "medium shot,", "wide shot,", "full shot,", "long shot,", "")
PLACES = ("in a room", "on the street at night", "under the open sky", "in the forest", "by the sea", "")
KINDS = (
    "speech", "speech", "speech", "thought", "shout", "whisper", "caption", "sfx", "rounded", "box",
    "electric", "wobbly", "plain", "monologue",
)  # fmt: skip
DIALOGS = (0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5)
"""How many a panel has, as often as that is."""
CAST = {
    "aki": "a girl with long black hair",
    "ben": "an old man with a beard",
    "cho": "a boy, glasses",
    "dee": "a woman",
}


def random_story(seed: int) -> str:
    """A seed → a storyboard of one page as YAML."""
    dice = random.Random(seed)
    language = dice.choice(("en", "en", "en", "ja", "ja", *TEXTS))
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
    dialogs: list[dict] = []
    for _ in range(dice.choice(DIALOGS)):
        dialogs.append(_dialog(dice, language, cast, dialogs[-1] if dialogs else None))
    return {
        "prompt": f"{dice.choice(SHOTS)} {', '.join(cast)} {dice.choice(PLACES)}".strip(),
        "characters": cast,
        "dialogs": dialogs,
    }


def _dialog(dice: random.Random, language: str, cast: list[str], before: dict | None) -> dict:
    kind = dice.choice(KINDS)
    if kind == "sfx":
        return {"sfx": dice.choice(SOUNDS[language])}
    text = dice.choice(TEXTS[language])
    if kind == "caption" or not cast:
        return {"caption": text}
    if before is not None and before.get("kind") == kind and "speaker" in before and dice.random() < 0.5:
        return {"speaker": before["speaker"], "kind": kind, "text": text}
    speaker = dice.choice(cast if dice.random() < 0.9 else sorted(CAST))
    said = {"speaker": speaker, "kind": kind, "text": text}
    others = [name for name in cast if name != speaker]
    if others and kind in ("speech", "shout") and dice.random() < 0.06:
        said["chorus"] = dice.sample(others, 1)
    elif speaker not in cast and kind not in ("monologue", "plain") and dice.random() < 0.3:
        said["tail"] = dice.choice(("left", "right"))
    return said
