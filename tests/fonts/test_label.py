import pytest

from mangacli.fonts.face import face
from mangacli.fonts.label import label


def test_a_centred_label_lies_evenly_about_its_point():
    text = label("Page 12", 10, (100, 50), centred=True)
    (run,) = text.runs
    last = run.glyphs[-1]
    end = last.x + face(run.face).advance(last.id) * 10
    assert (run.glyphs[0].x + end) / 2 == pytest.approx(100)
    assert "".join(glyph.text for glyph in run.glyphs) == text.said == "Page 12"


def test_letters_of_another_script_are_taken_from_a_font_that_has_them():
    text = label("Rin 凛 1", 10, (0, 0))
    assert [("".join(glyph.text for glyph in run.glyphs)) for run in text.runs] == ["Rin ", "凛", " 1"]
    assert all(glyph.id for run in text.runs for glyph in run.glyphs)


def test_a_halo_is_paper_white():
    assert label("1", 6, (0, 0), halo=2).outline[0].grey == 1.0
    assert label("1", 6, (0, 0)).outline == ()
