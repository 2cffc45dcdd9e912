"""The draft artist draws every request: the same pixels each time, of the size asked for, in little time."""

import hashlib
import subprocess
import sys
import time

import numpy as np
import pytest
from draft_casting import HEIGHT, SHOTS, WIDTH, cast, panel
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mangacli.generate.base import DialogRequest, EffectRequest, Reference
from mangacli.generate.draft.acting_words import MOODS
from mangacli.generate.draft.artist import DraftArtist
from mangacli.geometry import Box
from mangacli.story.models import EffectName
from mangacli.story.postures import POSES

SECONDS_A_PANEL = 0.5
"""CPU time that a panel of 1000 × 700 pixels may take."""
WORDS = [
    "",
    "a street at night, Ann runs",
    "Bob sits in a classroom and cries",
    "海辺で笑う",
    "rain, forest, close-up",
]
LOOKS = [
    "",
    "an old man with a beard, scarf and cap",
    "a girl with long brown hair in a dress",
    "セーラー服の少女",
]


def draw(request):
    art = DraftArtist().draw(request, lambda done, total: None)
    assert art.artist == "draft"
    assert (art.pixels.width, art.pixels.height) == (request.width, request.height)
    return art.pixels


def grey(pixels) -> np.ndarray:
    return np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width)


@st.composite
def boxes(draw_from):
    x1, y1 = draw_from(st.floats(-0.2, 0.95)), draw_from(st.floats(-0.2, 0.95))
    return (x1, y1, x1 + draw_from(st.floats(0.01, 1.2)), y1 + draw_from(st.floats(0.01, 1.2)))


@st.composite
def characters(draw_from):
    return cast(
        draw_from(st.sampled_from(sorted(SHOTS))),
        id=draw_from(st.text("abcé漢", min_size=1, max_size=4)),
        description=draw_from(st.sampled_from(LOOKS) | st.text(max_size=30)),
        box=draw_from(boxes()),
        head=draw_from(boxes()),
        facing=draw_from(st.sampled_from(["left", "right"])),
        mood=draw_from(st.none() | st.sampled_from(sorted(MOODS)) | st.text(max_size=8)),
        pose=draw_from(st.none() | st.sampled_from(sorted(POSES)) | st.text(max_size=8)),
        lines=tuple(
            draw_from(
                st.lists(
                    st.tuples(st.sampled_from(["speech", "shout", "thought"]), st.text(max_size=9)),
                    max_size=2,
                )
            )
        ),
    )


@settings(max_examples=60)
@given(
    st.lists(characters(), max_size=6),
    st.integers(64, 300),
    st.integers(64, 300),
    st.sampled_from(WORDS) | st.text(max_size=30),
    st.lists(st.sampled_from(EffectName.__args__), max_size=2, unique=True),
    st.lists(boxes(), max_size=3),
)
def test_any_request_is_drawn(cast_of_panel, width, height, scene, effects, dialogs):
    request = panel(
        *cast_of_panel, width=width, height=height, scene=scene, background=None,
        effects=tuple(map(EffectRequest, effects)),
        dialogs=tuple(DialogRequest("speech", box) for box in dialogs),
    )  # fmt: skip
    draw(request)


@pytest.mark.parametrize("size", [(64, 64), (64, 2048), (2048, 64), (2048, 2048)])
def test_the_smallest_and_the_largest_pictures_are_drawn(size):
    width, height = size
    assert grey(draw(panel(cast("bust", width=width, height=height), width=width, height=height))).min() < 60


@pytest.mark.parametrize("box", [(0.5, 0.5, 0.5, 0.5), (0.0, 0.3, 1.0, 0.3001), (-3.0, -3.0, -2.0, -2.0)])
def test_boxes_that_vanish_are_no_accident(box):
    for shot in ("full", "bust"):
        draw(panel(cast(shot, box=box, head=box)))


@pytest.mark.parametrize("shot", sorted(SHOTS))
def test_a_character_is_seen(shot):
    empty = grey(draw(panel()))
    assert (grey(draw(panel(cast(shot)))) != empty).mean() > (0.002 if shot == "long" else 0.02)


def test_the_same_request_gives_the_same_bytes_in_every_process():
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests')\n"
        "from draft_casting import cast, panel\n"
        "from mangacli.generate.draft.artist import DraftArtist\n"
        "ann, bob = cast('bust', description='a girl in a suit'), cast('full', id='bob', center=0.8)\n"
        "request = panel(ann, bob, scene='street')\n"
        "print(hashlib.sha256(DraftArtist().draw(request, lambda a, b: None).pixels.data).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    request = panel(
        cast("bust", description="a girl in a suit"), cast("full", id="bob", center=0.8), scene="street"
    )
    assert hashlib.sha256(draw(request).data).hexdigest() == run.stdout.strip()


def test_the_order_of_the_cast_does_not_matter():
    near, far = cast("bust", center=0.3), cast("full", id="bob", center=0.6)
    assert draw(panel(near, far)) == draw(panel(far, near))


def test_who_is_nearer_hides_who_is_behind():
    near, far = cast("close-up"), cast("full", id="bob")
    both, alone = grey(draw(panel(near, far))), grey(draw(panel(near)))
    face = Box(0, 0, WIDTH, HEIGHT).part(near.head).part((0.25, 0.25, 0.75, 0.75))
    x1, y1, x2, y2 = (round(edge) for edge in (face.x1, face.y1, face.x2, face.y2))
    assert (both[y1:y2, x1:x2] == alone[y1:y2, x1:x2]).all()
    apart = grey(draw(panel(near, cast("full", id="bob", center=0.9))))
    assert (apart != alone).any()


def test_a_look_does_not_change_with_the_seed():
    one, other = (draw(panel(cast("bust"), seed=seed)) for seed in (1, 2))
    assert one == other


def test_a_reference_is_used_in_close_ups_and_where_no_words_describe(tmp_path):
    path = tmp_path / "ann.png"
    Image.new("RGB", (60, 80), (200, 30, 30)).save(path)
    references = (Reference(path, hashlib.sha256(path.read_bytes()).hexdigest()),)

    def used(shot, **changes) -> bool:
        return draw(panel(cast(shot, references=references, **changes))) != draw(panel(cast(shot, **changes)))

    words = "a girl in a hoodie"
    assert used("bust") and used("close-up") and used("close-up", description=words)
    assert not used("bust", description=words)
    assert not used("close-up", look=(("hair", "bob-fringe"),))
    assert not used("close-up", pose="from behind")


def test_progress_is_told_to_the_end():
    told = []
    DraftArtist().draw(panel(cast()), lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]


def test_a_panel_takes_little_time():
    width, height = 1000, 700
    ensemble = [cast("full", id=f"c{n}", center=0.2 + 0.3 * n, width=width, height=height) for n in range(3)]
    request = panel(
        *ensemble,
        width=width,
        height=height,
        scene="a street at night",
        background=None,
        pixels_per_point=4.86,
    )
    draw(request)
    start = time.process_time()
    draw(request)
    assert time.process_time() - start < SECONDS_A_PANEL


def test_black_clothes_and_white_paper_are_both_there():
    pixels = grey(draw(panel(cast("bust", description="a boy in a black uniform"))))
    assert (pixels < 40).mean() > 0.05 and (pixels > 220).mean() > 0.2
    assert pixels.shape == (HEIGHT, WIDTH)
