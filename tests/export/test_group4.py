import io

import numpy as np
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfdoc import PDFArray

from mangacli.errors import RunError
from mangacli.export import group4 as module
from mangacli.export.group4 import group4
from mangacli.paint.pdf_document import PdfDocument, dictionary


def seen(packed, width, height):
    """The picture as PDFium decodes it: True where ink is."""
    file = io.BytesIO()
    document = PdfDocument(file)
    image = document.add_stream(
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": width,
            "Height": height,
            "ImageMask": "true",
            "BitsPerComponent": 1,
            "Filter": "/CCITTFaxDecode",
            "DecodeParms": dictionary(K=-1, Columns=width, Rows=height),
        },
        packed,
    )
    content = document.add_stream({}, f"{width} 0 0 {height} 0 0 cm /I Do".encode())
    tree = document.reserve()
    page = document.add(
        dictionary(
            Type="/Page",
            Parent=tree,
            MediaBox=f"[0 0 {width} {height}]",
            Contents=content,
            Resources=dictionary(XObject=dictionary(I=image)),
        )
    )
    document.add(dictionary(Type="/Pages", Kids=PDFArray([page]), Count=1), tree)
    document.finish(document.add(dictionary(Type="/Catalog", Pages=tree)))
    with pypdfium2.PdfDocument(file.getvalue()) as read:
        return np.asarray(read[0].render(grayscale=True).to_pil().convert("L")) < 128


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 70), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_a_reader_finds_every_pixel(width, height, seed):
    ink = np.random.default_rng(seed).random((height, width)) < 0.4
    assert (seen(group4(np.packbits(ink, axis=1), width), width, height) == ink).all()


def test_paper_takes_next_to_nothing():
    assert len(group4(np.zeros((1000, 100), np.uint8), 800)) < 200


def test_the_same_ink_gives_the_same_bytes():
    bits = np.random.default_rng(3).integers(0, 256, (50, 9), dtype=np.uint8)
    assert group4(bits, 70) == group4(bits, 70)


def test_a_pillow_without_libtiff_is_named(monkeypatch):
    monkeypatch.setattr(module.features, "check", lambda name: False)
    module._require_libtiff.cache_clear()
    try:
        with pytest.raises(RunError, match="without libtiff") as error:
            group4(np.zeros((1, 1), np.uint8), 8)
        assert "--format png" in error.value.hint
    finally:
        module._require_libtiff.cache_clear()


def test_a_page_beyond_what_pillow_takes_for_a_bomb_is_packed_without_a_word():
    bits = np.zeros((20_000, 1250), np.uint8)  # 200 million pixels: B4 at 1200 dpi
    assert group4(bits, 10_000)
