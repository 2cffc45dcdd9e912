"""A table stands before who is said to be at one, and hides no face."""

import pytest

from mangacli.generate.base import CharacterRequest, EffectRequest, PanelRequest
from mangacli.generate.draft.tabletop import table_before

AT_DESK = "Nao draws at her desk"
BOX, HEAD = (0.3, 0.1, 0.75, 1.0), (0.42, 0.15, 0.6, 0.42)


def request(scene=AT_DESK, shot="medium", head=HEAD, **changes) -> PanelRequest:
    who = CharacterRequest("a", "A", "", BOX, head, shot, "left", None, None, (), ())
    values = {
        "panel": "1.1", "width": 240, "height": 160, "prompt": "", "scene": scene, "negative": "",
        "background": None, "language": "en", "effects": (), "characters": (who,), "dialogs": (), "seed": 0,
        "steps": 1, "guidance": 1.0, "ip_scale": 1.0, "mllm_scale": 1.0, "pixels_per_point": 1.0,
    }  # fmt: skip
    return PanelRequest(**(values | changes))


@pytest.mark.parametrize("scene", [AT_DESK, "he waits with a lamp on the table", "机で原稿を描く"])
def test_words_put_a_table_before_the_figure(scene):
    shapes = table_before(request(scene))
    assert len(shapes) > 10
    assert min(shape.path.bounds.y1 for shape in shapes[:2]) >= HEAD[3] * 160, "below the face"
    assert shapes[1].path.bounds.y2 > 160, "to the panel's foot"


@pytest.mark.parametrize(
    "changes",
    [
        {"scene": "in the office"},
        {"shot": "close-up"},
        {"shot": "full"},
        {"head": (0.3, 0.2, 0.7, 0.8)},
        {"characters": ()},
        {"effects": (EffectRequest("focus-lines"),)},
    ],
)
def test_no_table_where_none_is_told_or_none_has_room(changes):
    assert table_before(request(**changes)) == []


def test_who_works_has_papers_on_the_table():
    assert len(table_before(request("she writes at the table"))) > len(table_before(request("at the table")))
