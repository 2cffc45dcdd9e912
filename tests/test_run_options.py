"""What a run is asked for: pages, formats and names as people write them."""

import pytest

from mangacli.errors import UsageError
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions, parse_formats, pdf_name, select_pages


@pytest.mark.parametrize(
    ("wanted", "pages"), [("1", (0,)), ("1,2", (0, 1)), ("2,1-2", (0, 1)), (None, (0, 1))]
)
def test_pages_are_selected_as_people_write_them(small_story, wanted, pages):
    assert select_pages(place(small_story, RenderOptions(model="blank")).file.story, wanted) == pages


@pytest.mark.parametrize("wanted", ["0", "3", "2-1", "x", "", "1-", "-1"])
def test_pages_that_are_not_there_are_refused(small_story, wanted):
    with pytest.raises(UsageError, match="--pages"):
        place(small_story, RenderOptions(model="blank", pages=wanted))


def test_formats_are_refused_by_name():
    assert parse_formats("pdf, png,pdf") == ("pdf", "png")
    for wanted in ("cbr", "", "png,webp"):
        with pytest.raises(UsageError, match="--format"):
            parse_formats(wanted)


def test_a_selection_never_takes_the_name_of_the_whole(tmp_path):
    assert pdf_name(tmp_path / "a.yaml", None) == "a.pdf"
    assert pdf_name(tmp_path / "a.yaml", "1, 3-5") == "a.pages-1,3-5.pdf"
