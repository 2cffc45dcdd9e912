from dataclasses import replace

import pytest

from mangacli.drawing import Glyph, GlyphRun
from mangacli.fonts.face import face
from mangacli.geometry import bounds
from mangacli.lettering.sounds.layers import reach, rings, shadow, strokes
from mangacli.lettering.sounds.look import Look

PLAIN = Look("sfx", 1.0, "single", False, False, 0, 0, 0, 0, 1)


def test_black_letters_stand_in_white_and_white_ones_in_black():
    assert [grey for _, grey in rings(PLAIN)] == [1.0]
    assert [grey for _, grey in rings(replace(PLAIN, white=True))] == [0.0]
    assert [grey for _, grey in rings(replace(PLAIN, outline="double"))] == [1.0, 0.0]
    assert [grey for _, grey in rings(replace(PLAIN, outline="double", white=True))] == [0.0, 1.0]
    assert rings(replace(PLAIN, outline="none")) == ()


def test_weight_fattens_the_letters_in_their_own_colour():
    assert rings(replace(PLAIN, outline="none", weight=0.02)) == ((0.02, 0.0),)
    assert rings(replace(PLAIN, weight=0.02))[1][0] == pytest.approx(rings(PLAIN)[0][0] + 0.02)


def test_strokes_are_painted_widest_first_and_reach_as_far_as_is_said():
    look = replace(PLAIN, outline="double", weight=0.01)
    widths = [stroke.width for stroke in strokes(look, 30)]
    assert widths == sorted(widths, reverse=True)
    assert reach(look, 30) == (widths[0] / 2,) * 4


@pytest.mark.parametrize("outline", ["none", "single", "double"])
def test_a_shadow_lies_to_the_right_and_below_and_within_its_reach(outline):
    look = replace(PLAIN, outline=outline, shadow=True)
    glyph = face("bangers").hb_font.get_nominal_glyph(ord("O"))
    run = GlyphRun("bangers", 40, (Glyph(glyph, 10, 50, "O"),))
    ink = face("bangers").outline(glyph).transformed((40, 0, 0, 40, 10, 50)).bounds
    shapes = shadow(look, (run,), 40)
    drawn = bounds(
        point for shape in shapes for point in shape.path.bounds.inset(-shape.stroke.width / 2).polygon
    )
    left, top, right, bottom = reach(look, 40)
    assert drawn.x1 >= ink.x1 - left - 1e-6 and drawn.y1 >= ink.y1 - top - 1e-6
    assert ink.x2 + right - 0.1 <= drawn.x2 <= ink.x2 + right + 1e-6
    assert ink.y2 + bottom - 0.1 <= drawn.y2 <= ink.y2 + bottom + 1e-6
    assert right > left and bottom > top
    assert shapes[0].stroke.grey == 1.0 and shapes[-1].fill == 0.0


def test_no_shadow_no_shapes():
    assert shadow(PLAIN, (), 40) == ()
