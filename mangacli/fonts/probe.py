"""A font of a story, tried out in a process of its own: what crashes or hangs there does no harm here.

The process opens the font as lettering will: names, characters, lines and columns of a sample, every glyph's
outline, a subset. It has so much memory and processor time and no more. The verdict is kept by the digest of
the file.
"""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys
from pathlib import Path

from mangacli.atomic_file import write_whole
from mangacli.cache_folder import cache_folder
from mangacli.errors import RunError

SECONDS = 10
"""Of processor time. A font of 20,000 characters takes about one."""
MEMORY = 2 * 2**30
"""Bytes of address space."""
MOST_SEGMENTS = 20_000
"""Of one glyph's outline. The most intricate ornaments in use have some thousands."""
FARTHEST = 60.0
"""Em. Nothing of a glyph lies farther from its origin."""
SAMPLE = 300
"""Characters that are shaped, spread over all that the font has."""
_VERSION = "1"
"""Counted up when more is tried: kept verdicts are then no longer believed."""
_SOUND = "sound"
_COMMAND = "import sys; from mangacli.fonts.probe import main; sys.exit(main())"


def probed(data: bytes) -> str:
    """A font file's bytes → what went wrong when it was tried, in a few words; empty where nothing did."""
    kept = _verdict_file(hashlib.sha256(data).hexdigest())
    if kept is not None:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            verdict = kept.read_text(encoding="utf-8")
            return "" if verdict == _SOUND else verdict
    verdict, lasting = _tried(data)
    if kept is not None and lasting:
        with contextlib.suppress(RunError):  # a full or read-only disk: it is tried again the next time
            write_whole(kept, (verdict or _SOUND).encode())
    return verdict


def _verdict_file(digest: str) -> Path | None:
    try:
        return cache_folder("fonts") / f"{digest}.{_VERSION}"
    except RunError:
        return None


def _tried(data: bytes) -> tuple[str, bool]:
    """What went wrong in a process of its own, and whether it would go wrong each time."""
    command = [sys.executable, "-c", _COMMAND]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"reading it takes more than {SECONDS} seconds", False
    except OSError as error:
        return f"it cannot be tried: {error.strerror}", False
    if done.returncode == 0:
        return "", True
    said = done.stdout.decode("utf-8", "replace").strip()
    return said or "the program that reads it crashes", bool(said)


def _try_out(data: bytes) -> str:
    """A font → what is wrong with its glyphs; empty where nothing is."""
    import uharfbuzz as hb

    from mangacli.fonts.face import Face

    opened = Face("probe", data)
    characters = sorted(opened.hb_face.unicodes)
    if not characters:
        return "no characters in it"
    step = max(1, len(characters) // SAMPLE)
    sample = [code for code in characters[::step] if not 0xD800 <= code < 0xE000]
    used = set()
    for direction in ("ltr", "ttb"):
        buffer = hb.Buffer()
        buffer.add_codepoints(sample)
        buffer.guess_segment_properties()
        buffer.direction = direction
        hb.shape(opened.hb_font, buffer)
        used |= {info.codepoint for info in buffer.glyph_infos}
        if len(buffer.glyph_infos) > 64 * len(sample):
            return "its substitutions make a flood of glyphs of a few letters"
    for glyph in range(opened.hb_face.glyph_count):
        pen = _Meter(FARTHEST * opened.units_per_em)
        opened.hb_font.draw_glyph_with_pen(glyph, pen)
        if pen.segments > MOST_SEGMENTS:
            return f"a glyph of more than {MOST_SEGMENTS} strokes"
        if pen.far or abs(opened.advance(glyph)) > FARTHEST:
            return f"a glyph that reaches farther than {FARTHEST:g} em"
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(used)
    hb.subset(opened.hb_face, wanted)
    return ""


class _Meter:
    """Receives a glyph's contours; counts them, and sees whether they leave a square around the origin."""

    def __init__(self, farthest: float) -> None:
        self.farthest = farthest
        self.segments = 0
        self.far = False

    def _see(self, *points: tuple[float, float]) -> None:
        self.segments += 1
        for x, y in points:
            if not (-self.farthest <= x <= self.farthest and -self.farthest <= y <= self.farthest):
                self.far = True

    moveTo = lineTo = qCurveTo = curveTo = _see  # noqa: N815 - the pen protocol's names

    def closePath(self) -> None:  # noqa: N802
        """An outline is closed; nothing to count."""


def main() -> int:
    """Tries out the font on the input stream, writes what is wrong with it; 0 where nothing is."""
    import uharfbuzz as hb

    with contextlib.suppress(ImportError):  # Windows has no such limits: there the clock alone ends it
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        wrong = _try_out(sys.stdin.buffer.read())
    except MemoryError:
        wrong = "reading it takes all memory"
    except (hb.HarfBuzzError, RuntimeError, ValueError, OverflowError) as error:
        wrong = f"it cannot be read: {error}"
    sys.stdout.write(wrong)
    return 1 if wrong else 0
