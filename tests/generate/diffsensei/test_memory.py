import pytest
import torch

from mangacli.generate.diffsensei.memory import (
    MEGAPIXEL,
    StageSizes,
    Thrift,
    choose_offload,
    free_memory,
    ran_out,
    wants_tiles,
)

GIB = 1 << 30
# The released model in half precision: without its language model, with it, and a tiny one.
PLAIN = StageSizes(encoders=3 * GIB, adapter=0, unet=int(5.4 * GIB), vae=GIB // 3)
WITH_LLM = StageSizes(encoders=3 * GIB, adapter=int(24.5 * GIB), unet=int(5.4 * GIB), vae=GIB // 3)
TINY = StageSizes(encoders=1 << 20, adapter=0, unet=2 << 20, vae=1 << 18)


@pytest.mark.parametrize(
    ("free", "sizes", "layers_help", "chosen"),
    [
        (24, PLAIN, True, "none"),
        (13, PLAIN, True, "none"),
        (12, PLAIN, True, "model"),
        (10, PLAIN, True, "model"),
        (9, PLAIN, True, "sequential"),
        (9, PLAIN, False, "model"),
        (80, WITH_LLM, True, "none"),
        (30, WITH_LLM, True, "model"),
        (24, WITH_LLM, True, "sequential"),
        (24, WITH_LLM, False, "model"),
        (1, TINY, True, "none"),
    ],
)
def test_how_weights_wait_is_chosen_by_the_free_memory(free, sizes, layers_help, chosen):
    offload, why = choose_offload(free * GIB, sizes, layers_help)
    assert offload == chosen
    assert f"{free}.0 GiB of memory free" in why


def test_thrift_takes_every_step_once_and_those_that_help_the_stage():
    thrift = Thrift("none", batch=4, pixels=None, layers_help=True)
    steps = [thrift.step_down("draw") for _ in range(4)]
    assert [step is not None for step in steps] == [True, True, True, False]
    assert (thrift.batch, thrift.offload, thrift.tiles) == (1, "sequential", False)
    assert thrift.step_down("decode") == "pictures are decoded in tiles"
    assert thrift.step_down("decode") is None
    on_cpu = Thrift("none", batch=1, pixels=None, layers_help=False)
    assert on_cpu.step_down("read") == "networks come and go stage by stage"
    assert on_cpu.step_down("read") is None


def test_tiles_are_for_large_pictures_where_a_gpu_s_memory_is_short(monkeypatch):
    gpu = torch.device("cuda")
    monkeypatch.setattr("mangacli.generate.diffsensei.memory.free_memory", lambda device: 6 * GIB)
    assert not wants_tiles(MEGAPIXEL, gpu)
    assert not wants_tiles(MEGAPIXEL + 8, gpu)
    assert wants_tiles(2 * MEGAPIXEL, gpu)
    assert not wants_tiles(2 * MEGAPIXEL, torch.device("cpu"))


def test_the_processor_s_memory_is_known():
    assert 1 << 20 < free_memory(torch.device("cpu")) < 1 << 50


def test_a_cpu_s_memory_that_runs_out_is_told_from_other_mistakes():
    with pytest.raises(RuntimeError) as caught:
        torch.empty(1 << 46)
    assert ran_out(caught.value)
    assert ran_out(torch.OutOfMemoryError("CUDA out of memory"))
    assert ran_out(MemoryError())
    assert not ran_out(RuntimeError("mat1 and mat2 shapes cannot be multiplied"))
    assert not ran_out(ValueError("out of memory"))
