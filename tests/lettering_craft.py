"""What an editor checks in the balloons of a page layout, beyond what `craft` reads from the numbers."""

from itertools import combinations, pairwise

from mangacli.drawing import Glyph, GlyphRun
from mangacli.fonts.face import face
from mangacli.geometry import Point, Polygon, compose, polygon_contains, segments_cross
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.reading_order import reads_before
from mangacli.placed import Balloon, PageLayout, PanelLayout

INK_MARGIN = 1.0
"""Points between any letter and its balloon's line, at least."""


def balloon_faults(page: PageLayout) -> list[str]:
    """A lettered page → every fault of its balloons, in words: text, places, order, tails."""
    found = []
    for panel in page.panels:
        for balloon in panel.balloons:
            name = f"{panel.frame.id} {balloon.kind} {balloon.order}"
            found += [f"{name}: {fault}" for fault in _own_faults(panel, balloon)]
        found += _faults_between(panel, page.frame.right_to_left)
    return found


def _own_faults(panel: PanelLayout, balloon: Balloon) -> list[str]:
    found = []
    frame, outline = panel.frame, outline_of(panel, balloon)
    if not balloon.box.contains(balloon.text_box, 0.01):
        found.append("text box outside the balloon's box")
    if not all(polygon_contains(outline, corner) for corner in ink_corners(balloon)):
        found.append("ink outside the outline")
    dialog = frame.panel.dialogs[balloon.order]
    given = dialog.box is not None or dialog.break_out
    if not given and not frame.safe.contains(balloon.box, 0.01):
        found.append("outside the safe area")
    if not given and not all(polygon_contains(frame.polygon, corner) for corner in balloon.box.polygon):
        found.append("outside the panel")
    for inset in frame.over:
        if any(polygon_contains(inset, corner) for corner in balloon.box.polygon):
            found.append("under an inset")
    for character in frame.characters:
        if balloon.box.overlaps(character.head) and dialog.box is None:
            found.append(f"over the face of {character.id}")
        if any(balloon.box.overlaps(hand) for hand in character.hands) and dialog.box is None:
            found.append(f"over a hand of {character.id}")
        for kept in character.kept:
            if any(kept.contains_point(point) for tail in tails(balloon) for point in tail):
                found.append(f"tail in the face or a hand of {character.id}")
    if not all(polygon_contains(frame.polygon, point) for tail in tails(balloon) for point in tail[:-1]):
        found.append("tail outside the panel")
    return found


def _faults_between(panel: PanelLayout, right_to_left: bool) -> list[str]:
    found = []
    for one, two in combinations(panel.balloons, 2):
        names = f"{panel.frame.id} balloons {one.order} and {two.order}"
        dialogs = [panel.frame.panel.dialogs[balloon.order] for balloon in (one, two)]
        joined = two.joined_to == one.order  # balloons of one outline share a part of it
        if one.text_box.overlaps(two.text_box) if joined else one.box.overlaps(two.box):
            found.append(f"{names} overlap")
        ordered = one.kind != "sfx" and two.kind != "sfx"
        by_author = all(dialog.box is not None or dialog.at is not None for dialog in dialogs)
        if ordered and not by_author and not reads_before(one.box, two.box, right_to_left):
            found.append(f"{names} are out of order")
        if any(segments_cross(*a, *b) for a in tail_segments(one) for b in tail_segments(two)):
            found.append(f"{names}: tails cross")
        for tailed, other in ((one, two), (two, one)):
            if any(other.box.contains_point(point) for tail in tails(tailed) for point in tail):
                found.append(f"{names}: a tail runs into a balloon")
    return found


def tails(balloon: Balloon) -> list[tuple[Point, ...]]:
    """A balloon → the middle lines of all its tails."""
    return [*([balloon.tail] if balloon.tail else []), *balloon.more_tails]


def tail_segments(balloon: Balloon) -> list[tuple[Point, Point]]:
    """A balloon → the straight pieces of its tails' middle lines."""
    return [segment for tail in tails(balloon) for segment in pairwise(tail)]


def ink_corners(balloon: Balloon) -> list[Point]:
    """A balloon → the corners of every glyph's ink on the page, moved out by the margin."""
    return [corner for run in balloon.text.runs for glyph in run.glyphs for corner in _corners(run, glyph)]


def _corners(run: GlyphRun, glyph: Glyph) -> tuple[Point, ...]:
    scale = (run.size, 0.0, 0.0, run.size, 0.0, 0.0)
    outline = face(run.face).outline(glyph.id).transformed(compose(scale, glyph.matrix))
    if not outline.segments:
        return ()
    return outline.bounds.moved(glyph.x, glyph.y).inset(-INK_MARGIN).polygon


def outline_of(panel: PanelLayout, balloon: Balloon) -> Polygon:
    """A balloon → the outline that it must keep its ink in: its own, the joined one's, or its box."""
    orders = {one.order: one for one in panel.balloons}
    first = balloon
    while first.joined_to is not None:
        first = orders[first.joined_to]
    if BALLOONS[first.kind].ground is None:
        return balloon.box.inset(-INK_MARGIN).polygon
    return first.shapes[0].path.outlines(16)[0]
