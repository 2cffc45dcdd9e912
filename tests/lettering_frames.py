"""Pages made by hand for lettering tests: panels, faces and dialogs where a test wants them."""

from pathlib import Path

from mangacli.geometry import Box, Polygon, bounds
from mangacli.lettering.letter import letter_page
from mangacli.placed import GenerationSize, PageFrame, PageLayout, PanelFrame, PlacedCharacter
from mangacli.story.models import (
    Character,
    Dialog,
    Gutter,
    Lettering,
    Margin,
    Page,
    PageSetup,
    Panel,
    Placement,
    Story,
)

PAPER = Box(0, 0, 532.9, 745.5)
SAFE = Box(23, 23, 510, 722)
CAST = ("ann", "bob", "cy", "dee")


def figure(name: str, head: Box, body: Box | None = None, hands: tuple[Box, ...] = ()) -> PlacedCharacter:
    """A face, and the figure around it (below the face, where none is given); the hands that are placed."""
    around = body or Box(
        head.x1 - head.width, head.y1 - 0.3 * head.height, head.x2 + head.width, head.y1 + 6 * head.height
    )
    return PlacedCharacter(name, around, head, "medium", "left", Placement(character=name), hands)


def panel(polygon: Polygon | Box, dialogs=(), figures=(), over=(), number=1) -> PanelFrame:
    """A panel frame with its dialogs and figures."""
    corners = polygon.polygon if isinstance(polygon, Box) else polygon
    box = bounds(corners)
    return PanelFrame(
        id=f"1.{number}",
        where=("pages", 0, "panels", number - 1),
        polygon=corners,
        box=box,
        safe=box.intersection(SAFE) or SAFE,
        bleeds=(),
        over=tuple(over),
        inset=False,
        generation=GenerationSize(512, 512, box),
        characters=tuple(figures),
        panel=Panel(dialogs=tuple(dialogs), characters=tuple(f.placement for f in figures)),
    )


def page(*panels: PanelFrame, right_to_left: bool = True) -> PageFrame:
    """A B5 page with these panels."""
    return PageFrame(
        number=1,
        where=("pages", 0),
        size=(PAPER.width, PAPER.height),
        trim=PAPER.inset(8.5),
        bleed=PAPER,
        safe=SAFE,
        live=SAFE,
        frame_width=0.8,
        dpi=350,
        right_to_left=right_to_left,
        panels=panels,
        page=Page(layout="test", panels=tuple(p.panel for p in panels)),
    )


def story_of(frame: PageFrame, language: str = "en", **lettering) -> Story:
    """A story of one page, on B5."""
    return Story(
        manga=1,
        title="Test",
        language=language,
        reading="rtl" if frame.right_to_left else "ltr",
        page=PageSetup(
            size=(182, 257),
            bleed=3,
            safe=5,
            margin=Margin(top=15, bottom=15, inner=15, outer=15),
            gutter=Gutter(panels=3, tiers=6),
        ),
        lettering=Lettering(**lettering),
        characters={name: Character(name=name.title()) for name in CAST},
        pages=(frame.page,),
    )


def lettered(frame: PageFrame, language: str = "en", **lettering):
    """A page frame → its layout and findings."""
    return letter_page(frame, story_of(frame, language, **lettering), Path())


def alone(*dialogs: Dialog, box: Box = Box(40, 40, 300, 260), figures=(), **options) -> PageLayout:
    """One panel with dialogs → its page, lettered without a finding."""
    layout, findings = lettered(page(panel(box, dialogs, figures)), **options)
    assert findings == ()
    return layout


def say(text: str, speaker: str | None = None, kind: str = "speech", **more) -> Dialog:
    """A dialog in short."""
    return Dialog(text=text, speaker=speaker, kind=kind, **more)
