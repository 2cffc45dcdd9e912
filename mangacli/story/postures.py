"""The words that tell a pose, in English and Japanese, and how high a body stands in it.

The layout asks how high a figure is, so that who sits has the head where a sitter has it; the draft artist
asks for the pose itself. Both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mangacli.story.models import Character, Panel, Placement
from mangacli.story.vocabulary import first, meanings, said_of

ADULT_HEADS = 6.5
"""Head heights from the crown to the soles of a grown figure that stands."""
CHILD_HEADS = 4.6
CHILDREN = (
    "child|kid|little girl|little boy|toddler|small boy|small girl|young boy|young girl|schoolchild|"
    "small child|"
    "子供|子ども|幼い|幼女|小学生|園児"
)

POSES = {
    "from-behind": "from behind|seen from behind|back view|her back to|his back to|their back to|"
    "back to us|back to the "
    "viewer|back turned|turns her back|turns his back|walks away|walking away|後ろ姿|背を向け|背中を向",
    "cycling": "bike|bicycle|cycling|rides a bike|自転車",
    "in-wheelchair": "wheelchair|車椅子|車いす",
    "lying": "lie|lies|lying|laid|lay down|collapse*|sprawl*|passed out|unconscious|in bed|asleep in bed|"
    "横たわ|"
    "寝転|倒れ|寝そべ|寝ている|寝てい",
    "bowing": "bow|bows|bowing|お辞儀|頭を下げ|会釈",
    "hugging-knees": "hugs her knees|hugs his knees|hugging her knees|hugging his knees|hugging knees|"
    "膝を抱え|体育座り",
    "cross-legged": "cross-legged|crosslegged|cross legged|lotus|meditat*|あぐら|胡坐|座禅",
    "kneeling": "kneel*|on her knees|on his knees|seiza|ひざまず|正座|跪",
    "crouching": "crouch*|squat*|ducks|hides behind|しゃが|うずくま",
    "sitting-on-ground": "sits on the ground|sitting on the ground|sits on the floor|"
    "sitting on the floor|sits on the grass|"
    "sits on the sand|sits on the beach|sits down on the|sits in the grass|地面に座|床に座|草の上に座",
    "jumping": "jump*|leap*|hop|hops|skips|跳|飛び上が|ジャンプ",
    "fighting": "fight*|fists up|fighting stance|boxing|punch*|kick*|attacks|構え|殴|戦|闘",
    "running": "run|runs|running|ran|dash*|sprint*|chase*|chasing|rush*|flee*|hurry|hurries|hurrying|"
    "race|races|走|駆け|逃げ",
    "reading": "read|reads|reading|studies a book|leafs through|読|本を開",
    "phoning": "on the phone|phones|phoning|telephone*|calls someone|makes a call|phone to her ear|"
    "phone to his ear|"
    "talks on the phone|電話",
    "waving": "wave|waves|waving|手を振|手をふ",
    "arms-raised": "arms raised|raises her arms|raises his arms|hands up|hands in the air|"
    "throws up her arms|arms up|"
    "surrender*|両手を上げ|両手を挙げ|万歳|バンザイ",
    "fist-raised": "fist raised|raises a fist|raises her fist|raises his fist|fist in the air|"
    "clenche*~fist|shakes~fist|"
    "拳を上げ|拳を振|ガッツポーズ",
    "saluting": "salute*|saluting|敬礼",
    "praying": "pray|prays|praying|hands together|folded hands|祈|手を合わせ|合掌",
    "shrugging": "shrug*|肩をすくめ",
    "covering-mouth": "covers her mouth|covers his mouth|hand over her mouth|hand over his mouth|"
    "hand to her mouth|"
    "口を押さえ|口を覆|口元に手",
    "hands-to-face": "hands on her face|hands on his face|covers her face|covers his face|hides her face|"
    "hides his face|"
    "face in her hands|face in his hands|hands on her cheeks|hands to~cheeks|clutches her head|"
    "clutches his head|"
    "holds her head|holds his head|顔を覆|頭を抱え|頬に手",
    "arms-crossed": "arms crossed|crosses her arms|crosses his arms|crossed arms|folded arms|"
    "folds her arms|folds his arms|"
    "arms folded|腕を組|腕組",
    "hands-on-hips": "hands on hips|hands on her hips|hands on his hips|arms akimbo|両手を腰",
    "hand-on-hip": "hand on hip|hand on the hip|hand on a hip|hand on her hip|hand on his hip|腰に手",
    "hands-in-pockets": "hands in pockets|hands in her pockets|hands in his pockets|hand in his pocket|"
    "ポケットに手",
    "pointing": "point|points|pointing|指差|指さ|指を差",
    "reaching": "reach|reaches|reaching|stretches out|holds out a hand|holds out her hand|"
    "holds out his hand|hand outstretched|"
    "grabs|offers her hand|offers his hand|手を伸ば|手を差し",
    "thinking": "hand on chin|hand to her chin|hand to his chin|chin in hand|strokes his chin|顎に手|頬杖",
    "leaning": "lean|leans|leaning|寄りかか|もたれ",
    "carrying": "carry|carries|carrying|suitcase|briefcase|handbag|shopping bag|holds a bag|運|提げ",
    "holding-up": "holds an umbrella|under an umbrella|holding an umbrella|with an umbrella|"
    "with her umbrella|with his umbrella|"
    "umbrella|holds up|holding up|raises a lamp|raises a lantern|holds a lantern|傘|掲げ",
    "holding": "hold|holds|holding|drink|drinks|drinking|sip|sips|sipping|eats|with a cup|carries a tray|"
    "持|飲",
    "sitting": "sit|sits|sitting|sat|seated|sits down|on a chair|on a bench|座|腰掛|腰かけ",
    "walking": "walk*|stroll*|steps forward|steps out|steps into|stepping|climb*|march*|"
    "enter|enters|leaving|arrive*|follow*|wander*|"
    "cross the|歩|登|上る|入って",
    "standing": "stand*|立",
}
"""A pose → the words that mean it; of several that are said, the first here is taken."""

_ASLEEP = {"lying": "asleep|sleep|sleeps|sleeping|眠る|眠って|寝て|寝る"}
"""Who sleeps and is said to do nothing else lies down."""
_AT = (
    "looks? at|stares? at|glares? at|gazes? at|smiles? at|shouts? at|yells? at|screams? at|points? at|"
    "waves? (?:at|to)|bows? to|turns? (?:to|towards?)|talks? (?:to|with)|speaks? (?:to|with)|nods? (?:at|to)|"
    "winks? at|whispers? to|runs? (?:to|towards?)|walks? (?:to|towards?)|reach(?:es)? (?:for|out to)|faces?|"
    "looking at|staring at|glaring at|smiling at|pointing at|talking (?:to|with)|facing"
)
"""What somebody does to somebody else: who does it looks there."""
BODIES = (
    "cycling", "in-wheelchair", "lying", "bowing", "hugging-knees", "cross-legged", "kneeling", "crouching",
    "sitting-on-ground", "jumping", "fighting", "running", "leaning", "sitting", "walking",
)  # fmt: skip
"""Poses of the whole body; in the others the arms do something, and the body stands."""
LOW = {
    "sitting": 5.0,
    "in-wheelchair": 5.0,
    "cycling": 5.6,
    "kneeling": 3.8,
    "cross-legged": 3.8,
    "hugging-knees": 3.7,
    "sitting-on-ground": 3.7,
    "crouching": 4.4,
    "lying": 1.5,
    "bowing": 5.8,
}
"""Head heights from the crown to the ground in poses that are lower than standing."""


def poses_of(pose: str | None, scene: str, names: Sequence[Sequence[str]], number: int) -> tuple[str, ...]:
    """An explicit pose, the scene, everyone's names, whose poses are asked for → all poses that are told.

    In the vocabulary's order. An explicit pose that no word tells is standing.
    """
    if pose:
        found = (pose,) if pose in POSES else tuple(meanings(pose, POSES))
        return found or (("lying",) if first(pose, _ASLEEP) else ("standing",))
    found = all_told(scene, names, number, POSES)
    return found or all_told(scene, names, number, _ASLEEP)


def pose_of(pose: str | None, scene: str, names: Sequence[Sequence[str]], number: int) -> str | None:
    """As `poses_of` → what the body does if anything is said of it, else what the arms do, or None."""
    found = poses_of(pose, scene, names, number)
    ranked = sorted(found, key=lambda name: (name not in BODIES, name == "from-behind"))
    return ranked[0] if ranked else None


def told(scene: str, names: Sequence[Sequence[str]], number: int, vocabulary: dict[str, str]) -> str | None:
    """What the scene says of somebody: of it by name first, else what it says of nobody by name.

    Of several things the one is taken that comes first in the vocabulary.
    """
    return next(iter(all_told(scene, names, number, vocabulary)), None)


def all_told(
    scene: str, names: Sequence[Sequence[str]], number: int, vocabulary: dict[str, str]
) -> tuple[str, ...]:
    """All that the scene says of somebody, in the vocabulary's order."""
    flat = [(name, owner) for owner, known in enumerate(names) for name in known]
    mine: set[str] = set()
    general: set[str] = set()
    for meaning, named in said_of(scene, [name for name, _ in flat], vocabulary):
        if named is None:
            general.add(meaning)
        elif flat[named][1] == number:
            mine.add(meaning)
    return tuple(name for name in vocabulary if name in (mine or general))


def heads_high(panel: Panel, placement: Placement, characters: dict[str, Character]) -> float:
    """A placement in its panel, and the story's characters → how many of its heads the figure is high."""
    character = characters.get(placement.character)
    cast = [one.character for one in panel.characters]
    names = [(characters[id].name, id) if id in characters else (id,) for id in cast]
    number = cast.index(placement.character)
    pose = pose_of(placement.pose, panel.prompt, names, number)
    low = LOW.get(pose or "", ADULT_HEADS)
    if character is not None and is_child(character):
        return low * (CHILD_HEADS / ADULT_HEADS if low > 2 else 1.0)
    return low


def is_child(character: Character) -> bool:
    """Whether a character is drawn with a child's proportions: by `look:`, else by the description."""
    if character.look.age is not None:
        return character.look.age == "child"
    return first(character.description, {"child": CHILDREN}) is not None


def looked_at(panel: Panel, placement: Placement, characters: dict[str, Character]) -> str | None:
    """A placement in its panel, the story's characters → the id of whom it is said to look at, or None."""
    mine = _names_of(placement.character, characters)
    for other in panel.characters:
        if other.character == placement.character:
            continue
        for name in _names_of(other.character, characters):
            for own in mine:
                if _is_turned_to(panel.prompt, own, name):
                    return other.character
    return None


def _names_of(id: str, characters: dict[str, Character]) -> tuple[str, ...]:
    known = (characters[id].name, id) if id in characters else (id,)
    return tuple(dict.fromkeys(name for name in known if name.strip()))


def _is_turned_to(prompt: str, own: str, other: str) -> bool:
    """Whether a prompt says that one looks at, talks to, points at another, in English or Japanese."""
    mine, theirs = re.escape(own), re.escape(other)
    english = rf"(?<!\w){mine}(?!\w)[^.;]{{0,40}}?\b(?:{_AT})\s+(?:the\s+)?{theirs}(?!\w)"
    japanese = rf"{mine}[はが][^。；]{{0,16}}?{theirs}(?:を(?:見|睨|指|じっと見)|に(?:向|話|叫|微笑|手を振))"
    return re.search(english, prompt, re.IGNORECASE) is not None or re.search(japanese, prompt) is not None
