"""Folder of unpacked source packages → the fonts of `mangacli/fonts/bundled`, cut to what lettering needs.

A maintainer's script; the program itself never runs it. Every source is an npm package that holds the full
TrueType file and the font's licence; fetch and unpack them, then run

    python -m mangacli.fonts.subset_bundled FOLDER

where FOLDER holds `<package>-<version>/package/…`. The sources are checked against their SHA-256, hinting is
dropped (pages are printed, not read at 12 pixels), vertical forms stay. Same sources, same bytes.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb

from mangacli.atomic_file import write_whole
from mangacli.errors import RunError

BUNDLED = Path(__file__).parent / "bundled"
SCOPE = "expo-google-fonts"
_LATER_FORMS = "剝塡頰𠮟髙﨑栁德彅靑淸瀨"
"""Kanji of the school list of 2010 and of common names that JIS X 0208 has not."""
KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
"""Name records: copyright, family, style, id, full name, version, PostScript name, licence, its address."""


def _rows(encoding: str, first: int, last: int) -> set[int]:
    """The characters in the rows (lead bytes `first` to `last`) of a double-byte character set."""
    characters = set()
    for lead in range(first, last + 1):
        for trail in range(0x40, 0xFF):
            try:
                characters.add(ord(bytes((lead, trail)).decode(encoding)))
            except UnicodeDecodeError:
                continue  # an empty cell of the set
    return characters


def _signs() -> set[int]:
    """Latin, Greek, Cyrillic, punctuation, symbols, kana, full-width forms: all but ideographs and hangul."""
    blocks = (
        (0x20, 0x530),
        (0x1E00, 0x1F00),
        (0x2000, 0x2800),
        (0x3000, 0x3100),
        (0xFE10, 0xFE50),
        (0xFF00, 0xFFF0),
    )
    return {code for first, last in blocks for code in range(first, last)}


def everything(available: Iterable[int]) -> set[int]:
    """All characters of the font."""
    return set(available)


def jis_and_big5(available: Iterable[int]) -> set[int]:
    """Signs, kana, the 6355 kanji of JIS X 0208, forms of today's names and readers, Big5's commoner 5401."""
    kanji = _rows("euc_jp", 0xA1, 0xFE) | _rows("big5", 0xA4, 0xC6) | {ord(form) for form in _LATER_FORMS}
    return set(available) & (_signs() | kanji)


def jis_level_1(available: Iterable[int]) -> set[int]:
    """Signs, kana and the 2965 commoner kanji of JIS X 0208."""
    return set(available) & (_signs() | _rows("euc_jp", 0xA1, 0xCF))


def gb_2312(available: Iterable[int]) -> set[int]:
    """Signs and the 6763 simplified ideographs of GB 2312."""
    return set(available) & (_signs() | _rows("gb2312", 0xA1, 0xF7))


def ks_x_1001(available: Iterable[int]) -> set[int]:
    """Signs and the 2350 syllables of KS X 1001."""
    return set(available) & (_signs() | _rows("euc_kr", 0xA1, 0xC8))


def _marks() -> set[int]:
    """Figures, punctuation and currency, no letters: what dialogs of other scripts share with Latin."""
    latin = {code for code in range(0x20, 0xC0) if not chr(code).isalpha()}
    return latin | {0xD7, 0xF7} | set(range(0x2010, 0x2070)) | set(range(0x20A0, 0x20D0))


def hebrew(available: Iterable[int]) -> set[int]:
    """Hebrew with points and the forms that hold one, figures and marks."""
    return set(available) & (set(range(0x590, 0x600)) | set(range(0xFB1D, 0xFB50)) | _marks())


def arabic(available: Iterable[int]) -> set[int]:
    """Arabic and its neighbours' letters (Persian, Urdu), figures and marks; joined forms are the font's."""
    blocks = ((0x600, 0x700), (0x750, 0x780), (0xFB50, 0xFE00), (0xFE70, 0xFEFF))
    letters = {code for first, last in blocks for code in range(first, last)}
    return set(available) & (letters | _marks())


def kana(available: Iterable[int]) -> set[int]:
    """Kana, plain Latin and the marks that stand with them: what soft sounds are written in."""
    marks = {ord(mark) for mark in "…‥―—–〜～・♪♥♡！？、。．，「」『』（）"}
    return set(available) & (set(range(0x20, 0x7F)) | {0x3000} | set(range(0x3041, 0x3100)) | marks)


@dataclass(frozen=True, slots=True)
class Source:
    """A font's source: its key here, package, version, file in the package, digest, what is kept of it."""

    key: str
    package: str
    version: str
    file: str
    sha256: str
    kept: Callable[[Iterable[int]], set[int]]


SOURCES = (
    Source(
        "shippori-antique",
        "shippori-antique",
        "0.4.1",
        "400Regular/ShipporiAntique_400Regular.ttf",
        "88a34f3ef8b17627b4c01f0e17dc8a338f2e8c449282e1a8a4e52dc4ff0f0322",
        jis_and_big5,
    ),
    Source(
        "dela-gothic-one",
        "dela-gothic-one",
        "0.4.1",
        "400Regular/DelaGothicOne_400Regular.ttf",
        "57986ebf82ac5b5383155483b541d7433121bf395c5621df59b48196a8a99c2e",
        jis_level_1,
    ),
    Source(
        "reggae-one",
        "reggae-one",
        "0.4.1",
        "400Regular/ReggaeOne_400Regular.ttf",
        "257f35deef5ace5dbff8c9ffef9ecf21aca4d3fe423909d9d539b7282e056c06",
        jis_level_1,
    ),
    Source(
        "zcool-kuaile",
        "zcool-kuaile",
        "0.4.2",
        "400Regular/ZCOOLKuaiLe_400Regular.ttf",
        "bc218a547914684c036e0e141bdc60fd94e5fbe22eb84e1f4d1859875fc2415b",
        gb_2312,
    ),
    Source(
        "do-hyeon",
        "do-hyeon",
        "0.4.1",
        "400Regular/DoHyeon_400Regular.ttf",
        "7dfbed010e12bae0e8fb50dc61ba429c7687d8cea49419bd6c466b6a6682bdba",
        ks_x_1001,
    ),
    Source(
        "comic-neue",
        "comic-neue",
        "0.4.1",
        "400Regular/ComicNeue_400Regular.ttf",
        "63690a24f0ded1a87858c22a4abe69f07765661d3b0ac7284f90235c5dbd9539",
        everything,
    ),
    Source(
        "comic-neue-bold",
        "comic-neue",
        "0.4.1",
        "700Bold/ComicNeue_700Bold.ttf",
        "c802d1294419c5584ab09cd1b9a674d16e94aa5ddc8b29705ccbf36ccede714e",
        everything,
    ),
    Source(
        "comic-neue-bold-italic",
        "comic-neue",
        "0.4.1",
        "700Bold_Italic/ComicNeue_700Bold_Italic.ttf",
        "e417e970509955fe256bf38e84da7e773d32495cdc189bf7e37476a9acf8a458",
        everything,
    ),
    Source(
        "comic-relief",
        "comic-relief",
        "0.4.0",
        "400Regular/ComicRelief_400Regular.ttf",
        "023f9064c4be987dc311efba9af8f4a956e84f6380f61113af612a7430abaabb",
        everything,
    ),
    Source(
        "comic-relief-bold",
        "comic-relief",
        "0.4.0",
        "700Bold/ComicRelief_700Bold.ttf",
        "723569be8a5ffe305152d8e2a3f5b3a5319b38520c98be491380aa359b4e12cf",
        everything,
    ),
    Source(
        "bangers",
        "bangers",
        "0.4.1",
        "400Regular/Bangers_400Regular.ttf",
        "1f9bcc5a779979918a0b8bbff38c87378040f0e52a45eecd47be7b2c6da363c2",
        everything,
    ),
    Source(
        "patrick-hand",
        "patrick-hand",
        "0.4.1",
        "400Regular/PatrickHand_400Regular.ttf",
        "496937dafcb18bf2c2f624ed02c8f7f4d47bd1e4e6e5646c42b6cfd873c6b13c",
        everything,
    ),
    Source(
        "baloo-bhaijaan",
        "baloo-bhaijaan-2",
        "0.4.2",
        "600SemiBold/BalooBhaijaan2_600SemiBold.ttf",
        "1c7a08b2dfe33ee423887622b2b0512dd88d38157e764a265425d36aec6d8d2d",
        arabic,
    ),
    Source(
        "marhey-bold",
        "marhey",
        "0.4.2",
        "700Bold/Marhey_700Bold.ttf",
        "8f84cee755dd94012973d53c37a4f8e3b9e1d2a79117c2002a52b88ea1a0c597",
        arabic,
    ),
    Source(
        "fredoka-medium",
        "fredoka",
        "0.4.1",
        "500Medium/Fredoka_500Medium.ttf",
        "8143bd54f5b1e04f4554b326a5e5fb70414add9b0a44210837fdfba2304ae6fa",
        hebrew,
    ),
    Source(
        "yusei-magic",
        "yusei-magic",
        "0.4.2",
        "400Regular/YuseiMagic_400Regular.ttf",
        "972e3a23b22a88f67f5ccd37ff6129fefa08cb689a65e8cb3e53425fa55bcac9",
        kana,
    ),
    Source(
        "fredoka-bold",
        "fredoka",
        "0.4.1",
        "700Bold/Fredoka_700Bold.ttf",
        "d5b9534228a0359dad311598dd57e3d14111ce44aee9d8aac6aeca349bcbffea",
        hebrew,
    ),
)


def subset(font: bytes, kept: Callable[[Iterable[int]], set[int]]) -> bytes:
    """A TrueType file and a choice of characters → the file with only these, vertical forms too, no hints."""
    face = hb.Face(font)
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(sorted(kept(face.unicodes)))
    wanted.name_id_set.update(KEPT_NAMES)
    return bytes(hb.subset(face, wanted).blob.data)


def write_bundled(folder: Path, target: Path = BUNDLED) -> int:
    """Folder of unpacked packages → fonts and licences in `target`; returns the bytes of the fonts.

    Raises RunError where a source is missing or is not the one that was checked.
    """
    total = 0
    for source in SOURCES:
        package = folder / f"{SCOPE}-{source.package}-{source.version}" / "package"
        if not (package / source.file).is_file():
            raise RunError(
                f"{package / source.file} is missing", f"fetch @{SCOPE}/{source.package} {source.version}"
            )
        font = (package / source.file).read_bytes()
        digest = hashlib.sha256(font).hexdigest()
        if digest != source.sha256:
            raise RunError(f"{source.file} has SHA-256 {digest}, not {source.sha256 or 'any on record'}")
        small = subset(font, source.kept)
        write_whole(target / f"{source.key}.ttf", small)
        write_whole(target / f"{source.key}.OFL.txt", (package / "LICENSE_FONT").read_bytes())
        total += len(small)
    return total


if __name__ == "__main__":
    sys.stdout.write(f"{write_bundled(Path(sys.argv[1])):,} bytes of fonts\n")
