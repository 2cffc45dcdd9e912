"""Which fonts letter a text: by language and role, the story's own first, then what the others lack.

    a file that the story names → the story's `fonts/` → the user's fonts → bundled → the system's

is where a font's name is looked for. Text is only ever set in fonts that the story names or carries, or that
are bundled: a page never changes because some font happens to be installed where it is rendered.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Literal

import uharfbuzz as hb

from mangacli.errors import Finding, MangaError, RunError, UsageError, Where
from mangacli.fonts.face import BUNDLED, font_bytes, read_font
from mangacli.fonts.probe import probed
from mangacli.fonts.sanity import UnsoundFontError, require_sound
from mangacli.reach import MissingError, OutsideError, Reach

Role = Literal["dialog", "emphasis", "shout", "caption", "sfx", "sfx-heavy", "sfx-soft"]
Origin = Literal["story", "user", "bundled", "system"]
SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
MOST_STORY_FONTS = 64
"""Font files in a story's `fonts/`."""

_ROLES: dict[str, dict[str, str]] = {
    "latin": {
        "dialog": "comic-neue-bold",
        "emphasis": "comic-neue-bold-italic",
        "shout": "comic-neue-bold-italic",
        "caption": "comic-neue-bold",
        "sfx": "bangers",
        "sfx-heavy": "bangers",
        "sfx-soft": "patrick-hand",
    },
    "ja": {
        "dialog": "shippori-antique",
        "emphasis": "dela-gothic-one",
        "shout": "dela-gothic-one",
        "caption": "shippori-antique",
        "sfx": "reggae-one",
        "sfx-heavy": "dela-gothic-one",
        "sfx-soft": "yusei-magic",
    },
    "zh-hans": {"": "zcool-kuaile"},
    "zh-hant": {"": "shippori-antique", "sfx": "dela-gothic-one", "sfx-heavy": "dela-gothic-one"},
    "ko": {"": "do-hyeon"},
    "cyrillic-greek": {"": "comic-relief-bold"},
    "vietnamese": {"": "patrick-hand"},
    "arabic": {"": "marhey-bold", "dialog": "baloo-bhaijaan", "caption": "baloo-bhaijaan"},
    "hebrew": {"": "fredoka-bold", "dialog": "fredoka-medium", "caption": "fredoka-medium"},
}
_FALLBACKS: dict[str, tuple[str, ...]] = {
    "latin": ("comic-neue-bold", "comic-relief-bold", "patrick-hand", "shippori-antique"),
    "ja": ("shippori-antique", "comic-neue-bold"),
    "zh-hans": ("zcool-kuaile", "shippori-antique"),
    "zh-hant": ("shippori-antique", "zcool-kuaile"),
    "ko": ("do-hyeon",),
    "cyrillic-greek": ("comic-relief-bold", "comic-neue-bold", "shippori-antique"),
    "vietnamese": ("patrick-hand", "comic-neue-bold", "shippori-antique"),
    "arabic": ("baloo-bhaijaan", "comic-neue-bold"),
    "hebrew": ("fredoka-medium", "comic-neue-bold"),
}
_CYRILLIC_OR_GREEK = ("be", "bg", "el", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk")
_ARABIC = ("ar", "ckb", "fa", "glk", "khw", "ks", "lrc", "mzn", "ps", "sd", "skr", "ug", "ur")
_HEBREW = ("he", "iw", "ji", "yi")
_OTHERS_RIGHT_TO_LEFT = ("arc", "dv", "man", "nqo", "rhg", "sam", "syr")
"""Languages of scripts that run from right to left and have no bundled font."""
_LAST = (
    "comic-relief-bold",
    "shippori-antique",
    "dela-gothic-one",
    "zcool-kuaile",
    "do-hyeon",
    "patrick-hand",
    "baloo-bhaijaan",
    "fredoka-medium",
)


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font that is there: its key, family and style, its file, and where it comes from.

    `licence` is the path of the licence's text where it is known (bundled fonts), else empty.
    """

    key: str
    family: str
    style: str
    path: Path
    origin: Origin
    licence: str = ""
    names: frozenset[str] = frozenset()
    """Every name it answers to, folded by `_folded`."""


def script_of(language: str) -> str:
    """A BCP 47 tag → how its lines are made: `ja`, `zh-hans`, `zh-hant`, `ko`, else `latin` (of words)."""
    tags = language.lower().replace("_", "-").split("-")
    if tags[0] in ("zh", "yue", "cmn"):
        return "zh-hant" if {"hant", "tw", "hk", "mo"} & set(tags) or tags[0] == "yue" else "zh-hans"
    return tags[0] if tags[0] in ("ja", "ko") else "latin"


def _alphabet(language: str) -> str:
    """A BCP 47 tag → the row of the tables here: one font shall have all letters of a word."""
    tag, *rest = language.lower().replace("_", "-").split("-")
    if "latn" in rest:
        return "latin"
    if "arab" in rest or (tag in _ARABIC and "cyrl" not in rest):
        return "arabic"
    if "hebr" in rest or tag in _HEBREW:
        return "hebrew"
    if tag in _CYRILLIC_OR_GREEK:
        return "cyrillic-greek"
    return "vietnamese" if tag == "vi" else script_of(language)


def is_right_to_left(language: str) -> bool:
    """Whether the lines of a language (a BCP 47 tag) run from right to left."""
    tag = language.lower().replace("_", "-").split("-")[0]
    return _alphabet(language) in ("arabic", "hebrew") or tag in _OTHERS_RIGHT_TO_LEFT


def stack(
    language: str, role: Role, story_font: str | None = None, story_folder: Path | None = None
) -> tuple[str, ...]:
    """Language, role, and the font that the story names → keys of fonts, the one to set in first.

    The others serve the characters that those before them lack. Sounds keep their own typeface: the story's
    font is only their second. Raises MangaError where the story's font is not found, or a file that it brings
    is no font.
    """
    script = _alphabet(language)
    roles = _ROLES[script]
    first = roles.get(role, roles.get("", ""))
    named = [find_font(story_font, story_folder).key] if story_font else []
    order = [first, *named] if role.startswith("sfx") else [*named, first]
    order.extend(font.key for font in _fonts_in(_story_fonts(story_folder), "story"))
    order.extend((*_FALLBACKS[script], *_LAST))
    return tuple(dict.fromkeys(order))


def find_font(name: str, story_folder: Path | None = None) -> FontFile:
    """A font's name (family, full name, key) or file, relative to the story's folder → the font.

    Raises RunError where a file is no usable font, UsageError where no font has that name.
    """
    if _is_file_name(name):
        path = (story_folder or Path()) / name
        read_font(path)
        return _described(path.resolve(), "story")
    known: dict[str, str] = {}
    for font in _all_fonts(story_folder):
        if _folded(name) in font.names:
            return font
        known.setdefault(_folded(font.family), font.family)
    close = difflib.get_close_matches(_folded(name), known, n=1)
    advice = f'did you mean "{known[close[0]]}"? else ' if close else ""
    raise UsageError(
        f'there is no font "{name}"', f"{advice}put its TTF or OTF file into the story's fonts folder"
    )


def font_findings(name: str | None, reach: Reach, where: Where) -> tuple[Finding, ...]:
    """The font that a story names, if any, and the files in its `fonts/` → what is to be said of them.

    Not there, out of reach, no font, not sound, or only on this machine. Names are not looked for where the
    story's own fonts have errors: they might be what is found.
    """
    files = _story_font_files(reach)
    if len(files) > MOST_STORY_FONTS:
        message = f"the story's fonts folder holds {len(files)} fonts; at most {MOST_STORY_FONTS} are read"
        return (Finding("font-unsound", where, message, "keep those that the story letters with"),)
    own = [finding for file in files for finding in _file_findings(file, reach, where)]
    if own or name is None:
        return tuple(own)
    if _is_file_name(name):
        return tuple(_file_findings(name, reach, where))
    try:
        font = find_font(name, reach.folder)
    except MangaError as error:
        return (Finding("unknown-font", where, error.message, error.hint),)
    if font.origin in ("user", "system"):
        return (
            Finding(
                "font-of-this-machine",
                where,
                f'the font "{name}" is taken from {font.path}: other machines may not have it',
                "put a copy of it into the story's fonts folder",
                "note",
            ),
        )
    return ()


def _is_file_name(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) or "/" in name


def _story_font_files(reach: Reach) -> list[str]:
    """The font files in a story's `fonts/`, counted from its folder, one more at most than may be there.

    A folder that is a link elsewhere is not looked into: it stands there as one file that is out of reach.
    """
    home = reach.folder / "fonts"
    if not home.is_dir():
        return []
    if not reach.holds(home):
        return ["fonts"]
    found = (path for path in sorted(home.rglob("*")) if path.suffix.lower() in SUFFIXES)
    return [str(path.relative_to(reach.folder)) for path in islice(found, MOST_STORY_FONTS + 1)]


def _file_findings(name: str, reach: Reach, where: Where) -> Iterator[Finding]:
    """A font file's name as written → what keeps it from being used: its place, its build, its glyphs."""
    try:
        path = reach.find(name)
        data = font_bytes(path)
        require_sound(data)
    except OutsideError:
        message = f'the font "{name}" leads out of the story\'s folder'
        hint = "copy it into the story's folder, or allow its own: --allow DIR"
        yield Finding("font-outside", where, message, hint)
    except MissingError as error:
        message = f'cannot read the font "{name}": {str(error) or "there is no such file"}'
        yield Finding("unknown-font", where, message, "the path counts from the story's folder")
    except UnsoundFontError as error:
        message = f'the font "{name}" is not sound: {error}'
        yield Finding("font-unsound", where, message, "give another TTF or OTF file")
    except RunError as error:
        yield Finding("unknown-font", where, error.message, error.hint)
    else:
        if wrong := probed(data):
            message = f'the font "{name}" is not safe to use: {wrong}'
            yield Finding("font-unsound", where, message, "give another TTF or OTF file")


def fonts_with(character: str, story_folder: Path | None = None) -> tuple[FontFile, ...]:
    """A character → fonts on this machine that have it, in the order of the search, one of each family."""
    found: dict[str, FontFile] = {}
    for font in _all_fonts(story_folder):
        if font.family not in found and ord(character) in _characters(font.path):
            found[font.family] = font
    return tuple(found.values())


def installed() -> tuple[FontFile, ...]:
    """The bundled fonts, sorted by key."""
    return _fonts_in((BUNDLED,), "bundled")


def _all_fonts(story_folder: Path | None) -> Iterator[FontFile]:
    yield from _fonts_in(_story_fonts(story_folder), "story")
    yield from _fonts_in(_user_folders(), "user")
    yield from installed()
    yield from _fonts_in(_system_folders(), "system")


def _story_fonts(story_folder: Path | None) -> tuple[Path, ...]:
    return (story_folder.resolve() / "fonts",) if story_folder else ()


def _user_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "darwin":
        return (home / "Library/Fonts",)
    if sys.platform == "win32":
        return (Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts",)
    return (Path(os.environ.get("XDG_DATA_HOME", home / ".local/share")) / "fonts", home / ".fonts")


def _system_folders() -> tuple[Path, ...]:
    if sys.platform == "darwin":
        return (Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",)
    return (Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


@lru_cache(maxsize=16)
def _fonts_in(folders: tuple[Path, ...], origin: Origin) -> tuple[FontFile, ...]:
    """The fonts in folders and below, sorted by path, regular styles first; no files, no fonts."""
    paths = sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES
    )
    fonts = []
    for path in paths:
        if origin == "story":
            read_font(path)
        try:
            fonts.append(_described(path, origin))
        except (OSError, hb.HarfBuzzError):
            continue  # an unreadable file among the machine's fonts is none of the story's concern
    return tuple(sorted(fonts, key=lambda font: font.style != "Regular"))


@lru_cache(maxsize=1024)
def _characters(path: Path) -> frozenset[int]:
    return frozenset(hb.Face(hb.Blob.from_file_path(path)).unicodes)


def _described(path: Path, origin: Origin) -> FontFile:
    hb_face = hb.Face(hb.Blob.from_file_path(path))
    family, style, full, postscript = (str(hb_face.get_name(i, "en") or "").strip() for i in (1, 2, 4, 6))
    family, style = family or path.stem, style or "Regular"
    licence = path.with_suffix(".OFL.txt")
    return FontFile(
        key=path.stem if origin == "bundled" else str(path),
        family=family,
        style=style,
        path=path,
        origin=origin,
        licence=str(licence) if licence.is_file() else "",
        names=frozenset(
            _folded(name) for name in (family, f"{family} {style}", full, postscript, path.stem) if name
        ),
    )


def _folded(name: str) -> str:
    """A name without what people write differently: case, spaces, hyphens, underscores."""
    return "".join(letter for letter in name.casefold() if letter not in " -_")
