import re
from dataclasses import replace

import pytest
import torch

from mangacli.generate.diffsensei.pipeline import PanelPrompt, draw_panel
from mangacli.generate.diffsensei.text import split
from mangacli.generate.diffsensei.token_count import Piece, spaced


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


SENTENCE = "a cat sits on a wall, "
LONG = SENTENCE * 12 + "漢字!! and the lamp."


def words_of(model, prompt):
    """The ids that the first tokenizer makes of a prompt, without marks and not cut off."""
    return model.text.tokenizers[0](spaced(prompt), add_special_tokens=False, verbose=False).input_ids


@pytest.mark.parametrize("prompt", ["", "a cat", "漢字!!", " ".join(["a"] * 75)])
def test_a_prompt_of_one_chunk_is_the_same_long_or_not(model, prompt):
    assert model.text.chunks(prompt) == [model.text.token_ids(prompt)]
    short, long = model.text.encode(prompt), model.text.encode(prompt, long=True)
    assert torch.equal(short.tokens, long.tokens) and torch.equal(short.pooled, long.pooled)


def test_recorded_tokens_that_fit_are_the_same_in_chunks(model, units):
    for recorded in units.said["clip_tokens"]:
        chunk = model.text.chunks(recorded["text"])[0]
        assert chunk == (recorded["ids_1"], recorded["ids_2"]), recorded["text"]


@pytest.mark.parametrize("prompt", [LONG, "a" * 400, "a, " * 90, "!?" * 60, " ".join(["a"] * 76)])
def test_chunks_hold_all_tokens_in_order_marked_and_padded(model, prompt):
    tokenizers = model.text.tokenizers
    chunks = model.text.chunks(prompt)
    assert len(chunks) > 1
    for which, tokenizer in enumerate(tokenizers):
        said = []
        for chunk in chunks:
            ids = chunk[which]
            assert len(ids) == 77 and ids[0] == tokenizer.bos_token_id
            end = ids.index(tokenizer.eos_token_id)
            assert set(ids[end + 1 :]) <= {tokenizer.pad_token_id}
            said += ids[1:end]
        assert said == tokenizer(spaced(prompt), add_special_tokens=False, verbose=False).input_ids


def test_a_chunk_ends_at_its_last_comma(model):
    first = model.text.chunks(LONG)[0][0]
    sentence = words_of(model, SENTENCE)
    count = 75 // len(sentence)
    assert 75 - count * len(sentence) <= 20 < 75
    assert first[1 : first.index(model.text.tokenizers[0].eos_token_id)] == sentence * count


def piece(start, end, *sizes):
    return Piece(start, end, tuple(tuple(range(size)) for size in sizes))


@pytest.mark.parametrize(
    ("prompt", "sizes", "expected"),
    [
        ("", [], [[]]),
        ("aaa bbb", [3, 3], [[3, 3]]),
        ("aaaaa bbbbb cc", [5, 5, 2], [[5, 5], [2]]),  # behind the last whole word
        ("aaa, bbb cccccc", [3, 1, 3, 6], [[3, 1], [3, 6]]),  # behind the comma
        ("aaaaaaaaaaaaaaa b", [15, 1], [[10], [5, 1]]),  # a word longer than a chunk is broken
    ],
)
def test_where_a_prompt_is_split(prompt, sizes, expected):
    marks = [(found.start(), found.end()) for found in re.finditer(r"\w+|,", prompt)]
    pieces = [piece(*mark, size) for mark, size in zip(marks, sizes, strict=True)]
    assert [[each.size for each in chunk] for chunk in split(prompt, pieces, 10)] == expected


def test_a_comma_too_far_back_does_not_end_a_chunk():
    prompt = "a, " + "b " * 40
    pieces = [piece(found.start(), found.end(), 1) for found in re.finditer(r"\w+|,", prompt)]
    assert [len(chunk) for chunk in split(prompt, pieces, 30)] == [30, 12]


def test_the_tokenizer_that_makes_more_tokens_decides():
    pieces = [piece(place, place + 1, 1, 4) for place in range(6)]
    assert [len(chunk) for chunk in split("a" * 6, pieces, 10)] == [2, 2, 2]


def test_a_long_prompt_is_its_chunks_one_after_another(model):
    long = model.text.encode(LONG, long=True)
    count = len(model.text.chunks(LONG))
    assert long.tokens.shape[1] == 77 * count
    first = model.text.encode(SENTENCE * (75 // len(words_of(model, SENTENCE))))
    assert torch.equal(long.tokens[:, :77], first.tokens)
    assert torch.equal(long.pooled, first.pooled)
    assert not torch.equal(long.tokens[:, -77:], long.tokens[:, :77])


@pytest.mark.parametrize(
    ("prompt", "negative"), [(LONG, "lowres"), ("a cat", LONG), (LONG, LONG), ("a", "b")]
)
def test_both_halves_of_a_pair_have_as_many_chunks(model, prompt, negative):
    against, positive = model.text.pair(prompt, negative, long=True)
    assert against.tokens.shape == positive.tokens.shape
    longest = max(len(model.text.chunks(prompt)), len(model.text.chunks(negative)))
    assert positive.tokens.shape[1] == 77 * longest
    empty = model.text.encode("").tokens
    for condition, text in ((against, negative), (positive, prompt)):
        own = 77 * len(model.text.chunks(text))
        assert torch.equal(condition.tokens[:, :own], model.text.encode(text, long=True).tokens)
        assert torch.equal(condition.tokens[:, own:], empty.repeat(1, longest - own // 77, 1))


def test_no_negative_prompt_beside_a_long_one_is_all_zeros(model):
    against, positive = model.text.pair(LONG, None, long=True)
    assert against.tokens.shape == positive.tokens.shape
    assert not against.tokens.any()


def test_what_was_encoded_is_forgotten_when_told(model):
    before = model.text.encode("a cat")
    model.text.forget()
    again = model.text.encode("a cat")
    assert again is not before and torch.equal(again.tokens, before.tokens)


def test_a_long_prompt_draws_another_picture_and_a_short_one_the_same(model):
    panel = PanelPrompt(LONG, "lowres", 64, 64, steps=2)
    cut = draw_panel(model, panel).latents
    assert not torch.allclose(draw_panel(model, replace(panel, long_prompt=True)).latents, cut, atol=1e-3)
    short = replace(panel, prompt="a cat")
    same = draw_panel(model, replace(short, long_prompt=True)).latents
    assert torch.equal(same, draw_panel(model, short).latents)
