"""Rules are ignored or weighed by those nearest to the story; errors stay errors."""

import pytest

from mangacli.errors import Diagnostic, Finding, Place, UsageError
from mangacli.story.judging import BALLOON_WORDS, judgement, require_rules
from mangacli.story.models import Judging


def diagnostic(rule, severity):
    return Diagnostic(Finding(rule, (), "what", severity=severity), Place("s.yaml", 1, 1))


def levels_of(*said, rule="orphan-word", severity="note"):
    return [each.finding.severity for each in judgement(*said).of([diagnostic(rule, severity)])]


def test_nothing_said_changes_nothing():
    assert levels_of() == ["note"]
    assert judgement().balloon_words == BALLOON_WORDS


def test_a_rule_is_ignored_or_weighed():
    assert levels_of(Judging(ignore=("orphan-word",))) == []
    assert levels_of(Judging(levels={"orphan-word": "error"})) == ["error"]
    assert levels_of(Judging(levels={"orphan-word": "off"})) == []


def test_the_nearest_word_counts():
    far, near = Judging(ignore=("orphan-word",), balloon_words=9), Judging(levels={"orphan-word": "warning"})
    assert levels_of(far, near) == ["warning"]
    assert levels_of(near, far) == []
    assert judgement(far, near).balloon_words == 9
    assert judgement(far, Judging(balloon_words=3)).balloon_words == 3


@pytest.mark.parametrize("level", ["off", "note", "warning"])
def test_an_error_is_never_made_less(level):
    said = Judging(levels={"text-does-not-fit": level})
    assert levels_of(said, rule="text-does-not-fit", severity="error") == ["error"]


def test_rules_that_do_not_exist_are_refused():
    require_rules(["orphan-word"], "--ignore")
    with pytest.raises(
        UsageError, match='--ignore: there is no rule "orphan-wird"; did you mean "orphan-word"'
    ):
        require_rules(["orphan-wird"], "--ignore")
