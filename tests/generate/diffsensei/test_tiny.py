import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from mangacli.errors import UsageError
from mangacli.generate.diffsensei.characters import CharacterPicture
from mangacli.generate.diffsensei.checkpoint import missing_files
from mangacli.generate.diffsensei.configuration import ResamplerSizes
from mangacli.generate.diffsensei.load import load_model
from mangacli.generate.diffsensei.pipeline import PanelPrompt, draw_panel
from mangacli.generate.diffsensei.tiny import TinyFiles, write_tiny
from mangacli.generate.diffsensei.tiny_sizes import TinySizes
from mangacli.generate.diffsensei.tiny_words import WORDS, learned_merges
from mangacli.generate.diffsensei.verify import verify

PANEL = PanelPrompt("a girl walks in the rain", "lowres", height=96, width=128, steps=2)
BOX = (0.1, 0.1, 0.6, 0.9)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tiny") / "checkpoint"
    write_tiny(folder)
    return folder


@pytest.fixture(scope="module")
def tiny_model(tiny):
    return load(tiny)


def load(folder, llm=True):
    return load_model(folder, torch.device("cpu"), torch.float32, llm=llm)


def digests(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_it_is_complete_small_and_in_the_form_of_the_release(tiny):
    assert missing_files(tiny, llm=True) == ()
    assert sum(path.stat().st_size for path in tiny.rglob("*") if path.is_file()) < 10 << 20
    bins = {path.parent.name for path in tiny.rglob("*.bin")}
    assert bins == {"unet", "image_proj_model", "agent"}


def test_another_process_writes_the_same_bytes_and_another_seed_others(tiny, tmp_path):
    code = "import sys; from pathlib import Path; from mangacli.generate.diffsensei.tiny import write_tiny; "
    code += "write_tiny(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "again")], check=True)
    assert digests(tmp_path / "again") == digests(tiny)
    write_tiny(tmp_path / "other", seed=1, llm=False)
    other = digests(tmp_path / "other")
    assert (
        other["image_generator/unet/pytorch_model.bin"]
        != digests(tiny)["image_generator/unet/pytorch_model.bin"]
    )
    assert not (tmp_path / "other" / "mllm").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not an empty folder"):
        write_tiny(tmp_path)
    with pytest.raises(UsageError, match="is not an empty folder"):
        write_tiny(tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_every_word_of_the_list_is_one_token_and_prompts_have_about_as_many_as_words(tiny_model):
    first, second = tiny_model.text.tokenizers
    assert all(len(first(word).input_ids) == 3 for word in WORDS)  # begin, the word, end
    prompt = "a young man walks in the rain near the lighthouse, screentone, looking at the viewer"
    assert 15 + 2 + 2 <= len(second(prompt).input_ids) <= 30


def test_merges_are_the_most_frequent_pairs_first():
    merges = learned_merges(["cab", "cat", "cab"])
    assert merges[0] == ("c", "a")
    assert set(merges[1:]) == {("ca", "b</w>"), ("ca", "t</w>")}


def test_pictures_have_contrast_and_show_their_boxes(tiny_model, golden):
    mika = CharacterPicture.read(golden / "refs/char0.png")
    plain = draw_panel(tiny_model, PANEL)
    pixels = np.asarray(plain.pictures[0].convert("L"), dtype=float)
    assert pixels.std() > 20
    assert torch.isfinite(plain.latents).all()
    dialog = draw_panel(tiny_model, replace(PANEL, dialog_boxes=((0.0, 0.0, 0.5, 0.5),)))
    with_mika = draw_panel(tiny_model, replace(PANEL, pictures=(mika,), character_boxes=(BOX,)))
    for changed in (dialog, with_mika):
        assert (changed.latents - plain.latents).abs().max() > 0.1 * plain.latents.std()


@pytest.mark.parametrize("words", [0, 2])
def test_the_language_model_says_so_many_words_before_its_image_block(tmp_path, words):
    write_tiny(tmp_path / "c", sizes=TinySizes(words_first=words))
    adapter = load(tmp_path / "c").adapter
    ids, _ = adapter.vocabulary.question("rain", 64)
    with torch.no_grad():
        said = []
        embed = adapter.llm.get_input_embeddings()
        while len(said) < 5 and (not said or said[-1] != adapter.vocabulary.word_start):
            states = adapter.llm.model(inputs_embeds=embed(torch.tensor([[*ids, *said]]))).last_hidden_state
            said.append(adapter.choose(states[0, -1], [*ids, *said][-1]))
    assert said.index(adapter.vocabulary.word_start) == words


OTHER_SIZES = [
    TinySizes(
        characters=1,
        vision_tokens=4,
        dialogs=3,
        text=(32, 32),
        unet=(8, 16),
        unet_heads=(1, 2),
        unet_layers=(1, 3),
        clip=16,
        magi=16,
        llm=32,
        llm_layers=1,
        words_first=1,
        resampler=ResamplerSizes(dim=24, depth=1, heads=2, dim_head=4, ff_mult=3),
    ),
    TinySizes(
        characters=3,
        vision_tokens=12,
        dialogs=5,
        text=(8, 56),
        pooled=32,
        unet=(8, 8, 16, 16),
        unet_heads=(1, 1, 4, 2),
        unet_layers=(1, 2, 1, 1),
        adapter_grid=4,
        adapter_heads=2,
        resampler=ResamplerSizes(dim=32, depth=3, heads=3, dim_head=8, ff_mult=4),
    ),
]
FORMS = [
    TinyFiles(kind=".safetensors", shards=3),
    TinyFiles(kind=".bin", shards=2, dtype=torch.float16),
]


@pytest.mark.parametrize(("sizes", "files"), list(zip(OTHER_SIZES, FORMS, strict=True)))
def test_other_sizes_and_forms_load_verify_and_draw(tmp_path, golden, sizes, files):
    write_tiny(tmp_path / "c", seed=3, sizes=sizes, files=files)
    found = verify(tmp_path / "c")
    assert found.usable, found
    model = load(tmp_path / "c")
    assert (model.slots.characters, model.slots.dialogs, model.slots.vision_tokens) == (
        sizes.characters,
        sizes.dialogs,
        sizes.vision_tokens,
    )
    mika = CharacterPicture.read(golden / "refs/char0.png")
    panel = replace(
        PANEL,
        pictures=(mika,) * sizes.characters,
        character_boxes=(BOX,) * sizes.characters,
        dialog_boxes=(BOX,) * sizes.dialogs,
        mllm_scale=0.4,
        steps=1,
    )
    assert torch.isfinite(draw_panel(model, panel).latents).all()


def test_without_the_configuration_file_released_heads_are_taken(tmp_path):
    sizes = TinySizes(
        text=(64, 64),
        llm=64,
        adapter_heads=32,
        resampler=ResamplerSizes(32, 1, heads=2, dim_head=64, ff_mult=2),
    )
    write_tiny(tmp_path / "c", sizes=sizes, files=TinyFiles(config=False))
    assert not (tmp_path / "c/model_config.json").exists()
    assert verify(tmp_path / "c").usable
    model = load(tmp_path / "c")
    assert model.slots.characters == 4
    assert model.adapter.output_resampler.sizes.heads == 32


def test_a_language_model_needs_a_square_of_tokens(tmp_path):
    with pytest.raises(UsageError, match="3 characters of 16 tokens fill no square"):
        write_tiny(tmp_path / "c", sizes=TinySizes(characters=3))


def test_the_configuration_file_says_what_the_tensors_do_not(tiny):
    content = json.loads((tiny / "model_config.json").read_text())
    assert content["resampler"]["heads"] == 4
    assert content["agent"]["output_resampler"] == {
        "grid_size": 8,
        "embed_dim": 64,
        "num_heads": 4,
        "kv_dim": 48,
    }
