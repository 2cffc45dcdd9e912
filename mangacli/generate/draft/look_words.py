"""The words of a description that decide a character's looks, in English and Japanese."""

from __future__ import annotations

AGES = {
    "child": "child|kid|little girl|little boy|toddler|young boy|young girl|子供|子ども|幼い|少年|小学生",
    "old": "old|elderly|aged|grandmother|grandfather|grandma|grandpa|granny|老人|老婆|お婆|お爺|祖母|"
    "祖父|年老い",
}
FEMININE = (
    "girl*|woman|women|she|her|lady|mother|mom|mum|sister|daughter|aunt|wife|queen|princess|grandmother|"
    "grandma|granny|female|heroine|witch|waitress|actress|schoolgirl|少女|女|娘|母|姉|妹|姫|老婆|お婆|祖母|彼女"
)
MASCULINE = (
    "boy*|man|men|he|his|guy|father|dad|brother|son|uncle|husband|king|prince|grandfather|grandpa|male|"
    "gentleman|schoolboy|fisherman|policeman|wizard|monk|少年|男|父|兄|弟|王子|息子|お爺|祖父|彼"
)
HAIR_STYLES = {
    "bald": "bald|bald-headed|shaven head|no hair|禿|はげ|ハゲ|スキンヘッド",
    "balding": "balding|receding",
    "shaved": "shaved|buzz cut|buzzcut|cropped|坊主",
    "mohawk": "mohawk|モヒカン",
    "topknot": "topknot|top-knot|samurai hair|丁髷|ちょんまげ",
    "pigtails": "pigtails|twintails|twin tails|bunches|braids|ツインテール|お下げ|おさげ|三つ編み",
    "ponytail": "ponytail|pony tail|tied back|ポニーテール",
    "buns": "two buns|space buns|双髻",
    "bun": "bun|updo|chignon|お団子|団子",
    "bob": "bob|bobbed|ボブ|おかっぱ",
    "curly": "curly|curls|frizzy|afro|天然パーマ|巻き毛|くせ毛",
    "wavy": "wavy|waves|ウェーブ",
    "spiky": "spiky|spikes|wild hair|ツンツン",
    "messy": "messy|tousled|unkempt|shaggy|ぼさぼさ|ボサボサ",
    "slicked": "slicked|slick|オールバック",
    "quiff": "quiff|pompadour|リーゼント",
    "one-eye": "hair over one eye|one eye hidden|covers one eye|片目",
}
HAIR_LENGTHS = {
    "long": "long~hair*|hair~long|long-haired|waist-length|hair~waist|long braid|"
    "長い髪|長い黒髪|長い金髪|長い銀髪|ロングヘア|長髪",
    "medium": "shoulder-length|medium~hair*|medium-length|chin-length|hair~shoulders|セミロング",
    "short": "short~hair*|short-haired|hair~short|cropped~hair*|"
    "短い髪|短い黒髪|短い金髪|短い銀髪|ショートヘア|短髪",
}
HAIR_COLOURS = {
    "white": "white~hair*|white-haired|silver~hair*|silver-haired|grey~hair*|gray~hair*|hair~white|hair~grey|"
    "hair~silver|白髪|銀髪",
    "blond": "blond*|fair~hair*|fair-haired|light~hair*|golden~hair*|yellow~hair*|金髪|ブロンド",
    "brown": "brown~hair*|brown-haired|red~hair*|red-haired|redhead|auburn|ginger|chestnut|pink~hair*|"
    "blue~hair*|green~hair*|purple~hair*|orange~hair*|茶髪|赤毛|赤い髪|茶色い髪|青い髪|ピンクの髪",
    "black": "black~hair*|black-haired|dark~hair*|dark-haired|brunette|黒髪|黒い髪",
}
HAIR_GREYS = {"white": 1.0, "blond": 0.86, "brown": 0.45, "black": 0.0}
GARMENTS = {
    "sailor": "sailor uniform|sailor suit|sailor collar|seifuku|schoolgirl|セーラー服",
    "uniform": "uniform|gakuran|school uniform|schoolboy|student|policeman|police|soldier|officer|conductor|"
    "学ラン|制服|学生|警官",
    "suit": "suit|tuxedo|tie|necktie|businessman|businesswoman|salaryman|detective|butler|スーツ|"
    "ネクタイ|会社員|刑事",
    "hoodie": "hoodie|hooded|hood|パーカー",
    "coat": "coat|overcoat|raincoat|trench coat|trenchcoat|cloak|cape|robe|lab coat|コート|マント|白衣",
    "jacket": "jacket|blazer|cardigan|bomber|leather jacket|ジャケット|ブレザー|カーディガン",
    "dress": "dress|gown|frock|ドレス|ワンピース",
    "sweater": "sweater|jumper|pullover|turtleneck|knit|jersey|セーター|ニット",
    "tee": "t-shirt|tee|tshirt|tank top|sportswear|Ｔシャツ|Tシャツ",
    "shirt": "shirt|blouse|button-down|waistcoat|vest|シャツ|ブラウス",
}
HATS = {
    "cap": "cap|baseball cap|peaked cap|captain|conductor|policeman|帽子|キャップ",
    "beanie": "beanie|knit cap|wool cap|woolly hat|knitted hat|ニット帽",
    "witch": "witch|wizard|pointed hat|pointy hat|魔女|魔法使い|とんがり帽子",
    "straw": "straw hat|sun hat|sunhat|hat|fedora|bowler|麦わら|ハット",
    "hijab": "hijab|headscarf|head scarf|veil|ヒジャブ|スカーフを被",
}
DARK_CLOTH = "black|dark|navy|gakuran|黒|紺"
PALE_CLOTH = "white|pale|light|cream|白い服|白衣|白い"
GARMENT_NOUNS = (
    "coat|overcoat|jacket|suit|shirt|t-shirt|sweater|hoodie|dress|uniform|cloak|blouse|clothes|top|blazer|"
    "cardigan|robe|コート|ジャケット|スーツ|シャツ|セーター|パーカー|服|制服"
)
HIGH_HAIR = ("bun", "buns", "topknot", "mohawk", "high", "big", "curly", "quiff", "messy", "spiky", "one-eye")
"""Tags of hair that fits under no hat."""
UNDER_HAT = 172.0
"""Hair that reaches higher than this in its drawing fits under no hat either."""
BEARDS = "beard|bearded|髭面|ひげ|ヒゲ|髭"
GLASSES = "glasses|spectacles|monocle|bespectacled|眼鏡|めがね|メガネ"
