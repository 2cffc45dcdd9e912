import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.export.pdf_document import PdfDocument, name, rectangle, text_string


def written(build):
    file = io.BytesIO()
    document = PdfDocument(file)
    pages = document.reserve()
    extra = build(document) or ""
    catalog = document.add(f"<< /Type /Catalog /Pages {pages} 0 R {extra} >>")
    document.add("<< /Type /Pages /Kids [] /Count 0 >>", pages)
    document.finish(catalog, document.add("<< >>"))
    return file.getvalue()


@given(st.text(max_size=60))
def test_any_text_comes_back(text):
    data = written(lambda document: f"/Kept {text_string(text)}")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Kept) == text


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_name_comes_back(text):
    data = written(lambda document: f"/Kept {name(text)}")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Kept) == "/" + text


@given(st.binary(max_size=300))
def test_any_stream_comes_back(data):
    file = written(lambda document: f"/Kept {document.add_stream('', data)} 0 R")
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert pdf.Root.Kept.read_raw_bytes() == data
        assert pdf.check_pdf_syntax() == []


def test_the_identifier_is_a_digest_of_the_content():
    one, same = (written(lambda document: "/Kept 1") for _ in range(2))
    other = written(lambda document: "/Kept 2")
    assert one == same
    with pikepdf.open(io.BytesIO(one)) as first, pikepdf.open(io.BytesIO(other)) as second:
        assert bytes(first.trailer.ID[0]) != bytes(second.trailer.ID[0])


def test_a_reserved_object_that_is_never_written_is_a_bug():
    with pytest.raises(AssertionError, match=r"never written: \[2\]"):
        written(lambda document: f"/Kept {document.reserve()} 0 R")


def test_a_rectangles_corners_are_lower_left_and_upper_right():
    assert rectangle(0, 1.5, 20, 30.00004) == "[0.0000 1.5000 20.0000 30.0000]"
