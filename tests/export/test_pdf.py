import random
import shutil
import subprocess
import tracemalloc
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pikepdf
import pypdfium2
import pytest

from mangacli.drawing import Art, Pixels, Publication, Shape, Stroke
from mangacli.errors import RunError
from mangacli.export.page_pixels import page_pixels
from mangacli.export.pdf import write_pdf
from mangacli.export.screening import Screen
from mangacli.geometry import POINTS_PER_MM, Box, Path

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")


def text_lines(path, *options):
    told = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, text=True, check=True)
    return [line.strip() for line in told.stdout.replace("\f", "\n").splitlines() if line.strip()]


@pytest.fixture
def two_pages(page, publication, tmp_path):
    write_pdf(publication, [page(1), page(2)], tmp_path / "work.pdf")
    return tmp_path / "work.pdf"


def test_a_strict_reader_finds_nothing_wrong(two_pages):
    with pikepdf.open(two_pages) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []
        assert pdf.pdf_version == "1.7"
        assert len(pdf.pages) == 2


def test_boxes_are_the_papers_true_size(two_pages):
    with pikepdf.open(two_pages) as pdf:
        for page in pdf.pages:
            trim = [float(edge) / POINTS_PER_MM for edge in page.TrimBox]
            assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((182, 257), abs=0.001)
            assert trim[:2] == pytest.approx([3, 3], abs=0.001)
            assert [float(edge) / POINTS_PER_MM for edge in page.MediaBox] == pytest.approx(
                [0, 0, 188, 263], abs=0.001
            )
            assert page.BleedBox == page.MediaBox


def test_an_uneven_trim_keeps_its_side_of_the_paper(plain, tmp_path):
    drawing = replace(plain(size=(100, 120)), trim=Box(5, 10, 90, 100))
    write_pdf(Publication("T"), [drawing], tmp_path / "work.pdf")
    with pikepdf.open(tmp_path / "work.pdf") as pdf:
        assert [float(edge) for edge in pdf.pages[0].TrimBox] == [5, 20, 90, 110]


def test_a_strip_longer_than_readers_take_has_larger_units(plain, lettered, seen_in_pdf, tmp_path):
    foot = Shape(Path.box(Box(0, 19_900, 400, 20_000)), fill=0.0)
    strip = plain(foot, lettered.latin(["The end"], 100, 19_000, 50), size=(400, 20_000))
    write_pdf(Publication("T", right_to_left=False), [strip], tmp_path / "strip.pdf")
    with pikepdf.open(tmp_path / "strip.pdf") as pdf:
        assert pdf.pages[0].UserUnit == 2
        assert [float(edge) for edge in pdf.pages[0].MediaBox] == [0, 0, 200, 10_000]
    picture = seen_in_pdf(tmp_path / "strip.pdf", 0.4)
    assert picture[-20:].max() == 0
    assert picture[-150:-22].min() == 255
    assert picture[3780:3802].min() < 128


def test_readers_are_told_language_direction_and_title(two_pages):
    with pikepdf.open(two_pages) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert pdf.Root.PageLayout == "/TwoPageRight"
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo.Title) == "The Last Lamp 最後の灯"
        assert str(pdf.docinfo.Author) == "A. (B) \\ C"
        assert str(pdf.docinfo.Keywords) == "sea, 灯台"
        assert "/CreationDate" not in pdf.docinfo


@pytest.mark.parametrize(
    ("sizes", "layout"),
    [
        ([(100, 150)], "/SinglePage"),
        ([(100, 150)] * 3, "/TwoPageRight"),
        ([(100, 150), (200, 150)], "/SinglePage"),
        ([(100, 400), (100, 150)], "/OneColumn"),
    ],
    ids=["one page", "pairs", "a spread", "a strip"],
)
def test_pages_open_as_they_are_read(plain, tmp_path, sizes, layout):
    pages = [plain(size=size, number=index) for index, size in enumerate(sizes, 1)]
    write_pdf(Publication("T", right_to_left=False), pages, tmp_path / "work.pdf")
    with pikepdf.open(tmp_path / "work.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/L2R"
        assert pdf.Root.PageLayout == layout


def test_xmp_says_the_same(page, tmp_path):
    publication = Publication("A < B & C", 'Q"', artist="draft", keywords=("<k>",))
    write_pdf(publication, [page()], tmp_path / "work.pdf")
    with pikepdf.open(tmp_path / "work.pdf") as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "A < B & C"
            assert metadata["dc:creator"] == ['Q"']
            assert metadata["dc:description"] == "Art drawn by draft"
            assert metadata["pdf:Producer"] == str(pdf.docinfo.Producer)
    ElementTree.fromstring(packet.decode().strip())


def test_pages_are_labelled(page, publication, tmp_path):
    pages = [replace(page(), label="i"), replace(page(7), label="")]
    write_pdf(publication, pages, tmp_path / "work.pdf")
    with pikepdf.open(tmp_path / "work.pdf") as pdf:
        assert [page.label for page in pdf.pages] == ["i", "7"]


def test_every_font_is_an_embedded_subset(two_pages):
    with pikepdf.open(two_pages) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert len(fonts) >= 4
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor
            assert str(font.BaseFont)[7] == "+"
        kinds = [str(item.get("/Subtype")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        assert "/Type1" not in kinds


def test_art_is_kept_without_loss_at_the_pages_resolution(page, publication, tmp_path):
    drawing = page()
    write_pdf(publication, [drawing], tmp_path / "work.pdf")
    floor = next(item for item in drawing.items if isinstance(item, Art) and item.box.x1 == 0)
    with pikepdf.open(tmp_path / "work.pdf") as pdf:
        image = pikepdf.PdfImage(pdf.pages[0].Resources.XObject.I1).as_pil_image()
    assert image.mode == "L"
    assert image.tobytes() == floor.pixels.data


def test_the_page_looks_like_its_png(page, publication, seen_in_pdf, tmp_path):
    drawing = page(dpi=150)
    write_pdf(publication, [drawing], tmp_path / "work.pdf")
    seen = seen_in_pdf(tmp_path / "work.pdf", 150 / 72)
    painted = page_pixels(drawing, 150).astype(int)
    height, width = painted.shape
    difference = np.abs(seen[:height, :width] - painted)
    # The reader resamples art and widens thin lines; a glyph or panel out of place shows far more.
    assert difference.mean() < 4
    assert (difference > 150).mean() < 0.005


def test_a_slanted_panel_and_a_hole_are_cut_as_in_the_png(plain, publication, seen_in_pdf, tmp_path):
    clip = Path.polygon(((10, 10), (90, 30), (70, 90), (20, 80)))
    ring = Path.box(Box(30, 40, 60, 70)).joined(Path.box(Box(40, 50, 50, 60)))
    drawing = plain(
        Art(Pixels(4, 4, bytes([90] * 16)), Box(0, 0, 100, 100), clip),
        Shape(ring, fill=1.0, stroke=Stroke(2, dashes=(6, 3), round=False), clip=clip, even_odd=True),
    )
    write_pdf(publication, [drawing], tmp_path / "work.pdf")
    difference = np.abs(seen_in_pdf(tmp_path / "work.pdf", 4) - page_pixels(drawing, 288).astype(int))
    assert (difference > 100).mean() < 0.002


@needs_pdftotext
@pytest.mark.parametrize("mode", [("-layout",), (), ("-raw",)], ids=["layout", "flow", "raw"])
def test_dialogs_are_extracted_whole_and_in_reading_order(two_pages, mode):
    said = ["誰か、いるのー？", "Is anyone up there?", "That was page {}…", "ゴゴゴ"]
    expected = [line.format(number) for number in (1, 2) for line in said]
    found = text_lines(two_pages, *mode)
    if mode == ("-raw",):  # by definition the paint order
        found, expected = sorted(found), sorted(expected)
    assert found == expected


@needs_pdftotext
@pytest.mark.parametrize("mode", [("-layout",), ()], ids=["layout", "flow"])
def test_any_dialogs_anywhere_are_extracted_in_reading_order(plain, lettered, publication, tmp_path, mode):
    """Thirty pages of balloons thrown at random, lines and columns, painted in another order than read."""
    chance, pages, said = random.Random(5), [], []
    for number in range(1, 31):
        texts = []
        for order in range(chance.randint(1, 12)):
            x, y = chance.uniform(20, 480), chance.uniform(20, 700)
            if chance.random() < 0.5:
                words = [
                    f"{number}-{order}",
                    *chance.choices(["lamp", "stairs", "who?", "I'm"], k=chance.randint(1, 7)),
                ]
                lines = [" ".join(words[start : start + 2]) for start in range(0, len(words), 2)]
                texts.append(lettered.latin(lines, x, y, chance.choice([8, 10, 14]), order=order))
            else:
                words = f"{number}-{order}" + "".join(
                    chance.choices("誰灯台光海、ー！", k=chance.randint(1, 20))
                )
                columns = [words[start : start + 6] for start in range(0, len(words), 6)]
                texts.append(lettered.japanese(columns, x, y, chance.choice([9, 11]), order=order))
        said.extend(text.said for text in texts)
        chance.shuffle(texts)
        pages.append(plain(*texts, size=(533, 745), number=number))
    write_pdf(publication, pages, tmp_path / "work.pdf")
    assert text_lines(tmp_path / "work.pdf", *mode) == said


def test_a_second_reader_finds_the_dialogs(page, publication, tmp_path):
    # PDFium turns the words of every line round where the document reads right to left.
    write_pdf(replace(publication, right_to_left=False), [page()], tmp_path / "work.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "work.pdf")
    leaf = document[0]
    text = leaf.get_textpage()
    found = text.get_text_range()
    document.close()
    for said in ("誰か、いるのー？", "Is anyone up there?", "That was page 1…", "ゴゴゴ"):
        assert said in found
    assert "だれ" not in found


def test_the_same_pages_give_the_same_bytes(page, publication, tmp_path):
    for name in ("one.pdf", "two.pdf"):
        write_pdf(publication, (page(number) for number in (1, 2)), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_memory_does_not_grow_with_the_pages(plain, publication, tmp_path):
    def pages(count):
        for number in range(count):
            noise = np.random.default_rng(number).integers(0, 256, 400 * 400, np.uint8).tobytes()
            box = Box(0, 0, 400, 400)
            yield plain(Art(Pixels(400, 400, noise), box, Path.box(box)), size=(400, 400), number=number + 1)

    def peak(count):
        tracemalloc.start()
        write_pdf(publication, pages(count), tmp_path / "work.pdf")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(1)  # what is loaded once
    assert peak(24) < 1.1 * peak(3)


def test_a_page_that_fails_leaves_no_file_and_keeps_the_old_one(page, publication, tmp_path):
    def pages():
        yield page(1)
        raise RunError("panel 2.1: no ink")

    with pytest.raises(RunError, match="no ink"):
        write_pdf(publication, pages(), tmp_path / "new.pdf")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "old.pdf").write_bytes(b"old")
    with pytest.raises(RunError, match="no ink"):
        write_pdf(publication, pages(), tmp_path / "old.pdf")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("old.pdf", b"old")]


def test_a_work_without_pages_is_refused(publication, tmp_path):
    with pytest.raises(RunError, match="no pages"):
        write_pdf(publication, [], tmp_path / "work.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def one_bit(page, publication, tmp_path):
    write_pdf(publication, [page()], tmp_path / "print.pdf", 600, Screen.of(None, 600))
    return tmp_path / "print.pdf"


def test_art_in_one_bit_is_stencils_by_group_4(one_bit):
    with pikepdf.open(one_bit) as pdf:
        assert pdf.check_pdf_syntax() == []
        images = list(pdf.pages[0].Resources.XObject.values())
        assert len(images) == 2
        for image in images:
            assert bool(image.ImageMask)
            assert (image.Filter, int(image.BitsPerComponent)) == ("/CCITTFaxDecode", 1)
            assert (int(image.DecodeParms.K), image.DecodeParms.Columns) == (-1, image.Width)


@pytest.mark.skipif(shutil.which("pdfimages") is None, reason="pdfimages is not installed")
def test_a_reader_lists_stencils_of_the_printers_resolution(one_bit):
    told = subprocess.run(["pdfimages", "-list", one_bit], capture_output=True, text=True, check=True)
    rows = [line.split() for line in told.stdout.splitlines()[2:]]
    assert len(rows) == 2
    for row in rows:
        assert (row[2], row[6:9]) == ("stencil", ["1", "1", "ccitt"])
        assert [int(ppi) for ppi in row[-4:-2]] == pytest.approx([600, 600], abs=1)


@needs_pdftotext
def test_one_bit_changes_nothing_that_is_read(one_bit, page, publication, tmp_path):
    write_pdf(publication, [page()], tmp_path / "grey.pdf", 600)
    assert text_lines(one_bit) == text_lines(tmp_path / "grey.pdf")


def test_the_stencil_is_the_pages_ink(plain, seen_in_pdf, tmp_path):
    """At its own resolution a reader's page is the PNG's, pixel by pixel."""
    pixels = Pixels(120, 90, np.add.outer(np.arange(90), np.arange(120)).astype(np.uint8).tobytes())
    drawing = plain(Art(pixels, Box(10, 5, 130, 95), Path.box(Box(10, 5, 130, 95))), size=(140, 100))
    screen = Screen(4, 72)
    write_pdf(Publication("T"), [drawing], tmp_path / "print.pdf", 72, screen)
    assert (seen_in_pdf(tmp_path / "print.pdf") == page_pixels(drawing, 72, screen)).all()


def test_a_stencil_hides_what_lies_beneath_its_paper(plain, seen_in_pdf, tmp_path):
    under = Shape(Path.box(Box(0, 0, 40, 40)), fill=0.0)
    paper = Art(Pixels(20, 20, b"\xff" * 400), Box(10, 10, 30, 30), Path.box(Box(10, 10, 30, 30)))
    write_pdf(Publication("T"), [plain(under, paper, size=(40, 40))], tmp_path / "p.pdf", 72, Screen(4, 600))
    seen = seen_in_pdf(tmp_path / "p.pdf")
    assert (seen[10:30, 10:30] == 255).all()
    assert seen[5, 5] == 0
