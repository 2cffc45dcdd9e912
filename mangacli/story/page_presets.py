"""The paper sizes that a story can name: trim, bleed, safe area, margins, gutters and dpi of each.

Sizes in millimetres, portrait. B4 manuscript and B5 follow the printed guides of Japanese manuscript paper
(B4 for magazines: trim 220 × 310, inner frame 180 × 270, bleed 5; B5: trim 182 × 257, inner frame
150 × 220, text within 162 × 237); A5, tankobon and A4 keep B5's proportions; the US comic is trimmed to
6⅝ × 10¼ inches with ⅛ inch of bleed; the webtoon is 800 pixels wide and as long as its strips.
Gutters between tiers are about twice as wide as between the panels of a tier, so that the eye ends a tier
before it drops to the next.
"""

from __future__ import annotations

from mangacli.story.models import Gutter, Margin, PageSetup

_INCH = 25.4

PRESETS: dict[str, PageSetup] = {
    setup.preset: setup
    for setup in (
        PageSetup(
            preset="b4-manuscript",
            size=(220, 310),
            bleed=5,
            safe=12,
            margin=Margin(top=20, bottom=20, inner=20, outer=20),
            gutter=Gutter(panels=2.8, tiers=5.6),
            frame=1.4,
            dpi=600,
        ),
        PageSetup(
            preset="b5",
            size=(182, 257),
            bleed=3,
            safe=10,
            margin=Margin(top=18.5, bottom=18.5, inner=16, outer=16),
            gutter=Gutter(panels=2.3, tiers=4.6),
        ),
        PageSetup(
            preset="a5",
            size=(148, 210),
            bleed=3,
            safe=8,
            margin=Margin(top=15, bottom=15, inner=13, outer=13),
            gutter=Gutter(panels=2.0, tiers=3.8),
        ),
        PageSetup(
            preset="tankobon",
            size=(112, 174),
            bleed=3,
            safe=6,
            margin=Margin(top=12.5, bottom=12.5, inner=10, outer=9),
            gutter=Gutter(panels=1.6, tiers=3.1),
            frame=1.0,
        ),
        PageSetup(
            preset="a4",
            size=(210, 297),
            bleed=3,
            safe=10,
            margin=Margin(top=20, bottom=20, inner=17, outer=17),
            gutter=Gutter(panels=2.6, tiers=5.2),
            frame=1.2,
        ),
        PageSetup(
            preset="us-comic",
            size=(6.625 * _INCH, 10.25 * _INCH),
            bleed=0.125 * _INCH,
            safe=0.25 * _INCH,
            margin=Margin(
                top=0.4375 * _INCH, bottom=0.4375 * _INCH, inner=0.4375 * _INCH, outer=0.375 * _INCH
            ),
            gutter=Gutter(panels=2.4, tiers=3.6),
        ),
        PageSetup(
            preset="webtoon",
            size=(4 * _INCH, 6.4 * _INCH),
            bleed=0,
            safe=3,
            margin=Margin(top=10, bottom=10, inner=4, outer=4),
            gutter=Gutter(panels=2.5, tiers=12),
            dpi=200,
        ),
    )
    if setup.preset is not None
}
"""Page presets by name."""
