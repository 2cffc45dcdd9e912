"""A leaning world: everything turns, heads come back to where they were asked for, nothing is left bare."""

import numpy as np
import pytest
from draft_casting import cast, panel

from mangacli.generate.base import DialogRequest
from mangacli.generate.draft.artist import compose
from mangacli.generate.draft.ink import Inked, paint
from mangacli.generate.draft.leaning import level, margin_of, turned
from mangacli.geometry import Box, Path, apply, bounds, rotation

LEAN = 0.15


def leaning(**changes):
    return panel(cast("bust", center=0.3), lean=LEAN, width=300, height=200, **changes)


def test_the_level_sheet_covers_the_picture():
    wanted = leaning(background="street", scene="night")
    sheet = level(wanted)
    assert sheet.lean == 0 and sheet.width > 300 and sheet.height > 200
    layers = turned([Inked(Path.box(Box(0, 0, sheet.width, sheet.height)), 0.0)], sheet, wanted)
    assert set(paint(300, 200, layers, 2.0).data) == {0}


def test_heads_come_back_to_their_places():
    wanted = leaning()
    sheet = level(wanted)
    there = Box(0, 0, sheet.width, sheet.height).part(sheet.characters[0].head)
    asked = Box(0, 0, 300, 200).part(wanted.characters[0].head)
    assert (there.width, there.height) == pytest.approx((asked.width, asked.height))
    (mark,) = turned([Inked(Path.box(there), 0.0)], sheet, wanted)
    assert mark.path.bounds.center == pytest.approx(asked.center, abs=1e-6)
    corners = [apply(rotation(np.degrees(LEAN), asked.center), corner) for corner in asked.polygon]
    assert mark.path.bounds.width == pytest.approx(bounds(corners).width, abs=1e-6)


def test_lettering_stays_covered():
    wanted = leaning(dialogs=(DialogRequest("speech", (0.1, 0.1, 0.4, 0.3)),))
    sheet = level(wanted)
    calm = Box(0, 0, sheet.width, sheet.height).part(sheet.dialogs[0].box)
    assert calm.width > 0.3 * 300 and calm.height > 0.2 * 200


def test_a_sky_that_leans_shows_no_seams():
    """The grey of an empty sky changes from one pixel to the next by its gradient alone."""
    wanted = panel(lean=LEAN, width=300, height=200, background="sky", scene="night", screened=False)
    picture = paint(300, 200, compose(wanted), 2.0, None)
    grey = np.frombuffer(picture.data, dtype=np.uint8).reshape(200, 300)[150:198, 20:120].astype(int)
    assert np.abs(np.diff(grey, axis=0)).max() <= 4
    assert np.abs(np.diff(grey, axis=1)).max() <= 4


def test_the_same_lean_gives_the_same_picture():
    wanted = leaning(background="kitchen")
    assert compose(wanted) == compose(wanted)


def test_what_the_margin_leaves_is_in_the_picture():
    wanted = leaning()
    sheet, (across, down) = level(wanted), margin_of(wanted)
    inner = Box(across, down, sheet.width - across, sheet.height - down)
    (mark,) = turned([Inked(Path.box(inner), 0.0)], sheet, wanted)
    assert mark.path.bounds.x1 > -8 and mark.path.bounds.x2 < 308
    assert mark.path.bounds.y1 > -8 and mark.path.bounds.y2 < 208
    assert margin_of(panel()) == (0, 0)
