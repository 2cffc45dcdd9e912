import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.paint.pdf_document import PdfDocument, dictionary, name, rectangle, text_string


def written(build):
    file = io.BytesIO()
    document = PdfDocument(file)
    pages = document.reserve()
    kept = build(document)
    catalog = document.add(dictionary(Type="/Catalog", Pages=pages, Kept=kept))
    document.add(dictionary(Type="/Pages", Kids="[]", Count=0), pages)
    document.finish(catalog, document.add(dictionary()))
    return file.getvalue()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_comes_back(text):
    data = written(lambda document: text_string(text))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Kept) == text


@given(st.text(st.characters(min_codepoint=0x21, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_any_printable_name_comes_back(text):
    data = written(lambda document: name(text))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Kept) == "/" + text


@given(st.binary(max_size=300))
def test_any_stream_comes_back(data):
    file = written(lambda document: document.add_stream({}, data))
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert pdf.Root.Kept.read_raw_bytes() == data
        assert [said for said in pdf.check_pdf_syntax() if "does not contain any pages" not in said] == []


def test_the_identifier_is_a_digest_of_the_content():
    one, same = (written(lambda document: 1) for _ in range(2))
    other = written(lambda document: 2)
    assert one == same
    with pikepdf.open(io.BytesIO(one)) as first, pikepdf.open(io.BytesIO(other)) as second:
        assert bytes(first.trailer.ID[0]) != bytes(second.trailer.ID[0])


def test_a_reserved_object_that_is_never_written_is_a_bug():
    with pytest.raises(AssertionError, match="never written"):
        written(lambda document: document.reserve())


def test_a_rectangles_corners_are_lower_left_and_upper_right():
    assert rectangle(0, 1.5, 20, 30.00004) == "[0.0000 1.5000 20.0000 30.0000]"
