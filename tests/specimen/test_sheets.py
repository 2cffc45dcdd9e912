from typing import get_args

import pytest

from mangacli.effects.table import EFFECTS
from mangacli.fonts.library import _ROLES, _alphabet, installed
from mangacli.lettering.balloons import BALLOONS, BalloonShape
from mangacli.specimen import sheets as sheets_module
from mangacli.specimen.sample import Sample, Sheet
from mangacli.specimen.scripts import SCRIPTS
from mangacli.specimen.sheets import sheets
from mangacli.story.models import FrameLine, TailSide, TonePattern
from mangacli.story.sound import Sound, SoundKind


@pytest.fixture(scope="module")
def samples():
    return [sample for sheet in sheets() for sample in sheet.samples]


def said(samples):
    return [dialog for sample in samples for dialog in sample.panel.get("dialogs", ())]


def test_every_kind_of_balloon_speaks(samples):
    assert {dialog.get("kind") for dialog in said(samples)} >= set(BALLOONS)


def test_a_new_kind_of_balloon_is_shown_without_another_word(monkeypatch):
    monkeypatch.setitem(sheets_module.BALLOONS, "melting", BalloonShape(None, "none"))
    (sheet,) = (sheet for sheet in sheets() if sheet.heading == "Balloons")
    assert sheet.samples[-1].label == "melting"
    assert sheet.samples[-1].panel["dialogs"] == [{"speaker": "hana", "kind": "melting", "text": "melting"}]


def test_every_side_of_a_tail_and_every_way_to_join_is_shown(samples):
    dialogs = said(samples)
    assert {dialog.get("tail") for dialog in dialogs} >= set(get_args(TailSide))
    assert {dialog.get("join") for dialog in dialogs} >= {True, False}
    assert any(dialog.get("break_out") for dialog in dialogs)
    assert any(isinstance(dialog.get("speaker"), list) for dialog in dialogs)


def test_every_effect_and_every_pattern_of_the_tone_is_shown(samples):
    effects = [effect for sample in samples for effect in sample.panel.get("effects", ())]
    assert {effect["effect"] for effect in effects} == set(EFFECTS)
    assert {effect.get("pattern") for effect in effects} >= set(get_args(TonePattern))


def test_every_option_of_a_sound_is_shown(samples):
    wishes = [dialog["sound"] for dialog in said(samples) if "sound" in dialog]
    assert {key for wish in wishes for key in wish} == set(Sound.model_fields)
    assert {wish.get("kind") for wish in wishes} >= set(get_args(SoundKind))
    assert {wish.get("outline") for wish in wishes} >= {"none", "single", "double"}
    assert any(dialog.get("gloss") for dialog in said(samples))


def test_every_line_of_a_frame_is_shown_on_both_papers():
    for ink in ("white", "black"):
        (sheet,) = (sheet for sheet in sheets() if sheet.heading.startswith("Frames") and sheet.ink == ink)
        assert {sample.panel.get("frame") for sample in sheet.samples} >= {*get_args(FrameLine), False}


def test_every_bundled_font_and_every_alphabet_is_shown(samples):
    assert [sample.font for sample in samples if sample.font] == [font.key for font in installed()]
    assert {_alphabet(script.language) for script in SCRIPTS} == set(_ROLES)


@pytest.mark.parametrize(
    ("count", "tiers"), [(1, (1,)), (3, (3,)), (4, (2, 2)), (10, (3, 3, 2, 2)), (11, (3, 3, 3, 2))]
)
def test_tiers_are_as_even_as_can_be(count, tiers):
    assert Sheet("", 3, (Sample("", {}),) * count).tiers == tiers
