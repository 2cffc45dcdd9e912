"""Which place a panel shows, at what time and in which weather: words of the panel → names.

Scores decide, not the order of rules: every word that names a place adds to its score, more so after a
preposition ("in the kitchen"). Japanese words count wherever they occur.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mangacli.generate.draft.props.naming import named_in
from mangacli.generate.draft.vocabulary import Span, japanese

PLACES: dict[str, str] = {
    "lighthouse": "lighthouse beacon 灯台",
    "platform": "platform station train_station train_arrives train_comes arriving_train railway "
    "駅 ホーム 駅前",
    "street": "street road alley town city car taxi driving sidewalk downtown avenue lane village "
    "crosswalk neighborhood neighbourhood market 街 街中 夜道 通り 道路 路地 町 都会 商店街 道端 帰り道 "
    "交差点 車 自動車",
    "living_room": "room indoors inside house home apartment livingroom lounge sofa couch parlour "
    "部屋 室内 居間 家の中 リビング",
    "bedroom": "bedroom bed dormitory dorm hospital hospital_room ward sickbed 寝室 ベッド 病室 病院",
    "kitchen": "kitchen stove dinner breakfast cooking cook dining 台所 キッチン 食卓",
    "classroom": "classroom school class blackboard chalkboard lesson teacher 教室 学校 授業 黒板",
    "corridor": "corridor hallway hall passage entrance 廊下 玄関",
    "office": "office desk workplace meeting company police lab laboratory オフィス 会社 会議 研究室 署",
    "library": "library bookshop bookstore archive bookshelves 図書館 図書室 本屋 書店",
    "cafe": "cafe café coffee coffee_shop tea_shop restaurant diner bar pub tearoom teahouse ramen_shop "
    "カフェ 喫茶店 食堂 居酒屋 ラーメン屋 レストラン",
    "shop": "shop store supermarket convenience_store grocery boutique drugstore pharmacy bakery storefront "
    "shop_window shopkeeper toyshop 店 店内 店先 コンビニ スーパー 売店 八百屋 パン屋 薬局",
    "train": "train carriage subway metro tram bus 電車 列車 地下鉄 車内 バス",
    "rooftop": "rooftop roof terrace 屋上 屋根",
    "bridge": "bridge riverbank river canal 橋 川 川辺 河原 土手",
    "sea": "sea ocean shore coast seaside island boat ship 海 海岸 波 島 船",
    "beach": "beach sandy_beach sandy_shore seashore sands 浜 浜辺 砂浜 海辺 海水浴場 ビーチ",
    "tower_stairs": "spiral_stairs spiral_staircase winding_stairs winding_staircase lighthouse_stairs "
    "stairs_of_the_lighthouse stairs_of_the_tower 螺旋階段 灯台の階段",
    "stairs": "stairs staircase stairway stairwell flight_of_stairs landing 階段 踊り場",
    "castle": "castle palace fortress throne_room throne great_hall castle_gate "
    "城 お城 城内 城門 王宮 宮殿 王座 玉座",
    "spaceship": "spaceship starship spacecraft space_ship space_station cockpit aboard_the_ship "
    "宇宙船 宇宙ステーション コックピット 操縦席 艦橋",
    "lamp_room": "lamp_room lantern_room great_lamp great_lens lens 灯室",
    "forest": "forest woods wood jungle trees thicket 森 林 木立 竹林",
    "mountains": "mountain mountains peak summit alps hill hills valley ruins 山 山道 山頂 峰 頂上 丘 谷",
    "field": "field meadow grass countryside farm plains graveyard 野原 草原 畑 田んぼ 原っぱ",
    "park": "park garden playground fountain swings pond 公園 庭 庭園 噴水 ブランコ 池",
    "cliff": "cliff cliffs cliff_path coast_path precipice bluff headland cliff_edge cliffside "
    "崖 断崖 絶壁 岬",
    "harbour": "harbour harbor harbourside port pier quay quayside dock docks jetty wharf marina "
    "港 波止場 埠頭 桟橋 漁港",
    "cave": "cave cavern grotto tunnel underground dungeon 洞窟 洞穴 トンネル 地下",
    "shrine": "shrine temple torii 神社 寺 鳥居 境内",
    "open_sky": "sky clouds heaven flying space stars 空 夜空 青空 雲 宇宙 星",
    "window": "window windowsill windowpane 窓 窓辺 窓際",
    "plain": "plain blank nothing void white none empty 無地 白 なし 何もない",
}
"""Names of places (keys of `scenery.PLACES`) and the words that mean them; an underscore is a space."""

GROUNDS: dict[str, str] = {
    "flowers": "flowers flower roses rose blossoms blossom lilies petals_and_flowers 花 薔薇 バラ お花",
    "petals": "petals cherry_petals falling_petals cherry_blossom_petals 花びら 花吹雪 桜吹雪",
    "sparkles": "sparkles sparkle sparkling glitter stars_of_light キラキラ きらきら",
    "bubbles": "bubbles bubble soap_bubbles シャボン玉 泡",
    "flash": "flash burst explosion_lines beta_flash ベタフラ ベタフラッシュ フラッシュ 集中線",
    "gloom": "gloom gloomy gloom_lines despair dark_lines 縦線 どよん どんより 絶望",
    "black": "black all_black pitch_black ベタ 黒 真っ黒",
}
"""Grounds that are no place: only a `background` asks for them, or a prompt that speaks of a background."""
_PROMINENT = {
    "lighthouse": 3.0,
    "castle": 2.6,
    "lamp_room": 2.0,
    "tower_stairs": 2.0,
    "shrine": 1.5,
    "window": 0.4,
}
"""Places that are seen wherever they are mentioned; a window gives way to all."""
_HOLDS = {"lighthouse": "sea", "harbour": "sea"}
"""Places that show another one, too: what a text says of it speaks for them."""
TIMES: dict[str, str] = {
    "night": "night midnight moon moonlight moonlit stars starry darkness nightfall dark_room in_the_dark "
    "夜 夜道 夜中 夜空 今夜 深夜 真夜中 月 星空 暗闇 晩",
    "sunset": "sunset dusk evening twilight sundown sunrise dawn "
    "夕 夕方 夕焼け 夕暮れ 黄昏 日没 夜明け 朝焼け",
    "day": "day noon morning afternoon daylight sunny 昼 朝 正午 午後",
}
WEATHERS: dict[str, str] = {
    "rain": "rain raining rainy storm downpour drizzle umbrella 雨 大雨 雨天 嵐 土砂降り 傘",
    "snow": "snow snowing snowy snowfall blizzard snowflakes 雪 大雪 雪道 吹雪",
    "fog": "fog foggy mist misty haze hazy 霧 濃霧 朝霧 靄 霞",
}
_BEFORE = (
    r"(?:in|at|on|front of|inside|outside|into|onto|through|along|across|to|from|up|down|near|by|before"
    r"|behind|beside|under|over|past|beyond|aboard|climbs?|climbing|reaches|enters)"
)
_ARTICLE = r"(?:\s+(?:the|a|an|his|her|their|its|this|that|my|our|some))?(?:\s+\w+)?"


_BACKGROUND = re.compile(
    r"\b(?:\w+\s+){1,3}(?:in the )?background\b|\bbackground (?:of|with|full of|is) (?:\w+\s*){1,3}"
    r"|背景[はにが、]?[^、。]{1,8}|[^、。]{1,8}を背(?:景|負)|[^、。]{1,8}の背景",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A place's name (None: nothing names one), the time of day and the weather (empty: fair)."""

    place: str | None
    time: str
    weather: str


def setting(scene: str, background: str | None = None, page_background: str | None = None) -> Setting:
    """A panel's words, its explicit background and its page's → where and when it is.

    The background's words go first. A background whose words are unknown says nothing of the place; then
    the scene is asked, as it is for a time or weather that the background leaves open. A time that neither
    names is the page's, and so is the weather of that time.
    """
    texts = [text for text in (background, scene) if text]
    time, weather = _first(texts, "time"), _first(texts, "weather")
    place = _first(texts, "place") or _ground(scene, background)
    if background and (ground := _ground("", background)) and _best(background, "place") is None:
        place = ground
    if place == "plain" and not (background and _best(background, "place") == "plain"):
        place = None  # "white hair" and "none of them" ask for no bare background
    if time is None and page_background:
        time = _best(page_background, "time")
        weather = weather or _best(page_background, "weather")
    return Setting(place, time or "day", weather or "")


def words_of(text: str, subject: str, name: str) -> list[Span]:
    """Where in a text the words stand that mean a `place`, `ground`, `time` or `weather` by its name."""
    latin, _, other = _patterns(subject)[name]
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower()
    return [
        match.span() for pattern in (latin, other) if pattern.pattern for match in pattern.finditer(folded)
    ]


def _ground(scene: str, background: str | None) -> str | None:
    """The ground that is no place which a background names, or a prompt that speaks of its background."""
    if background:
        return _best(background, "ground")
    spoken = _BACKGROUND.search(scene)
    return _best(spoken.group(), "ground") if spoken else None


def owned_place(text: str, place: str) -> str:
    """A text and the name of a place → whose it is and its name ("mika's kitchen"), or nothing.

    Where the text says no owner, the place is the story's only one of its kind.
    """
    latin, _, japanese_words = (_patterns("place") | _patterns("ground"))[place]
    folded = text.casefold()
    for owner in re.finditer(r"\b([\w-]+)['’]s?\s+", folded):
        between = re.match(r"\w+\s+", folded[owner.end() :])
        starts = (owner.end(), owner.end() + (between.end() if between else 0))
        if any(latin.match(folded, start) for start in starts):
            return f"{owner[1]}'s {place}"
    for owner in re.finditer(r"([^\s、。のはがでにを]+)の", folded):
        if japanese_words.pattern and japanese_words.match(folded, owner.end()):
            return f"{owner[1]}'s {place}"
    return ""


def _first(texts: Sequence[str], subject: str) -> str | None:
    """The name that the first of the texts gives which names one at all."""
    return next((found for text in texts if (found := _best(text, subject))), None)


@lru_cache(maxsize=256)
def _without_things(text: str) -> str:
    """A text in small letters without what names a thing in two words: a street lamp is no street."""
    folded = text.casefold()
    for thing in named_in(folded):
        phrase = folded[thing.start : thing.end]
        if " " in phrase or "-" in phrase:
            folded = folded[: thing.start] + " " * len(phrase) + folded[thing.end :]
    return folded


def _best(text: str, subject: str) -> str | None:
    """The name with the highest score in a text; the table's order decides between equals."""
    folded = _without_things(text) if subject == "place" else text.casefold()
    scores: dict[str, float] = {}
    for name, (latin, prepositional, other) in _patterns(subject).items():
        score = sum(float(len(match.split())) for match in latin.findall(folded))
        score += 1.5 * len(prepositional.findall(folded))
        score += sum(0.8 + 0.4 * len(match) for match in other.findall(folded))
        scores[name] = score * _PROMINENT.get(name, 1.0)
    for name, around in _HOLDS.items():
        if scores.get(name):
            scores[name] += scores[around]
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else None


@lru_cache(maxsize=4)
def _patterns(subject: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Name → its words as a pattern, the same after a preposition, and its Japanese words."""
    table = {"place": PLACES, "ground": GROUNDS, "time": TIMES, "weather": WEATHERS}[subject]
    patterns: dict[str, tuple[re.Pattern[str], ...]] = {}
    for name, words in table.items():
        spelled = {word.replace("_", " ") for word in (*words.split(), name)}
        longest_first = sorted(spelled, key=lambda word: (-len(word), word))
        latin = "|".join(word for word in longest_first if word[0] < "\u3000")
        patterns[name] = (
            re.compile(rf"\b(?:{latin})s?\b"),
            re.compile(rf"\b{_BEFORE}{_ARTICLE}\s+(?:{latin})s?\b"),
            re.compile("|".join(japanese(word) for word in longest_first if word[0] >= "\u3000")),
        )
    return patterns
