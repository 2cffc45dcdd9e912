"""Who draws is settled, with what it was told, before anything is loaded."""

import pytest

from mangacli.errors import RunError, UsageError
from mangacli.generate import registry
from mangacli.generate.choice import choose, judge
from mangacli.generate.engine_options import EngineOptions


def test_the_options_that_were_given_are_told_as_written():
    assert EngineOptions().asked == ()
    assert EngineOptions(llm=True, long_prompts=True, offload="model").asked == (
        "--llm",
        "--long-prompts",
        "--offload",
    )


@pytest.mark.parametrize("artist", ["draft", "blank"])
def test_options_of_the_model_need_the_model(artist):
    with pytest.raises(UsageError, match=f"--parity: for the DiffSensei model alone, but {artist} draws"):
        choose(artist, EngineOptions(parity=True))
    assert judge(artist, EngineOptions(parity=True)).name == artist


def test_the_language_model_is_asked_for_before_anything_is_drawn(tmp_path, monkeypatch):
    asked = []

    def require(name, llm=False):
        asked.append((name, llm))
        raise RunError("no language model")

    monkeypatch.setattr(registry, "require_model", require)
    with pytest.raises(RunError, match="no language model"):
        choose(str(tmp_path), EngineOptions(llm=True))
    assert asked == [(str(tmp_path), True)]
