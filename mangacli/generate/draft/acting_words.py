"""The words that tell a mood, a glance, a thing in the hand, in English and Japanese; the faces of moods.

Numbers are the names of the packed eyes, brows and mouths; words are those of `expressions.py`.
"""

from __future__ import annotations

from typing import NamedTuple


class Face(NamedTuple):
    """Choices for a mood: eyes (empty: the character's own), brows, mouth in silence and in speech, marks.

    `tilt` turns the head, in degrees: forward is positive.
    """

    eyes: tuple[str, ...]
    brows: tuple[str, ...]
    silent: tuple[str, ...]
    talking: tuple[str, ...]
    marks: tuple[str, ...] = ()
    tilt: float = 0.0


FACES = {
    "calm": Face((), ("02", "07", "09"), ("happy13", "happy14", "happy01"), ("happy08", "talk")),
    "happy": Face((), ("05", "09", "02"), ("happy02", "happy01", "happy03"), ("happy05", "happy06")),
    "gentle": Face(("19", "shut"), ("09", "02"), ("happy01", "happy13"), ("happy06",), (), 3),
    "laughing": Face(("laughing",), ("05", "09"), ("laugh", "happy05"), ("laugh",), (), -5),
    "excited": Face(("02", "14", "21"), ("05", "02"), ("happy05", "laugh"), ("laugh", "happy05"), ("spark",)),
    "smug": Face(("12", "08"), ("12", "11"), ("happy04", "cat"), ("happy06",), (), -3),
    "winking": Face(("18", "15"), ("05", "09"), ("happy04", "happy02"), ("happy06",)),
    "relieved": Face(("19", "shut"), ("10", "02"), ("happy13", "happy01"), ("happy08",), ("puff",), 4),
    "loving": Face(("02", "14"), ("05", "09"), ("happy01",), ("happy06",), ("blush", "heart")),
    "sad": Face(("04", "06"), ("01", "10"), ("sad04", "sad09"), ("sad02", "happy08"), (), 6),
    "tearful": Face(("wet",), ("01",), ("sad09", "sad04"), ("happy08", "sad02"), ("welling",), 4),
    "crying": Face(("22", "shut"), ("01",), ("sad05", "sad04"), ("wail", "sad01"), ("tears",), 5),
    "sobbing": Face(("squeezed",), ("01",), ("wail",), ("wail",), ("streams",), -4),
    "worried": Face((), ("01", "10"), ("sad09", "sad03"), ("sad02", "happy08"), ("sweat",)),
    "afraid": Face(("07", "05"), ("01",), ("sad06", "wavy"), ("sad01", "sad06"), ("sweat", "cold-sweat")),
    "terrified": Face(("blank",), ("01",), ("sad06", "gape"), ("scream",), ("shade", "cold-sweat"), -4),
    "surprised": Face(("07", "24"), ("05",), ("gape", "sad02"), ("gape", "sad01"), ("surprise",), -3),
    "shocked": Face(("blank",), ("05",), ("gape",), ("scream", "gape"), ("shade", "surprise"), -4),
    "angry": Face(("04", "06", "14"), ("13",), ("sad05", "sad04"), ("sad07", "sad01"), ("anger",), 3),
    "furious": Face(("glare",), ("13",), ("snarl",), ("scream", "snarl"), ("anger", "puff"), 4),
    "annoyed": Face(("half", "08"), ("13", "04"), ("sad09", "sad05"), ("sad02", "talk"), ("anger",)),
    "shouting": Face(("14", "04", "21"), ("13", "04"), ("scream", "sad01"), ("scream", "sad01"), (), -4),
    "stern": Face(("08", "12"), ("03", "04"), ("sad05", "sad09"), ("sad02", "sad07")),
    "determined": Face((), ("13", "03"), ("sad09", "happy14"), ("talk", "happy08")),
    "disgusted": Face(("half", "08"), ("04", "13"), ("wavy", "tongue"), ("tongue", "sad07"), (), -5),
    "pained": Face(("squeezed", "22"), ("04", "01"), ("sad06", "snarl"), ("sad06", "sad01"), ("sweat",), 6),
    "embarrassed": Face(
        ("17", "24"), ("01", "10"), ("happy15", "wavy"), ("happy08",), ("deep-blush", "sweat"), 5
    ),
    "shy": Face(("17", "24"), ("10", "01"), ("happy13", "happy15"), ("happy08",), ("blush",), 6),
    "tired": Face(("half", "03"), ("10", "07"), ("sad09", "sad03"), ("sad02", "happy08"), ("puff",), 6),
    "bored": Face(("half", "03"), ("07", "12"), ("sad09", "pout"), ("sad02", "talk")),
    "asleep": Face(("shut", "01"), ("07", "02"), ("happy14", "sad02"), ("sad02",), ("zzz",), 12),
    "eyes-closed": Face(("shut", "19"), ("02", "07"), ("happy14", "happy13"), ("happy08",)),
    "thinking": Face(("17", "24"), ("11", "12"), ("happy14", "sad03"), ("happy08",)),
    "puzzled": Face((), ("11", "12"), ("sad03", "happy11"), ("happy08", "sad02"), ("question",), -5),
    "sulking": Face(("half", "17"), ("13", "04"), ("pout",), ("happy08",), ("puff",), 4),
    "dizzy": Face(("swirled",), ("01", "10"), ("wavy",), ("wavy", "sad06"), ("sweat",), 8),
}

MOODS = {
    "sobbing": "sob*|wail*|bawl*|cries loudly|crying loudly|crying hard|in floods of tears|号泣|"
    "泣きじゃく|大泣き|わあわあ",
    "tearful": "tearful*|tears in her eyes|tears in his eyes|tears in their eyes|tears well*|near tears|"
    "close to tears|"
    "teary*|watery eyes|moist eyes|涙ぐ|涙目|うるうる",
    "crying": "cry|cries|crying|cried|tears|weep*|泣|涙",
    "laughing": "laugh*|giggl*|chuckl*|cracks up|笑い転げ|大笑い|爆笑",
    "furious": "furious*|rage|raging|enraged|livid|outraged|fury|screaming with rage|激怒|怒り狂|"
    "ブチ切れ|怒髪",
    "annoyed": "annoyed|irritat*|exasperat*|grumpy|impatient*|イライラ|いらいら|苛立",
    "angry": "angry|anger|angrily|glare*|glaring|mad|scowl*|cross|怒|睨|腹を立",
    "terrified": "terrified|terror|horrified|horror|panic*|petrified|in dread|scared to death|恐怖|戦慄|"
    "パニック",
    "afraid": "afraid|fear*|scared|frighten*|trembl*|shak*~with~fear|怖|恐|怯|震え",
    "shocked": "shock*|stunned|aghast|thunderstruck|dumbfounded|speechless|衝撃|ショック|愕然|呆然",
    "surprised": "surpris*|gasp*|startl*|astonish*|amazed|wide-eyed|wide eyes|taken aback|驚|びっくり|"
    "はっと|仰天",
    "pained": "pain|hurt|hurts|wince*|wincing|injured|agony|wounded|aches|痛|苦し",
    "disgusted": "disgust*|revolted|repulsed|grossed|yuck|grimac*|sickened|嫌悪|うんざり|気持ち悪",
    "dizzy": "dizzy|dazed|drunk|faint|fainting|woozy|めまい|目を回|ふらふら",
    "asleep": "asleep|sleep|sleeps|sleeping|snor*|dozing|dozes|眠る|眠って|寝て|寝る",
    "eyes-closed": "eyes closed|closed eyes|closes her eyes|closes his eyes|eyes shut|shuts her eyes|"
    "shuts his eyes|"
    "目を閉じ|目をつぶ",
    "bored": "bored|boredom|listless|unimpressed|退屈|つまらな",
    "tired": "tired|sleepy|exhausted|weary|yawn*|drowsy|疲|眠そう|眠い|ぐったり",
    "embarrassed": "embarrass*|flustered|mortified|ashamed|red-faced|恥|赤面|赤くな",
    "shy": "shy|shyly|bashful*|blush*|coy|照れ|はにか|頬を染",
    "sulking": "sulk*|pout*|huffy|offended|拗ね|すね|ふくれ",
    "sad": "sad|sadly|sadness|unhappy|lonely|depressed|grief|sorrow*|gloomy|disappointed|melancholy|"
    "heartbroken|mourn*|悲|寂|落ち込|がっかり|しょんぼり",
    "worried": "worr*|nervous*|anxious*|uneasy|concerned|hesitat*|tense|troubled|awkward*|心配|不安|困|"
    "緊張|戸惑",
    "winking": "wink|winks|winking|ウインク|ウィンク",
    "smug": "smug*|smirk*|sly|slyly|mischiev*|cocky|teasing|sneer*|triumphant*|にやり|ニヤ|得意げ|ドヤ",
    "relieved": "relieved|relief|sighs|sigh of relief|sighing|ほっと|安堵|ため息",
    "loving": "in love|loving*|adoring*|smitten|dreamy|うっとり|惚れ|恋する",
    "excited": "excited*|excitement|thrilled|eager*|cheer|cheers|cheering|overjoyed|beaming|"
    "shouts with joy|sparkling eyes|"
    "興奮|わくわく|ワクワク|はしゃ|目を輝か",
    "gentle": "gentle|gently|tender*|soft smile|smiles softly|kindly|warm smile|優し|やさし|穏やかに微笑",
    "happy": "happy|happily|smile|smiles|smiling|grin|grins|grinning|glad|joy|"
    "joyful|cheerful*|delighted|pleased|"
    "warmly|笑|嬉|うれし|楽し|喜|微笑|ほほえ",
    "determined": "determin*|resolute|resolve|resolved|brave|bravely|serious*|concentrat*|focused|"
    "confident*|steely|決意|真剣|覚悟|凛",
    "stern": "stern*|cold|coldly|strict|grim|grimly|frown*|stoic|厳し|冷た|険し|しかめ",
    "thinking": "think|thinks|thinking|wonder|wonders|wondering|ponder*|thoughtful*|pensive|考え|悩",
    "puzzled": "puzzled|confused|curious*|doubtful|questioning|baffled|perplexed|不思議|首をかしげ|"
    "首を傾げ|きょとん",
    "shouting": "shout|shouts|shouting|yell*|scream*|roar*|bellow*|叫|怒鳴",
    "calm": "calm|calmly|neutral|peaceful|quiet|quietly|serene|expressionless|穏やか|静か|落ち着|無表情",
}

SPOKEN_MOODS = {
    "laughing": "haha*|ha ha|hehe*|ahaha*|あはは|ははは|わはは|へへ",
    "sobbing": "waah*|boohoo|うわあん|うわーん|えーん",
    "happy": "thank|thanks|wonderful|great|welcome|hooray|yay|ありがとう|やった|嬉しい|よかった",
    "sad": "sorry|goodbye|miss you|i can't|ごめん|すまない|さようなら|さよなら",
    "afraid": "help me|save me|run away|monster|ghost|助け|逃げろ|お化け|キャー|きゃー|ひっ",
    "surprised": "what the|no way|impossible|eh|huh|まさか|えっ|うそ|ええ|なに",
    "angry": "damn|how dare|shut up|idiot|fool|くそ|うるさい|ふざけ|黙れ|許さ",
    "pained": "ouch|ow|痛い|いてて",
    "disgusted": "ugh|yuck|eww*|gross|うげ|おえ|キモ",
    "relieved": "phew|thank goodness|ほっ|助かった",
    "thinking": "hmm*|let me see|うーん|ふむ",
    "tired": "so sleepy|so tired|眠い|疲れた|ふああ",
    "loving": "i love you|大好き|愛してる",
    "smug": "as if|too easy|just as planned|ふふ|ふん",
}

GLANCES = {
    "up": "looks up|looking up|gazes up|gazing up|stares at the sky|looks at the sky|見上げ|仰",
    "down": "looks down|looking down|gazes down|lowers her eyes|lowers his eyes|head bowed|"
    "hangs her head|hangs his head|"
    "downcast|うつむ|俯|見下ろ|下を向",
    "back": "looks back|looking back|looks over her shoulder|looks over his shoulder|glances back|turns back|"
    "turns around|turns round|over her shoulder|over his shoulder|振り返|振り向",
    "away": "looks away|looking away|averts her eyes|averts his eyes|averts|目をそら|目を逸ら|そっぽ",
}

HELD = {
    "phone": "phone|telephone|smartphone|mobile|電話|スマホ|携帯",
    "book": "book|novel|diary|notebook|manga|textbook|本|日記|ノート|教科書",
    "cup": "cup|mug|tea|coffee|glass|drink*|sip|sips|コップ|カップ|お茶|コーヒー",
    "umbrella": "umbrella|parasol|傘",
    "bag": "bag|suitcase|briefcase|handbag|satchel|basket|鞄|かばん|カバン|荷物",
    "sword": "sword|blade|katana|sabre|saber|刀|剣",
    "letter": "letter|envelope|postcard|手紙|封筒|葉書",
    "paper": "paper|map|newspaper|document|chart|photograph|photo|ticket|地図|新聞|書類|写真|切符",
    "lamp": "lamp|lantern|candle|ランプ|提灯|ランタン|蝋燭",
    "torch": "torch|flashlight|懐中電灯",
    "flower": "flower|flowers|bouquet|rose|花束|花を|薔薇",
    "stick": "stick|cane|staff|walking stick|wand|杖",
    "microphone": "microphone|mic|マイク",
    "camera": "camera|カメラ",
    "ball": "ball|basketball|football|ボール",
    "gift": "gift|present|parcel|box|プレゼント|贈り物|箱",
    "pen": "pen|pencil|brush|ペン|鉛筆|筆",
    "hammer": "hammer|mallet|ハンマー|金槌",
    "gun": "gun|pistol|revolver|銃|拳銃",
    "broom": "broom|箒|ほうき",
    "fan": "fan|扇子|うちわ",
    "cat": "cat|kitten|猫|ネコ|ねこ",
}
"""Things that a hand can hold (see `held.py`) and the words that name them."""

HOLDING = ("reading", "phoning", "holding", "holding-up", "carrying")
"""Poses in which a hand holds something."""
CARRIED = {
    "sword": "holding-up",
    "lamp": "holding-up",
    "torch": "holding-up",
    "umbrella": "holding-up",
    "stick": "holding-up",
    "bag": "carrying",
    "fan": "holding",
}
"""How a thing is held where it is not held before the breast."""

SEATS = {
    "bench": "bench|ベンチ",
    "sofa": "sofa|couch|armchair|ソファ",
    "rock": "rock|boulder|stone|log|岩|石|丸太",
    "stool": "stool|barrel|crate|スツール|樽",
}
"""What somebody may sit on instead of a chair (see `ground.py`)."""
