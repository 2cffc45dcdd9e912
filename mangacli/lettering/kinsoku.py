"""Which characters may stand at the end and start of a Japanese or Chinese line, and how tight they sit.

The classes are those of JLREQ (Requirements for Japanese Text Layout, appendix A) in their strict form.
"""

from __future__ import annotations

OPENING = frozenset("‘“（〔［｛〈《「『【｟〘〖«〝([{")
CLOSING = frozenset("’”）〕］｝〉》」』】｠〙〗»〟)]}")
STOPS = frozenset("、。，．､｡,.")
SHOUTS = frozenset("！？‼⁇⁈⁉!?")
MIDDLE = frozenset("・：；･:;")
HYPHENS = frozenset("‐〜～゠–~-")
REPEATS = frozenset("ヽヾゝゞ々〻〱")
SMALL_KANA = frozenset(
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｯｬｭｮ"
)
LONG_MARKS = frozenset("ーｰ")
DASHES = frozenset("—―─")
LEADERS = frozenset("…‥")
PREFIXES = frozenset("￥＄＃№€£¥$#＠")
SUFFIXES = frozenset("°′″℃％‰%￠㏋ℓ")
HEARTS = frozenset("♥♡♪♫♬☆★💢💦")
"""What manga puts behind a phrase; breaking before it is allowed but dear."""

HANGING, HANG = frozenset("、。，．"), 0.5
"""What hangs below the foot of a column, beyond the end of a line, and how far (em)."""

NOT_AT_START = CLOSING | STOPS | SHOUTS | MIDDLE | HYPHENS | REPEATS | SMALL_KANA | LONG_MARKS | SUFFIXES
NOT_AT_END = OPENING | PREFIXES

_HALVES_CLOSING = frozenset("）〕］｝〉》」』】｠〙〗〟、。，．")
_HALVES_OPENING = frozenset("（〔［｛〈《「『【｟〘〖〝")


CENTRED = frozenset("、。，．：；！？")
"""Marks that stand in the middle of their square in traditional Chinese, with no empty half to drop."""


def may_break(before: str, after: str) -> bool:
    """Two neighbouring characters → whether a line may end between them."""
    if before in NOT_AT_END or after in NOT_AT_START:
        return False
    return not (before == after and before in LEADERS)


def squeeze(before: str, after: str) -> float:
    """Two neighbouring full-width characters → how far (em) the second moves toward the first.

    Brackets, commas and full stops fill only half of their square; two in a row share the empty half.
    """
    if before in _HALVES_CLOSING and after in _HALVES_CLOSING | _HALVES_OPENING:
        return 0.5
    return 0.5 if before in _HALVES_OPENING and after in _HALVES_OPENING else 0.0


def empty_head(character: str) -> float:
    """The empty part (em) of a full-width character before its ink, dropped at a line's start."""
    return 0.5 if character in _HALVES_OPENING else 0.0


def empty_tail(character: str) -> float:
    """The empty part (em) of a full-width character behind its ink, dropped at a line's end."""
    return 0.5 if character in _HALVES_CLOSING else 0.0
