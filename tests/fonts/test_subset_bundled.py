import hashlib

import pytest
import uharfbuzz as hb

from mangacli.errors import RunError
from mangacli.fonts import subset_bundled
from mangacli.fonts.face import face
from mangacli.fonts.library import installed
from mangacli.fonts.subset_bundled import SOURCES, Source, subset, write_bundled


def kana(available):
    return set(available) & set(range(0x3040, 0x3100))


def test_a_subset_keeps_the_chosen_characters_and_their_vertical_forms():
    small = hb.Face(subset(face("shippori-antique").data, kana))
    assert set(small.unicodes) == kana(face("shippori-antique").hb_face.unicodes)
    font, buffer = hb.Font(small), hb.Buffer()
    buffer.add_str("ー")
    buffer.direction, buffer.script, buffer.language = "ttb", "Hira", "ja"
    hb.shape(font, buffer)
    assert buffer.glyph_infos[0].codepoint != font.get_nominal_glyph(ord("ー"))


def test_a_subset_keeps_the_words_of_its_licence():
    small = hb.Face(subset(face("bangers").data, kana))
    assert "Open Font License" in small.get_name(13, "en")


def test_the_same_source_gives_the_same_bytes():
    data = face("reggae-one").data
    assert subset(data, kana) == subset(data, kana)


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A folder with one source package, which alone is on the list."""
    font = face("bangers").data
    package = tmp_path / "expo-google-fonts-bangers-1.0.0" / "package"
    (package / "400Regular").mkdir(parents=True)
    (package / "400Regular" / "Bangers.ttf").write_bytes(font)
    (package / "LICENSE_FONT").write_text("SIL Open Font License")
    source = Source(
        "bangers",
        "bangers",
        "1.0.0",
        "400Regular/Bangers.ttf",
        hashlib.sha256(font).hexdigest(),
        lambda u: {65, 66},
    )
    monkeypatch.setattr(subset_bundled, "SOURCES", (source,))
    return tmp_path


def test_fonts_and_licences_are_written_side_by_side(sources, tmp_path):
    size = write_bundled(sources, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["bangers.OFL.txt", "bangers.ttf"]
    assert (tmp_path / "out" / "bangers.ttf").stat().st_size == size
    assert set(hb.Face((tmp_path / "out" / "bangers.ttf").read_bytes()).unicodes) == {65, 66}


def test_another_source_than_the_recorded_one_is_refused(sources, tmp_path):
    file = sources / "expo-google-fonts-bangers-1.0.0" / "package" / "400Regular" / "Bangers.ttf"
    file.write_bytes(file.read_bytes() + b"\0")
    with pytest.raises(RunError, match="SHA-256"):
        write_bundled(sources, tmp_path / "out")


def test_a_missing_source_says_what_to_fetch(tmp_path):
    with pytest.raises(RunError) as caught:
        write_bundled(tmp_path, tmp_path / "out")
    assert "fetch @expo-google-fonts/shippori-antique 0.4.1" in caught.value.hint


def test_the_list_of_sources_is_the_list_of_bundled_fonts():
    assert {source.key for source in SOURCES} == {font.key for font in installed()}
