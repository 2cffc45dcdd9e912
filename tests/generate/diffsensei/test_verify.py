import json
import shutil

import pytest
import torch

from mangacli.errors import RunError, UsageError
from mangacli.generate.diffsensei.verify import verify


def change(path, edit):
    tensors = torch.load(path, weights_only=True)
    edit(tensors)
    torch.save(tensors, path)


def problems(found):
    return [problem for component in found.components for problem in component.problems]


def say(path, **changes):
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.mark.parametrize("parity", [False, True])
def test_the_recorded_checkpoint_is_sound_and_its_cases_ok(golden, parity):
    heard = []
    found = verify(golden / "ckpt", [golden], parity, report=lambda result: heard.append(result.name))
    assert (found.exit_code, found.usable, found.llm) == (0, True, True)
    assert heard == [case.name for case in found.cases] == sorted(heard)
    assert len(heard) == 3
    unet = next(component for component in found.components if component.name.endswith("unet"))
    assert unet.files == ("pytorch_model.bin",)
    assert (unet.dtypes, unet.tensors, unet.parameters) == (("float32",), 655, 413036)
    assert json.dumps(found.plain())


def test_all_problems_are_collected_not_only_the_first(checkpoint):
    def spoil(tensors):
        del tensors["conv_in.weight"], tensors["conv_out.bias"]
        tensors["conv_in.bias"] = torch.ones(9)
        tensors["dialog_bbox_embedding"][0] = float("nan")
        tensors["conv_norm_out.weight"] = torch.ones(8, dtype=torch.int64)
        tensors["surprise"] = torch.ones(1)

    change(checkpoint / "image_generator/unet/pytorch_model.bin", spoil)
    change(checkpoint / "mllm/agent/pytorch_model.bin", lambda t: t.pop("output_resampler.ln_q.bias"))
    found = verify(checkpoint)
    assert found.exit_code == 3
    text = "\n".join(problems(found))
    for said in (
        "pytorch_model.bin lacks the tensor conv_in.weight",
        "pytorch_model.bin lacks the tensor conv_out.bias",
        "conv_in.bias has shape [9], expected [8]",
        "dialog_bbox_embedding holds NaN or infinity",
        "conv_norm_out.weight holds torch.int64, not floats",
        "holds the unknown tensor surprise",
        "lacks the tensor output_resampler.ln_q.bias",
    ):
        assert said in text
    assert len(problems(found)) == 7


def test_every_missing_file_is_named(checkpoint):
    gone = (
        "image_generator/unet/config.json",
        "image_generator/tokenizer_2/merges.txt",
        "image_generator/model_index.json",
        "image_generator/scheduler/scheduler_config.json",
        "image_generator/magi_image_encoder/config.json",
        "mllm/llm/config.json",
    )
    for name in gone:
        (checkpoint / name).unlink()
    (checkpoint / "image_generator/vae/diffusion_pytorch_model.safetensors").unlink()
    found = verify(checkpoint)
    assert found.exit_code == 3
    assert set(gone) < set(found.missing)
    assert "image_generator/vae/*.safetensors or *.bin" in found.missing


def test_a_missing_shard_is_named_by_its_component(checkpoint):
    unet = checkpoint / "image_generator/unet"
    (unet / "pytorch_model.bin").rename(unet / "pytorch_model-00001-of-00002.bin")
    found = verify(checkpoint)
    assert found.exit_code == 3
    assert any("holds 1 of 2 pytorch_model weight files" in problem for problem in problems(found))


def test_components_that_do_not_fit_are_told(checkpoint):
    say(checkpoint / "mllm/llm/config.json", rope_theta=500000.0)
    say(checkpoint / "image_generator/scheduler/scheduler_config.json", beta_schedule="none")
    text = "\n".join(problems(verify(checkpoint)))
    assert "rotary base or scaling differs" in text
    assert "scheduler_config.json does not fit" in text


def test_a_case_that_needs_the_language_model_says_so_where_there_is_none(checkpoint, golden):
    shutil.rmtree(checkpoint / "mllm")
    found = verify(checkpoint, [golden])
    assert found.usable and not found.llm
    asked = next(case for case in found.cases if case.name.startswith("p2"))
    assert (asked.deviation, asked.reason) == (None, "needs the language model")
    assert [case.ok for case in found.cases] == [True, False, True]
    assert found.exit_code == 1


def test_a_broken_case_is_off_and_the_others_are_replayed(checkpoint, golden, tmp_path):
    for part in ("refs", "cases"):
        shutil.copytree(golden / part, tmp_path / "set" / part)
    (tmp_path / "set/cases/p1_two_chars/tensors.npz").unlink()
    say(tmp_path / "set/cases/p2_mllm_two_samples/case.json", ip_scale=0.5)
    found = verify(checkpoint, [tmp_path / "set"])
    assert [case.ok for case in found.cases] == [False, False, True]
    assert "tensors.npz" in found.cases[0].reason
    assert found.cases[1].deviation.latent > 1e-3
    assert found.exit_code == 1


def test_where_there_is_nothing_to_verify_it_is_an_error(tmp_path, golden):
    with pytest.raises(RunError, match="no model folder"):
        verify(tmp_path / "nothing")
    with pytest.raises(UsageError, match="holds no recorded cases"):
        verify(golden / "ckpt", [tmp_path])
