import pytest

from mangacli.page_stack import PageStack
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions


def test_pages_come_back_as_they_were_put_down(small_story):
    pages = list(place(small_story, RenderOptions(model="blank", keep=False)).pages)
    stack, asked = PageStack.of(pages), []

    def later():
        asked.append(3)
        return pages[1]

    stack.put_later(3, 1, later)
    assert asked == []
    assert list(stack) == [*pages, pages[1]] and asked == [3]
    assert (len(stack), stack.numbers, stack.panels) == (3, [1, 2, 3], [3, 1, 1])
    assert stack[-3] == pages[0] and stack[1:2] == [pages[1]]
    with pytest.raises(IndexError):
        stack[3]
