from pathlib import Path

import pytest

from mangacli.errors import RunError, UsageError
from mangacli.fonts import library
from mangacli.fonts.face import face
from mangacli.fonts.library import (
    find_font,
    font_findings,
    fonts_with,
    installed,
    is_right_to_left,
    script_of,
    stack,
)
from mangacli.reach import Reach


@pytest.fixture(autouse=True)
def no_other_fonts(monkeypatch, tmp_path):
    """The machine's own fonts do not take part, unless a test puts some there."""
    monkeypatch.setattr(library, "_user_folders", lambda: (tmp_path / "user",))
    monkeypatch.setattr(library, "_system_folders", lambda: (tmp_path / "system",))


@pytest.fixture
def story(tmp_path):
    folder = tmp_path / "story"
    (folder / "fonts").mkdir(parents=True)
    return folder


def put(path, key="bangers"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(face(key).data)
    return path


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("en", "latin"), ("fr-CA", "latin"), ("ja", "ja"), ("ja-JP", "ja"), ("ko", "ko"), ("zh", "zh-hans"),
        ("zh-Hans", "zh-hans"), ("zh-Hant", "zh-hant"), ("zh_TW", "zh-hant"), ("yue", "zh-hant"),
    ],
)  # fmt: skip
def test_language_tags_choose_a_script(tag, script):
    assert script_of(tag) == script


@pytest.mark.parametrize(
    ("tag", "turned"),
    [
        *((tag, True) for tag in ("ar", "fa-IR", "he", "yi", "dv", "uz-Arab")),
        *((tag, False) for tag in ("en", "az", "ar-Latn", "ja", "ur-Latn-PK")),
    ],
)
def test_language_tags_say_which_way_lines_run(tag, turned):
    assert is_right_to_left(tag) is turned


SAMPLES = {
    "en": "Wait… “Who's there?” — it’s 7 o'clock! ♥♪☆ éàüñ ßœŒ ¿¡ čřžėőű",
    "el": "Ποιος είναι εκεί;",
    "ru": "Кто там? Ёж!",
    "vi": "Ai đó? Trời ơi, khổng lồ!",
    "ja": "鬼だったのか……！？「ヴァ」『ー々〆ヶ』、。・――～〜♥♪☆★！？（）〈〉《》【】０Ａ鬱",
    "zh": "谁在那里？“你们”——等等……，。、；：《》",
    "zh-Hant": "誰在那裡？「你們」——等等……，。、；：《》",
    "ko": "거기 누구야? 뭐라고…! 힘내",
    "ar": "لماذا لم تُخبِرني؟! «انتظر»، ١٢٣ 456… ♥",
    "fa": "چرا به من نگفتی؟ می\u200cروم! ۱۲۳ گ پ ژ",
    "ur": "تم نے مجھے کیوں نہیں بتایا؟ ٹھیک ہے، چلو۔",
    "he": "לָמָּה לא סיפרת לי?! ״רגע״… 12 ₪ ♥",
    "yi": "פֿאַרוואָס האָסטו מיר נישט געזאָגט?",
}


@pytest.mark.parametrize("language", SAMPLES)
@pytest.mark.parametrize("role", ["dialog", "emphasis", "shout", "caption", "sfx", "sfx-heavy", "sfx-soft"])
def test_bundled_fonts_have_the_characters_of_each_language(language, role):
    faces = [face(key) for key in stack(language, role)]
    missing = {c for c in SAMPLES[language] if not any(f.has(c) for f in faces)}
    assert missing == set()


def test_dialogs_of_a_language_are_set_in_one_font():
    for language, text in (
        ("en", "Wait! Who is it?"),
        ("ja", "鬼だったのか！？「」、。"),
        ("zh", "谁在那里？"),
        ("ko", "거기 누구야?"),
        ("ru", "Кто там? Ёж!"),
        ("el", "Ποιος είναι εκεί;"),
        ("vi", "Trời ơi, khổng lồ!"),
        ("fr", "Où ça ? Là-bas !"),
        ("ar", "لماذا لم تُخبِرني؟! «انتظر»، ١٢٣ 456…"),
        ("he", "לָמָּה לא סיפרת לי?! 12"),
    ):
        first = face(stack(language, "dialog")[0])
        assert all(first.has(c) for c in text.replace(" ", ""))


def test_the_storys_font_leads_for_dialogs_and_seconds_for_sounds(story):
    path = put(story / "my.ttf")
    assert stack("en", "dialog", "my.ttf", story)[0] == str(path)
    assert stack("en", "sfx", "my.ttf", story)[:2] == ("bangers", str(path))


def test_fonts_in_the_storys_folder_serve_what_the_first_lacks(story):
    path = put(story / "fonts" / "extra.ttf")
    keys = stack("en", "dialog", None, story)
    assert keys[:2] == ("comic-neue-bold", str(path))


def test_a_stack_names_no_font_twice_and_none_of_the_machine(tmp_path):
    put(tmp_path / "system" / "other.ttf")
    keys = stack("ja", "dialog", "Shippori Antique")
    assert len(set(keys)) == len(keys)
    assert not any(str(tmp_path) in key for key in keys)


@pytest.mark.parametrize(
    "name", ["Comic Neue", "comic neue", "ComicNeue", "comic-neue", "Comic Neue Regular"]
)
def test_a_family_is_found_however_it_is_spelt_and_means_its_regular(name):
    assert find_font(name).key == "comic-neue"


def test_a_style_is_found_by_its_full_name():
    assert find_font("Comic Neue Bold Italic").key == "comic-neue-bold-italic"


def test_search_order_is_story_user_bundled_system(story, tmp_path):
    system = put(tmp_path / "system" / "Bangers.ttf")
    assert find_font("Bangers", story).origin == "bundled"
    put(tmp_path / "system" / "PatrickCopy.ttf", "patrick-hand")
    assert find_font("PatrickCopy", story).origin == "system"
    library._fonts_in.cache_clear()
    user = put(tmp_path / "user" / "Bangers.ttf")
    assert find_font("Bangers", story).path == user
    library._fonts_in.cache_clear()
    own = put(story / "fonts" / "Bangers.ttf")
    assert find_font("Bangers", story).path == own
    assert system.exists()


def test_a_font_of_this_machine_is_used_and_said(story, tmp_path):
    put(tmp_path / "system" / "Scrawl.ttf")
    (note,) = font_findings("Scrawl", Reach(story), ("lettering", "font"))
    assert note.rule == "font-of-this-machine" and note.severity == "note"
    assert "Scrawl.ttf" in note.message


def test_bundled_and_own_fonts_need_no_word(story):
    put(story / "my.ttf")
    assert font_findings("Bangers", Reach(story), ()) == ()
    assert font_findings("my.ttf", Reach(story), ()) == ()


def test_a_misspelt_font_gets_a_suggestion(story):
    with pytest.raises(UsageError) as caught:
        find_font("Bangrs", story)
    assert 'did you mean "Bangers"?' in caught.value.hint
    (finding,) = font_findings("Bangrs", Reach(story), ("lettering", "font"))
    assert finding.rule == "unknown-font" and finding.severity == "error"


def test_a_file_that_is_no_font_is_an_error_wherever_the_story_brings_it(story):
    (story / "notes.ttf").write_text("not a font")
    assert "is not a font" in font_findings("notes.ttf", Reach(story), ())[0].message
    (story / "fonts" / "broken.otf").write_text("not a font")
    with pytest.raises(RunError, match=r"broken\.otf is not a font"):
        stack("en", "dialog", None, story)


def test_a_damaged_font_of_the_machine_is_passed_over(tmp_path):
    (tmp_path / "system").mkdir()
    (tmp_path / "system" / "broken.ttf").write_bytes(b"\x00\x01\x00\x00")
    put(tmp_path / "system" / "good.ttf")
    assert find_font("good").origin == "system"


def test_fonts_that_have_a_character_are_named():
    assert "Shippori Antique" in [font.family for font in fonts_with("鬼")]
    assert fonts_with("\U0001f4a2") == ()


def test_every_bundled_font_has_its_licence_beside_it():
    fonts = installed()
    assert len(fonts) == 17
    for font in fonts:
        assert "SIL Open Font License, Version 1.1" in Path(font.licence).read_text(encoding="utf-8")
        assert font.path.is_file()


def test_the_bundled_fonts_stay_small():
    assert sum(font.path.stat().st_size for font in installed()) <= 7_680_000


def test_every_bundled_font_is_named_in_the_notice():
    notice = (library.BUNDLED.parents[2] / "NOTICE").read_text(encoding="utf-8")
    assert {font.family for font in installed() if font.family not in notice} == set()
