import pytest
import torch


def test_token_ids_are_the_recorded_ones(model, units):
    for recorded in units.said["clip_tokens"]:
        first, second = model.text.token_ids(recorded["text"])
        assert first == recorded["ids_1"], recorded["text"]
        assert second == recorded["ids_2"], recorded["text"]


def test_embeddings_are_the_recorded_ones(model, recorded):
    for case in recorded.values():
        positive = model.text.encode(case.said["prompt"])
        negative = model.text.encode_negative(case.said["negative_prompt"])
        for ours, row in ((negative, 0), (positive, -1)):
            torch.testing.assert_close(
                ours.tokens[0], case["encoder_hidden_states"][row, :77], atol=1e-4, rtol=0
            )
            torch.testing.assert_close(ours.pooled[0], case["added_text_embeds"][row], atol=1e-4, rtol=0)


def test_no_negative_prompt_is_zeros_and_an_empty_one_is_encoded(model):
    assert not model.text.encode_negative(None).tokens.any()
    assert not model.text.encode_negative(None).pooled.any()
    assert model.text.encode_negative("").tokens.any()


def test_no_negative_prompt_is_an_empty_one_where_the_checkpoint_says_so(model, monkeypatch):
    monkeypatch.setattr(model.text, "zeros_for_none", False)
    assert torch.equal(model.text.encode_negative(None).tokens, model.text.encode_negative("").tokens)


@pytest.mark.parametrize("count", [40])
def test_only_the_last_prompts_are_kept(model, count):
    for index in range(count):
        model.text.encode(f"panel {index}")
    assert model.text.encode(f"panel {count - 1}") is model.text.encode(f"panel {count - 1}")
    assert len(model.text._kept) <= 32
