"""Artists are found by name; every one that runs here keeps the contract of an artist."""

import subprocess
import sys
from dataclasses import replace

import pytest

from mangacli.errors import RunError, UsageError
from mangacli.generate import registry
from mangacli.generate.base import CharacterRequest, DialogRequest, EffectRequest, PanelRequest

HERE = ("draft", "blank")


def request(width=96, height=64, cast=0, scene="in a room", **changes) -> PanelRequest:
    def figure(index: int) -> CharacterRequest:
        x = index / max(1, cast)
        box, head = (x, 0.2, x + 0.9 / cast, 1.0), (x + 0.3 / cast, 0.25, x + 0.6 / cast, 0.4)
        words = (("speech", "Hm?! ♥"),)
        return CharacterRequest(
            f"c{index}", "名 🎉", "long hair", box, head, "full", "right", None, None, words, ()
        )

    values = {
        "panel": "1.1", "width": width, "height": height, "prompt": scene, "scene": scene, "negative": "",
        "background": None, "language": "ja", "effects": (), "characters": tuple(map(figure, range(cast))),
        "dialogs": (DialogRequest("speech", (0.1, 0.1, 0.4, 0.3)),), "seed": 3, "steps": 1, "guidance": 1.0,
        "ip_scale": 1.0, "mllm_scale": 1.0, "pixels_per_point": 1.5,
    }  # fmt: skip
    return PanelRequest(**(values | changes))


def draw(name: str, wanted: PanelRequest):
    return registry.artist(name).draw(wanted, lambda done, total: None)


def test_the_names_are_listed():
    assert registry.names() == ("diffsensei", "draft", "blank")


@pytest.mark.parametrize("name", HERE)
@pytest.mark.parametrize("size", [(64, 64), (2048, 64), (64, 2048), (96, 64)])
@pytest.mark.parametrize("cast", [0, 1, 5])
def test_the_picture_has_the_size_that_was_asked_for(name, size, cast):
    art = draw(name, request(*size, cast=cast))
    assert (art.pixels.width, art.pixels.height) == size
    assert art.artist


@pytest.mark.parametrize("name", HERE)
@pytest.mark.parametrize("scene", ["", "♥🎉\u202e\n\t", "『』、。" * 300, "a (*[\\ +?"])
def test_any_words_can_be_drawn(name, scene):
    assert draw(name, request(cast=1, scene=scene, background=scene or None)).pixels.width == 96


@pytest.mark.parametrize("name", HERE)
@pytest.mark.parametrize("said", ["Hm?! ♥", "no!", "I am so happy", "…"])
def test_what_an_artist_does_not_see_of_a_request_changes_nothing(name, said):
    asked, artist = request(cast=1), registry.artist(name)
    (figure,) = asked.characters
    asked = replace(asked, characters=(replace(figure, lines=(("speech", said), ("shout", said))),))
    seen = artist.seen(asked)
    assert artist.seen(seen) == seen
    assert draw(name, asked) == draw(name, seen)


@pytest.mark.parametrize("name", HERE)
def test_what_is_kept_is_known_by_artist_and_program(name, monkeypatch):
    made_by = registry.artist(name).made_by
    assert made_by == registry.made_by(name) == registry.artist(name).made_by and made_by.startswith(
        f"{name} "
    )
    monkeypatch.setattr("mangacli.generate.base.program_digest", lambda: "another")
    assert registry.artist(name).made_by != made_by


@pytest.mark.parametrize("name", HERE)
def test_progress_ends_with_all_steps_done(name):
    seen = []
    registry.artist(name).draw(request(), lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize("name", HERE)
def test_limits_hold_the_usual_panel(name):
    limits = registry.artist(name).limits
    assert limits.shortest <= 64
    assert limits.longest >= 2048
    assert limits.step >= 1


@pytest.mark.parametrize("name", HERE)
def test_another_process_draws_the_same_pixels(name):
    wanted = request(cast=2, scene="a street at night in the rain", effects=(EffectRequest("focus-lines"),))
    program = (
        "import hashlib\n"
        "from mangacli.generate import registry\n"
        "from mangacli.generate.base import *\n"
        f"art = registry.artist({name!r}).draw({wanted!r}, lambda done, total: None)\n"
        "print(hashlib.sha256(art.pixels.data).hexdigest())"
    )
    import hashlib

    there = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert there.strip() == hashlib.sha256(draw(name, wanted).pixels.data).hexdigest()


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(UsageError, match='there is no artist "drafd"') as caught:
        registry.artist("drafd")
    assert 'did you mean "draft"?' in caught.value.hint
    assert "diffsensei, draft, blank" in caught.value.hint


def test_a_path_that_is_not_there_is_said_to_be_none():
    with pytest.raises(RunError, match=r'no folder "\./no/such/checkpoint"'):
        registry.artist("./no/such/checkpoint")


@pytest.fixture
def no_checkpoint(monkeypatch, tmp_path):
    monkeypatch.delenv("MANGA_DIFFSENSEI", raising=False)
    for variable in ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))


def test_without_a_checkpoint_draft_draws_and_the_reason_is_said(no_checkpoint):
    assert registry.default() == "draft"
    assert registry.reason_for_default() == "no DiffSensei checkpoint is installed"


def test_with_a_checkpoint_diffsensei_draws(monkeypatch, tmp_path):
    monkeypatch.setattr(registry, "_checkpoint", lambda: tmp_path)
    monkeypatch.setattr(registry, "find_spec", lambda package: object())
    assert registry.default() == "diffsensei"
    assert registry.reason_for_default() == f"a DiffSensei checkpoint lies in {tmp_path}"


def test_a_checkpoint_without_the_extra_leaves_the_drawing_to_draft(monkeypatch, tmp_path):
    monkeypatch.setattr(registry, "_checkpoint", lambda: tmp_path)
    monkeypatch.setattr(registry, "find_spec", lambda package: None if package == "torch" else object())
    assert registry.default() == "draft"
    assert "torch cannot be imported" in registry.reason_for_default()


def test_diffsensei_without_the_extra_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(registry, "find_spec", lambda package: None)
    with pytest.raises(RunError, match="packages that are not installed") as caught:
        registry.artist("diffsensei")
    assert "pip install 'mangacli[diffsensei]'" in caught.value.hint


def test_diffsensei_without_a_checkpoint_says_where_to_get_one(monkeypatch, no_checkpoint):
    monkeypatch.setattr(registry, "find_spec", lambda package: object())
    with pytest.raises(RunError, match="no DiffSensei checkpoint is installed") as caught:
        registry.artist("diffsensei")
    assert "--model" in caught.value.hint
    assert "manga models pull diffsensei" in caught.value.hint


def test_a_folder_that_is_no_checkpoint_names_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(registry, "find_spec", lambda package: object())
    with pytest.raises(RunError, match="not a complete DiffSensei checkpoint"):
        registry.artist(str(tmp_path))
