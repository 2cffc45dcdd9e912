"""Every wanted file arrives whole and is what the hub described; what broke off is taken up again."""

import errno
import shutil
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from filelock import FileLock

from mangacli.errors import RunError
from mangacli.generate.diffsensei import download
from mangacli.generate.diffsensei.checkpoint import cached_repository, find_checkpoint, missing_files
from mangacli.generate.diffsensei.download import already_here, fetch, plan_download, require_space
from mangacli.generate.diffsensei.hub import look_up

UNET = "image_generator/unet/pytorch_model.bin"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(download, "WAITS", (0.0, 0.0))
    monkeypatch.setattr(download, "LOCK_WAIT", 0.2)


def pull(llm=False, revision=None, received=lambda path, count: None):
    release = look_up(revision) if revision else look_up()
    return fetch(plan_download(release, llm), received)


def content(folder) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_without_the_language_model_its_files_stay_at_the_hub(hub):
    folder = pull()
    assert content(folder) == {p: b for p, b in hub.files.items() if not p.startswith("mllm/")}
    assert find_checkpoint("diffsensei") == folder
    assert missing_files(folder, llm=True) == ("mllm/",)


def test_the_language_model_comes_beside_it_and_nothing_comes_twice(hub):
    pull()
    hub.requests.clear()
    assert content(pull(llm=True)) == hub.files
    assert {path.partition("/")[0] for path, _ in hub.fetched()} == {"mllm"}
    hub.requests.clear()
    pull(llm=True)
    assert hub.fetched() == []


def test_the_library_knows_the_cache_for_its_own(hub):
    from huggingface_hub import scan_cache_dir, snapshot_download

    folder = pull(llm=True, revision="main")
    cache = scan_cache_dir(folder.parents[2])
    assert cache.warnings == [] and not cache.incomplete_files
    (repository,) = cache.repos
    assert set(repository.refs) == {"main"}
    hub.requests.clear()
    again = snapshot_download(
        hub.repository, revision="main", cache_dir=folder.parents[2], endpoint=hub.url, max_workers=1
    )
    assert again == str(folder)
    assert hub.fetched() == []


def test_every_byte_is_counted_once(hub):
    counted = []
    plan = plan_download(look_up(), llm=True)
    fetch(plan, lambda path, count: counted.append(count))
    assert sum(counted) == plan.size > 3_000_000


def test_equal_files_are_fetched_once(hub):
    first, second = (hub.files[f"image_generator/{name}/vocab.json"] for name in ("tokenizer", "tokenizer_2"))
    assert first == second
    pull()
    asked = [path for path, _ in hub.fetched()]
    assert sum(path.endswith("vocab.json") for path in asked) == 1


def test_a_broken_download_goes_on_where_it_broke(hub):
    hub.break_after[UNET] = 1_000_000
    with pytest.raises(RunError, match=r"unet/.* broke off after 1,000,000 of 1,863,199") as caught:
        pull()
    assert "run the same command again" in caught.value.hint
    assert find_checkpoint() is None
    hub.break_after.clear()
    hub.requests.clear()
    plan = plan_download(look_up(), llm=False)
    assert plan.begun == 1_000_000
    counted = []
    folder = fetch(plan, lambda path, count: counted.append(count))
    assert (UNET, "bytes=1000000-") in hub.fetched()
    assert sum(counted) == plan.size
    assert (folder / UNET).read_bytes() == hub.files[UNET]
    assert not list(cached_repository().rglob("*.incomplete"))


def test_a_connection_that_breaks_is_opened_again(hub, monkeypatch):
    hub.break_after[UNET] = 1_000_000
    monkeypatch.setattr(download.time, "sleep", lambda seconds: hub.break_after.clear())
    assert (pull() / UNET).read_bytes() == hub.files[UNET]
    assert [wanted for path, wanted in hub.fetched() if path == UNET] == [None, "bytes=1000000-"]


def test_a_busy_hub_is_asked_again_but_not_for_ever(hub):
    hub.busy[UNET] = 2
    assert (pull() / UNET).is_file()
    hub.busy["mllm/agent/pytorch_model.bin"] = 100
    with pytest.raises(RunError, match=r"broke off after 0 of .* the hub answers 503"):
        pull(llm=True)


@pytest.mark.parametrize(
    ("status", "code", "message"),
    [
        (401, "", "wants to know who asks"),
        (403, "", "forbids"),
        (404, "EntryNotFound", "has no file image_generator/clip_image_encoder/config.json"),
        (400, "", "answers 400"),
    ],
)
def test_a_file_that_is_refused_is_said_to_be_so(hub, status, code, message):
    plan = plan_download(look_up(), llm=False)
    hub.refusal = (status, code)
    with pytest.raises(RunError) as caught:
        fetch(plan, lambda path, count: None)
    assert message in caught.value.message


def test_a_mistake_of_ours_keeps_its_traceback(hub):
    def wrong(path, count):
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        pull(received=wrong)


def test_a_server_that_knows_no_ranges_sends_all_of_it_again(hub):
    hub.break_after[UNET] = 1_000_000
    with pytest.raises(RunError):
        pull()
    hub.break_after.clear()
    hub.no_ranges = True
    plan, counted = plan_download(look_up(), llm=False), []
    folder = fetch(plan, lambda path, count: counted.append(count))
    assert (folder / UNET).read_bytes() == hub.files[UNET]
    assert sum(counted) == plan.size


@pytest.mark.parametrize("path", [UNET, "image_generator/unet/config.json"])
@pytest.mark.parametrize("change", [lambda whole: whole[:-1], lambda whole: whole + b"x", lambda whole: b""])
def test_a_wrong_size_is_caught(hub, path, change):
    hub.sent_instead[path] = change(hub.files[path])
    with pytest.raises(RunError, match="has the wrong size: the hub said") as caught:
        pull()
    assert path in caught.value.message
    assert find_checkpoint() is None


@pytest.mark.parametrize("path", [UNET, "image_generator/unet/config.json"])
def test_other_bytes_are_caught_and_not_kept(hub, path):
    whole = hub.files[path]
    hub.sent_instead[path] = whole[:-1] + bytes([whole[-1] ^ 1])
    with pytest.raises(RunError, match="arrived damaged") as caught:
        pull()
    assert path in caught.value.message
    assert not list(cached_repository().rglob("*.incomplete"))
    hub.sent_instead.clear()
    assert (pull() / path).read_bytes() == whole


def test_a_file_that_lost_bytes_on_the_disk_is_fetched_again(hub):
    folder = pull()
    with (folder / UNET).resolve().open("r+b") as file:
        file.truncate(1000)
    hub.requests.clear()
    assert [file.path for file in plan_download(look_up(), llm=False).missing] == [UNET]
    assert (pull() / UNET).read_bytes() == hub.files[UNET]
    assert hub.fetched() == [(UNET, None)]


def test_a_link_whose_bytes_have_gone_is_mended(hub):
    folder = pull()
    (folder / UNET).resolve().unlink()
    assert content(pull())[UNET] == hub.files[UNET]
    assert (folder / UNET).is_symlink()


def test_where_links_cannot_be_made_the_files_lie_in_the_folder(hub, monkeypatch):
    def refused(*arguments, **more):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("pathlib.Path.symlink_to", refused)
    folder = pull()
    assert content(folder) == {p: b for p, b in hub.files.items() if not p.startswith("mllm/")}
    hub.requests.clear()
    pull()
    assert hub.fetched() == []


def test_too_small_a_disk_is_refused_with_the_numbers_and_only_what_is_missing_counts(hub, monkeypatch):
    pull()
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=500_000))
    require_space(plan_download(look_up(), llm=False))
    plan = plan_download(look_up(), llm=True)
    assert plan.size > 500_000
    with pytest.raises(RunError, match=r"0\.0 GiB are to come, .* has 0\.0 GiB free") as caught:
        require_space(plan)
    assert "HF_HUB_CACHE" in caught.value.hint


def test_the_disk_is_asked_where_the_cache_will_lie(hub, monkeypatch, tmp_path):
    def usage(place):
        assert place == tmp_path
        return SimpleNamespace(free=7)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    assert plan_download(look_up(), llm=False).free == 7


def test_a_disk_that_fills_up_is_told_and_the_bytes_stay(hub):
    def full(path, count):
        if path == UNET:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(RunError, match="the disk is full") as caught:
        pull(received=full)
    assert "make room" in caught.value.hint
    assert plan_download(look_up(), llm=False).begun > 0


def test_ctrl_c_keeps_what_has_arrived(hub):
    def stop(path, count):
        if path == UNET:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull(received=stop)
    begun = plan_download(look_up(), llm=False).begun
    assert begun > 0
    pull()
    assert (UNET, f"bytes={begun}-") in hub.fetched()


def test_two_programs_do_not_fetch_the_same_file(hub):
    plan = plan_download(look_up(), llm=False)
    lock = plan.repository.parent / ".locks" / plan.repository.name / f"{hub.digest(UNET)}.lock"
    lock.parent.mkdir(parents=True)
    with FileLock(lock), pytest.raises(RunError, match=f"another program is fetching {UNET}"):
        fetch(plan, lambda path, count: None)
    assert (pull() / UNET).is_file()


def test_what_another_program_finished_meanwhile_is_not_fetched_again(hub, monkeypatch):
    @contextmanager
    def finished_by_another(repository, file):
        (repository / "blobs" / file.digest).write_bytes(hub.files[file.path])
        yield

    monkeypatch.setattr(download, "_locked", finished_by_another)
    assert (pull() / UNET).read_bytes() == hub.files[UNET]
    assert hub.fetched() == []


def test_a_cache_that_cannot_be_written_is_named(hub, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "file" / "hub"))
    with pytest.raises(RunError, match=r"cannot write .*file") as caught:
        pull()
    assert "HF_HUB_CACHE" in caught.value.hint


def test_the_token_is_told_to_the_hub_and_not_to_the_place_of_the_bytes(hub, monkeypatch):
    hub.token = "hf_right"
    monkeypatch.setenv("HF_TOKEN", "hf_right")
    assert (pull() / UNET).is_file()
    assert (UNET, None) in hub.fetched()


def test_a_branch_names_its_commit_once_all_is_there(hub):
    hub.break_after[UNET] = 10
    with pytest.raises(RunError):
        pull(revision="main")
    assert not (cached_repository() / "refs").exists()
    hub.break_after.clear()
    pull(revision="main")
    assert (cached_repository() / "refs/main").read_text() == hub.commit


def test_what_the_hub_itself_lacks_is_named(hub):
    del hub.files["image_generator/vae/config.json"]
    with pytest.raises(RunError, match=r"hub itself lacks image_generator/vae/config\.json") as caught:
        pull()
    assert "--revision main" in caught.value.hint


def test_without_the_hub_a_folder_is_whole_where_no_file_is_missing(hub):
    assert already_here(hub.commit, llm=False) is None
    folder = pull()
    assert already_here(hub.commit, llm=False) == folder
    assert already_here(hub.commit, llm=True) is None
    assert already_here("main", llm=False) is None
    pull(revision="main")
    assert already_here("main", llm=False) == folder
