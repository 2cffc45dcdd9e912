"""Workers that are killed are replaced; what they were at is tried again, or named."""

import os
import signal
import time
from dataclasses import replace

import pytest
from flaky_artist import FlakyChoice

from mangacli.drawing import Publication
from mangacli.errors import RunError
from mangacli.pipeline import place
from mangacli.plan import plan_page
from mangacli.run_options import RenderOptions
from mangacli.workers.crew import Died, Done, Setting, Told
from mangacli.workers.crew_of_processes import CrewOfProcesses
from mangacli.workers.jobs import PageJob
from mangacli.workers.tasks import Begun, Drawn, DrawPanels
from mangacli.workers.workshop import Staffing, Workshop


class Listener:
    def __init__(self):
        self.pages, self.log = [], []

    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        self.pages.append(page.number)

    def panel_begun(self, panel):
        self.log.append(("begun", panel))

    def panel_done(self, panel, key):
        self.log.append(("done", panel))

    def panel_failed(self, panel, reason):
        self.log.append(("failed", panel, reason))


@pytest.fixture
def story(tmp_path):
    """Sixty panels on twenty pages, the prompts of some of them given."""

    def written(special, pages=20):
        lines = ["manga: 1", "title: T", "page: {preset: a5, dpi: 36}", "pages:"]
        for page in range(1, pages + 1):
            lines += ["  - layout: {rows: [1, 2]}", "    panels:"]
            lines += [f"      - prompt: {special.get(f'{page}.{n}', f'panel {page}.{n}')}" for n in (1, 2, 3)]
        path = tmp_path / "sixty.yaml"
        path.write_text("\n".join(lines) + "\n")
        return path

    return written


def jobs_of(story):
    placed = place(story, RenderOptions(model="blank"))
    for page in placed.pages:
        requests = plan_page(page, placed.file.story, placed.file.folder)
        yield PageJob(page, requests, Publication("T"), None, True, False)


def finished(story, cache, staffing=Staffing(2)):
    told = Listener()
    with Workshop(cache) as workshop:
        pages = list(workshop.finish(jobs_of(story), FlakyChoice(), staffing, told, told))
    assert told.pages == [page.number for page in pages] == sorted(told.pages)
    return pages, told


def test_of_sixty_panels_with_a_poisoned_one_and_a_killed_worker_fifty_nine_are_drawn(story, tmp_path):
    path = story({"4.2": "poison", "9.1": f"unlucky {tmp_path / 'once'}"})
    pages, told = finished(path, tmp_path / "cache")
    assert {page.number: page.failure for page in pages if page.failure} == {
        4: "panel 4.2: whoever worked at it was killed 3 times (SIGKILL) "
        "(the machine may be short of memory: try --jobs 1)",
    }
    assert len([said for said in told.log if said[0] == "done"]) == 59
    assert told.log.count(("begun", "4.2")) == 3 and told.log.count(("begun", "9.1")) == 2
    undisturbed, _ = finished(story({"9.1": f"unlucky {tmp_path / 'once'}"}), tmp_path / "other")
    assert all(page in undisturbed for page in pages if not page.failure)


def test_what_an_artist_cannot_do_and_a_mistake_of_ours_are_named_and_the_rest_is_done(story, tmp_path):
    pages, told = finished(story({"1.3": "no ink", "3.1": "bug"}, pages=4), tmp_path / "cache")
    assert {page.number: page.failure for page in pages if page.failure} == {
        1: "panel 1.3: no ink (buy some)",
        3: "panel 3.1: ValueError: a mistake (this is a mistake in mangacli: please report it)",
    }
    assert len([said for said in told.log if said[0] == "done"]) == 10


def test_the_next_run_does_just_what_is_missing(story, tmp_path):
    finished(story({"2.2": "no ink"}, pages=3), tmp_path / "cache")
    pages, told = finished(story({"2.2": "ink"}, pages=3), tmp_path / "cache")
    assert [page.failure for page in pages] == ["", "", ""]
    assert [said[1] for said in told.log if said[0] == "begun"] == ["2.2"]


@pytest.fixture
def crew(tmp_path):
    crew = CrewOfProcesses(Setting(FlakyChoice(), tmp_path / "cache", tmp_path / "scratch"), (None,))
    yield crew
    crew.close()


def next_events(crew):
    events = []
    while not events:
        crew.wait(events.append)
    return events


def test_a_worker_that_is_killed_from_outside_gives_its_task_back(crew, story):
    (job,) = jobs_of(story({"1.1": "slow"}, pages=1))
    slow, quick = (DrawPanels((request,)) for request in job.requests[:2])
    crew.submit(slow)
    crew.submit(quick)
    assert not crew.has_room
    assert next_events(crew) == [Told(slow, Begun("1.1"))]
    os.kill(crew._workers[0]._process.pid, signal.SIGTERM)
    assert next_events(crew) == [Died(slow, "SIGTERM")]
    told = []
    while not any(isinstance(event, Done) for event in told):
        told += next_events(crew)
    assert told[:2] == [Told(quick, Begun("1.2")), Told(quick, Drawn("1.2"))] or len(told) == 4


def test_everybody_goes_home_at_once(crew, story):
    (job,) = jobs_of(story({"1.1": "slow"}, pages=1))
    crew.submit(DrawPanels(job.requests[:1]))
    next_events(crew)
    process = crew._workers[0]._process.pid
    start = time.monotonic()
    crew.close()
    assert time.monotonic() - start < 10
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


class DiesAtStart(FlakyChoice):
    def artist(self):
        os.kill(os.getpid(), signal.SIGKILL)


class CannotStart(FlakyChoice):
    def artist(self):
        raise RunError("no model", "get one")


@pytest.mark.parametrize(
    ("choice", "told"),
    [(DiesAtStart(), r"killed whenever it starts \(SIGKILL\)"), (CannotStart(), "no model")],
)
def test_workers_that_cannot_start_end_the_run(crew, story, choice, told):
    (job,) = jobs_of(story({}, pages=1))
    crew._workers[0]._setting = replace(crew._workers[0]._setting, choice=choice)
    crew.submit(DrawPanels(job.requests[:1]))
    with pytest.raises(RunError, match=told):
        next_events(crew)
        next_events(crew)
        next_events(crew)


def test_what_a_worker_notes_is_noted_here(crew, story, caplog):
    (job,) = jobs_of(story({"1.1": "bug"}, pages=1))
    crew.submit(DrawPanels(job.requests[:1]))
    events = []
    while not any(isinstance(event, Done) for event in events):
        events += next_events(crew)
    assert "a mistake of the program" in caplog.text and "ValueError: a mistake" in caplog.text
