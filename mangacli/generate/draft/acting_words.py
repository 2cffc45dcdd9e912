"""The words that tell a mood or a pose, in English and Japanese, and the faces that moods make.

Numbers are the names of the packed eyes, brows and mouths.
"""

from __future__ import annotations

from typing import NamedTuple


class Face(NamedTuple):
    """Choices for a mood: eyes (empty: the character's own), brows, mouth in silence and in speech."""

    eyes: tuple[str, ...]
    brows: tuple[str, ...]
    silent: tuple[str, ...]
    talking: tuple[str, ...]
    marks: tuple[str, ...] = ()


FACES = {
    "calm": Face((), ("02", "07", "09"), ("happy13", "happy14", "happy01"), ("happy08", "happy06")),
    "happy": Face((), ("05", "09", "02"), ("happy02", "happy01", "happy03"), ("happy05", "happy06")),
    "laughing": Face(("19",), ("05", "09"), ("happy05",), ("happy05",)),
    "angry": Face(("04", "06", "14"), ("13",), ("sad05", "sad04"), ("sad07", "sad01"), ("anger",)),
    "sad": Face(("04", "06"), ("01", "10"), ("sad04", "sad09"), ("sad02",)),
    "crying": Face(("22", "19"), ("01",), ("sad05", "sad04"), ("sad01",), ("tears",)),
    "surprised": Face(("07",), ("05",), ("sad02",), ("sad02", "sad01"), ("surprise",)),
    "afraid": Face(("07", "05"), ("01",), ("sad06",), ("sad01", "sad06"), ("sweat",)),
    "worried": Face((), ("01", "10"), ("sad09", "sad03"), ("sad02", "happy08"), ("sweat",)),
    "determined": Face((), ("13", "03"), ("sad09", "happy14"), ("happy08",)),
    "tired": Face(("03", "08"), ("10", "07"), ("sad09", "sad03"), ("sad02", "happy08")),
    "asleep": Face(("01", "19"), ("07", "02"), ("happy14", "sad02"), ("sad02",)),
    "thinking": Face(("17", "24"), ("11", "12"), ("happy14", "sad03"), ("happy08",)),
    "puzzled": Face((), ("11", "12"), ("sad03", "happy11"), ("happy08", "sad02")),
    "embarrassed": Face(("17", "24"), ("01", "10"), ("happy15", "happy13"), ("happy08",), ("blush",)),
    "smug": Face(("12", "08"), ("12", "11"), ("happy04", "happy10"), ("happy06",)),
    "pained": Face(("22",), ("04", "01"), ("sad06",), ("sad06", "sad01"), ("sweat",)),
    "stern": Face(("08", "12"), ("03", "04"), ("sad05", "sad09"), ("sad02", "sad07")),
    "excited": Face(("02", "14", "21"), ("05", "02"), ("happy05",), ("happy05", "sad01")),
    "shouting": Face(("14", "04", "21"), ("13", "04"), ("sad01",), ("sad01", "sad07")),
    "winking": Face(("18", "15"), ("05", "09"), ("happy04", "happy02"), ("happy06",)),
}

MOODS = {
    "crying": "cry|cries|crying|cried|tears|tearful|weep*|sob*|泣|涙",
    "laughing": "laugh*|giggl*|chuckl*|笑い転げ|大笑い|爆笑",
    "angry": "angry|anger|angrily|furious*|rage|raging|glare*|glaring|mad|annoyed|irritated|scowl*|"
    "outraged|怒|睨|腹を立",
    "afraid": "afraid|fear*|scared|frighten*|terrified|terror|trembl*|horrified|horror|panic*|怖|恐|怯|震え",
    "surprised": "surpris*|shock*|gasp*|startl*|astonish*|stunned|amazed|wide-eyed|wide eyes|驚|"
    "びっくり|はっと|仰天",
    "pained": "pain|hurt|hurts|wince*|wincing|injured|agony|wounded|痛|苦し",
    "asleep": "asleep|sleep|sleeps|sleeping|snor*|eyes closed|眠る|眠って|寝て|寝る|目を閉じ",
    "tired": "tired|sleepy|exhausted|weary|yawn*|drowsy|bored|疲|眠そう|眠い|退屈",
    "embarrassed": "embarrass*|blush*|shy|shyly|bashful|flustered|照れ|恥|赤面|赤くな",
    "sad": "sad|sadly|sadness|unhappy|lonely|depressed|grief|sorrow*|gloomy|disappointed|melancholy|"
    "heartbroken|悲|寂|落ち込|がっかり",
    "worried": "worr*|nervous*|anxious*|uneasy|concerned|hesitat*|tense|troubled|心配|不安|困|緊張|戸惑",
    "winking": "wink|winks|winking|ウインク|ウィンク",
    "smug": "smug*|smirk*|sly|slyly|mischiev*|cocky|teasing|にやり|ニヤ|得意げ",
    "excited": "excited*|excitement|thrilled|eager*|cheer|cheers|cheering|shouts with joy|興奮|"
    "わくわく|ワクワク|はしゃ",
    "happy": "happy|happily|smile|smiles|smiling|grin|grins|grinning|glad|joy|"
    "joyful|cheerful*|delighted|pleased|"
    "relieved|warmly|笑|嬉|うれし|楽し|喜|微笑|ほほえ",
    "determined": "determin*|resolute|resolve|resolved|brave|bravely|serious*|concentrat*|focused|"
    "confident*|決意|真剣|覚悟|凛",
    "stern": "stern*|coldly|strict|grim|grimly|frown*|stoic|厳し|冷た|険し",
    "thinking": "think|thinks|thinking|wonder|wonders|wondering|ponder*|thoughtful*|考え|悩",
    "puzzled": "puzzled|confused|curious*|doubtful|questioning|不思議|首をかしげ|首を傾げ",
    "shouting": "shout|shouts|shouting|yell*|scream*|roar*|叫|怒鳴",
    "calm": "calm|calmly|neutral|peaceful|quiet|quietly|serene|穏やか|静か|落ち着",
}

SPOKEN_MOODS = {
    "laughing": "haha*|ha ha|hehe*|ahaha*|あはは|ははは|わはは",
    "happy": "thank|thanks|wonderful|great|welcome|hooray|yay|ありがとう|やった|嬉しい|よかった",
    "sad": "sorry|goodbye|miss you|i can't|ごめん|すまない|さようなら|さよなら",
    "afraid": "help me|save me|run away|monster|ghost|助け|逃げろ|お化け|キャー|きゃー",
    "surprised": "what the|no way|impossible|eh|huh|まさか|えっ|うそ|ええ",
    "angry": "damn|how dare|shut up|idiot|fool|くそ|うるさい|ふざけ|黙れ|許さ",
    "pained": "ouch|ow|痛い|いてて",
}

POSES = {
    "cycling": "bike|bicycle|cycling|rides a bike|自転車",
    "in-wheelchair": "wheelchair|車椅子|車いす",
    "kneeling": "kneel*|on her knees|on his knees|seiza|bows down|ひざまず|正座|跪",
    "crouching": "crouch*|squat*|しゃが",
    "hugging-knees": "hugs her knees|hugs his knees|hugging knees|膝を抱え",
    "sitting": "sit|sits|sitting|sat|seated|座|腰掛|腰かけ",
    "arms-crossed": "arms crossed|crosses her arms|crosses his arms|crossed arms|folded arms|"
    "arms folded|腕を組|腕組",
    "hand-on-hip": "hand on hip|hands on hips|hand on her hip|hand on his hip|腰に手",
    "pointing": "points|pointing|point at|point to|指差|指さ|指を差",
    "running": "run|runs|running|ran|dash*|sprint*|chase*|chasing|rush*|flee*|hurry|hurries|hurrying|"
    "race|races|走|駆け|逃げ",
    "walking": "walk*|stroll*|steps forward|steps out|steps into|stepping|climb*|march*|"
    "enter|enters|leaving|arrive*|follow*|"
    "cross the|歩|登|上る|入って",
    "standing": "stand*|立",
}
