"""The blank artist shows every box that it is asked for, and nothing else."""

import numpy as np

from mangacli.fonts.face import face
from mangacli.generate.base import CharacterRequest, DialogRequest, PanelRequest
from mangacli.generate.blank import BlankArtist


def request(cast=(), dialogs=()) -> PanelRequest:
    return PanelRequest(
        panel="1.1", width=200, height=100, prompt="", scene="", negative="", background=None, language="en",
        effects=(), characters=cast, dialogs=dialogs, seed=0, steps=1, guidance=1.0, ip_scale=1.0,
        mllm_scale=1.0, pixels_per_point=1.0,
    )  # fmt: skip


def drawn(wanted: PanelRequest) -> np.ndarray:
    pixels = BlankArtist().draw(wanted, lambda done, total: None).pixels
    return np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width)


def character(name: str) -> CharacterRequest:
    box, head = (0.1, 0.1, 0.4, 0.9), (0.2, 0.2, 0.3, 0.4)
    return CharacterRequest(name, name, "", box, head, "full", "left", None, None, (), ())


def test_an_empty_panel_is_paper():
    assert (drawn(request()) == 255).all()


def test_a_character_shows_its_box_and_head():
    picture = drawn(request((character(""),)))
    assert (picture[10:90, 19:21] < 255).any(axis=1).all(), "left edge of the box"
    assert (picture[10:90, 79:81] < 255).any(axis=1).all(), "right edge of the box"
    assert (picture[19:41, 39:61] < 255).any(), "head"
    assert (picture[:, 90:] == 255).all()


def test_the_id_is_written_at_the_boxs_foot():
    named, nameless = drawn(request((character("mika"),))), drawn(request((character(""),)))
    changed = np.argwhere(named != nameless)
    assert len(changed) > 20
    assert changed[:, 0].min() > 70
    assert changed[:, 1].min() > 20


def test_what_no_font_has_leaves_its_room_in_an_id():
    known, gap = drawn(request((character("ab"),))), drawn(request((character("a\U0010fffdb"),)))
    assert (known != gap).any()


def test_a_dialog_is_hatched_to_its_edges_and_no_further():
    picture = drawn(request(dialogs=(DialogRequest("speech", (0.5, 0.2, 0.9, 0.8)),)))
    rows, columns = np.nonzero(picture < 255)
    assert (rows.min(), rows.max()) == (19, 80)
    assert (columns.min(), columns.max()) == (99, 180)
    assert ((picture[25:75, 105:175] < 255).sum(axis=1) > 5).all()


def test_ids_open_no_font_that_they_do_not_need():
    face.cache_clear()
    drawn(request((character("mika"),)))
    assert face.cache_info().currsize == 1
