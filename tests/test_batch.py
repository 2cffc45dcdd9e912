from pathlib import Path

import pytest

from mangacli.batch import find_stories, render_batch
from mangacli.errors import UsageError
from mangacli.run_options import RenderOptions


class Listener:
    def __init__(self):
        self.failed = []

    def story_started(self, placed):
        pass

    def story_failed(self, story, error):
        self.failed.append(story.name)

    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        pass


def test_one_broken_story_does_not_stop_the_others(small_story, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("manga: 1\ntitle: T\npages: []\n")
    listener = Listener()
    options = RenderOptions(tmp_path / "out", ("png",), model="blank", jobs=1)
    batch = render_batch([broken, small_story], options, listener)
    assert listener.failed == ["broken.yaml"]
    assert (batch.exit_code, batch.failed) == (1, 1)
    outcomes = [result.outcome for result in batch.results]
    assert outcomes[0].startswith("failed: ") and outcomes[1] == "2 pages done"
    assert (tmp_path / "out" / "small" / "page-001.png").exists()
    first, second = batch.summary()["stories"]
    assert first["ok"] is False and first["diagnostics"][0]["line"] == 3
    assert second["ok"] is True and len(second["pages"]) == 2


def test_a_single_storys_error_keeps_its_own_code(tmp_path):
    missing_model = RenderOptions(tmp_path / "out", model="nobody")
    story = tmp_path / "story.yaml"
    story.write_text("manga: 1\n")
    assert render_batch([story], missing_model, Listener()).exit_code == 2


def test_a_folder_gives_its_storyboards_in_order(small_story, tmp_path):
    (tmp_path / "notes.yaml").write_text("shopping: milk\n")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "another.yml").write_text("manga: 1\n")
    assert find_stories([tmp_path]) == (tmp_path / "deep" / "another.yml", small_story)


def test_one_story_by_two_names_is_rendered_once(small_story, tmp_path):
    (tmp_path / "deep").mkdir()
    assert find_stories([small_story, tmp_path / "deep" / ".." / "small.yaml"]) == (small_story,)


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        find_stories([tmp_path / "nothing.yaml"])
    with pytest.raises(UsageError, match="no storyboard in this folder"):
        find_stories([tmp_path])


def test_stories_of_one_name_get_folders_of_their_own(small_story, tmp_path):
    stories = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        stories.append(tmp_path / name / "story.yaml")
        stories[-1].write_bytes(small_story.read_bytes())
    options = RenderOptions(tmp_path / "out", ("png",), "2", model="blank", jobs=1)
    batch = render_batch(stories, options, Listener())
    assert [Path(r.pngs[0]).parent.name for r in batch.rendered] == ["one-story", "two-story"]
