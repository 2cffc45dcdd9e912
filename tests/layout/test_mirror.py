"""Mirroring: what is written in reading order stays, what is seen on the page turns."""

from hypothesis import given
from random_layouts import layouts

from mangacli.layout.mirror import mirrored
from mangacli.story.models import Inset, Layout, Row, RowPanel


def test_sides_slants_polygons_and_insets_turn():
    layout = Layout(
        rows=(Row(panels=(RowPanel(width=2, bleed=("top", "right")), RowPanel(slant=5)), slant=8, tilt=3),),
        panels=(((0, 0), (30, 0), (0, 40)),),
        insets=(Inset(box=(10, 20, 30, 40)),),
        reading="rtl",
    )
    turned = mirrored(layout)
    assert turned.rows[0].panels[0].bleed == ("top", "left")
    assert (turned.rows[0].slant, turned.rows[0].panels[1].slant) == (-8, -5)
    assert turned.panels == (((100, 0), (70, 0), (100, 40)),)
    assert turned.insets[0].box == (70, 20, 90, 40)
    assert turned.reading == "ltr"


def test_order_weights_and_tilt_stay():
    layout = Layout(rows=(Row(panels=(RowPanel(width=2), RowPanel(width=1)), tilt=3),))
    assert [panel.width for panel in mirrored(layout).rows[0].panels] == [2, 1]
    assert mirrored(layout).rows[0].tilt == 3


@given(layouts(insets=True))
def test_mirroring_twice_changes_nothing(layout):
    assert mirrored(mirrored(layout)) == layout
