"""A saying and a sound in every script that lettering knows; which of them a font is there for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mangacli.fonts.face import face
from mangacli.fonts.library import FontFile, installed


@dataclass(frozen=True, slots=True)
class Script:
    """A script or a way to set it: its name, a language (BCP 47) written in it, a saying, a sound."""

    name: str
    language: str
    text: str
    sound: str
    vertical: bool | None = None

    @property
    def saying(self) -> dict[str, Any]:
        """What is said, as it is written in a dialog."""
        return {"text": self.text} | ({} if self.vertical is None else {"vertical": self.vertical})


SCRIPTS = (
    Script("Latin", "en", "The quick fox _jumps_ over the lazy dog!", "WHAM"),
    Script(
        "Japanese, columns",
        "ja",
        "｜本当《ほんとう》に12時《じ》？《《やっと》》来た！",
        "ドドド",
        vertical=True,
    ),
    Script("Japanese, lines", "ja", "雪《ゆき》の駅《えき》で、待っています。", "ガタン", vertical=False),
    Script("Chinese, simplified", "zh-Hans", "你看，下雪了！我们回家吧。", "轰", vertical=True),
    Script("Chinese, traditional", "zh-Hant", "你看，下雪了！我們回家吧。", "咚", vertical=True),
    Script("Korean", "ko", "눈이 와요! 우리 같이 집에 가요.", "쾅"),
    Script("Cyrillic", "ru", "Смотри, снег пошёл! Идём домой.", "БАХ"),
    Script("Greek", "el", "Κοίτα, χιονίζει! Πάμε σπίτι.", "ΜΠΑΜ"),
    Script("Vietnamese", "vi", "Nhìn kìa, tuyết rơi! Mình về nhà thôi.", "ẦM"),
    Script("Arabic", "ar", "انظري، الثلج يتساقط! هيا إلى البيت.", "بوم"),
    Script("Hebrew", "he", "תראי, יורד שלג! בואי הביתה.", "בום"),
)
"""In the order in which the specimen shows them."""


def script_of_font(font: FontFile) -> Script:
    """A bundled font → the script that it is there for: what it holds of it, the fewest fonts hold.

    A font that holds no more than the sound of that script is shown by the sound.
    """
    shown = [*SCRIPTS, *(replace(script, text=script.sound) for script in SCRIPTS)]
    held = [script for script in shown if _holds(font, script.text)]
    return min(held, key=lambda script: sum(_holds(other, script.text) for other in installed()))


def _holds(font: FontFile, words: str) -> bool:
    """Whether a font has every letter of some words, their markup aside."""
    return all(face(font.key).has(letter) for letter in words if letter not in "｜《》_ ")
