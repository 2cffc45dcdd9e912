import gc
import weakref
from dataclasses import replace

import pytest
import torch
from safetensors.torch import save_file
from torch._dynamo.exc import TorchDynamoException

from mangacli.errors import MangaError, RunError
from mangacli.generate.base import LoraRequest, Reference
from mangacli.generate.diffsensei import placement
from mangacli.generate.diffsensei.characters import CharacterPicture
from mangacli.generate.diffsensei.load import Loader
from mangacli.generate.diffsensei.memory import Thrift
from mangacli.generate.diffsensei.panel_prompt import PanelPrompt
from mangacli.generate.diffsensei.pipeline import draw_panel
from mangacli.generate.diffsensei.stages import Studio
from mangacli.generate.diffsensei.unet import MangaUNet

CPU = torch.device("cpu")
NAMES = ("text", "characters", "adapter", "unet", "vae")


@pytest.fixture(scope="module")
def loader(golden):
    return Loader(golden / "ckpt", torch.float32, llm=True)


def studio(loader, offload="none", batch=1, layers_help=False, **told):
    thrift = Thrift(offload, batch, pixels=None, layers_help=layers_help)
    return Studio(loader, CPU, thrift, **told)


def drawn(studio, panels, progress=lambda *_: None):
    return {panel.name: outcome for panel, outcome in studio.draw(panels, progress)}


def colours(outcomes):
    return {name: picture.tobytes() for name, picture in outcomes.items()}


@pytest.fixture(scope="module")
def panels(golden):
    mika, jun = (CharacterPicture.read(golden / f"refs/char{number}.png") for number in (0, 1))
    plain = PanelPrompt("rain", "colored", height=64, width=64, steps=2, name="plain")
    return [
        plain,
        replace(plain, name="wide", width=96, seed=3, guidance=1.0),
        replace(plain, name="mika", seed=4, pictures=(mika,), character_boxes=((0.1, 0.0, 0.7, 1.0),)),
        replace(
            plain,
            name="both",
            seed=5,
            pictures=(mika, jun),
            character_boxes=((0.0, 0.0, 0.5, 1.0), (0.4, 0.0, 1.0, 0.8)),
            dialog_boxes=((0.2, 0.0, 0.7, 0.3),),
            ip_scales=(0.2, 1.0),
            mllm_scale=0.4,
        ),
    ]


@pytest.fixture(scope="module")
def alone(model, panels):
    """Each panel as drawn by itself with everything in memory."""
    return {panel.name: draw_panel(model, panel) for panel in panels}


@pytest.fixture
def all_layers_large(monkeypatch):
    monkeypatch.setattr(placement, "SMALL_LAYER", 0)
    monkeypatch.setattr(placement, "SMALL_NETWORK", 0)


@pytest.mark.parametrize("offload", ["none", "model", "sequential"])
def test_however_networks_wait_panels_are_drawn_with_the_same_bytes(
    loader, panels, alone, offload, all_layers_large
):
    if offload == "sequential":  # an adapter's resampler has a layer that is read and not called
        panels = panels[:3]
    ours = colours(drawn(studio(loader, offload), panels))
    assert ours == {panel.name: alone[panel.name].pictures[0].tobytes() for panel in panels}


def test_large_layers_of_large_networks_are_fetched_one_by_one(loader, panels, alone, monkeypatch):
    monkeypatch.setattr(placement, "SMALL_LAYER", 4096)
    monkeypatch.setattr(placement, "SMALL_NETWORK", 600_000)
    seen = set()
    denoise = MangaUNet.denoise

    def looking(unet, *given):
        seen.update((name, weight.device.type) for name, weight in unet.named_parameters())
        return denoise(unet, *given)

    monkeypatch.setattr(MangaUNet, "denoise", looking)
    ours = colours(drawn(studio(loader, "sequential"), panels))
    assert ours == {name: panel.pictures[0].tobytes() for name, panel in alone.items()}
    assert ("dialog_bbox_embedding", "cpu") in seen
    assert ("conv_in.bias", "cpu") in seen
    large = "mid_block.attentions.0.transformer_blocks.0.ff.net.2.weight"
    assert (large, "meta") in seen


def test_panels_drawn_together_are_drawn_as_alone(loader, panels, alone, monkeypatch):
    rows = []
    denoise = MangaUNet.denoise
    monkeypatch.setattr(MangaUNet, "denoise", lambda unet, x, t: rows.append(len(x)) or denoise(unet, x, t))
    latents = {}
    decode = Studio._decode
    monkeypatch.setattr(
        Studio,
        "_decode",
        lambda self, vae, batch: latents.update({p.name: x for p, x in batch}) or decode(self, vae, batch),
    )
    drawn(studio(loader, "model", batch=8), panels)
    assert sorted(set(rows)) == [1, 6]  # three panels of 64 × 64 with guidance, and the wide one without
    for name, panel in alone.items():
        off = (latents[name] - panel.latents).abs().max() / panel.latents.std()
        assert off < 1e-3, name


@pytest.mark.parametrize("scheduler", ["euler-a", "dpm++-sde", "lcm"])
def test_noise_of_the_steps_is_each_panels_own_in_a_batch(loader, panels, scheduler):
    walking = [replace(panels[0], scheduler=scheduler, seed=seed, name=f"{seed}") for seed in (7, 8)]
    one_by_one, together = (studio(loader, batch=batch) for batch in (1, 2))
    alone, batched = drawn(one_by_one, walking), drawn(together, walking)
    for name, picture in alone.items():
        ours, theirs = (
            torch.frombuffer(bytearray(p.tobytes()), dtype=torch.uint8).int()
            for p in (picture, batched[name])
        )
        assert (ours - theirs).abs().max() <= 1


def test_of_two_batch_sizes_the_user_s_counts_and_else_pixels_limit_it():
    panel = PanelPrompt("rain", None, height=1024, width=1024)
    assert Thrift("none", 4, pixels=2 << 20, layers_help=True).batch_of(panel) == 2
    assert Thrift("none", 4, pixels=2 << 20, layers_help=True).batch_of(replace(panel, height=4096)) == 1
    assert Thrift("none", 4, pixels=2 << 20, layers_help=True).batch_of(replace(panel, height=128)) == 4
    assert Thrift("none", 4, pixels=None, layers_help=True).batch_of(panel) == 4


def test_by_stages_no_network_waits_for_another(loader, panels, monkeypatch):
    alive = weakref.WeakValueDictionary()
    seen = []
    for name in NAMES:

        def load(self, name=name, plain=getattr(Loader, name)):
            gc.collect()
            seen.append((name, sorted(alive)))
            alive[name] = part = plain(self)
            return part

        monkeypatch.setattr(Loader, name, load)
    drawn(studio(loader, "model"), panels)
    assert seen == [
        ("text", []),
        ("characters", ["text"]),
        ("adapter", []),
        ("unet", []),
        ("vae", []),
    ]


def test_where_networks_stay_they_are_loaded_once_and_panels_come_as_they_are_done(
    loader, panels, monkeypatch
):
    loaded = []
    for name in NAMES:
        plain = getattr(Loader, name)
        monkeypatch.setattr(
            Loader, name, lambda self, name=name, plain=plain: loaded.append(name) or plain(self)
        )
    steps = []
    outcomes = studio(loader).draw(panels, lambda panel, done, total: steps.append((panel, done, total)))
    assert next(outcomes)[0].name == "plain"
    assert steps == [("plain", 1, 2), ("plain", 2, 2)]
    assert [panel.name for panel, _ in outcomes] == ["wide", "mika", "both"]
    assert sorted(loaded) == sorted(NAMES)


def test_a_panel_that_fails_does_not_stop_the_others(loader, panels):
    wrong = replace(panels[0], name="wrong", prompt="a lamp <img>", mllm_scale=0.5, seed=9)
    many = replace(panels[0], name="many", dialog_boxes=((0, 0, 1, 1),) * 9)
    outcomes = drawn(studio(loader), [wrong, panels[0], many])
    assert isinstance(outcomes["wrong"], RunError)
    assert "9 dialogs in one panel" in outcomes["many"].message
    assert not isinstance(outcomes["plain"], MangaError)


def test_a_network_that_cannot_be_loaded_ends_the_run(loader, panels, monkeypatch):
    def broken(self):
        raise RunError("the unet is broken")

    monkeypatch.setattr(Loader, "unet", broken)
    with pytest.raises(RunError, match="the unet is broken"):
        drawn(studio(loader), panels)


class Short:
    """Memory that runs out in a method until so many calls were made."""

    def __init__(self, monkeypatch, owner, method, times):
        self.left = times
        plain = getattr(owner, method)

        def running_out(*given, **told):
            if self.left:
                self.left -= 1
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20 GiB\nmore")
            return plain(*given, **told)

        monkeypatch.setattr(owner, method, running_out)


def test_where_memory_runs_out_it_goes_on_with_less_step_by_step(loader, panels, alone, monkeypatch, caplog):
    Short(monkeypatch, MangaUNet, "denoise", 3)
    monkeypatch.setattr(placement, "SMALL_NETWORK", 600_000)
    short = studio(loader, batch=4, layers_help=True)
    ours = colours(drawn(short, panels))
    assert ours == {name: panel.pictures[0].tobytes() for name, panel in alone.items()}
    said = [record.getMessage().partition("from now on ")[2] for record in caplog.records]
    assert [step for step in said if step] == [
        "panels are drawn one by one",
        "networks come and go stage by stage",
        "networks come and go layer by layer, which is slow",
    ]
    assert "memory ran out (CUDA out of memory. Tried to allocate 20 GiB)" in caplog.text
    assert (short.thrift.batch, short.thrift.offload, short.thrift.tiles) == (1, "sequential", False)


def test_pictures_are_decoded_in_tiles_where_memory_runs_out(loader, panels, alone, monkeypatch, caplog):
    Short(monkeypatch, Studio, "_decode", 1)
    short = studio(loader)
    ours = colours(drawn(short, panels[:1]))
    assert "from now on pictures are decoded in tiles" in caplog.text
    assert short.thrift == replace(short.thrift, offload="none", tiles=True)
    assert ours["plain"] == alone["plain"].pictures[0].tobytes()  # smaller than a tile


def test_where_nothing_helps_the_error_is_the_panels_and_the_others_go_on(loader, panels, monkeypatch):
    plain = Studio._draw

    def running_out(self, unet, batch, progress):
        if batch[0][0].name == "mika":
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory")
        return plain(self, unet, batch, progress)

    monkeypatch.setattr(Studio, "_draw", running_out)
    outcomes = drawn(studio(loader), panels)
    assert "out of memory (DefaultCPUAllocator: can't" in outcomes["mika"].message
    assert sum(isinstance(outcome, MangaError) for outcome in outcomes.values()) == 1


def test_memory_that_runs_out_while_loading_ends_the_run_where_nothing_helps(loader, panels, monkeypatch):
    Short(monkeypatch, Loader, "unet", 9)
    with pytest.raises(RunError, match="out of memory"):
        drawn(studio(loader), panels)


def test_other_mistakes_keep_their_traceback(loader, panels, monkeypatch):
    monkeypatch.setattr(MangaUNet, "denoise", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        drawn(studio(loader), panels)


def low_rank(name, shape):
    """A layer's name in a LoRA file and the shape of its weight → a random change of rank 2."""
    numbers = torch.Generator().manual_seed(1)
    return {
        f"{name}.lora_A.weight": torch.randn(2, shape[1], generator=numbers),
        f"{name}.lora_B.weight": torch.randn(shape[0], 2, generator=numbers),
    }


def test_panels_with_and_without_a_lora_are_drawn_each_in_its_own_way(loader, panels, model, tmp_path):
    unet_layer = "mid_block.attentions.0.transformer_blocks.0.attn1.to_q"
    text_layer = "encoder.layers.0.self_attn.q_proj"
    text = model.text.encoders[0]
    text = getattr(text, "text_model", text)
    tensors = low_rank(f"unet.{unet_layer}", model.unet.get_submodule(unet_layer).weight.shape)
    tensors |= low_rank(f"text_encoder.text_model.{text_layer}", text.get_submodule(text_layer).weight.shape)
    save_file(tensors, tmp_path / "ink.safetensors")
    with_lora = LoraRequest(Reference(tmp_path / "ink.safetensors", "ink"), 0.8)
    mixed = [panels[0], replace(panels[0], name="inked", loras=(with_lora,)), panels[2]]
    results = [colours(drawn(studio(loader, offload), mixed)) for offload in ("none", "model")]
    assert results[0] == results[1]
    plain = colours(drawn(studio(loader), [panels[0], panels[2]]))
    assert {name: results[0][name] for name in plain} == plain
    assert results[0]["inked"] != results[0]["plain"]


def test_a_network_that_cannot_be_compiled_runs_as_it_is(loader, panels, alone, monkeypatch, caplog):
    denoise = MangaUNet.denoise

    def running(unet, *given):
        if unet._compiled_call_impl is not None:
            raise TorchDynamoException("no compiler was found\nmore")
        return denoise(unet, *given)

    monkeypatch.setattr(MangaUNet, "denoise", running)
    eagerly = torch.nn.Module.compile  # the true backend warns while it is imported
    monkeypatch.setattr(MangaUNet, "compile", lambda unet: eagerly(unet, backend="eager"))
    ours = colours(drawn(studio(loader, compiled=True), panels[:1]))
    assert ours["plain"] == alone["plain"].pictures[0].tobytes()
    assert "cannot be compiled here and runs as it is: no compiler was found" in caplog.text
