"""`NAME.picks.yaml` beside a story: which of several pictures of a panel was picked; made by `manga pick`.

    picks: 1
    panels:
      2.3: {candidate: 4, seed: 1837, picture: 3fa9…, prompt: the lamp from below}

One line a panel, so that a change is one line of a diff. The seed draws the picture anew anywhere; `picture`
is its key in the cache, where it is held as long as this file is there. A panel is known by its own id or
its place; where a place has another prompt than was picked for, the pick follows its prompt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mangacli.atomic_file import write_whole
from mangacli.errors import Diagnostic, Finding, Place, StoryError, Where
from mangacli.reach import Reach
from mangacli.story.models import Panel, Story
from mangacli.story.short_forms.written import describe, did_you_mean
from mangacli.yaml_file import YamlTree, scan_yaml

VERSION = 1
MOST_CANDIDATES = 64
PROMPT = 60
"""Characters of a panel's prompt by which a pick knows it again."""
_KEYS = ("candidate", "seed", "picture", "prompt")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_PLACE = re.compile(r"(\d+)\.(\d+)\Z")
_HEAD = """\
# Pictures picked for {story}, a line a panel. Keep this file with the story.
# To pick another: manga pick {story} PANEL --candidate N; to let go: --drop.
"""


@dataclass(frozen=True, slots=True)
class Pick:
    """What was picked for a panel: the candidate's number and seed, its picture's key, the panel's prompt."""

    candidate: int
    seed: int
    picture: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class PicksFile:
    """A story's picks by panel as the file has them; the file need not be there."""

    path: Path
    picks: Mapping[str, Pick]
    tree: YamlTree | None = None
    comments: str = ""
    """The comments at its top."""

    def written(self, picks: Mapping[str, Pick], story: Path) -> None:
        """Writes the file with other picks, under its own comments; without any it is removed."""
        if not picks:
            self.path.unlink(missing_ok=True)
            return
        lines = [self.comments or _HEAD.format(story=shown_name(story)), f"picks: {VERSION}\n", "panels:\n"]
        lines += [f"  {panel}: {_flow(picks[panel])}\n" for panel in sorted(picks, key=_in_order)]
        write_whole(self.path, "".join(lines).encode())

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """A finding whose path is one of this file → the diagnostic."""
        tree = self.tree
        if tree is None:
            return Diagnostic(finding, Place(str(self.path), 1, 1))
        place = tree.place(finding.where, finding.at_key)
        return Diagnostic(finding, place, tree.line(place.line))


def shown_name(story: Path) -> str:
    """A story's file name without what does not belong in a line of text."""
    return "".join(letter if letter.isprintable() else "?" for letter in story.name)


def picks_path(story: Path) -> Path:
    """A story's file → where its picks are."""
    return story.with_name(f"{story.stem}.picks.yaml")


def read_picks(story: Path) -> PicksFile:
    """A story's file → its picks; none where there is no such file.

    Neither a file elsewhere that a link leads to nor what is no regular file is read. Raises StoryError with
    all that is wrong.
    """
    path = picks_path(story)
    if not path.is_file() or not Reach(story.parent).holds(path):
        return PicksFile(path, {})
    tree, mistakes = scan_yaml(path)
    if tree is None or mistakes:
        raise StoryError(mistakes)
    comments = "".join(f"{line}\n" for line in _leading_comments(tree.lines))
    file = PicksFile(path, {}, tree, comments)
    findings = list(_form_findings(tree.value))
    if findings:
        raise StoryError(tuple(file.diagnostic(finding) for finding in findings))
    picks = {panel: Pick(**said) for panel, said in (tree.value.get("panels") or {}).items()}
    return PicksFile(path, picks, tree, comments)


def resolve(file: PicksFile, story: Story) -> tuple[dict[str, Pick], tuple[Diagnostic, ...]]:
    """Picks and the story → the picks by the panels' names as they are now, and warnings of those that rest.

    A panel's name is its id, else `page.panel`.
    """
    panels = {
        panel.id or f"{page_number}.{number}": panel
        for page_number, page in enumerate(story.pages, 1)
        for number, panel in enumerate(page.panels, 1)
    }
    resolved: dict[str, Pick] = {}
    warnings = []
    moved = []
    for name, pick in file.picks.items():
        if name in panels and (not _PLACE.match(name) or beginning(panels[name]) == pick.prompt):
            resolved[name] = pick
        else:
            moved.append((name, pick))
    for name, pick in moved:
        homes = [
            other
            for other, panel in panels.items()
            if other not in resolved and pick.prompt and beginning(panel) == pick.prompt
        ]
        if len(homes) == 1:
            resolved[homes[0]] = pick
        elif name in panels and name not in resolved:
            resolved[name] = pick  # its prompt was edited: the seed holds
        else:
            message = f'a picture was picked for the panel "{name}", and there is no such panel any more'
            hint = "let go of it: manga pick STORY PANEL --drop; or give the panel its id back"
            warnings.append(Finding("pick-rests", ("panels", name), message, hint, "warning", at_key=True))
    for name in list(resolved):
        if panels[name].image is not None:
            del resolved[name]
            message = f'the panel "{name}" has an image of its own now; what was picked for it rests'
            hint = "let go of it: manga pick STORY PANEL --drop"
            warnings.append(Finding("pick-rests", ("panels", name), message, hint, "warning", at_key=True))
    return resolved, tuple(file.diagnostic(finding) for finding in warnings)


def beginning(panel: Panel) -> str:
    """A panel → the beginning of its prompt, on one line."""
    return " ".join(panel.prompt.split())[:PROMPT]


def _leading_comments(lines: tuple[str, ...]) -> Iterator[str]:
    for line in lines:
        if line.strip() and not line.startswith("#"):
            return
        yield line


def _in_order(panel: str) -> tuple[int, int, int, str]:
    """Places in reading order, then ids."""
    place = _PLACE.match(panel)
    return (0, int(place[1]), int(place[2]), "") if place else (1, 0, 0, panel)


def _flow(pick: Pick) -> str:
    parts = [f"candidate: {pick.candidate}", f"seed: {pick.seed}"]
    if pick.picture:
        parts.append(f"picture: {_quoted(pick.picture)}")
    if pick.prompt:
        parts.append(f"prompt: {_quoted(pick.prompt)}")
    return "{" + ", ".join(parts) + "}"


def _quoted(text: str) -> str:
    """A text without line breaks → a YAML scalar in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _form_findings(value: Any) -> Iterator[Finding]:
    """A picks file as plain values → what is wrong with its form."""
    if not isinstance(value, dict):
        yield Finding("wrong-type", (), "expected picks, a mapping that begins with `picks: 1`")
        return
    for key in value:
        if key not in ("picks", "panels"):
            message = f'"{key}" is not known here{did_you_mean(key, ["picks", "panels"])}'
            yield Finding("unknown-key", (key,), message, at_key=True)
    if value.get("picks") != VERSION:
        message = f"picks are read in version {VERSION}, found {describe(value.get('picks'))}"
        yield Finding("format-version", ("picks",), message, f"write `picks: {VERSION}`")
    panels = value.get("panels")
    if panels is not None and not isinstance(panels, dict):
        yield Finding("wrong-type", ("panels",), "expected a mapping with a line a panel")
        return
    for panel, pick in (panels or {}).items():
        yield from _pick_findings(pick, ("panels", panel))


def _pick_findings(pick: Any, where: Where) -> Iterator[Finding]:
    if not isinstance(pick, dict):
        message = f"expected what was picked, {{candidate: 2, seed: 7}}, found {describe(pick)}"
        yield Finding("wrong-type", where, message)
        return
    for key in pick:
        if key not in _KEYS:
            message = f'"{key}" is not known here{did_you_mean(key, list(_KEYS))}'
            yield Finding("unknown-key", (*where, key), message, at_key=True)
    for key, least, beyond in (("candidate", 1, MOST_CANDIDATES + 1), ("seed", 0, 2**63)):
        number = pick.get(key)
        if key not in pick:
            yield Finding("missing-key", where, f'"{key}" is missing')
        elif not isinstance(number, int) or isinstance(number, bool):
            message = f"expected a whole number, found {describe(number)}"
            yield Finding("wrong-type", (*where, key), message)
        elif not least <= number < beyond:
            message = f"{number} is not between {least} and {beyond - 1}"
            yield Finding("out-of-range", (*where, key), message)
    picture, prompt = pick.get("picture", ""), pick.get("prompt", "")
    if not isinstance(picture, str) or (picture and not _DIGEST.match(picture)):
        message = "this is not the key of a picture: 64 hexadecimal digits in quotes"
        yield Finding("bad-value", (*where, "picture"), message, "leave it out, or pick again")
    if not isinstance(prompt, str):
        message = f"expected a text, found {describe(prompt)}"
        yield Finding("wrong-type", (*where, "prompt"), message, "put it in quotes")
