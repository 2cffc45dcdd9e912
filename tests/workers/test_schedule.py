"""Pages are finished one by one, and what is handed on of them is small."""

import pickle
from dataclasses import replace

import pytest

from mangacli.drawing import Publication
from mangacli.errors import RunError
from mangacli.generate.blank import BlankArtist
from mangacli.generate.choice import Choice, choose
from mangacli.generate.engine_options import EngineOptions
from mangacli.pipeline import place
from mangacli.plan import plan_page
from mangacli.run_options import RenderOptions
from mangacli.workers.jobs import PageJob
from mangacli.workers.workshop import Staffing, Workshop

BLANK = choose("blank", EngineOptions())


class Silent:
    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        pass


class NoLog:
    def panel_begun(self, panel):
        pass

    def panel_done(self, panel, key):
        pass

    def panel_failed(self, panel, reason):
        pass


def finish_pages(jobs, staffing=Staffing(), watch=Silent()):
    with Workshop(None) as workshop:
        yield from workshop.finish(jobs, BLANK, staffing, watch, NoLog())


@pytest.fixture
def jobs(small_story):
    placed = place(small_story, RenderOptions(model="blank", dpi=300))
    story, folder = placed.file.story, placed.file.folder
    return [
        PageJob(page, plan_page(page, story, folder), Publication("T"), None, True, False)
        for page in placed.pages
    ]


def test_a_job_is_taken_when_its_page_is_begun(jobs):
    taken = []

    def watched():
        for job in jobs:
            taken.append(job.page.frame.number)
            yield job

    finished = finish_pages(watched())
    for number in (1, 2):
        assert next(finished).number == number
        assert taken[-1] == number
    assert next(finished, None) is None


def test_a_finished_page_holds_no_art(jobs):
    for page in finish_pages(iter(jobs)):
        pixels = sum(request.width * request.height for request in jobs[page.number - 1].requests)
        assert page.painted.images
        assert len(pickle.dumps(page)) < pixels / 10


def test_pages_come_in_order_from_several_processes(jobs):
    finished = list(finish_pages(iter(jobs), Staffing(2)))
    assert [page.number for page in finished] == [1, 2]
    assert finished == list(finish_pages(iter(jobs)))


def test_no_page_is_painted_that_no_document_wants(jobs):
    (page,) = finish_pages(iter([replace(jobs[0], for_pdf=False)]))
    assert page.painted is None
    assert page.failure == ""


class TwoPages(BlankArtist):
    """Wants panels together, draws them last first, and fails at one."""

    panels_at_once = 5

    def draw_all(self, requests, progress):
        self.asked = [request.panel for request in requests]
        for request in reversed(requests):
            progress(request.panel, 0, 1)
            failed = request.panel == "2.1"
            yield request, RunError("no ink", "buy some") if failed else self.draw(request, lambda *_: None)


def test_an_artist_that_wants_panels_together_gets_them(jobs, monkeypatch):
    artist, told = TwoPages(), []
    monkeypatch.setattr(Choice, "artist", lambda self: artist)

    class Told(Silent):
        def step(self, page, panel, done, total):
            told.append((page, panel, done))

    first, second = finish_pages(iter(jobs), watch=Told())
    assert artist.asked == [request.panel for job in jobs for request in job.requests]
    assert (first.failure, first.painted is None) == ("", False)
    assert (second.failure, second.painted) == ("panel 2.1: no ink (buy some)", None)
    assert {(int(panel.split(".")[0]), panel) for _, panel, _ in told} == {(p, n) for p, n, _ in told}
