import logging

import pytest
import torch

from mangacli.generate.diffsensei.language_model import CharacterAdapter, block_scores

CASE = "p2_mllm_two_samples"


class ScriptedAdapter(CharacterAdapter):
    """The recorded model, but what it likes to say after each token is written down; EOS after all others."""

    script: dict[int, torch.Tensor]

    def choose(self, state, last_id):
        scores = self.script.get(last_id)
        if scores is None:
            return self.vocabulary.eos
        return int(block_scores(scores, last_id, self.block).argmax())


def scripted(adapter, says):
    """What is said after what → an adapter that says so. None: every word is disliked."""
    ours = ScriptedAdapter(adapter.vocabulary, adapter.input_resampler, adapter.llm, adapter.output_resampler)
    words = adapter.llm.config.vocab_size
    ours.script = {
        last: torch.full((words,), -1.0) if liked is None else torch.eye(words)[liked]
        for last, liked in says.items()
    }
    block = ours.block
    ours.script |= {last: torch.zeros(words) for last in block[:-1]}
    return ours


def said_token_by_token(adapter, question, last, most=500):
    """What the reference does: one token after the other, without a cache → the ids, and each one's state."""
    ids, states = [], []
    embeddings = question
    while len(ids) < most and last != adapter.vocabulary.eos:
        run = adapter.llm.model(inputs_embeds=embeddings).last_hidden_state
        if ids:
            states.append(run[:, -1:])
        last = adapter.choose(run[0, -1], last)
        ids.append(last)
        embeddings = torch.cat([embeddings, adapter._embed([last])], dim=1)
    return ids, torch.cat(states, dim=1)


def asked(adapter, prompt, characters):
    ids, places = adapter.vocabulary.question(prompt, len(adapter.input_resampler.query))
    question = adapter._embed(ids)
    question[:, places] = adapter.input_resampler(characters.flatten(0, 1)[None])
    return question, ids[-1]


def test_scores_are_the_recorded_ones(units):
    block = units.said["forcing_list"]
    for index, last in enumerate(units["forcing_last_id"].tolist()):
        scores = block_scores(units["forcing_scores_in"][index], last, block)
        torch.testing.assert_close(scores, units["forcing_scores_out"][index], atol=1e-6, rtol=0)
        assert int(scores.argmax()) == int(units["forcing_argmax"][index])


def test_the_question_is_the_recorded_one(model, recorded):
    case = recorded[CASE]
    ids, places = model.adapter.vocabulary.question(case.said["prompt"], 64)
    assert ids == case["mllm_input_ids"][0].tolist()
    mask = torch.zeros(len(ids), dtype=torch.bool)
    mask[places] = True
    assert torch.equal(mask, case["mllm_cmp_mask"][0].bool())


def test_adapted_characters_are_the_recorded_ones(model, recorded):
    case = recorded[CASE]
    characters = case["mllm_image_in"].reshape(4, 16, 64)
    adapted = model.adapter.adapt(case.said["prompt"], characters)
    torch.testing.assert_close(adapted.reshape(1, 64, 64), case["mllm_img_gen_feat"], atol=1e-4, rtol=0)


def test_the_answer_token_by_token_is_the_recorded_one(model, recorded):
    case = recorded[CASE]
    with torch.no_grad():
        question, last = asked(model.adapter, case.said["prompt"], case["mllm_image_in"].reshape(4, 16, 64))
        ids, _ = said_token_by_token(model.adapter, question, last)
    assert ids == case["mllm_output_ids"].tolist()


NEWLINE, WORD_START, BEGIN, END = 13, 395, 420, 421
SCRIPTS = {
    "the block at once": {NEWLINE: WORD_START},
    "two words, then the block": {NEWLINE: 200, 200: 201, 201: WORD_START},
    "a word that hates all others": {NEWLINE: 200, 200: None},
    "nothing to say but the block": {NEWLINE: None},
}


@pytest.mark.parametrize("script", SCRIPTS)
@torch.no_grad()
def test_one_pass_gives_what_token_by_token_gives_whatever_is_said_first(model, recorded, script, caplog):
    adapter = scripted(model.adapter, SCRIPTS[script])
    characters = recorded[CASE]["mllm_image_in"].reshape(4, 16, 64)
    question, last = asked(adapter, "two boys & a girl", characters)
    ids, states = said_token_by_token(adapter, question, last)
    end = ids.index(END)
    assert ids[end - 65] == BEGIN
    with caplog.at_level(logging.WARNING):
        ours = adapter.image_states(question, last)
    torch.testing.assert_close(ours, states[:, end - 64 : end], atol=1e-5, rtol=0)
    assert not caplog.records


@torch.no_grad()
def test_a_block_begun_in_its_middle_counts_only_once_it_is_long_enough(model, recorded, monkeypatch):
    adapter = scripted(model.adapter, {END: WORD_START})
    question, _ = asked(adapter, "rain", recorded[CASE]["mllm_image_in"].reshape(4, 16, 64))
    first = [adapter.block[40]]  # 26 tokens to the end: too few states, so the block that follows is taken
    choose = ScriptedAdapter.choose
    monkeypatch.setattr(ScriptedAdapter, "choose", lambda *args: first.pop() if first else choose(*args))
    ours = adapter.image_states(question, NEWLINE)
    after = [*adapter.block[40:], *adapter.block[:-1]]
    run = adapter.llm.model(inputs_embeds=torch.cat([question, adapter._embed(after)], dim=1))
    torch.testing.assert_close(ours, run.last_hidden_state[:, -64:], atol=1e-5, rtol=0)


@torch.no_grad()
def test_a_model_that_never_shows_a_picture_is_made_to(model, recorded, caplog, monkeypatch):
    adapter = model.adapter
    question, last = asked(adapter, "rain", recorded[CASE]["mllm_image_in"].reshape(4, 16, 64))
    expected = adapter.image_states(question, last)
    monkeypatch.setattr(CharacterAdapter, "choose", lambda self, *_: self.vocabulary.eos)
    with caplog.at_level(logging.WARNING):
        states = adapter.image_states(question, last)
    torch.testing.assert_close(states, expected, atol=1e-5, rtol=0)
    assert "began no image block" in caplog.text
