"""Every field of a request counts, but where things lie and what the panel is called."""

import dataclasses
from dataclasses import replace
from pathlib import Path

import pytest
from draft_requests import request
from hypothesis import given
from hypothesis import strategies as st

from mangacli.generate.base import (
    CharacterRequest,
    DialogRequest,
    EffectRequest,
    ImageRequest,
    LoraRequest,
    PanelRequest,
    Reference,
    kept_clear,
)
from mangacli.generate.panel_key import WRITTEN, differences, is_older, panel_key

NOWHERE = (0.0, 0.0, 1.0, 1.0)
PICTURE = Reference(Path("a.png"), "11")
MIKA = CharacterRequest("mika", "Mika", "", NOWHERE, NOWHERE, "full", "left", None, None, (), (PICTURE,))
PLAIN = replace(request(), characters=(MIKA,), loras=(LoraRequest(Reference(Path("l"), "33"), 0.5),))
OTHER = {
    "width": PLAIN.width + 8,
    "height": PLAIN.height + 8,
    "background": "a room",
    "page_background": "a street",
    "effects": (EffectRequest("rain"),),
    "characters": (),
    "dialogs": (DialogRequest("speech", (0.0, 0.0, 0.1, 0.1)),),
    "lpi": 42.0,
    "loras": (),
    "screened": not PLAIN.screened,
    "camera": ("low-angle",),
    "background_image": PICTURE,
    "image": ImageRequest(PICTURE, "cover", (0.5, 0.5), NOWHERE, (8, 8)),
}
SILENT = ("panel", "picked")
"""Fields that decide nothing about a picture."""


def changed(name):
    value = getattr(PLAIN, name)
    if name in OTHER:
        return replace(PLAIN, **{name: OTHER[name]})
    return replace(PLAIN, **{name: f"{value}x" if isinstance(value, str) else value + 1})


@pytest.mark.parametrize("name", [f.name for f in dataclasses.fields(PanelRequest) if f.name not in SILENT])
def test_every_field_makes_another_key_and_is_named(name):
    before, now = panel_key(PLAIN, "a"), panel_key(changed(name), "a")
    assert before.digest != now.digest
    assert differences(before.description, now.description) == (WRITTEN.get(name, name),)


@pytest.mark.parametrize("name", [f.name for f in dataclasses.fields(MIKA) if f.name != "id"])
def test_every_field_of_a_character_makes_another_key_and_is_named(name):
    new = {
        "box": (0.0, 0.0, 0.1, 0.1),
        "head": (0.0, 0.0, 0.1, 0.1),
        "mood": "sad",
        "pose": "sitting",
        "lines": (("speech", "no!"),),
        "references": (Reference(Path("a.png"), "22"),),
        "ip_scale": 0.25,
    }
    mika = replace(MIKA, **{name: new.get(name, "another")})
    before, now = panel_key(PLAIN, "a"), panel_key(replace(PLAIN, characters=(mika,)), "a")
    assert differences(before.description, now.description) == (f"mika.{name}",)


def test_the_name_of_the_panel_and_where_files_lie_do_not_count():
    moved = replace(MIKA, references=(Reference(Path("elsewhere/b.png"), "11"),))
    loras = (LoraRequest(Reference(Path("m"), "33"), 0.5),)
    same = replace(PLAIN, panel="9.9", characters=(moved,), loras=loras)
    assert panel_key(same, "a") == panel_key(PLAIN, "a")


def test_who_draws_counts():
    before, now = panel_key(PLAIN, "a"), panel_key(PLAIN, "b")
    assert before.digest != now.digest
    assert differences(before.description, now.description) == ("artist",)


def test_keys_are_the_same_on_every_machine():
    assert panel_key(request(), "a").digest == panel_key(request(), "a").digest
    assert len(panel_key(request(), "a").digest) == 64


@given(st.tuples(*[st.floats(0, 1)] * 4))
def test_a_dialogs_place_is_kept_clear_with_a_little_room(edges):
    (x1, x2), (y1, y2) = sorted(edges[:2]), sorted(edges[2:])
    (kept,) = kept_clear([DialogRequest("speech", (x1, y1, x2, y2))])
    assert 0 <= kept.box[0] <= x1 + 1e-5 and x2 - 1e-5 <= kept.box[2] <= 1
    assert 0 <= kept.box[1] <= y1 + 1e-5 and y2 - 1e-5 <= kept.box[3] <= 1
    assert kept.box[2] - kept.box[0] <= x2 - x1 + 2 / 32
    assert kept_clear([kept]) == (kept,)


@pytest.mark.parametrize("name", SILENT)
def test_what_a_panel_is_called_and_what_was_picked_for_it_make_no_other_key(name):
    assert panel_key(replace(PLAIN, **{name: "else"}), "a") == panel_key(PLAIN, "a")


@pytest.mark.parametrize(
    ("made_by", "changes", "older"),
    [("draft 1", {}, True), ("draft 2", {}, True), ("blank 1", {}, False), ("draft 1", {"seed": 5}, False)],
)
def test_a_picture_is_an_older_one_of_the_same_where_only_the_program_differs(made_by, changes, older):
    before = panel_key(replace(PLAIN, **changes), made_by).description
    assert is_older(before, panel_key(PLAIN, "draft 2").description) is older
