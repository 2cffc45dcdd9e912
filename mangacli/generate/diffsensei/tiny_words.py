"""The vocabularies of the tiny checkpoint: CLIP's byte pairs and the language model's pieces.

Both are learned from a list of common words of manga prompts, so that a prompt has about as many tokens as
the released vocabularies give it.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

_LIST = """
a about above across action after again against air all alley alone along an and angle angry animal another
anxious arm armor around as asleep at away baby back background bad balcony ball band bank bar beard bed
before behind below beside best between big bird black blade blank blood blue blush boat body book border
both box boy bridge bright brother building burn bus by calm camera candle cap car castle cat ceiling chair
child church city classroom clean close cloud coat coffee cold color collar corner couple cover crowd cry
cup curtain dance dark dawn daughter day desk distance dog door down drawing dream dress drink drive dynamic
each ear east effect embarrassed empty end entrance evening expression eye eyes face fall family far fast
father feet field fight figure finger fire fist flower focus food foot for forest four friend from front
full garden gate gaze ghost girl glance glass glasses gloves glow grass gray grin ground group gun guy hair
hall hand hands happy hard hat he head heart heavy held her here high hill him his hold holding home horse
house hug in ink inside into island jacket jump kick king kitchen knife knight lake lamp lantern large laugh
leaf lean left leg letter light lighthouse lines lips listen little long look looking love low made man
manga mask medium middle moon morning mother mountain mouth moves music neck near night no nose of off
office old on one open out outside over page pain panel paper park past path pen people person phone picture
point pointing pose portrait queen quality quiet rain raised reading red river road robot roof room rope run
running sad scarf scene school screentone sea seat sees serious shadow she shield ship shirt shock shore
short shot shoulder shouting side silence silhouette sister sit sitting sky sleep small smile smiling smoke
snow soft soldier some son speaking speed spiral spring stairs stand standing star stare station steam step
steps stone store storm street student style suit summer sun sunset surprised sweat sword table talk talking
tall teacher tears temple text that the their them then they thick thin think this three through to together
top tower town train tree trees two under uniform up view village voice wait walk walking walks wall war
warm water wave wears wearing west white wide wind window winter with woman wood word worried worst wound
writing year young lowres anatomy pure colored detailed
"""
WORDS = tuple(_LIST.split())
CLIP_BEGIN, CLIP_END, WORD_END = "<|startoftext|>", "<|endoftext|>", "</w>"
PIECES = 1200
LOCATIONS = 224


def clip_tokenizer(pad: str) -> dict[str, bytes]:
    """The padding token → the files of a CLIPTokenizer's folder, by name.

    Vocabulary as CLIP numbers it: every byte, every byte at the end of a word, the merged pairs, begin, end.
    """
    merges = learned_merges(WORDS)
    byte_signs = _byte_signs()
    tokens = [*byte_signs, *(sign + WORD_END for sign in byte_signs)]
    tokens += ["".join(pair) for pair in merges] + [CLIP_BEGIN, CLIP_END]
    special = {"bos_token": CLIP_BEGIN, "eos_token": CLIP_END, "unk_token": CLIP_END, "pad_token": pad}
    config = {
        **special,
        "add_prefix_space": False,
        "do_lower_case": True,
        "errors": "replace",
        "model_max_length": 77,
        "tokenizer_class": "CLIPTokenizer",
    }
    merged = "\n".join(["#version: 0.2", *(" ".join(pair) for pair in merges), ""])
    return {
        "vocab.json": _json({token: number for number, token in enumerate(dict.fromkeys(tokens))}),
        "merges.txt": merged.encode(),
        "special_tokens_map.json": _json(special),
        "tokenizer_config.json": _json(config),
    }


def learned_merges(words: Iterable[str]) -> list[tuple[str, str]]:
    """Words → the pairs of symbols to merge, most frequent first, until every word is one symbol."""
    spelled = [[*word[:-1], word[-1] + WORD_END] for word in sorted(set(words))]
    merges: list[tuple[str, str]] = []
    while True:
        pairs = Counter(pair for word in spelled for pair in pairwise(word))
        if not pairs:
            return merges
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        spelled = [_merged(word, best) for word in spelled]


def llm_tokenizer(pictures: int) -> dict[str, bytes]:
    """The number of picture tokens → the files of a LlamaTokenizer's folder, by name.

    Beside SentencePiece's pieces: `<img>`, `</img>`, the pictures, patches, box ends and locations.
    """
    model = sentencepiece_model()
    first = _piece_count(model)
    added = ["<img>", "</img>", *(f"<img_{index:05d}>" for index in range(pictures))]
    added += ["<patch>", "</patch>", "<box_start>", "<box_end>"]
    added += [f"<loc-{index}>" for index in range(LOCATIONS)]
    numbers = {token: first + index for index, token in enumerate(added)}
    special = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<unk>"}
    config = {**special, "legacy": False, "add_bos_token": True, "tokenizer_class": "LlamaTokenizer"}
    return {
        "tokenizer.model": model,
        "added_tokens.json": _json(numbers),
        "special_tokens_map.json": _json(special),
        "tokenizer_config.json": _json(config),
    }


def sentencepiece_model() -> bytes:
    """LLaMA's kind of SentencePiece model, learned from the words: byte pairs, unknown signs as bytes."""
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(
            [" ".join(WORDS[start:] + WORDS[:start]) for start in range(0, len(WORDS), 40)]
        ),
        model_writer=written,
        model_type="bpe",
        vocab_size=PIECES,
        hard_vocab_limit=False,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        max_sentence_length=1 << 16,
        unk_id=0,
        bos_id=1,
        eos_id=2,
        pad_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    return written.getvalue()


def _piece_count(model: bytes) -> int:
    import sentencepiece

    return int(sentencepiece.SentencePieceProcessor(model_proto=model).get_piece_size())


def _byte_signs() -> list[str]:
    """The printable sign for every byte, in CLIP's order: itself, else one from 256 on."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [chr(code) for code in [*printable, *range(256, 512 - len(printable))]]


def _merged(word: list[str], pair: tuple[str, str]) -> list[str]:
    merged: list[str] = []
    for symbol in word:
        if merged and (merged[-1], symbol) == pair:
            merged[-1] += symbol
        else:
            merged.append(symbol)
    return merged


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
