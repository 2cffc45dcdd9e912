"""The contact sheet shows every drawn candidate, and words of a story stay words on it."""

import base64
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from PIL import Image

from mangacli.candidates import Casting
from mangacli.contact_sheet import ROWS_A_SHEET, drawn_sheet, gather, html_sheet, write_sheets
from mangacli.drawing import Art
from mangacli.errors import UsageError
from mangacli.run_options import RenderOptions

EVIL = "</title><script>alert('1')</script><img src=x onerror=\"a\">&amp;"


class Tags(HTMLParser):
    """Collects the tags and the words of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def casting(small_story, tmp_path):
    text = small_story.read_text().replace("a night sky", "'" + EVIL.replace("'", "''") + "'")
    small_story.write_text(text)
    casting = Casting(small_story, RenderOptions(model="blank", cache=tmp_path / "cache"))
    for name, count in (("1.1", 2), ("1.3", 3)):
        list(casting.draw(casting.candidates(name, range(1, count + 1)), lambda *_: None))
    return casting


def test_without_candidates_it_says_how_to_draw_some(small_story, tmp_path):
    with pytest.raises(UsageError) as caught:
        gather(Casting(small_story, RenderOptions(model="blank", cache=tmp_path / "none")), ())
    assert "--candidates 4" in caught.value.hint


def test_every_drawn_candidate_is_on_the_sheet(casting):
    rows = gather(casting, ())
    assert [(row.name, [thumb.candidate.number for thumb in row.thumbs]) for row in rows] == [
        ("1.1", [1, 2]),
        ("1.3", [1, 2, 3]),
    ]
    drawing = drawn_sheet(rows, "t")
    assert sum(isinstance(item, Art) for item in drawing.items) == 5
    assert len(gather(casting, ("1.3",))) == 1


def test_the_page_is_complete_in_itself_and_runs_nothing(casting):
    chosen = casting.candidates("1.3", (2,))[0]
    casting.pick(chosen)
    page = html_sheet(gather(casting, ()), EVIL, "en")
    seen = Tags()
    seen.feed(page)
    names = [tag for tag, _ in seen.tags]
    assert set(names) <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "span", "section", "div", "figure",
        "img", "figcaption", "b",
    }  # fmt: skip
    assert not any(key.startswith("on") for _, attributes in seen.tags for key in attributes)
    pictures = [attributes["src"] for tag, attributes in seen.tags if tag == "img"]
    assert len(pictures) == 5 and all(source.startswith("data:image/png;base64,") for source in pictures)
    first = base64.b64decode(pictures[0].partition(",")[2])
    with Image.open(io.BytesIO(first)) as picture:
        assert picture.format == "PNG" and max(picture.size) == 300
    assert "".join(seen.words).count(EVIL) == 3  # title, heading, prompt: all as words
    policy = {a.get("http-equiv"): a.get("content") for _, a in seen.tags}["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "script" not in policy
    assert [a["class"] for tag, a in seen.tags if tag == "figure"].count("picked") == 1
    assert not re.search(r"https?://|url\(", page)


def test_a_long_chapter_takes_several_sheets(casting, tmp_path):
    (row,) = gather(casting, ("1.1",))
    rows = [replace(row, panel=f"{number}.1") for number in range(ROWS_A_SHEET + 1)]
    paths = write_sheets(rows, "t", "en", tmp_path / "out")
    assert [path.name for path in paths] == ["candidates.html", "candidates.png", "candidates-2.png"]
    assert all(path.stat().st_size for path in paths)
