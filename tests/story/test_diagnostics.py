"""Diagnostics as text, in colour, as JSON and as SARIF."""

import json
import re

import pytest

from mangacli.errors import Diagnostic, Finding, Place
from mangacli.story.diagnostics import render_json, render_sarif, render_text

WHERE = ("pages", 0, "panels", 1, "seed")


def diagnostic(
    message="too long", line="text: 灯台の上", column=7, width=2, file="story.yaml", **keys
) -> Diagnostic:
    return Diagnostic(Finding("some-rule", WHERE, message, **keys), Place(file, 3, column, width), line)


def test_an_error_has_place_rule_path_message_line_mark_and_hint():
    assert render_text([diagnostic(hint="shorten it")], color=False) == (
        "story.yaml:3:7: some-rule: pages[0].panels[1].seed: too long\n"
        "  text: 灯台の上\n"
        "        ^~~~\n"
        "  shorten it\n"
    )


@pytest.mark.parametrize("severity", ["warning", "note"])
def test_what_is_no_error_says_so(severity):
    text = render_text([diagnostic(severity=severity)], color=False)
    assert text.startswith(f"story.yaml:3:7: {severity}: some-rule: pages")


def test_a_finding_about_a_key_names_the_mapping_that_holds_it():
    assert ": pages[0].panels[1]: " in render_text([diagnostic(at_key=True)], color=False)


def test_without_a_line_there_is_no_mark():
    assert render_text([diagnostic(line="")], color=False).count("\n") == 1


def test_colours_change_nothing_but_colours():
    found = [diagnostic(), diagnostic(severity="warning", hint="a hint [bold]not markup[/bold]")]
    colored = render_text(found, color=True)
    assert "\x1b[1;31m" in colored and "\x1b[1;33m" in colored
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == render_text(found, color=False)


def test_long_paths_and_lines_are_not_broken_in_colour():
    found = [diagnostic(message="m" * 500, line="x" * 150)]
    assert re.sub("\x1b\\[[0-9;]*m", "", render_text(found, color=True)) == render_text(found, color=False)


def test_nothing_in_a_story_steers_the_terminal():
    evil = "\x1b]0;owned\x07 \u202e \x9b31m \r\n"
    text = render_text([diagnostic(message=evil, line=evil, hint=evil, file=evil)], color=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    for other in (render_json, render_sarif):
        assert other([diagnostic(message=evil, line=evil)]).isascii()


def test_json_holds_every_part_and_counts():
    found = json.loads(render_json([diagnostic(hint="h"), diagnostic(severity="note")]))
    assert (found["errors"], found["warnings"], found["notes"]) == (1, 0, 1)
    assert found["diagnostics"][0] == {
        "file": "story.yaml",
        "line": 3,
        "column": 7,
        "width": 2,
        "severity": "error",
        "rule": "some-rule",
        "where": "pages[0].panels[1].seed",
        "message": "too long",
        "hint": "h",
    }


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
SARIF = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": TEXT,
        "version": {"const": "2.1.0"},
        "runs": {
            "minItems": 1,
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "properties": {
                            "driver": {
                                "required": ["name", "version", "rules"],
                                "properties": {"rules": {"uniqueItems": True, "items": {"required": ["id"]}}},
                            }
                        }
                    },
                    "results": {
                        "items": {
                            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"], "properties": {"text": TEXT}},
                                "locations": {
                                    "minItems": 1,
                                    "items": {
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation", "region"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {
                                                            "uri": {"type": "string", "pattern": "^[!-~]+$"}
                                                        }
                                                    },
                                                    "region": {"additionalProperties": COUNT},
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}
"""The part of the SARIF 2.1.0 schema (OASIS) that our log uses."""


def test_sarif_is_what_the_standard_asks_for():
    import jsonschema

    found = [
        diagnostic(),
        diagnostic(file="/tmp/a b/物語.yaml", severity="warning", hint="h"),
        diagnostic(width=0),
    ]
    log = json.loads(render_sarif(found))
    jsonschema.Draft7Validator(SARIF).validate(log)
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["some-rule"]
    first, second, third = (result["locations"][0]["physicalLocation"] for result in run["results"])
    assert first["region"] == {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 9}
    assert first["artifactLocation"]["uri"] == "story.yaml"
    assert second["artifactLocation"]["uri"] == "file:///tmp/a%20b/%E7%89%A9%E8%AA%9E.yaml"
    assert third["region"]["endColumn"] == 8
    assert [result["level"] for result in run["results"]] == ["error", "warning", "error"]


def test_nothing_found_is_still_a_whole_answer():
    assert render_text([], color=False) == "" and render_text([], color=True) == ""
    assert json.loads(render_json([]))["diagnostics"] == []
    assert json.loads(render_sarif([]))["runs"][0]["results"] == []
