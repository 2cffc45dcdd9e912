"""Pages are finished one by one, and what is handed on of them is small."""

import pickle
from dataclasses import replace

import pytest

from mangacli.drawing import Publication
from mangacli.pipeline import RenderOptions, place
from mangacli.plan import plan_page
from mangacli.workers import PageJob, finish_pages


class Silent:
    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        pass


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

    finished = finish_pages(watched(), "blank", 1, Silent())
    for number in (1, 2):
        assert next(finished).number == number
        assert taken[-1] == number
    assert next(finished, None) is None


def test_a_finished_page_holds_no_art(jobs):
    for page in finish_pages(iter(jobs), "blank", 1, Silent()):
        pixels = sum(request.width * request.height for request in jobs[page.number - 1].requests)
        assert page.painted.images
        assert len(pickle.dumps(page)) < pixels / 10


def test_pages_come_in_order_from_several_processes(jobs):
    finished = list(finish_pages(iter(jobs * 3), "blank", 2, Silent()))
    assert [page.number for page in finished] == [1, 2] * 3
    assert finished[:2] == finished[2:4] == finished[4:]


def test_no_page_is_painted_that_no_document_wants(jobs):
    (page,) = finish_pages(iter([replace(jobs[0], for_pdf=False)]), "blank", 1, Silent())
    assert page.painted is None
    assert page.failure == ""
