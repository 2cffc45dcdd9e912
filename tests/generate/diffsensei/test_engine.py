import hashlib
import subprocess
import sys
from dataclasses import replace

import pytest
import torch

from mangacli.errors import RunError
from mangacli.generate.base import CharacterRequest, DialogRequest, PanelRequest, Reference, kept_clear
from mangacli.generate.diffsensei.engine import DiffSenseiArtist
from mangacli.generate.diffsensei.unet import MangaUNet
from mangacli.generate.engine_options import EngineOptions


def character(path=None, box=(0.1, 0.1, 0.6, 1.0)):
    references = ()
    if path is not None:
        references = (Reference(path, hashlib.sha256(path.read_bytes()).hexdigest()),)
    return CharacterRequest(
        id="mika",
        name="Mika",
        description="short black hair",
        box=box,
        head=(0.3, 0.1, 0.5, 0.3),
        shot="full",
        facing="left",
        mood=None,
        pose=None,
        lines=(),
        references=references,
    )


@pytest.fixture
def request_(golden):
    return PanelRequest(
        panel="page 1, panel 2",
        width=64,
        height=72,
        prompt="Mika climbs the stairs, clean ink lines",
        scene="Mika climbs the stairs",
        negative="colored",
        background=None,
        language="en",
        effects=(),
        characters=(character(golden / "refs/char0.png"),),
        dialogs=(DialogRequest("speech", (0.5, 0.0, 1.0, 0.3)),),
        seed=7,
        steps=2,
        guidance=7.5,
        ip_scale=0.6,
        mllm_scale=0.4,
        pixels_per_point=1.0,
    )


@pytest.fixture(scope="module")
def engine(golden):
    return DiffSenseiArtist(golden / "ckpt", EngineOptions(threads=1))


def quiet(done, total):
    pass


def test_a_request_becomes_a_grey_picture_of_its_size(engine, request_):
    seen = []
    art = engine.draw(request_, lambda done, total: seen.append((done, total)))
    assert (art.pixels.width, art.pixels.height) == (64, 72)
    assert len(set(art.pixels.data)) > 10
    assert seen == [(1, 2), (2, 2)]
    assert art.artist == engine.identity
    assert engine.identity.startswith("diffsensei ")


def test_the_same_request_has_the_same_bytes_in_another_artist(engine, golden, request_):
    other = DiffSenseiArtist(golden / "ckpt", EngineOptions(threads=1))
    assert other.draw(request_, quiet) == engine.draw(request_, quiet)


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 8},
        {"prompt": "rain"},
        {"negative": "clean"},
        {"guidance": 3.0},
        {"ip_scale": 1.0},
        {"steps": 3},
        {"dialogs": ()},
        {"characters": ()},
    ],
)
def test_everything_that_is_asked_for_shows(engine, request_, change):
    plain = engine.draw(request_, quiet).pixels
    assert engine.draw(replace(request_, **change), quiet).pixels != plain


def test_boxes_and_pictures_show_in_their_order(engine, golden, request_):
    paths = [golden / "refs/char0.png", golden / "refs/char1.png"]
    boxes = [(0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 1.0, 1.0)]
    one, two = (
        engine.draw(
            replace(request_, characters=tuple(character(p, b) for p, b in zip(order, boxes, strict=True))),
            quiet,
        )
        for order in (paths, paths[::-1])
    )
    assert one.pixels != two.pixels


def test_a_character_without_a_picture_is_left_to_the_words(engine, request_):
    without = engine.draw(replace(request_, characters=()), quiet)
    assert engine.draw(replace(request_, characters=(character(),)), quiet) == without


def test_the_language_model_has_its_say_only_where_it_is_asked(golden, engine, request_):
    asked = DiffSenseiArtist(golden / "ckpt", EngineOptions(llm=True, threads=1))
    art = asked.draw(request_, quiet)
    assert ", llm, " in art.artist
    assert art.pixels != engine.draw(request_, quiet).pixels
    assert art.pixels != asked.draw(replace(request_, mllm_scale=1.0), quiet).pixels


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"characters": (character(),) * 5}, "5 characters in one panel; the model takes 4"),
        (
            {"dialogs": (DialogRequest("speech", (0, 0, 1, 1)),) * 9},
            "9 dialogs in one panel; the model takes 8",
        ),
        ({"width": 68}, "draws no picture of 68 × 72"),
        ({"height": 56}, "draws no picture of 64 × 56"),
        ({"width": 2056}, "draws no picture of 2056 × 72"),
    ],
)
def test_what_the_model_cannot_do_is_an_error(engine, request_, change, message):
    with pytest.raises(RunError, match=message):
        engine.draw(replace(request_, **change), quiet)


def test_missing_files_are_an_error_before_anything_is_drawn(checkpoint):
    (checkpoint / "mllm/llm/model.safetensors").unlink()
    DiffSenseiArtist(checkpoint)
    with pytest.raises(RunError, match="missing mllm/llm"):
        DiffSenseiArtist(checkpoint, EngineOptions(llm=True))


def test_without_torch_the_error_says_what_to_install(golden):
    code = f"""
import sys
sys.modules["torch"] = None
from pathlib import Path
from mangacli.errors import RunError
from mangacli.generate.diffsensei.engine import DiffSenseiArtist
engine = DiffSenseiArtist(Path({str(golden / "ckpt")!r}))
try:
    engine._loaded()
except RunError as error:
    print(error.message, "|", error.hint)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.stdout.strip() == (
        "DiffSensei needs the package torch, which is not installed | pip install 'mangacli[diffsensei]'"
    )


def test_memory_that_runs_out_is_an_error_that_says_what_helps(golden, request_, monkeypatch):
    def out_of_memory(*_):
        raise torch.OutOfMemoryError("tried to allocate 20 GiB\nmore")

    monkeypatch.setattr(MangaUNet, "denoise", out_of_memory)
    with pytest.raises(RunError, match=r"out of memory \(tried to allocate 20 GiB\)"):
        DiffSenseiArtist(golden / "ckpt", EngineOptions(threads=1)).draw(request_, quiet)


def test_several_requests_are_drawn_as_each_by_itself(engine, request_):
    other = replace(request_, panel="page 1, panel 3", seed=8, width=80)
    wrong = replace(request_, panel="page 2, panel 1", width=68)
    seen = []
    drawn = {
        request.panel: art
        for request, art in engine.draw_all([request_, wrong, other], lambda *told: seen.append(told))
    }
    assert drawn[request_.panel] == engine.draw(request_, quiet)
    assert drawn[other.panel] == engine.draw(other, quiet)
    assert isinstance(drawn[wrong.panel], RunError)
    assert seen == [(panel, step, 2) for panel in (request_.panel, other.panel) for step in (1, 2)]


def test_a_character_s_own_scale_shows_and_the_panel_s_is_the_same_as_none(engine, golden, request_):
    mika = character(golden / "refs/char0.png")
    plain = engine.draw(request_, quiet)
    same, own = (
        engine.draw(replace(request_, characters=(replace(mika, ip_scale=scale),)), quiet)
        for scale in (request_.ip_scale, 1.0)
    )
    assert same == plain
    assert own.pixels != plain.pixels


def test_more_panels_are_asked_for_at_once_where_networks_come_and_go(golden, engine):
    assert engine.panels_at_once == 1
    assert DiffSenseiArtist(golden / "ckpt", EngineOptions(threads=1, batch=3)).panels_at_once == 3
    by_stages = DiffSenseiArtist(golden / "ckpt", EngineOptions(threads=1, offload="model"))
    assert by_stages.panels_at_once == 16


def test_what_was_chosen_by_itself_is_told(golden, caplog):
    with caplog.at_level("INFO", logger="mangacli"):
        assert DiffSenseiArtist(golden / "ckpt", EngineOptions(threads=1)).panels_at_once == 1
    assert "offload none: all networks stay in memory (" in caplog.text


@pytest.mark.parametrize("options", [{"precision": "bf16"}, {"parity": True}, {"llm": True}])
def test_who_drew_tells_what_changes_the_picture(golden, engine, options):
    other = DiffSenseiArtist(golden / "ckpt", EngineOptions(threads=1, **options))
    assert other.identity != engine.identity
    assert f"torch {torch.__version__}" in engine.identity


def test_what_the_model_is_not_told_of_a_request_changes_nothing(engine, request_):
    (mika,) = request_.characters
    other = replace(
        request_,
        scene="elsewhere",
        background="a street",
        language="ja",
        lpi=40.0,
        dialogs=(DialogRequest("shout", (0.501, 0.0, 1.0, 0.3)),),
        characters=(replace(mika, name="M", mood="sad", lines=(("shout", "No!"),)),),
    )
    assert engine.seen(other) == engine.seen(request_)
    exact = replace(request_, dialogs=kept_clear(request_.dialogs))
    assert engine.draw(engine.seen(request_), lambda *_: None) == engine.draw(exact, lambda *_: None)


def test_what_it_is_told_is_seen(engine, request_, golden):
    (mika,) = request_.characters
    told = [
        replace(request_, prompt="another"),
        replace(request_, negative=""),
        replace(request_, seed=8),
        replace(request_, dialogs=()),
        replace(request_, characters=(replace(mika, box=(0.0, 0.0, 0.5, 0.5)),)),
        replace(request_, characters=(character(golden / "refs/char1.png"),)),
        replace(request_, characters=(replace(mika, references=()),)),
    ]
    assert len({engine.seen(each) for each in (request_, *told)}) == 8


def test_who_draws_is_told_without_loading_anything(golden):
    plain = DiffSenseiArtist(golden / "ckpt", EngineOptions(threads=1))
    made_by = plain.made_by
    assert plain._studio is None
    for options in (EngineOptions(threads=2), EngineOptions(batch=2), EngineOptions(offload="model")):
        assert DiffSenseiArtist(golden / "ckpt", options).made_by == made_by
    for options in (EngineOptions(parity=True), EngineOptions(precision="bf16")):
        assert DiffSenseiArtist(golden / "ckpt", options).made_by != made_by
