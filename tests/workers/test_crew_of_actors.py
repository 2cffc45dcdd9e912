"""A cluster of this machine with two workers: the same bytes, and nothing lost where one is killed."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from flaky_artist import FlakyChoice
from workers.test_crew_of_processes import Listener, finished, jobs_of, story  # noqa: F401  a fixture

from mangacli.errors import RunError, UsageError
from mangacli.workers import crew_of_actors
from mangacli.workers.workshop import Cluster, Staffing, Workshop

# Ray leaves sockets and files to the end of the process.
pytestmark = [
    pytest.mark.skipif(find_spec("ray") is None, reason="mangacli[cluster] is not installed"),
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
TESTS = Path(__file__).parent.parent


@pytest.fixture
def cluster(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", f"{TESTS.parent}{os.pathsep}{TESTS}")
    return Staffing(2, cluster=Cluster())


def test_of_sixty_panels_none_is_lost_where_a_worker_is_killed(story, tmp_path, cluster):  # noqa: F811
    path = story({"9.1": f"unlucky {tmp_path / 'once'}"})
    pages, told = finished(path, tmp_path / "cache", cluster)
    assert (tmp_path / "once").exists()
    assert [page.failure for page in pages if page.failure] == []
    assert len([said for said in told.log if said[0] == "done"]) == 60
    here, _ = finished(path, tmp_path / "other", Staffing())
    assert here == pages


def test_a_poisoned_panel_is_named_and_the_cluster_listens_to_this_machine_alone(
    story,  # noqa: F811
    tmp_path,
    cluster,
):
    listening = []

    class Watching(Listener):
        def page_done(self, page):
            super().page_done(page)
            listening.extend(_listening())

    told = Watching()
    path = story({"2.2": "poison", "3.1": "no ink"}, pages=4)
    with Workshop(tmp_path / "cache") as workshop:
        pages = list(workshop.finish(jobs_of(path), FlakyChoice(), cluster, told, told))
    assert [bool(page.failure) for page in pages] == [False, True, True, False]
    assert pages[2].failure == "panel 3.1: no ink (buy some)"
    assert pages[1].failure.startswith("panel 2.2: whoever worked at it was killed 3 times")
    assert listening and set(listening) <= {"0100007F", "0000000000000000FFFF00000100007F"}


def _listening():
    """The addresses on which processes of Ray listen, as the kernel writes them."""
    own = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if b"ray" in (folder / "cmdline").read_bytes():
                own |= {str(link.readlink()) for link in (folder / "fd").iterdir()}
        except OSError:
            continue
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
                yield fields[1].partition(":")[0]


def test_a_cluster_that_is_not_there_is_told_of(tmp_path):
    with pytest.raises(RunError, match=r"no Ray cluster at 127.0.0.1:1: Connection refused"):
        crew_of_actors._connected("127.0.0.1:1", None)
    with pytest.raises(RunError, match="Ray's client cannot be used"):
        crew_of_actors._connected("ray://127.0.0.1:10001", None)


def test_without_ray_there_is_a_way_to_get_it(monkeypatch):
    monkeypatch.setattr(crew_of_actors, "find_spec", lambda name: None)
    with pytest.raises(RunError, match="needs the package ray") as caught:
        crew_of_actors._connected(None, None)
    assert caught.value.hint == "pip install 'mangacli[cluster]'"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("local", "auto", False), "--address: for a Ray cluster alone"),
        (("ray", None, True), "--no-cache"),
        (("spark", None, False), '"spark" is not known'),
    ],
)
def test_what_makes_no_sense_is_refused(asked, told):
    from mangacli.cli.render import _cluster

    with pytest.raises(UsageError, match=told):
        _cluster(*asked)
    assert _cluster("ray", "auto", False) == Cluster("auto")
