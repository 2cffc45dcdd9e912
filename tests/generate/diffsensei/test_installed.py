"""What lies on this machine is listed as it is; removing takes the cache's copy and nothing else."""

import shutil
import sys

import pytest

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import cached_repository
from mangacli.generate.diffsensei.download import fetch, plan_download
from mangacli.generate.diffsensei.hub import look_up
from mangacli.generate.diffsensei.installed import installed, plan_removal, remove, unfinished_size

UNET = "image_generator/unet/pytorch_model.bin"


def pull(llm=False, revision="main"):
    return fetch(plan_download(look_up(revision), llm), lambda path, count: None)


def test_where_nothing_is_installed_nothing_is_listed(hub):
    assert installed() == ()
    assert unfinished_size() == 0


def test_a_pulled_checkpoint_is_listed_with_its_revision_size_and_parts(hub):
    folder = pull()
    (found,) = installed()
    assert (found.folder, found.revision, found.refs) == (folder, hub.commit, ("main",))
    assert found.complete and found.missing_llm == ("mllm/",)
    contents = {bytes_ for path, bytes_ in hub.files.items() if not path.startswith("mllm/")}
    assert found.size == sum(map(len, contents))
    pull(llm=True)
    assert installed()[0].missing_llm == ()


def test_a_folder_of_the_users_own_comes_first(hub, checkpoint, monkeypatch):
    pull()
    monkeypatch.setenv("MANGA_DIFFSENSEI", str(checkpoint))
    own, cached = installed()
    assert (own.folder, own.revision, own.refs) == (checkpoint, "", ())
    assert own.plain()["revision"] is None and cached.plain()["revision"] == hub.commit


def test_what_is_missing_or_broken_is_named(hub, checkpoint, monkeypatch):
    monkeypatch.setenv("MANGA_DIFFSENSEI", str(checkpoint))
    (checkpoint / UNET).unlink()
    (checkpoint / "image_generator/vae/diffusion_pytorch_model.safetensors").unlink()
    (checkpoint / "image_generator/vae/diffusion_pytorch_model.safetensors.index.json").write_text("{")
    (found,) = installed()
    assert not found.complete
    assert "is not a JSON file" in found.missing[0]
    monkeypatch.setenv("MANGA_DIFFSENSEI", str(checkpoint / "nowhere"))
    (found,) = installed()
    assert found.missing == ("image_generator/",) and found.size == 0


def test_a_broken_download_is_counted(hub, monkeypatch):
    monkeypatch.setattr("mangacli.generate.diffsensei.download.WAITS", ())
    hub.break_after[UNET] = 1234
    with pytest.raises(RunError):
        pull()
    assert unfinished_size() == 1234
    (found,) = installed()
    assert not found.complete


def test_removing_frees_what_it_says_and_leaves_other_folders(hub, checkpoint, monkeypatch):
    monkeypatch.setenv("MANGA_DIFFSENSEI", str(checkpoint))
    pull(llm=True)
    size = installed()[1].size
    other = cached_repository().with_name("models--somebody--else")
    shutil.copytree(cached_repository(), other, symlinks=True)
    removal = plan_removal()
    assert (removal.revisions, removal.freed) == ((hub.commit,), size)
    remove(removal)
    assert [found.folder for found in installed()] == [checkpoint]
    assert (checkpoint / UNET).is_file() and other.is_dir()
    with pytest.raises(RunError, match="no DiffSensei checkpoint lies in") as caught:
        plan_removal()
    assert f"{checkpoint}, which MANGA_DIFFSENSEI names, is yours" in caught.value.hint


def test_removing_takes_broken_downloads_too(hub, monkeypatch):
    monkeypatch.setattr("mangacli.generate.diffsensei.download.WAITS", ())
    hub.break_after[UNET] = 500_000
    with pytest.raises(RunError):
        pull()
    removal = plan_removal()
    assert removal.freed >= 500_000
    remove(removal)
    assert installed() == () and unfinished_size() == 0


def test_removing_clears_what_another_program_left_without_a_revision(hub):
    blobs = cached_repository() / "blobs"
    blobs.mkdir(parents=True)
    (blobs / f"{'0' * 64}.1a2b3c4d.incomplete").write_bytes(b"12345")
    removal = plan_removal()
    assert (removal.revisions, removal.freed) == ((), 5)
    remove(removal)
    assert unfinished_size() == 0


def test_a_damaged_cache_is_left_alone_and_named(hub):
    folder = pull()
    (folder / UNET).resolve().unlink()
    with pytest.raises(RunError, match="is damaged: Blob missing") as caught:
        plan_removal()
    assert "by hand" in caught.value.hint
    assert folder.is_dir()


def test_what_cannot_be_deleted_is_named(hub, monkeypatch):
    folder = pull()
    monkeypatch.setattr(shutil, "rmtree", lambda path, **more: None)
    with pytest.raises(RunError, match="could not be deleted"):
        remove(plan_removal())
    assert folder.is_dir()


def test_listing_needs_no_package_of_the_extra_and_removing_says_which(hub, monkeypatch):
    pull()
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    assert len(installed()) == 1
    with pytest.raises(RunError, match="needs the package huggingface_hub"):
        plan_removal()
