"""A placed sound → the balloon without an outline as which it is drawn: shadow, letters, gloss."""

from __future__ import annotations

from mangacli.drawing import Stroke, Text
from mangacli.geometry import Point
from mangacli.lettering.page_type import is_vertical
from mangacli.lettering.sounds.gloss import HALO, Gloss, moved
from mangacli.lettering.sounds.layers import shadow, strokes
from mangacli.lettering.sounds.set_sound import SetSound
from mangacli.placed import Balloon, PanelFrame
from mangacli.story.models import Story


def sound_balloon(sound: SetSound, at: Point, index: int, panel: PanelFrame, story: Story) -> Balloon:
    """A set sound, its letters' corner, its dialog's index, panel and story → what is drawn of it."""
    dialog = panel.panel.dialogs[index]
    runs = sound.text.moved(*at)
    return Balloon(
        kind=dialog.kind,
        speaker=dialog.speaker,
        said=sound.text.said,
        lines=sound.text.lines,
        box=sound.box.moved(*at),
        text_box=sound.ink.moved(*at),
        tail=None,
        order=index,
        vertical=is_vertical(dialog, story),
        size=sound.size,
        shapes=shadow(sound.look, runs, sound.size),
        text=Text(
            runs=runs,
            said=sound.text.said,
            language=story.language,
            fill=1.0 if sound.look.white else 0.0,
            outline=strokes(sound.look, sound.size),
        ),
        where=(*panel.where, "dialogs", index),
        gloss=_gloss(moved(sound.gloss, *at)) if sound.gloss else None,
        behind=dialog.sound.behind,
    )


def _gloss(gloss: Gloss) -> Text:
    outline = (Stroke(2 * HALO * gloss.size, 1.0),)
    return Text(gloss.runs, gloss.said, gloss.language, outline=outline)
