"""What the hub offers is told; what it refuses becomes an error that says what mends it."""

import re
import sys

import pytest

from mangacli.errors import RunError, UsageError
from mangacli.generate.diffsensei.checkpoint import REPOSITORY
from mangacli.generate.diffsensei.hub import REVISION, look_up


def test_the_release_is_described_with_sizes_and_licence(hub, golden):
    release = look_up()
    assert (release.revision, release.commit, release.licence) == (REVISION, hub.commit, "mit")
    assert {file.path: file.size for file in release.files} == {
        path: (golden / "ckpt" / path).stat().st_size for path in hub.files
    }
    whole = sum(file.size for file in release.files)
    config = len(hub.files["model_config.json"])
    assert release.size("image_generator") + release.size("mllm") + config == whole


def test_the_revision_that_is_known_is_a_commit():
    assert re.fullmatch("[0-9a-f]{40}", REVISION)


def test_a_branch_is_resolved_to_its_commit(hub):
    release = look_up("main")
    assert (release.revision, release.commit) == ("main", hub.commit)


def test_the_language_model_is_wanted_only_where_it_is_asked_for(hub):
    release = look_up()
    assert {file.part for file in release.wanted(llm=False)} == {"image_generator", ""}
    assert {file.part for file in release.wanted(llm=True)} == {"image_generator", "mllm", ""}
    assert "model_config.json" in {file.path for file in release.wanted(llm=False)}


def test_other_files_of_the_repository_are_left_there(hub):
    hub.files |= {"README.md": b"words", "extra/picture.png": b"dots"}
    assert not {"README.md", "extra/picture.png"} & {file.path for file in look_up().wanted(llm=True)}


def test_the_licence_is_taken_from_the_tags_where_the_card_has_none(hub):
    plain = hub.description()
    hub.description = lambda: plain | {"cardData": None, "tags": ["art", "license:openrail"]}
    assert look_up().licence == "openrail"
    hub.description = lambda: plain | {"cardData": None, "tags": []}
    assert look_up().licence is None


REFUSALS = [
    (401, "", "wants to know who asks", "hf auth login"),
    (401, "RepoNotFound", "wants to know who asks", "HF_TOKEN"),
    (403, "GatedRepo", "is open only to those who were let in", "ask there to be let in"),
    (403, "", "forbids", "with a token that may read"),
    (404, "RepoNotFound", f"has no {REPOSITORY}", "HF_ENDPOINT"),
    (404, "RevisionNotFound", f"has no revision {REVISION}", "--revision main"),
    (404, "", f"has no {REPOSITORY}", "HF_ENDPOINT"),
    (400, "", "answers 400", "run the same command again"),
    (429, "", "answers 429", "wait a little"),
    (500, "", "answers 500", "wait a little"),
]


@pytest.mark.parametrize(("status", "code", "message", "hint"), REFUSALS)
def test_a_refusal_says_what_mends_it(hub, status, code, message, hint):
    hub.refusal = (status, code)
    with pytest.raises(RunError) as caught:
        look_up()
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_an_unknown_revision_is_named(hub):
    with pytest.raises(RunError, match="has no revision v2") as caught:
        look_up("v2")
    assert "--revision main" in caught.value.hint


@pytest.mark.parametrize("revision", ["", "..", "../../secret", "a b", "/etc", "x/../y", "a\nb", "main/"])
def test_what_cannot_be_a_revision_is_wrong_usage_and_asked_of_nobody(hub, revision):
    with pytest.raises(UsageError, match="is no revision"):
        look_up(revision)
    assert hub.requests == []


def test_the_token_of_the_environment_is_used(hub, monkeypatch):
    hub.token = "hf_right"
    with pytest.raises(RunError, match="wants to know who asks"):
        look_up()
    monkeypatch.setenv("HF_TOKEN", "hf_wrong")
    with pytest.raises(RunError, match="wants to know who asks"):
        look_up()
    monkeypatch.setenv("HF_TOKEN", "hf_right")
    assert look_up().commit == hub.commit


def test_the_stored_login_is_used(hub, monkeypatch, tmp_path):
    from huggingface_hub import constants

    hub.token = "hf_right"
    (tmp_path / "token").write_text("hf_right\n")
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    assert look_up().commit == hub.commit


def test_offline_nobody_is_asked(hub, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(RunError, match="HF_HUB_OFFLINE is set") as caught:
        look_up()
    assert "unset HF_HUB_OFFLINE" in caught.value.hint
    assert hub.requests == []


def test_a_hub_that_cannot_be_reached_is_said_to_be_so(hub, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(RunError, match=r"cannot reach the hub at http://127\.0\.0\.1:9") as caught:
        look_up()
    assert "network" in caught.value.hint


@pytest.mark.parametrize("address", ["foo", "ftp://127.0.0.1", "http://[", "http://127.0.0.1:x"])
def test_an_address_that_is_none_is_said_to_be_so(hub, monkeypatch, address):
    monkeypatch.setenv("HF_ENDPOINT", address)
    with pytest.raises(RunError) as caught:
        look_up()
    assert address in caught.value.message
    assert "HF_ENDPOINT" in caught.value.hint


FILE = {"rfilename": "image_generator/a.bin", "size": 3, "blobId": "0" * 40}
ODD_ANSWERS = [
    [],
    "<html>Log in to the café's network</html>",
    {"sha": "0" * 40},
    {"id": REPOSITORY, "sha": "main", "siblings": []},
    {"id": REPOSITORY, "sha": None, "siblings": []},
    {"id": REPOSITORY, "sha": "0" * 40, "siblings": [{"size": 3}]},
    {"id": REPOSITORY, "sha": "0" * 40, "siblings": [FILE | {"size": None}]},
    {"id": REPOSITORY, "sha": "0" * 40, "siblings": [FILE | {"size": -1}]},
    {"id": REPOSITORY, "sha": "0" * 40, "siblings": [FILE | {"blobId": "../../x"}]},
    {"id": REPOSITORY, "sha": "0" * 40, "siblings": [FILE | {"rfilename": "image_generator/../../x"}]},
    {"id": REPOSITORY, "sha": "0" * 40, "siblings": [FILE | {"rfilename": "/etc/passwd"}]},
    {"id": REPOSITORY, "sha": "0" * 40, "siblings": [FILE | {"rfilename": "image_generator\\..\\x"}]},
]


@pytest.mark.parametrize("answer", ODD_ANSWERS)
def test_who_answers_otherwise_than_a_hub_is_not_believed(hub, answer):
    hub.description = lambda: answer
    with pytest.raises(RunError, match="does not answer as a Hugging Face hub"):
        look_up()


@pytest.mark.parametrize("package", ["huggingface_hub", "httpx2"])
def test_without_the_package_the_error_says_how_to_install_it(monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(RunError, match=f"needs the package {package}") as caught:
        look_up()
    assert "pip install 'mangacli[diffsensei]'" in caught.value.hint
