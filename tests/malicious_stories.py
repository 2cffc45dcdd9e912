"""Stories that somebody might send to do harm, each with the rules that it breaks.

A builder gets an empty folder, puts `story.yaml` and what belongs to it there, and may use the folder above
for what lies outside. `EXPECTED` says what is answered: the rules of its errors (none: it is harmless).
"""

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

HEAD = "manga: 1\ntitle: t\n"
PAGE = "pages:\n  - panels: [{prompt: sea}]\n"
SAID = "pages:\n  - panels: [{dialogs: [{caption: Hello.}]}]\n"
BUNDLED = Path(__file__).parent.parent / "mangacli/fonts/bundled"

Builder = Callable[[Path], object]
STORIES: dict[str, tuple[Builder, tuple[str, ...]]] = {}


def story(*rules: str) -> Callable[[Builder], Builder]:
    """A builder joins the corpus, with the rules of the errors that its story is answered with."""

    def join(builder: Builder) -> Builder:
        STORIES[builder.__name__.replace("_", "-")] = (builder, rules)
        return builder

    return join


def write(folder: Path, text: str) -> None:
    (folder / "story.yaml").write_text(text, encoding="utf-8")


def reference(name: str) -> str:
    cast = f"characters: {{a: {{name: A, reference: {name!r}}}}}\n"
    return f"{HEAD}{cast}pages:\n  - panels: [{{characters: [a]}}]\n"


def png(width: int, height: int, body: bytes = b"", kind: bytes = b"IDAT") -> bytes:
    """A PNG of one bit a pixel that says it is this large, with one more chunk."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (kind, body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


# --- files that are none of the story's business


@story("reference-outside")
def traversal(folder):
    (folder.parent / "secret.png").write_bytes(png(8, 8))
    write(folder, reference("../secret.png"))


@story("reference-outside")
def traversal_through_a_folder_that_is_not_there(folder):
    write(folder, reference("nowhere/../../secret.png"))


@story("reference-outside")
def absolute_path(folder):
    write(folder, reference("/etc/passwd"))


@story("reference-outside")
def link_out(folder):
    (folder / "mika.png").symlink_to("/etc/passwd")
    write(folder, reference("mika.png"))


@story("reference-outside")
def linked_folder_out(folder):
    (folder / "refs").symlink_to("/etc")
    write(folder, reference("refs/passwd"))


@story("reference-missing")
def link_loop(folder):
    (folder / "a.png").symlink_to("b.png")
    (folder / "b.png").symlink_to("a.png")
    write(folder, reference("a.png"))


@story("reference-missing")
def pipe(folder):
    os.mkfifo(folder / "mika.png")
    write(folder, reference("mika.png"))


@story("reference-outside")
def device(folder):
    (folder / "mika.png").symlink_to("/dev/zero")
    write(folder, reference("mika.png"))


@story("control-character")
def name_with_a_nul(folder):
    write(folder, f'{HEAD}characters: {{a: {{name: A, reference: "a\\0.png"}}}}\n{PAGE}')


@story("reference-missing")
def very_long_name(folder):
    write(folder, reference("x" * 999))


@story("reference-outside")
def lora_outside(folder):
    write(folder, f"{HEAD}loras: [../../model.safetensors]\n{PAGE}")


@story("reference-too-large")
def lora_of_a_terabyte(folder):
    with (folder / "ink.safetensors").open("wb") as file:
        file.truncate(2**40)
    write(folder, f"{HEAD}loras: [ink.safetensors]\n{PAGE}")


@story("lora-kind")
def lora_that_is_a_pickle(folder):
    (folder / "ink.pt").write_bytes(b"cos\nsystem\n(S'true'\ntR.")
    write(folder, f"{HEAD}loras: [ink.pt]\n{PAGE}")


# --- pictures


@story("reference-too-large")
def decompression_bomb(folder):
    (folder / "bomb.png").write_bytes(png(60_000, 60_000, zlib.compress(bytes(10**6))))
    write(folder, reference("bomb.png"))


@story("reference-not-image")
def text_bomb_in_a_picture(folder):
    body = b"Comment\0\0" + zlib.compress(bytes(200 * 2**20), 9)
    (folder / "bomb.png").write_bytes(png(8, 8, body, b"zTXt"))
    write(folder, reference("bomb.png"))


@story("reference-not-image")
def postscript_for_a_picture(folder):
    (folder / "mika.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) (w) file\n")
    write(folder, reference("mika.png"))


@story("reference-not-image")
def svg_with_an_entity(folder):
    text = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
    (folder / "mika.png").write_text(text)
    write(folder, reference("mika.png"))


@story()
def one_picture_many_times(folder):
    (folder / "mika.png").write_bytes(png(7000, 7000, zlib.compress(bytes(7000 * 876))))
    names = ", ".join(["mika.png"] * 16)
    cast = "\n".join(f"  c{number}: {{name: C, reference: [{names}]}}" for number in range(400))
    ids = ", ".join(f"c{number}" for number in range(4))
    write(folder, f"{HEAD}characters:\n{cast}\npages:\n  - panels: [{{characters: [{ids}]}}]\n")


@story("reference-outside")
def own_image_outside(folder):
    write(folder, f"{HEAD}pages:\n  - panels: [{{image: ../../etc/passwd}}]\n")


@story("reference-too-large")
def own_image_that_is_a_bomb(folder):
    (folder / "art.png").write_bytes(png(60_000, 60_000, zlib.compress(bytes(10**6))))
    write(folder, f"{HEAD}pages:\n  - panels: [{{image: art.png}}]\n")


# --- fonts


@story("font-outside")
def font_outside(folder):
    write(folder, f"{HEAD}lettering: {{font: /usr/share/fonts/secret.ttf}}\n{PAGE}")


@story("font-outside")
def font_that_is_a_device(folder):
    write(folder, f"{HEAD}lettering: {{font: /dev/zero}}\n{PAGE}")


@story("unknown-font")
def font_that_is_a_pipe(folder):
    os.mkfifo(folder / "mine.ttf")
    write(folder, f"{HEAD}lettering: {{font: mine.ttf}}\n{PAGE}")


@story("unknown-font")
def pipe_among_the_fonts(folder):
    (folder / "fonts").mkdir()
    os.mkfifo(folder / "fonts" / "mine.ttf")
    write(folder, HEAD + SAID)


@story("font-outside")
def fonts_folder_that_is_a_link(folder):
    (folder.parent / "elsewhere").mkdir(exist_ok=True)
    (folder.parent / "elsewhere" / "mine.ttf").write_bytes((BUNDLED / "bangers.ttf").read_bytes())
    (folder / "fonts").symlink_to(folder.parent / "elsewhere")
    write(folder, HEAD + SAID)


@story("font-unsound")
def flood_of_fonts(folder):
    (folder / "fonts").mkdir()
    for number in range(100):
        (folder / "fonts" / f"{number}.ttf").write_bytes(b"\0\1\0\0")
    write(folder, HEAD + SAID)


@story("font-unsound")
def font_cut_off(folder):
    data = (BUNDLED / "bangers.ttf").read_bytes()
    (folder / "mine.ttf").write_bytes(data[: len(data) // 2])
    write(folder, f"{HEAD}lettering: {{font: mine.ttf}}\n{PAGE}")


@story("font-unsound")
def font_of_one_unit_an_em(folder):
    (folder / "mine.ttf").write_bytes(patched("head", 18, struct.pack(">H", 1)))
    write(folder, f"{HEAD}lettering: {{font: mine.ttf}}\n{PAGE}")


@story("font-unsound")
def font_with_towering_letters(folder):
    (folder / "mine.ttf").write_bytes(patched("hhea", 4, struct.pack(">hh", 32767, -32768)))
    write(folder, f"{HEAD}lettering: {{font: mine.ttf}}\n{PAGE}")


@story("font-unsound")
def font_whose_glyphs_lie_elsewhere(folder):
    (folder / "mine.ttf").write_bytes(patched("loca", 8, b"\xff\xff\xff\xff"))
    write(folder, f"{HEAD}lettering: {{font: mine.ttf}}\n{PAGE}")


def patched(table: str, at: int, new: bytes) -> bytes:
    """A bundled font with some bytes of a table replaced."""
    data = bytearray((BUNDLED / "bangers.ttf").read_bytes())
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if tag == table.encode():
            data[offset + at : offset + at + len(new)] = new
            return bytes(data)
    raise AssertionError(table)


# --- more than anyone can take


@story("alias-bomb")
def billion_laughs(folder):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    write(folder, "\n".join(lines) + "\n" + HEAD + PAGE)


@story("alias-bomb")
def one_long_text_many_times(folder):
    write(
        folder, f'{HEAD}style: &a "{"x" * 49_000}"\ncheck: {{ignore: [{",".join(["*a"] * 90_000)}]}}\n{PAGE}'
    )


@story("too-deep")
def deep_brackets(folder):
    write(folder, f"{HEAD}style: {'[' * 500_000}\n{PAGE}")


@story("too-deep")
def deep_dashes(folder):
    write(folder, f"{HEAD}style:\n  {'- ' * 500_000}x\n{PAGE}")


@story("yaml-special")
def object_tag(folder):
    write(folder, f"manga: 1\ntitle: !!python/object/apply:os.system ['true']\n{PAGE}")


@story("binary-file")
def millions_of_control_characters(folder):
    write(folder, HEAD + "# \x01\n" * 900_000 + PAGE)


@story("text-too-long")
def endless_key(folder):
    write(folder, f'{HEAD}characters:\n  ? "{"k" * 49_000}"\n  : {{name: A}}\n{PAGE}')


@story("story-too-large")
def thousands_of_pages(folder):
    write(folder, f"{HEAD}pages:\n" + "  - panels: [{}]\n" * 12_000)


@story("story-too-large")
def thousands_of_panels(folder):
    page = f"  - panels: [{', '.join(['{}'] * 100)}]\n"
    write(folder, f"{HEAD}pages:\n" + page * 200)


@story("story-too-large")
def thousands_of_dialogs(folder):
    said = ", ".join(["{sfx: A}"] * 14)
    write(folder, f"{HEAD}pages:\n" + f"  - panels: [{{dialogs: [{said}]}}]\n" * 900)


@story("out-of-range")
def panel_of_a_thousand_dialogs(folder):
    write(folder, f"{HEAD}pages:\n  - panels: [{{dialogs: [{', '.join(['{caption: Hi.}'] * 1000)}]}}]\n")


@story("story-too-large")
def thousands_of_characters(folder):
    cast = ", ".join(f"c{number}: {{name: C}}" for number in range(3000))
    write(folder, f"{HEAD}characters: {{{cast}}}\n{PAGE}")


@story("too-large")
def polygon_of_a_million_points(folder):
    points = ",".join(["[1,2]"] * 600_000)
    write(folder, f"{HEAD}pages:\n  - {{layout: {{panels: [[{points}]]}}, panels: [{{}}]}}\n")


@story("out-of-range")
def polygon_of_ten_thousand_points(folder):
    points = ",".join(["[1,2]"] * 10_000)
    write(folder, f"{HEAD}pages:\n  - {{layout: {{panels: [[{points}]]}}, panels: [{{}}]}}\n")


@story("story-too-large")
def hundred_polygons(folder):
    polygon = "[" + ",".join(f"[{number % 100},{number % 97}]" for number in range(40)) + "]"
    panels = ",".join(["{}"] * 100)
    write(
        folder,
        f"{HEAD}pages:\n  - {{layout: {{panels: [{','.join([polygon] * 100)}]}}, panels: [{panels}]}}\n",
    )


@story("bad-page")
def page_as_large_as_a_field(folder):
    write(folder, f"{HEAD}page: {{size: [5000mm, 5000mm], dpi: 1200}}\n{PAGE}")


@story("page-too-large")
def endless_strip(folder):
    rows = ", ".join(["{height: 100, panels: [1]}"] * 100)
    layout = f"{{strip: true, rows: [{rows}]}}"
    panels = ",".join(["{}"] * 100)
    write(folder, f"{HEAD}reading: vertical\npages:\n  - {{layout: {layout}, panels: [{panels}]}}\n")


@story("page-too-large")
def poster_of_dust(folder):
    tone = "{effect: screentone, pattern: dots, lpi: 150}"
    page = "{size: [1900mm, 1900mm], dpi: 100}"
    write(folder, f"{HEAD}page: {page}\npages:\n  - panels: [{{effects: [{', '.join([tone] * 12)}]}}]\n")


@story("out-of-range")
def absurd_numbers(folder):
    write(folder, f"{HEAD}seed: 99999999999999999999\npage: {{size: [182mm, 257mm], dpi: 1.0e300}}\n{PAGE}")


@story("text-does-not-fit")
def endless_word(folder):
    write(folder, f"{HEAD}pages:\n  - panels: [{{dialogs: [{{caption: {'x' * 2000}}}]}}]\n")


@story("text-does-not-fit")
def unclosed_markup(folder):
    text = "a" + "<big>" * 390
    write(folder, f'{HEAD}pages:\n  - panels: [{{dialogs: [{{caption: "{text}"}}]}}]\n')


@story()
def tower_of_accents(folder):
    text = "a" + "\u0301" * 1990
    write(folder, f'{HEAD}pages:\n  - panels: [{{dialogs: [{{caption: "{text}"}}]}}]\n')


@story()
def nested_directions(folder):
    text = "ا" + "\u202b\u2067\u202e" * 600
    write(folder, f'{HEAD}language: ar\npages:\n  - panels: [{{dialogs: [{{caption: "{text}"}}]}}]\n')


@story("story-too-large")
def novel_in_a_panel(folder):
    text = "漢《かん》" * 300
    said = ", ".join(f"{{caption: {text}}}" for _ in range(16))
    write(folder, f"{HEAD}language: ja\npages:\n  - panels: [{{dialogs: [{said}]}}]\n")


@story("yaml-syntax")
def flood_of_directives(folder):
    write(folder, "".join(f"%TAG !a{number}! b\n" for number in range(150_000)) + "---\n" + HEAD + PAGE)


@story("font-outside")
def fonts_folder_that_is_the_whole_disk(folder):
    (folder / "fonts").symlink_to("/")
    write(folder, HEAD + SAID)


# --- what steers programs that show it


@story("control-character")
def terminal_escape_in_the_title(folder):
    write(folder, f'manga: 1\ntitle: "\\e]0;owned\\a\\e[2J"\n{PAGE}')


@story("unknown-key")
def terminal_escape_of_eight_bits(folder):
    write(folder, f'{HEAD}"\u202e\u2066evil": 1\n{PAGE}')


@story()
def markup_in_the_title(folder):
    title = '</title><script>alert(1)</script><!ENTITY x SYSTEM \\"file:///etc/passwd\\"> ]]> (PDF) >> endobj'
    write(folder, f'manga: 1\ntitle: "{title}"\nauthor: "\u202e)/JS (x"\n{PAGE}')
