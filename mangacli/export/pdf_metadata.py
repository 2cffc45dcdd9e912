"""What a publication's PDF says about itself: document information, XMP, how it is to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

from mangacli import __version__
from mangacli.drawing import Publication
from mangacli.paint.pdf_document import dictionary

PRODUCER = f"mangacli {__version__}"
STRIP = 2.5
"""A page so many times as high as wide is a strip to scroll, not one of a pair to turn."""
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def information(publication: Publication) -> PDFDictionary:
    """A publication → the document information dictionary (14.3.3); nothing that is empty, no clock."""
    entries = {
        "Title": publication.title,
        "Author": publication.author,
        "Subject": _drawn_by(publication),
        "Keywords": ", ".join(publication.keywords),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
    }
    return PDFDictionary({key: PDFString(text) for key, text in entries.items() if text})


def xmp(publication: Publication) -> bytes:
    """A publication → the same as an XMP packet (ISO 16684-1), in UTF-8."""
    title = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(publication.title)}</rdf:li></rdf:Alt>'
    parts = [f"<dc:title>{title}</dc:title>"]
    if publication.author:
        parts.append(f"<dc:creator><rdf:Seq>{_item(publication.author)}</rdf:Seq></dc:creator>")
    if publication.artist:
        described = f'<rdf:li xml:lang="x-default">{escape(_drawn_by(publication))}</rdf:li>'
        parts.append(f"<dc:description><rdf:Alt>{described}</rdf:Alt></dc:description>")
    if publication.keywords:
        words = "".join(_item(word) for word in publication.keywords)
        parts.append(f"<dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>")
        parts.append(f"<pdf:Keywords>{escape(', '.join(publication.keywords))}</pdf:Keywords>")
    parts.append(f"<dc:language><rdf:Bag>{_item(publication.language)}</rdf:Bag></dc:language>")
    parts.append(f"<pdf:Producer>{PRODUCER}</pdf:Producer><xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>")
    body = "\n".join(parts)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" xmlns:dc="{_DUBLIN_CORE}" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/">\n'
        f"{body}\n</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()


def viewing(
    publication: Publication, labels: Sequence[str], sizes: Sequence[tuple[float, float]]
) -> dict[str, object]:
    """A publication, its pages' labels and sizes → the catalog's entries for language and page turning."""
    direction = "/R2L" if publication.right_to_left else "/L2R"
    numbers: list[object] = []
    for index, label in enumerate(labels):
        numbers += [index, dictionary(P=PDFString(label))]
    return {
        "Lang": PDFString(publication.language),
        "ViewerPreferences": dictionary(Direction=direction, DisplayDocTitle="true"),
        "PageLayout": _page_layout(publication, sizes),
        "PageLabels": dictionary(Nums=PDFArray(numbers)),
    }


def _page_layout(publication: Publication, sizes: Sequence[tuple[float, float]]) -> str:
    """Strips open as one column, a single page or spreads page by page, all else in pairs but the first."""
    if any(height > STRIP * width for width, height in sizes):
        return "/OneColumn"
    if len(sizes) == 1 or publication.spreads or any(width > height for width, height in sizes):
        return "/SinglePage"
    return "/TwoPageLeft" if publication.opens_with_pair else "/TwoPageRight"


def _drawn_by(publication: Publication) -> str:
    return f"Art drawn by {publication.artist}" if publication.artist else ""


def _item(text: str) -> str:
    return f"<rdf:li>{escape(text)}</rdf:li>"
