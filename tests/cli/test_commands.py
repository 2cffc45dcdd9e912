import json
import signal
import subprocess
import sys
import time

import pytest
import yaml
from typer.testing import CliRunner

from mangacli.cli import app as frame


@pytest.fixture(scope="module")
def manga():
    from mangacli.cli import cast, check, doctor, inspect, layouts, new, render, schema

    if not frame.app.registered_commands:
        for module in (render, check, inspect, cast, layouts, schema, new, doctor):
            frame.app.command(module.__name__.rpartition(".")[2])(frame.ending_well(module.command))
    return lambda *arguments: CliRunner().invoke(frame.app, [str(part) for part in arguments])


def test_render_in_one_bit_says_its_screen(manga, small_story, tmp_path):
    printed = ("render", small_story, "--model", "blank", "-o", tmp_path, "-j", 1, "--format", "png")
    ended = manga(*printed, "--ink", "1bit", "--lpi", 50, "--dpi", 300)
    assert ended.exit_code == 0
    assert "one bit a pixel: 53.0 lines per inch at 300 dpi, 33 greys" in ended.stderr
    refused = manga(*printed, "--ink", "blue")
    assert refused.exit_code == 2
    assert '--ink: "blue" is not known' in refused.stderr
    assert "choose from grey, 1bit" in refused.stderr


def test_render_prints_what_lies_there(manga, small_story, tmp_path):
    out = tmp_path / "out"
    ended = manga("render", small_story, "--model", "blank", "-o", out, "-j", 1)
    assert ended.exit_code == 0
    assert ended.stdout.splitlines() == [str(out / n) for n in ("page-001.png", "page-002.png", "small.pdf")]
    assert "drawn by blank (as asked)" in ended.stderr
    assert "page 2 (2 of 2) done" in ended.stderr


def test_render_is_silent_when_asked(manga, small_story, tmp_path):
    ended = manga("render", small_story, "--model", "blank", "-o", tmp_path / "out", "-j", 1, "--quiet")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "", "")


def test_render_sums_up_for_programs(manga, small_story, tmp_path):
    ended = manga("render", small_story, "--model", "blank", "-o", tmp_path / "out", "-j", 1, "--json", "-q")
    (story,) = json.loads(ended.stdout)["stories"]
    assert (story["ok"], story["artist"], story["panels"], len(story["pages"])) == (True, "blank", 4, 2)


def test_inspect_gives_every_key_that_programs_rely_on(manga, small_story):
    (page, _) = json.loads(manga("inspect", small_story, "--json").stdout)["pages"]
    assert {"size", "trim", "panels"} <= page.keys()
    panel = page["panels"][0]
    assert {"id", "polygon", "box", "generation_size", "characters", "balloons"} <= panel.keys()
    assert {"id", "box", "head"} <= panel["characters"][0].keys()
    wanted = {"kind", "speaker", "text", "lines", "box", "text_box", "tail", "order"}
    assert wanted <= panel["balloons"][0].keys()
    assert [balloon["text"] for balloon in panel["balloons"]] == ["Hello there.", "Morning."]
    assert "panel 1.1" in manga("inspect", small_story).stdout


def test_check_says_all_of_it_in_the_form_asked_for(manga, small_story, tmp_path):
    broken = tmp_path / "broken.yaml"
    text = small_story.read_text().replace("prompt:", "promt:", 1).replace("- ann: Hello", "- anne: Hello")
    broken.write_text(text)
    ended = manga("check", broken)
    assert ended.exit_code == 1
    assert f"{broken}:10:9: unknown-key: " in ended.stdout
    assert "2 errors" in ended.stderr
    assert len(json.loads(manga("check", broken, "--format", "json").stdout)) >= 1
    sarif = json.loads(manga("check", broken, "--format", "sarif").stdout)
    assert sarif["version"] == "2.1.0"
    assert manga("check", small_story).exit_code == 0


def test_check_explains_a_panel_in_its_full_form(manga, small_story):
    ended = manga("check", small_story, "--explain", "1.1")
    panel = yaml.safe_load(ended.stdout)
    assert ended.exit_code == 0
    assert "Hello there." in ended.stdout and "seed" in ended.stdout
    assert isinstance(panel, dict)


def test_schema_is_json_and_written_where_asked(manga, tmp_path):
    shown = json.loads(manga("schema").stdout)
    assert "draft-07" in shown["$schema"]
    manga("schema", "-o", tmp_path / "schema.json")
    assert json.loads((tmp_path / "schema.json").read_text()) == shown


def test_layouts_are_listed_and_drawn(manga, tmp_path):
    listed = manga("layouts").stdout
    assert "tiers-1-2-2" in listed and "yonkoma" in listed
    sheet = tmp_path / "sheet.png"
    assert manga("layouts", "--sheet", sheet).exit_code == 0
    assert sheet.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_new_story_renders_as_it_is(manga, tmp_path, language):
    folder = tmp_path / "new"
    assert manga("new", folder, "--title", 'A "quoted": title', "--language", language).exit_code == 0
    assert manga("check", folder / "story.yaml").exit_code == 0
    assert manga("render", folder / "story.yaml", "--dpi", 60, "-j", 1).exit_code == 0
    assert (folder / "story-pages" / "story.pdf").exists()
    again = manga("new", folder)
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)


def test_doctor_tells_what_to_do(manga):
    report = manga("doctor")
    assert report.exit_code == 0
    assert "What to do next" in report.stdout and "comic-neue" in report.stdout
    assert "advice" in json.loads(manga("doctor", "--json").stdout)


def test_overlay_shows_the_boxes(manga, small_story, tmp_path):
    for name, options in (("plain", []), ("over", ["--overlay"])):
        manga(
            "render",
            small_story,
            "--model",
            "blank",
            "-o",
            tmp_path / name,
            "-j",
            1,
            "--format",
            "png",
            *options,
        )
    plain, over = (tmp_path / name / "page-001.png" for name in ("plain", "over"))
    assert plain.read_bytes() != over.read_bytes()


def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(small_story, tmp_path):
    story = yaml.safe_load(small_story.read_text())
    story["pages"] = [story["pages"][0]] * 60
    small_story.write_text(yaml.safe_dump(story))
    command = [
        sys.executable,
        "-m",
        "mangacli",
        "render",
        small_story,
        "-o",
        tmp_path / "out",
        "-j",
        "1",
        "--dpi",
        "150",
    ]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    first = tmp_path / "out" / "page-001.png"
    until = time.monotonic() + 60
    while not first.exists() and time.monotonic() < until:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=30)
    assert run.returncode == 130
    assert "--pages" in said and "Traceback" not in said
    assert not list((tmp_path / "out").glob("*.part")) and not list((tmp_path / "out").glob("*.pdf"))


def test_check_names_the_words_that_the_draft_artist_makes_nothing_of(manga, tmp_path):
    path = tmp_path / "story.yaml"
    path.write_text(
        'manga: 1\ntitle: t\npages:\n  - panels: [{prompt: "a zeppelin over the sea"}]\n', encoding="utf-8"
    )
    plain = manga("check", path, "--draft")
    assert plain.exit_code == 0
    assert "story.yaml:4:23: note: draft-words" in plain.stdout and '"zeppelin"' in plain.stdout
    assert "draft-words" not in manga("check", path).stdout
    listed = json.loads(manga("check", path, "--draft", "--format", "json").stdout)
    assert "draft-words" in json.dumps(listed)
    sarif = json.loads(manga("check", path, "--draft", "--format", "sarif").stdout)
    results = sarif["runs"][0]["results"]
    assert [one["level"] for one in results if one["ruleId"] == "draft-words"] == ["note"]
    assert "draft-words" not in manga("check", path, "--draft", "--ignore", "draft-words").stdout


def test_cast_draws_sheets_and_lists_parts(manga, small_story, tmp_path):
    ended = manga("cast", small_story, "-o", tmp_path / "cast.png", "--dpi", 36)
    assert ended.exit_code == 0
    paths = ended.stdout.splitlines()
    assert paths and all(path.startswith(str(tmp_path / "cast-")) for path in paths)
    listed = manga("cast", "--list")
    assert listed.exit_code == 0 and "hair_color" in listed.stdout and "eyepatch" in listed.stdout
    own = yaml.safe_load(manga("cast", "--list", small_story).stdout)
    assert len(own["characters"]) == len(paths)


def test_cast_says_what_is_missing(manga, small_story, tmp_path):
    nothing = manga("cast")
    assert nothing.exit_code == 2 and "no story is given" in nothing.stderr
    unknown = manga("cast", small_story, "--character", "nobody", "-o", tmp_path / "x.png")
    assert unknown.exit_code == 2 and '"nobody" is not a character of the story' in unknown.stderr
    other = manga("cast", small_story, "-o", tmp_path / "x.bmp")
    assert other.exit_code == 2 and "choose from pdf, png" in other.stderr
