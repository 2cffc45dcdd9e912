import pytest

from mangacli.errors import RunError
from mangacli.generate.diffsensei.vocabulary import Vocabulary


def test_questions_are_the_recorded_ids(model, units):
    for recorded in units.said["llm_tokens"]:
        ids, places = model.adapter.vocabulary.question(recorded["text"], 64)
        assert ids == recorded["ids"], recorded["text"]
        assert ids[places] == list(range(422, 486))
        assert (ids[places.start - 1], ids[places.stop]) == (420, 421)


def test_the_image_block_is_the_recorded_forcing_list(model, units):
    assert model.adapter.vocabulary.block(64) == units.said["forcing_list"]


@pytest.mark.parametrize("token", ["<img>", "</img>", "<img_00003>", "</s>"])
def test_a_prompt_with_the_model_s_own_tokens_is_refused(model, token):
    with pytest.raises(RunError, match="which the language model keeps for pictures"):
        model.adapter.vocabulary.question(f"a {token} in the rain", 64)


def test_more_places_than_the_tokenizer_knows_are_an_error(model):
    with pytest.raises(RunError, match="lacks the token <img_00100>"):
        model.adapter.vocabulary.block(101)


def test_a_broken_tokenizer_is_named(tmp_path):
    (tmp_path / "tokenizer.model").write_bytes(b"not a model")
    with pytest.raises(RunError, match=r"tokenizer\.model is no SentencePiece model"):
        Vocabulary.read(tmp_path)
