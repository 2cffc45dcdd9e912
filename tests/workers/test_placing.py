"""Pages are placed in order, by whoever; a page that kills its worker is tried again, then named."""

import os
import signal
from pathlib import Path

import pytest
from flaky_artist import FlakyChoice

from mangacli.errors import RunError
from mangacli.page_stack import PageStack
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions
from mangacli.workers.crew import Setting
from mangacli.workers.crew_of_processes import CrewOfProcesses
from mangacli.workers.placing import place_by, place_here
from mangacli.workers.workshop import Workshop


class Deadly:
    """Places the pages of a story; dies at one, once (`luck` is a file) or always (None)."""

    def __init__(self, pages, deadly=None, luck=None):
        self.pages, self.deadly, self.luck = pages, deadly, luck

    def judged_page(self, index):
        if index == self.deadly and not (self.luck and self.luck.exists()):
            if self.luck:
                self.luck.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.pages[index], ()


@pytest.fixture
def pages(small_story):
    return list(place(small_story, RenderOptions(model="blank", keep=False)).pages) * 3


@pytest.fixture
def crew(tmp_path):
    crew = CrewOfProcesses(Setting(FlakyChoice(), None, tmp_path / "scratch"), (None, None))
    yield crew
    crew.close()


def unpacked(placed):
    stack = PageStack()
    for page in placed:
        stack.put_packed(page.number, page.panels, page.packed)
    return list(stack)


def test_pages_come_in_order_whoever_is_killed(pages, crew, tmp_path):
    places = Deadly(pages, 2, tmp_path / "luck")
    assert unpacked(place_by(crew, places, range(6))) == pages
    assert (tmp_path / "luck").exists()
    assert unpacked(place_here(places, (5, 0))) == [pages[5], pages[0]]


def test_a_page_that_cannot_be_placed_is_named(pages, crew):
    with pytest.raises(RunError, match=r"page 2 cannot be laid out: .* \(SIGKILL\)"):
        list(place_by(crew, Deadly(pages, 1), range(6)))


def test_a_story_is_placed_alike_by_one_and_by_several(tmp_path):
    path = Path(tmp_path / "story.yaml")
    panels = "[{prompt: a room, dialogs: [{caption: One word more.}]}, {prompt: the sea}]"
    path.write_text(
        "manga: 1\ntitle: T\npages:\n" + f"  - {{layout: {{rows: [1, 1]}}, panels: {panels}}}\n" * 5
    )
    alone = place(path, RenderOptions(model="blank", jobs=1, keep=False))
    with Workshop(None) as workshop:
        options = RenderOptions(model="blank", jobs=2, keep=False)
        together = place(path, options, workshop=workshop)
        assert workshop._crew is not None
    assert list(together.pages) == list(alone.pages)
    assert [e.findings for e in together.ledger] == [e.findings for e in alone.ledger]
