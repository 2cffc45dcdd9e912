"""What a parser stumbles over is told in the author's terms, at the author's character."""

import pytest
import yaml

from mangacli.yaml_file import read, scan_yaml
from mangacli.yaml_file.mistakes import quoted

CASES = {
    "- mika: *Hey* you": ("yaml-alias", 9, 'put it in quotes: "*Hey* you"'),
    "- mika: *Hey you": ("yaml-alias", 9, 'put it in quotes: "*Hey you"'),
    "- {mika: *Hey*, at: left}": ("yaml-alias", 10, 'put it in quotes: "*Hey*"'),
    "- mika: 'Tis gone": ("yaml-syntax", 9, "close it where the text ends"),
    "- mika: Wait: what?": ("yaml-colon", 13, 'put the text in quotes: "Wait: what?"'),
    '- mika: She said "no": then left': (
        "yaml-colon",
        22,
        """put the text in quotes: 'She said "no": then left'""",
    ),
    "- {mika: Wait: what}": ("yaml-colon", 14, 'put the text in quotes: "Wait: what"'),
    "- mika: [sigh] no": ("yaml-special", 9, 'put it in quotes: "[sigh] no"'),
    "- mika: {sigh} no": ("yaml-special", 9, 'put it in quotes: "{sigh} no"'),
    "- mika: @home": ("yaml-special", 9, 'put it in quotes: "@home"'),
    "- mika: `tick": ("yaml-special", 9, 'put it in quotes: "`tick"'),
    "- mika: % off": ("yaml-special", 9, 'put it in quotes: "% off"'),
    "- mika: > said she": ("yaml-special", 9, 'put it in quotes: "> said she"'),
    "- mika: ?": ("yaml-special", 9, 'put it in quotes: "?"'),
    "- mika: - no": ("yaml-special", 9, 'put it in quotes: "- no"'),
    "- mika: !!!": ("yaml-special", 9, 'put it in quotes: "!!!"'),
    "- mika: !!python/object:os.system x": (
        "yaml-special",
        9,
        'put it in quotes: "!!python/object:os.system x"',
    ),
    "\t- mika: hi": ("yaml-tab", 1, "indent with two blanks a level"),
    '- mika: "C:\\quit"': (
        "yaml-syntax",
        12,
        'write "\\\\" for a backslash, or put the text in single quotes',
    ),
    "%YAML 7.0": ("yaml-syntax", 1, "delete the line"),
    "- {mika: hi": ("yaml-syntax", 3, '"," or "}" is missing before the end of the file'),
}


@pytest.mark.parametrize("loader", [read._Loader, yaml.SafeLoader])
@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_the_mistake_is_named_at_its_character_with_a_way_out(text, expected, loader, monkeypatch):
    monkeypatch.setattr(read, "_Loader", loader)
    found = scan_yaml(text.encode(), "s.yaml")[1]
    assert (found[0].finding.rule, found[0].place.column, found[0].finding.hint) == expected


def test_quotes_fit_the_text():
    assert quoted('say "no"') == "'say \"no\"'"
    assert quoted("""it's "no\"""") == '"it\'s \\"no\\""'
    assert len(quoted("x" * 500)) < 50
