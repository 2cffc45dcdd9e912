import json
import shutil

import pytest
import transformers
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from mangacli.errors import RunError
from mangacli.generate.diffsensei.token_count import TokenCounter, spaced

MARKS = [
    "<|endoftext|>",
    "<|startoftext|>",
    "<|ENDOFTEXT|>",
    "!!!",
    "!?",
    "漢字",
    "Ǆ",
    "İ",
    "e\u0301",
    "'ll",
    "１２",
]
TEXTS = st.lists(st.sampled_from(MARKS) | st.text(max_size=12), max_size=8).map("".join)


@pytest.fixture(scope="session")
def folders(golden):
    generator = golden / "ckpt" / "image_generator"
    return generator / "tokenizer", generator / "tokenizer_2"


@pytest.fixture(scope="session")
def both(folders):
    return TokenCounter.read(*folders)


@pytest.fixture(scope="session")
def counters(folders):
    """Each tokenizer's counter beside transformers' own reading of the same folder."""
    theirs = [transformers.CLIPTokenizer.from_pretrained(str(folder)) for folder in folders]
    return [(TokenCounter.read(folder), other) for folder, other in zip(folders, theirs, strict=True)]


def count(counter, prompt):
    return sum(tokens for _, tokens in counter.pieces(prompt))


def test_counts_are_those_of_the_recorded_tokens(units, both):
    for recorded in units.said["clip_tokens"]:
        ids = recorded["ids_1"]
        kept = ids.index(ids[-1]) + 1  # padded with the end mark, or cut off before it
        assert min(count(both, recorded["text"]) + 2, 77) == kept, recorded["text"]


@settings(deadline=None)
@given(TEXTS)
def test_tokens_are_those_of_transformers(counters, prompt):
    for counter, theirs in counters:
        ours = counter.tokenizers[0].encode(spaced(prompt), add_special_tokens=False).ids
        assert ours == theirs(spaced(prompt), add_special_tokens=False, verbose=False).input_ids
        assert count(counter, prompt) == len(ours)


@settings(deadline=None)
@given(TEXTS)
def test_pieces_go_through_the_prompt_and_lose_no_token(both, prompt):
    pieces = list(both.pieces(prompt))
    starts = [start for start, _ in pieces]
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(prompt) for start in starts)
    assert all(tokens >= 1 for _, tokens in pieces)
    alone = [count(TokenCounter([tokenizer]), prompt) for tokenizer in both.tokenizers]
    assert sum(tokens for _, tokens in pieces) >= max(alone)


def test_pieces_begin_where_words_do(counters):
    starts = [start for start, _ in counters[0][0].pieces("a  cat, 12漢字 don't")]
    assert starts == [0, 3, 6, 8, 9, 10, 11, 13, 16]


def test_signs_that_nobody_sees_are_no_tokens_and_do_not_move_what_follows(counters):
    counter = counters[0][0]
    assert spaced("a\u200bcat\ufeff, \0the\tend\ufffd") == "acat, the\tend"
    assert count(counter, "a\u200b cat\u00ad") == count(counter, "a cat")
    assert [start for start, _ in counter.pieces("\u200ba \u200bcat")] == [1, 4]
    assert list(counter.pieces("\u200b\0")) == []


def test_nothing_has_no_pieces(counters):
    assert list(counters[0][0].pieces("")) == list(counters[0][0].pieces(" \n ")) == []


def test_marks_described_in_the_decoder_are_known(folders, tmp_path):
    folder = shutil.copytree(folders[1], tmp_path / "tokenizer")
    config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    plain = dict.fromkeys(("eos_token", "unk_token"), "<|endoftext|>")
    listed = {"0": {"content": "!", "special": True}, "603": {"content": "<|endoftext|>", "normalized": True}}
    config |= plain | {"bos_token": "<|startoftext|>", "pad_token": "!", "added_tokens_decoder": listed}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "special_tokens_map.json").unlink()
    theirs = transformers.CLIPTokenizer.from_pretrained(str(folder))
    for prompt in ("wow!!! a <|endoftext|> b", "<|startoftext|>x", "!"):
        ids = theirs(prompt, add_special_tokens=False).input_ids
        assert count(TokenCounter.read(folder), prompt) == len(ids)


@pytest.mark.parametrize("name", ["vocab.json", "merges.txt"])
@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"\xff\xfe", b"[]", b'{"a": "b"}', b"#version\nq q q q"]
)
def test_a_broken_tokenizer_is_a_run_error(folders, tmp_path, name, content):
    folder = shutil.copytree(folders[0], tmp_path / "tokenizer")
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    try:
        counter = TokenCounter.read(folder)
    except RunError as error:
        assert str(folder) in error.message
    else:  # an empty table of merges is one: every byte is a token then
        assert name == "merges.txt" and isinstance(counter.tokenizers[0], Tokenizer)
