"""What a panel by the real model costs: random weights at SDXL's topology, naive against this engine.

    python tests/bench/bench_engine.py                        all that the device is good for
    python tests/bench/bench_engine.py --only 512x512         one size, to split a long run
    python tests/bench/bench_engine.py --device cpu --sizes 224x384 --steps 4 --repeat 5

On a GPU: full width, half precision, four sizes, 30 steps, batches of 1 and 4, with and without compiling. On
a CPU: a quarter of the width, single precision, two sizes, 4 and 30 steps. Two characters, two dialogs, with
guidance. The variants' runs alternate and are compared pairwise; `first` keeps nothing of another panel,
`later` has seen the characters and the negative prompt before. Seconds on a CPU are those of its work. Needs
torch, diffusers, transformers, accelerate and pydantic; no weights, and no installation of this package.
"""

# ruff: noqa: E402  (the packages beside this script come first)

from __future__ import annotations

import argparse
import platform
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import torch
from bench.engine_tables import (
    COMPILED,
    FIRST,
    HEADINGS,
    LATER,
    NAIVE,
    STAGES,
    Case,
    Runs,
    rows,
    stage_rows,
    table,
)
from bench.naive_engine import NaiveEngine
from bench.random_model import Widths, random_model
from bench.stopwatch import GIB, Stopwatch, forget_peak, peak
from PIL import Image
from torch import Tensor, nn

from mangacli.generate.diffsensei.characters import CharacterEncoder, CharacterPicture
from mangacli.generate.diffsensei.compiling import set_compiled
from mangacli.generate.diffsensei.conditioning import adapt, encode
from mangacli.generate.diffsensei.load import Model
from mangacli.generate.diffsensei.pipeline import PanelPrompt, decode, denoise
from mangacli.generate.diffsensei.stages import laid_out_for
from mangacli.generate.diffsensei.text import TextEncoder
from mangacli.generate.diffsensei.unet import Conditions

NEGATIVE = "think lines, pure black background, colored, lowres, bad anatomy, worst quality, low quality"
MLLM_SCALE = 0.4


def panels(case: Case, llm: bool) -> list[PanelPrompt]:
    """A case → its panels: different words and seeds, the same two characters."""
    faces = [picture(random.Random(face)) for face in range(2)]
    return [
        PanelPrompt(
            prompt=f"panel {number}, two friends talk on a lighthouse stair at night, clean ink lines",
            negative=NEGATIVE,
            height=case.height,
            width=case.width,
            pictures=tuple(CharacterPicture(face, f"face {k}") for k, face in enumerate(faces)),
            character_boxes=((0.05, 0.2, 0.5, 1.0), (0.45, 0.15, 0.95, 1.0)),
            dialog_boxes=((0.02, 0.02, 0.3, 0.25), (0.65, 0.02, 0.98, 0.2)),
            steps=case.steps,
            mllm_scale=MLLM_SCALE if llm else None,
            seed=number,
        )
        for number in range(case.batch)
    ]


def picture(dice: random.Random) -> Image.Image:
    """A reference: flecks of grey."""
    flecks = Image.frombytes("L", (30, 40), dice.randbytes(1200))
    return flecks.resize((300, 400), Image.Resampling.BICUBIC).convert("RGB")


class Bench:
    """A random model, and the variants that draw with it."""

    def __init__(self, model: Model, device: torch.device, compiled: bool) -> None:
        self.model = model
        self.device = device
        self.naive = NaiveEngine(model)
        for network in (model.unet, model.vae):
            laid_out_for(device, network)
        self.twice = held_twice(model.unet, self.naive.unet) / GIB
        self.variants = (NAIVE, FIRST, LATER, *([COMPILED] if compiled else []))

    def run(self, variant: str, case: Case, llm: bool) -> tuple[Stopwatch, Tensor]:
        """Draws a case once → the time of its stages, and the latents."""
        watch = Stopwatch(self.device)
        asked = panels(case, llm)
        if variant == NAIVE:
            return watch, torch.cat([self._draw_naively(panel, watch) for panel in asked])
        model = fresh(self.model)
        if variant != FIRST:
            for panel in asked:
                model.text.encode_negative(panel.negative)
                encode(model.text, model.characters, model.slots, replace(panel, prompt="before"))
        set_compiled(model.unet, variant == COMPILED)
        return watch, draw(model, asked, watch)

    def _draw_naively(self, panel: PanelPrompt, watch: Stopwatch) -> Tensor:
        self.naive.encoders.stage = watch.stage
        latents = self.naive.draw(panel)
        with watch.stage("decoding"):
            self.naive.decode(latents)
        return latents

    def measure(self, case: Case, repeat: int, llm: bool) -> dict[str, Runs]:
        """A case → every variant's runs; they alternate, so that a busy machine is unfair to none."""
        runs = {variant: Runs() for variant in self.variants}
        for variant in self.variants:
            self.run(variant, replace(case, steps=1), llm)
        for _ in range(repeat):
            for variant, found in runs.items():
                forget_peak(self.device)
                watch, found.latents = self.run(variant, case, llm)
                found.stages.append({name: time / case.batch for name, time in watch.seconds.items()})
                found.peak = max(found.peak, peak(self.device) - self.twice)
        return runs


def held_twice(ours: nn.Module, naive: nn.Module) -> int:
    """Bytes that the two networks do not share, as a GPU wants convolutions laid out otherwise."""
    places = {parameter.data_ptr() for parameter in ours.parameters()}
    apart = [parameter for parameter in naive.parameters() if parameter.data_ptr() not in places]
    return sum(parameter.numel() * parameter.element_size() for parameter in apart)


def fresh(model: Model) -> Model:
    """The same networks, with nothing kept from earlier panels."""
    text, characters = model.text, model.characters
    return replace(
        model,
        text=TextEncoder(text.tokenizers, text.encoders, text.zeros_for_none),
        characters=CharacterEncoder(characters.clip, characters.magi, characters.resampler),
    )


@torch.no_grad()
def draw(model: Model, asked: Sequence[PanelPrompt], watch: Stopwatch) -> Tensor:
    """Panels of one size, drawn as one batch → their latents."""
    latent = asked[0].latent(8)
    with watch.stage("text encoders"):
        for panel in asked:
            model.text.pair(panel.prompt, panel.negative)
    with watch.stage("character encoders"):
        conditions = [encode(model.text, model.characters, model.slots, panel) for panel in asked]
    if asked[0].mllm_scale and model.adapter is not None:
        with watch.stage("language model"):
            conditions = [
                adapt(model.adapter, model.slots, panel, condition)
                for panel, condition in zip(asked, conditions, strict=True)
            ]
    with watch.stage("conditioning"):
        model.unet.condition(Conditions.together(conditions), latent, model.slots)
    with watch.stage("denoising"):
        latents = denoise(model.unet, model.new_scheduler(), asked, latent, progress=lambda done, total: None)
    with watch.stage("decoding"):
        for each in latents:
            decode(model.vae, each)
    return latents


def about(device: torch.device, dtype: torch.dtype, width: Fraction, model: Model) -> str:
    """The conditions of the measurement."""
    gpu = device.type == "cuda"
    where = torch.cuda.get_device_name(device) if gpu else f"CPU, {torch.get_num_threads()} thread(s)"
    millions = sum(parameter.numel() for parameter in model.unet.parameters()) / 1e6
    return (
        f"{where}; torch {torch.__version__}, Python {platform.python_version()}; width {width} "
        f"(UNet of {millions:.0f} M parameters), {str(dtype).removeprefix('torch.')}, random weights"
    )


def parsed() -> argparse.Namespace:
    """The command line, with what the device is good for where nothing is said."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--width", type=Fraction, help="of the released widths: 1, 1/2, 1/4 …")
    parser.add_argument("--sizes", help="width x height in pixels, such as 224x384,512x512")
    parser.add_argument("--only", help="one of the sizes, to split a long run")
    parser.add_argument("--steps", help="such as 4,30")
    parser.add_argument("--batch", help="panels at once, such as 1,4")
    parser.add_argument("--dtype", choices=("float32", "float16", "bfloat16"))
    parser.add_argument("--compile", action=argparse.BooleanOptionalAction, help="the compiled network too")
    parser.add_argument("--llm", action="store_true", help="with the language model")
    parser.add_argument("--repeat", type=int, default=3, help="runs of every variant")
    parser.add_argument("--threads", type=int, help="of the CPU")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    if options.device == "auto":
        options.device = "cuda" if torch.cuda.is_available() else "cpu"
    gpu = options.device == "cuda"
    options.width = options.width or Fraction(1 if gpu else Fraction(1, 4))
    options.sizes = (
        options.only or options.sizes or ("224x384,512x512,768x1152,1024x1024" if gpu else "224x384,512x512")
    )
    options.steps = options.steps or ("30" if gpu else "4,30")
    options.batch = options.batch or ("1,4" if gpu else "1")
    options.dtype = options.dtype or ("float16" if gpu else "float32")
    options.compile = gpu if options.compile is None else options.compile
    return options


def main() -> None:
    """Prints both tables, a case at a time as it is done."""
    options = parsed()
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.backends.cudnn.deterministic = True  # as the engine has it
    device, dtype = torch.device(options.device), getattr(torch, options.dtype)
    model = random_model(Widths(options.width), device, dtype, options.llm)
    bench = Bench(model, device, options.compile)
    print(about(device, dtype, options.width, model), flush=True)
    cases = [
        Case(*map(int, size.split("x")), steps=int(steps), batch=int(batch))
        for size in options.sizes.split(",")
        for steps in options.steps.split(",")
        for batch in options.batch.split(",")
    ]
    totals: list[tuple[str, ...]] = []
    stages: list[tuple[str, ...]] = []
    for case in cases:
        try:
            runs = bench.measure(case, options.repeat, options.llm)
        except torch.OutOfMemoryError:
            print(f"{case}: out of memory", flush=True)
            continue
        totals += rows(case, runs)
        stages += stage_rows(case, runs)
        print(f"{case}: done\n{table(HEADINGS, list(rows(case, runs)), False)}", file=sys.stderr, flush=True)
    print("\n" + table(HEADINGS, totals, options.markdown))
    print("\nseconds a panel by stage\n")
    print(table(("case", "variant", *STAGES), stages, options.markdown))


if __name__ == "__main__":
    main()
