"""The specimen, drawn: its storyboard goes the way of any other, each sample lettered in its own language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mangacli.atomic_file import write_whole
from mangacli.batch import Reporter
from mangacli.errors import Finding, StoryError, UsageError
from mangacli.generate.choice import choose
from mangacli.generate.engine_options import AS_IT_COMES
from mangacli.lay_out import lay_out
from mangacli.layout.templates import load_templates, template_counts
from mangacli.page_stack import PageStack
from mangacli.pipeline import PlacedStory, finish, require_all
from mangacli.placed import PageLayout
from mangacli.run_options import RenderOptions
from mangacli.specimen.sample import Sheet
from mangacli.specimen.sheets import sheets
from mangacli.specimen.storyboard import storyboard
from mangacli.story.load import StoryFile, load_story
from mangacli.story.models import Page, Story

FORMATS = ("pdf", "png", "yaml")
ARTIST = "draft"


def write_specimen(output: Path, wanted: str | None, dpi: float | None, watch: Reporter) -> tuple[Path, ...]:
    """Writes the specimen; returns what was written.

    A file's suffix says what is wanted, unless `wanted` does: one PDF, a PNG a page (`NAME-1.png`), or the
    storyboard. Raises UsageError for anything else.
    """
    kind = wanted or output.suffix.lower().lstrip(".") or FORMATS[0]
    if kind not in FORMATS:
        raise UsageError(f'the specimen is not written as "{kind}"', f"choose from {', '.join(FORMATS)}")
    path = output if output.suffix.lower() == f".{kind}" else output.with_name(f"{output.name}.{kind}")
    shown = sheets()
    if kind == "yaml":
        write_whole(path, storyboard(shown).encode())
        return (path,)
    with TemporaryDirectory() as folder:
        placed = place_specimen(shown, Path(folder), dpi)
        watch.story_started(placed)
        rendered = finish(placed, RenderOptions(Path(folder), (kind,), jobs=1, keep=False), watch)
        require_all(rendered)
        if rendered.pdf is not None:
            write_whole(path, rendered.pdf.read_bytes())
            return (path,)
        paths = [path.with_name(f"{path.stem}-{number}.png") for number in range(1, len(shown) + 1)]
        for png, target in zip(rendered.pngs, paths, strict=True):
            write_whole(target, png.read_bytes())
        return tuple(paths)


def place_specimen(shown: Sequence[Sheet], folder: Path, dpi: float | None = None) -> PlacedStory:
    """Sheets and a folder to write their storyboard into → the placed story.

    Raises StoryError where a sample does not fit into its panel: a table has an entry that wants other words.
    """
    path = folder / "specimen.yaml"
    write_whole(path, storyboard(shown).encode())
    file = load_story(path, templates=template_counts())
    if dpi is not None:
        paper = file.story.page.model_copy(update={"dpi": dpi})
        file = replace(file, story=file.story.model_copy(update={"page": paper}))
    findings: list[Finding] = []
    pages = tuple(_place_sheet(file, index, sheet, findings) for index, sheet in enumerate(shown))
    diagnostics = (*file.warnings, *file.source.locate(findings))
    if any(finding.severity == "error" for finding in findings):
        raise StoryError(diagnostics)
    warnings = tuple(
        each for each in diagnostics if each.finding.severity != "note"
    )  # voices come from outside
    return PlacedStory(file, PageStack.of(pages), choose(ARTIST, AS_IT_COMES), warnings)


def _place_sheet(file: StoryFile, index: int, sheet: Sheet, findings: list[Finding]) -> PageLayout:
    """A sheet → its page: lettered once for each language and font, every panel taken from its own.

    Its heading and number are in the story's own. What is to be said of it is added to `findings`.
    """
    choice = choose(ARTIST, AS_IT_COMES)
    templates = load_templates()
    own = (file.story.language, file.story.lettering.font)
    ways = dict.fromkeys((own, *((sample.language, sample.font) for sample in sheet.samples)))
    placed = {}
    for language, font in ways:
        story = _in_the_way_of(file.story, index, sheet, language, font)
        pages, found = lay_out(story, file.folder, templates, choice.limits, (index,))
        if not pages:
            raise StoryError(file.source.locate(found))
        placed[language, font] = pages[0]
        findings.extend(found)
    whole = placed[own]
    panels = [
        placed[sample.language, sample.font].panels[number]
        for number, sample in enumerate(sheet.samples, start=1)
    ]
    return replace(whole, panels=(whole.panels[0], *panels))


def _in_the_way_of(story: Story, index: int, sheet: Sheet, language: str, font: str | None) -> Story:
    """The story in one language and font; of the sheet's dialogs only those that are lettered so."""
    page = story.pages[index]
    panels = [page.panels[0]]
    for sample, panel in zip(sheet.samples, page.panels[1:], strict=True):
        own = (sample.language, sample.font) == (language, font)
        panels.append(panel if own else panel.model_copy(update={"dialogs": ()}))
    pages: list[Page] = list(story.pages)
    pages[index] = page.model_copy(update={"panels": tuple(panels)})
    lettering = story.lettering.model_copy(update={"font": font})
    return story.model_copy(update={"language": language, "lettering": lettering, "pages": tuple(pages)})
