"""The words of a description that decide a character's looks, in English and Japanese."""

from __future__ import annotations

from mangacli.story.postures import CHILDREN

AGES = {
    "child": CHILDREN,
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
    "twintails": "twintails|twin tails|twin-tails|long pigtails|ツインテール",
    "braids": "braids|braided|braid|plaits|plait|三つ編み|おさげ|お下げ",
    "pigtails": "pigtails|bunches",
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
    "waist": "waist-length|hair~waist|very long~hair*|hip-length|knee-length|腰まで",
    "long": "long~hair*|hair~long|long-haired|long braid|長い髪|長い黒髪|長い金髪|長い銀髪|ロングヘア|長髪",
    "medium": "shoulder-length|medium~hair*|medium-length|chin-length|hair~shoulders|セミロング",
    "short": "short~hair*|short-haired|hair~short|cropped~hair*|"
    "短い髪|短い黒髪|短い金髪|短い銀髪|ショートヘア|短髪",
}
HAIR_COLOURS = {
    "white": "white~hair*|white-haired|silver~hair*|silver-haired|hair~white|hair~silver|白髪|銀髪",
    "grey": "grey~hair*|gray~hair*|grey-haired|gray-haired|hair~grey|hair~gray|灰色の髪",
    "blond": "blond*|fair~hair*|fair-haired|light~hair*|golden~hair*|yellow~hair*|金髪|ブロンド",
    "brown": "brown~hair*|brown-haired|red~hair*|red-haired|redhead|auburn|ginger|chestnut|pink~hair*|"
    "blue~hair*|green~hair*|purple~hair*|orange~hair*|茶髪|赤毛|赤い髪|茶色い髪|青い髪|ピンクの髪",
    "black": "black~hair*|black-haired|dark~hair*|dark-haired|brunette|黒髪|黒い髪",
}
HAIR_GREYS = {"white": 1.0, "blond": 0.86, "grey": 0.7, "brown": 0.45, "black": 0.0}
GARMENTS = {
    "sailor": "sailor uniform|sailor suit|sailor collar|sailor fuku|seifuku|セーラー服",
    "school": "school blazer|blazer and skirt|schoolgirl|ブレザーの制服|女子高生",
    "labcoat": "lab coat|white coat|doctor|scientist|researcher|白衣|医者|博士",
    "kimono": "kimono|hakama|着物|和服|袴",
    "yukata": "yukata|浴衣",
    "armour": "armour|armor|knight|plate mail|cuirass|鎧|甲冑|騎士",
    "uniform": "uniform|gakuran|school uniform|schoolboy|student|policeman|police|soldier|officer|conductor|"
    "captain|学ラン|制服|学生|警官|軍人|兵士|車掌",
    "apron": "apron|waiter|waitress|chef|cook|baker|barista|shopkeeper|エプロン|料理人|店員",
    "overalls": "overalls|dungarees|farmer|mechanic|worker|オーバーオール|つなぎ|作業着",
    "suit": "suit|tuxedo|tie|necktie|businessman|businesswoman|salaryman|detective|butler|スーツ|"
    "ネクタイ|会社員|刑事|執事",
    "vest": "waistcoat|vest|ベスト|チョッキ",
    "hoodie": "hoodie|hooded|hood|パーカー",
    "tracksuit": "tracksuit|track suit|jersey|gym clothes|sportswear|ジャージ|体操着",
    "leather": "leather jacket|bomber|biker|flight jacket|革ジャン|レザージャケット",
    "cloak": "cloak|cape|mantle|witch|wizard|マント|魔女|魔法使い",
    "robe": "robe|robes|monk|priest|ローブ|僧侶|神父",
    "coat": "coat|overcoat|raincoat|trench coat|trenchcoat|parka|duffle|コート|外套",
    "jacket": "jacket|blazer|cardigan|ジャケット|ブレザー|カーディガン",
    "dress": "dress|gown|frock|princess|queen|ドレス|ワンピース",
    "turtleneck": "turtleneck|turtle neck|polo neck|タートルネック",
    "sweater": "sweater|jumper|pullover|knit|knitwear|セーター|ニット",
    "tank": "tank top|sleeveless|singlet|swimsuit|タンクトップ|ノースリーブ|水着",
    "tee": "t-shirt|tee|tshirt|Ｔシャツ|Tシャツ",
    "blouse": "blouse|ブラウス",
    "shirt": "shirt|button-down|シャツ",
}
HATS = {
    "cap": "cap|baseball cap|peaked cap|captain|conductor|policeman|帽子|キャップ|警官|車掌",
    "beanie": "beanie|knit cap|wool cap|woolly hat|knitted hat|ニット帽",
    "witch": "witch|wizard|pointed hat|pointy hat|魔女|魔法使い|とんがり帽子",
    "chef": "chef|chef's hat|toque|コック帽|料理人",
    "helmet": "helmet|knight's helm|ヘルメット|兜",
    "crown": "crown|king|queen|tiara|princess|prince|王冠|ティアラ|王様|女王|姫",
    "straw": "straw hat|sun hat|sunhat|麦わら",
    "fedora": "hat|fedora|bowler|trilby|ハット|中折れ帽",
    "hijab": "hijab|headscarf|head scarf|veil|ヒジャブ|スカーフを被",
}
BLACK_CLOTH = "black|黒"
DARK_CLOTH = "dark|navy|deep|grey|gray|紺|灰色"
PALE_CLOTH = "white|pale|light|cream|白"
GARMENT_NOUNS = (
    "coat|overcoat|raincoat|trench coat|jacket|leather jacket|suit|shirt|t-shirt|tee|sweater|hoodie|"
    "dress|uniform|"
    "school uniform|cloak|cape|blouse|clothes|top|blazer|cardigan|robe|kimono|yukata|turtleneck|vest|"
    "tracksuit|"
    "コート|ジャケット|スーツ|シャツ|Tシャツ|セーター|パーカー|ドレス|着物|服|制服"
)
PATTERNS = {
    "stripes": "strip*|ボーダー|縞",
    "dots": "polka*|dotted|水玉",
    "checks": "plaid|check|checked|chequered|checkered|tartan|flannel|チェック|格子",
}
SKIRTS = {
    "mini": "miniskirt|mini skirt|short skirt|ミニスカート",
    "ankle": "floor-length skirt|long skirt|ロングスカート",
    "knee": "skirt|pleated skirt|スカート",
}
SHORTS = "shorts|short trousers|半ズボン|短パン"
SHOES = {
    "boots": "boots|booted|ブーツ|長靴",
    "sandals": "sandals|barefoot|geta|草履|下駄|サンダル|裸足",
    "pumps": "heels|pumps|loafers|dress shoes|ballet|革靴|ヒール",
    "sneakers": "sneakers|trainers|running shoes|スニーカー|運動靴",
}
SKINS = {
    "dark": "dark-skinned|dark skin|black skin|brown skin|brown-skinned|black man|black woman|black girl|"
    "black boy|"
    "african|黒人|褐色",
    "tan": "tanned|tan skin|sunburnt|sunburned|weathered|日焼け|小麦色",
}
SKIN_GREYS = {"dark": 0.7, "tan": 0.88}
BUILDS = {
    "stout": "fat|stout|plump|chubby|heavy|heavyset|large|burly|round-bellied|太い|太った|太め|ふくよか|"
    "小太り",
    "strong": "muscular|strong|broad-shouldered|big man|brawny|筋肉|がっしり|たくましい|大男",
    "slim": "slim|slender|thin|skinny|lanky|wiry|痩せ|やせ|細身|ほっそり|スリム",
}
EXTRAS = {
    "scarf": "scarf|muffler|マフラー|スカーフ",
    "freckles": "freckle*|そばかす",
    "flowers": "flower in|flowers in|hair ornament|花飾り|髪飾り",
    "headband": "headband|hachimaki|hairband|鉢巻|ハチマキ|カチューシャ",
    "ribbon": "hair bow|hair ribbon|ribbon in|bow in|ribbon|リボン",
    "eyepatch": "eyepatch|eye patch|one-eyed|眼帯|片目の",
    "scar": "scar|scarred|傷跡|傷のある|頬に傷",
    "mole": "mole|beauty spot|beauty mark|ほくろ|泣きぼくろ",
    "plaster": "plaster|band-aid|bandaid|sticking plaster|絆創膏",
    "mask": "surgical mask|face mask|mask|マスク",
    "headphones": "headphones|headset|ヘッドホン|ヘッドフォン",
}
HIGH_HAIR = ("bun", "buns", "topknot", "mohawk", "high", "big", "curly", "quiff", "messy", "spiky", "one-eye")
"""Tags of hair that fits under no hat."""
UNDER_HAT = 172.0
"""Hair that reaches higher than this in its drawing fits under no hat either."""
BEARDS = {
    "moustache": "moustache*|mustache*|口ひげ|口髭",
    "goatee": "goatee|chin beard|顎ひげ|顎髭|あごひげ",
    "stubble": "stubble|unshaven|無精ひげ|無精髭",
    "short": "short beard|trimmed beard|neat beard",
    "full": "beard|bearded|髭面|ひげ|ヒゲ|髭",
}
GLASSES = "glasses|spectacles|monocle|bespectacled|眼鏡|めがね|メガネ"
