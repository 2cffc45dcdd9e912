"""The table of things: name → the words that mean it, its drawing, its size and where it is to be found.

To add one: a function of an easel, and a line here; `manga check --draft` and the tests read the same table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from mangacli.generate.draft.props import (
    animals,
    food,
    handy,
    heavens,
    household,
    leisure,
    outdoors,
    tools,
    vehicles,
)
from mangacli.generate.draft.props.easel import Easel
from mangacli.geometry import Box, bounds

HAND, GROUND, WALL, AIR, SKY = "hand", "ground", "wall", "air", "sky"
"""Where things are: in a hand or on a table, on the ground, on a wall, in the air, in the sky."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing. `metres` is its height; in the sky its height by the panel's, for what is as far as the sky.

    `words` are separated by `|`, as in `vocabulary.py`; a word that ends in `!` counts only as a noun, after
    an article or the like: "a watch", not "they watch". `many` come in flocks where the word is a plural.
    """

    words: str
    draw: Callable[[Easel], None]
    metres: float
    where: str
    many: bool = False


PROPS: dict[str, Prop] = {
    "phone": Prop("phone|smartphone|cellphone|mobile phone|スマホ|携帯", handy.phone, 0.16, HAND),
    "telephone": Prop("telephone|landline|rotary phone|黒電話|固定電話", handy.telephone, 0.2, HAND),
    "book": Prop(
        "book!|novel|notebook|diary|textbook|manga volume|本を読|一冊の本|古い本|ノート|日記|小説",
        handy.book,
        0.3,
        HAND,
    ),
    "books": Prop("books!|pile of books|stack of books|本の山|積まれた本", handy.books, 0.3, HAND),
    "letter": Prop(
        "letter|envelope|love letter|postcard|手紙|封筒|葉書|ラブレター", handy.letter, 0.16, HAND
    ),
    "paper": Prop(
        "sheet of paper|document|contract|note!|scroll|memo|書類|紙切れ|メモ|契約書", handy.sheet, 0.3, HAND
    ),
    "newspaper": Prop("newspaper|magazine|新聞|雑誌", handy.newspaper, 0.4, HAND),
    "map": Prop("map|treasure map|chart!|地図", handy.chart, 0.4, HAND),
    "photograph": Prop("photo|photograph|写真", handy.photograph, 0.16, HAND),
    "cup": Prop("cup|mug|tea|coffee|cocoa|teacup|カップ|湯呑み|お茶|紅茶|コーヒー", food.cup, 0.16, HAND),
    "glass": Prop("wine glass|glass of|goblet|wine|ワイン|グラス|杯", food.glass, 0.2, HAND),
    "bottle": Prop("bottle|flask|sake|beer|whisky|瓶|ボトル|ビール", food.bottle, 0.3, HAND),
    "apple": Prop("apple|りんご|リンゴ|林檎", food.apple, 0.1, HAND),
    "bread": Prop("bread|loaf|baguette|sandwich|食パン|サンドイッチ", food.bread, 0.14, HAND),
    "rice_ball": Prop("rice ball|onigiri|bento|おにぎり|弁当", food.rice_ball, 0.1, HAND),
    "cake": Prop("cake|pie!|birthday cake|ケーキ", food.cake, 0.16, HAND),
    "ice_cream": Prop(
        "ice cream|ice-cream|soft serve|アイスクリーム|ソフトクリーム", food.ice_cream, 0.2, HAND
    ),
    "key": Prop("key!|house key|鍵", handy.key, 0.12, HAND),
    "ring": Prop("ring!|engagement ring|wedding ring|指輪", handy.ring, 0.06, HAND),
    "watch": Prop("pocket watch|wristwatch|watch!|懐中時計|腕時計", handy.watch, 0.1, HAND),
    "spectacles": Prop(
        "pair of glasses|broken glasses|spectacles|her glasses lie|落ちた眼鏡", handy.glasses, 0.06, HAND
    ),
    "pen": Prop("pen!|pencil|fountain pen|brush!|ペン|鉛筆|万年筆|筆", handy.pen, 0.1, HAND),
    "scissors": Prop("scissors|はさみ|ハサミ", tools.scissors, 0.2, HAND),
    "knife": Prop("knife|dagger|kitchen knife|ナイフ|包丁|短剣", tools.knife, 0.3, HAND),
    "sword": Prop("sword|katana|blade|sabre|剣|刀", tools.sword, 1.0, HAND),
    "pistol": Prop("gun!|pistol|revolver|handgun|銃|拳銃|ピストル", tools.pistol, 0.18, HAND),
    "hammer": Prop("hammer!|mallet|ハンマー|金槌", tools.hammer, 0.35, HAND),
    "axe": Prop("axe|hatchet|斧", tools.axe, 0.7, HAND),
    "wand": Prop("wand|magic staff|magic wand|魔法の杖|ステッキ", tools.wand, 0.4, HAND),
    "camera": Prop(
        "a camera|her camera|his camera|old camera|photo camera|カメラを|カメラが",
        tools.camera,
        0.16,
        HAND,
    ),
    "microphone": Prop("microphone|mic|マイク", tools.microphone, 0.22, HAND),
    "magnifier": Prop("magnifying glass|magnifier|loupe|虫眼鏡|ルーペ", tools.magnifier, 0.25, HAND),
    "flashlight": Prop("flashlight|torch!|electric torch|懐中電灯", tools.flashlight, 0.1, HAND),
    "fan": Prop("folding fan|paper fan|fan!|扇子|うちわ", tools.fan, 0.25, HAND),
    "umbrella": Prop("umbrella|parasol|傘", leisure.umbrella, 0.9, HAND),
    "bag": Prop("bag|handbag|purse|tote|schoolbag|satchel|鞄|カバン|かばん|バッグ", leisure.bag, 0.4, HAND),
    "backpack": Prop("backpack|rucksack|knapsack|リュック|ランドセル", leisure.backpack, 0.5, GROUND),
    "suitcase": Prop(
        "suitcase|luggage|trunk!|briefcase|スーツケース|トランク|旅行鞄", leisure.suitcase, 0.55, GROUND
    ),
    "gift": Prop("gift|present!|parcel|プレゼント|贈り物|包み", leisure.parcel, 0.25, HAND),
    "box": Prop("cardboard box|box!|carton|package|段ボール|箱", leisure.crate, 0.4, GROUND),
    "chest": Prop("treasure chest|chest full|chest of gold|宝箱", leisure.chest, 0.6, GROUND),
    "guitar": Prop("guitar|ukulele|ギター", leisure.guitar, 1.0, GROUND),
    "violin": Prop("violin|cello|fiddle|バイオリン|ヴァイオリン|チェロ", leisure.violin, 0.7, GROUND),
    "trumpet": Prop("trumpet|horn!|bugle|トランペット|ラッパ", leisure.trumpet, 0.2, HAND),
    "drum": Prop("drum|taiko|太鼓|ドラム", leisure.drum, 0.6, GROUND),
    "ball": Prop("ball|football|soccer ball|basketball|ボール", leisure.ball, 0.24, GROUND),
    "teddy": Prop("teddy bear|teddy|stuffed animal|plush|ぬいぐるみ|テディベア", leisure.teddy, 0.4, HAND),
    "doll": Prop("doll|daruma|人形|だるま", leisure.doll, 0.3, HAND),
    "flower": Prop("flower!|rose!|tulip|lily!|daisy|一輪の花|薔薇|バラ", leisure.flower, 0.4, HAND),
    "bouquet": Prop("bouquet|bunch of flowers|花束", leisure.bouquet, 0.5, HAND),
    "vase": Prop("vase|flowers on|花瓶", leisure.vase, 0.4, HAND),
    "balloon": Prop("balloon|風船", leisure.balloon, 1.2, AIR, many=True),
    "flag": Prop("flag|banner|旗", leisure.flag, 2.6, GROUND),
    "skateboard": Prop("skateboard|スケートボード|スケボー", leisure.skateboard, 0.16, GROUND),
    "broom": Prop("broom|mop!|箒|ほうき|モップ", leisure.broom, 1.4, GROUND),
    "lamp": Prop("lamp|desk lamp|table lamp|ランプ|電気スタンド", household.lamp, 0.45, HAND),
    "floor_lamp": Prop("floor lamp|standard lamp|フロアランプ", household.floor_lamp, 1.6, GROUND),
    "lantern": Prop("lantern|提灯|ランタン|行灯", household.lantern, 0.35, HAND),
    "candle": Prop("candle|candlestick|蝋燭|ろうそく|ロウソク", household.candle, 0.25, HAND),
    "clock": Prop("alarm clock|目覚まし時計|目覚まし", household.clock, 0.2, HAND),
    "wall_clock": Prop("wall clock|clock|時計|柱時計", household.wall_clock, 0.4, WALL),
    "laptop": Prop("laptop|notebook computer|ノートパソコン", household.laptop, 0.3, HAND),
    "computer": Prop("computer|monitor|screen!|パソコン|モニター", household.computer, 0.55, HAND),
    "television": Prop("television|tv|tv set|テレビ", household.television, 0.9, GROUND),
    "radio": Prop("radio|ラジオ", household.radio, 0.3, HAND),
    "teapot": Prop("teapot|kettle|急須|やかん|ポット", household.teapot, 0.2, HAND),
    "bowl": Prop("bowl of|ramen|noodles|soup|bowl!|ラーメン|丼|うどん|スープ", household.bowl, 0.22, HAND),
    "pot": Prop("cooking pot|pot!|saucepan|鍋", household.pan, 0.25, HAND),
    "chair": Prop("chair|stool|椅子|イス", household.chair, 0.95, GROUND),
    "table": Prop("table!|テーブル", household.table, 0.75, GROUND),
    "bench": Prop("bench|ベンチ", household.bench, 0.85, GROUND),
    "bed": Prop("bed!|ベッド", household.bed, 0.85, GROUND),
    "piano": Prop("piano|ピアノ", household.piano, 1.25, GROUND),
    "mirror": Prop("mirror|鏡", household.mirror, 1.6, GROUND),
    "painting": Prop(
        "painting|portrait on|picture frame|framed picture|絵画|額縁", household.painting, 0.6, WALL
    ),
    "ladder": Prop("ladder|梯子|はしご", household.ladder, 2.2, GROUND),
    "barrel": Prop("barrel|cask|樽", household.barrel, 0.9, GROUND),
    "dustbin": Prop("trash can|dustbin|bin!|garbage can|ゴミ箱", household.bin_of_waste, 0.8, GROUND),
    "potted_plant": Prop(
        "potted plant|houseplant|cactus|pot plant|鉢植え|観葉植物|サボテン", household.pot_plant, 0.9, GROUND
    ),
    "black_cat": Prop("black cat|黒猫|黒ネコ", animals.kitten_black, 0.45, GROUND),
    "cat": Prop("cat|kitten|猫|ネコ|ねこ", animals.cat, 0.45, GROUND, many=True),
    "dog": Prop("dog|puppy|hound|犬|イヌ|子犬", animals.dog, 0.6, GROUND),
    "rabbit": Prop("rabbit|bunny|hare|兎|うさぎ|ウサギ", animals.rabbit, 0.35, GROUND, many=True),
    "horse": Prop("horse|pony|馬", animals.horse, 2.0, GROUND),
    "bird": Prop("bird!|sparrow|pigeon|robin!|小鳥|雀|スズメ|鳩|ハト", animals.bird, 0.22, GROUND, many=True),
    "birds": Prop(
        "birds|gull|seagull|seagulls|flock of birds|geese|カモメ|かもめ|鳥が飛|鳥の群れ",
        animals.gull,
        0.05,
        SKY,
        many=True,
    ),
    "crow": Prop("crow!|crows|raven|カラス|鴉|烏", animals.crow, 0.4, GROUND, many=True),
    "butterfly": Prop("butterfly|butterflies|moth|蝶|チョウ", animals.butterfly, 0.14, AIR, many=True),
    "fish": Prop("fish!|carp|goldfish|koi|魚|金魚|鯉", animals.fish, 0.2, HAND),
    "frog": Prop("frog|toad|蛙|カエル", animals.frog, 0.2, GROUND),
    "dragon": Prop("dragon|竜|龍|ドラゴン", animals.dragon, 0.3, SKY),
    "bicycle": Prop("bicycle|bike|cycle!|自転車|チャリ", vehicles.bicycle, 1.05, GROUND),
    "car": Prop("car|automobile|taxi|cab|van|自動車|タクシー|車", vehicles.car, 1.45, GROUND),
    "truck": Prop("truck|lorry|pickup|トラック", vehicles.truck, 2.6, GROUND),
    "bus": Prop("bus!|coach!|バスが|バスに", vehicles.bus, 3.0, GROUND),
    "motorbike": Prop(
        "motorbike|motorcycle|scooter|moped|バイク|スクーター|原付", vehicles.motorbike, 1.1, GROUND
    ),
    "boat": Prop("rowing boat|rowboat|canoe|dinghy|ボート|小舟", vehicles.boat, 1.0, GROUND),
    "ship": Prop("sailing ship|ship!|yacht|sailboat|帆船|ヨット", vehicles.ship, 0.14, SKY),
    "aeroplane": Prop("airplane|aeroplane|airliner|jet!|plane!|飛行機", vehicles.aeroplane, 0.13, SKY),
    "helicopter": Prop("helicopter|chopper|ヘリコプター|ヘリ", vehicles.helicopter, 0.16, SKY),
    "rocket": Prop("rocket|ロケット", vehicles.rocket, 0.45, SKY),
    "saucer": Prop("ufo|flying saucer|alien ship|ＵＦＯ|空飛ぶ円盤", vehicles.saucer, 0.18, SKY),
    "hot_air_balloon": Prop(
        "hot-air balloon|hot air balloon|airship|気球|飛行船", vehicles.hot_air_balloon, 0.34, SKY
    ),
    "tent": Prop("tent|テント", vehicles.tent, 1.5, GROUND),
    "pram": Prop("pram|stroller|baby carriage|pushchair|ベビーカー|乳母車", vehicles.stroller, 1.0, GROUND),
    "pine": Prop(
        "pine|fir|christmas tree|cedar|松|杉|クリスマスツリー", outdoors.pine, 5.0, GROUND, many=True
    ),
    "palm": Prop("palm tree|palm|ヤシ", outdoors.palm, 5.0, GROUND, many=True),
    "tree": Prop(
        "tree|oak|cherry tree|willow|maple|木の下|大木|桜の木|木陰", outdoors.tree, 5.0, GROUND, many=True
    ),
    "bush": Prop("bush|shrub|hedge|茂み|植え込み", outdoors.bush, 0.9, GROUND, many=True),
    "rock": Prop("rock!|rocks|boulder|stone!|岩|石の上", outdoors.rock, 0.8, GROUND, many=True),
    "gravestone": Prop("grave|gravestone|tombstone|tomb|墓", outdoors.gravestone, 1.0, GROUND, many=True),
    "statue": Prop("statue|sculpture|銅像|石像", outdoors.statue, 2.4, GROUND),
    "street_lamp": Prop(
        "street lamp|streetlight|street light|lamppost|lamp post|街灯|街路灯",
        outdoors.street_lamp,
        4.0,
        GROUND,
        many=True,
    ),
    "traffic_light": Prop("traffic light|stoplight|信号機|信号", outdoors.traffic_light, 3.4, GROUND),
    "sign": Prop("signpost|sign!|road sign|看板|標識|道しるべ", outdoors.sign, 2.0, GROUND),
    "letterbox": Prop(
        "mailbox|letterbox|postbox|post box|郵便受け|ポストに|郵便ポスト", outdoors.letterbox, 1.2, GROUND
    ),
    "vending_machine": Prop(
        "vending machine|drinks machine|自販機|自動販売機", outdoors.vending_machine, 1.85, GROUND
    ),
    "fence": Prop("fence|gate!|柵|フェンス|垣根", outdoors.fence, 1.0, GROUND),
    "well": Prop("wishing well|stone well|old well|井戸", outdoors.well, 2.0, GROUND),
    "campfire": Prop("campfire|bonfire|fire!|焚き火|たき火", outdoors.campfire, 0.7, GROUND),
    "snowman": Prop("snowman|雪だるま", outdoors.snowman, 1.3, GROUND),
    "robot": Prop("robot|android|ロボット", outdoors.robot, 1.2, GROUND),
    "shield": Prop("shield|盾", outdoors.shield, 0.9, GROUND),
    "skull": Prop("skull|髑髏|ドクロ|頭蓋骨", outdoors.skull, 0.25, HAND),
    "crescent": Prop("crescent|crescent moon|三日月", heavens.crescent, 0.16, SKY),
    "moon": Prop("moon|full moon|満月|お月様|月が出|月が昇", heavens.moon, 0.17, SKY),
    "sun": Prop("sun!|太陽|お日様", heavens.sun, 0.26, SKY),
    "shooting_star": Prop(
        "shooting star|falling star|comet|meteor|流れ星|流星|彗星", heavens.shooting_star, 0.16, SKY
    ),
    "star": Prop("star!|stars|星|一番星", heavens.star, 0.08, SKY, many=True),
    "cloud": Prop("cloud!|clouds|雲", heavens.cloud, 0.12, SKY, many=True),
    "rainbow": Prop("rainbow|虹", heavens.rainbow, 0.4, SKY),
    "fireworks": Prop("firework|fireworks|花火", heavens.fireworks, 0.36, SKY, many=True),
    "kite": Prop("kite|凧", heavens.kite, 0.22, SKY),
    "lightning": Prop("lightning|thunderbolt|稲妻|雷", heavens.lightning, 0.5, SKY),
    "ghost": Prop("ghost|spirit!|phantom|幽霊|お化け|おばけ", heavens.ghost, 0.9, AIR),
    "snowflake": Prop("snowflake|雪の結晶", heavens.snowflake, 0.16, AIR, many=True),
    "heart": Prop("heart shape|hearts|ハートマーク|ハートの", heavens.heart, 0.2, AIR, many=True),
    "music": Prop("musical note|musical notes|music|song!|音符|音楽", heavens.note, 0.3, AIR, many=True),
}
"""Every thing by name. Where one word holds another (black cat, cat), the longer one counts."""


CARRIED = ("violin", "guitar", "skateboard", "shield", "backpack")
"""Things that stand on the ground where nobody has them in the hands."""


@lru_cache(maxsize=2)
def handy_words(phrases: bool = False) -> dict[str, str]:
    """Every thing that a hand may hold by name, with its words as `vocabulary.py` takes them.

    With `phrases` those of several words alone: a magnifying glass is no glass.
    """
    handy: dict[str, str] = {}
    for name, prop in PROPS.items():
        words = [word.removesuffix("!") for word in prop.words.split("|")]
        kept = [word for word in words if " " in word] if phrases else words
        if kept and (prop.where == HAND or name in CARRIED):
            handy[name] = "|".join(kept)
    return handy


@lru_cache(maxsize=256)
def extent(name: str) -> Box:
    """How far a thing reaches in its own measure: x from its middle, y up from its foot, about 1 high."""
    easel = Easel((0.0, 0.0), 1000.0, 0.0)
    PROPS[name].draw(easel)
    box = bounds(point for shape in easel.shapes for outline in shape.path.outlines(6) for point in outline)
    return Box(box.x1 / 1000, -box.y2 / 1000, box.x2 / 1000, -box.y1 / 1000)
