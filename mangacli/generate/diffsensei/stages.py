"""Several panels drawn stage by stage, so that each stage's networks are wanted once for all of them.

    read     words and pictures     text encoders; CLIP, Magi and the Resampler where a picture is new
    adapt    characters to words    the language model, where it is asked for
    draw     noise to latents       the denoising network; panels of one size together
    decode   latents to pictures    the picture decoder

Where networks wait between the stages is said in `placement.py`. A panel that fails does not stop the others;
memory that runs out is made up for (`memory.Thrift`) and the stage taken up again where it was.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import torch
from PIL import Image
from torch import Tensor

from mangacli.errors import MangaError, RunError
from mangacli.generate.base import LoraRequest, PanelProgress
from mangacli.generate.diffsensei.characters import CharacterEncoder
from mangacli.generate.diffsensei.compiling import cannot_compile, set_compiled
from mangacli.generate.diffsensei.conditioning import adapt, encode
from mangacli.generate.diffsensei.feature_cache import CharacterFeatures, FeatureCache
from mangacli.generate.diffsensei.language_model import CharacterAdapter
from mangacli.generate.diffsensei.load import Loader
from mangacli.generate.diffsensei.memory import Thrift, ran_out, release_memory, wants_tiles
from mangacli.generate.diffsensei.panel_prompt import PanelPrompt, fitted, note_lost_characters
from mangacli.generate.diffsensei.pipeline import decode, denoise, latent_scale
from mangacli.generate.diffsensei.placement import Part, Place
from mangacli.generate.diffsensei.text import TextEncoder
from mangacli.generate.diffsensei.unet import Conditions, MangaUNet, attended_grids

log = logging.getLogger(__name__)
Network = TypeVar("Network")
In = TypeVar("In")
Out = TypeVar("Out")
Kept = TypeVar("Kept")
Loras = tuple[LoraRequest, ...]


@dataclass(frozen=True, slots=True)
class Stage(Generic[Network, In, Out]):
    """What a stage needs and does: its network at work (with LoRAs), and a batch's inputs → its outputs.

    `alike` tells what the panels of a batch agree in; without it they go one by one.
    """

    name: str
    at_work: Callable[[Loras], AbstractContextManager[Network]]
    do: Callable[[Network, Sequence[tuple[PanelPrompt, In]]], Sequence[Out]]
    alike: Callable[[PanelPrompt, In], Hashable] | None = None


class Studio:
    """Draws panels with a checkpoint's networks, wherever these wait."""

    def __init__(
        self,
        loader: Loader,
        device: torch.device,
        thrift: Thrift,
        *,
        cache: FeatureCache | None = None,
        parity: bool = False,
        compiled: bool = False,
    ) -> None:
        self.loader, self.device, self.thrift = loader, device, thrift
        self.parity, self.compiled = parity, compiled
        self.scale = latent_scale(loader.vae_config)
        self.text = Part(loader.text, loader.text_loras)
        self.characters = Part(loader.characters)
        self.adapter = Part(loader.adapter)
        self.unet = Part(lambda: laid_out_for(device, loader.unet()), loader.unet_loras)
        self.vae = Part(lambda: laid_out_for(device, loader.vae()))
        self._features = CharacterFeatures(self._character_encoder, cache, device)
        self._reading = ExitStack()

    def draw(
        self, panels: Iterable[PanelPrompt], progress: PanelProgress
    ) -> Iterator[tuple[PanelPrompt, Image.Image | MangaError]]:
        """Panels → each with its picture, or with why it has none, as they are done.

        Raises RunError where a network cannot be loaded. `progress` is told of a panel's steps by its name.
        """
        waiting: list[tuple[PanelPrompt, None]] = []
        for panel in panels:
            try:
                waiting.append((fitted(panel, self.loader.slots, self.scale, self.parity), None))
            except MangaError as error:
                yield panel, error
        while waiting:
            together = list(waiting)
            if self.thrift.offload == "none":  # nothing is gained by keeping finished panels back
                together = self._batch(waiting, lambda panel, _: self._alike(panel))
            take(together, waiting)
            yield from self._through_all_stages(together, progress)

    def _through_all_stages(
        self, panels: list[tuple[PanelPrompt, None]], progress: PanelProgress
    ) -> Iterator[tuple[PanelPrompt, Image.Image | MangaError]]:
        # 1. Words and pictures become conditions.
        reading: Stage[TextEncoder, None, Conditions] = Stage("read", self._readers, self._read)
        read = yield from self._through(reading, panels)
        # 2. The language model fits the characters to the words.
        plain = [(panel, conditions) for panel, conditions in read if not panel.mllm_scale]
        asked = [(panel, conditions) for panel, conditions in read if panel.mllm_scale]
        fitting: Stage[CharacterAdapter, Conditions, Conditions] = Stage(
            "adapt", self._at_work(self.adapter), self._adapt
        )
        told = yield from self._through(fitting, asked)
        # 3. Step by step from noise to picture, panels that are alike together.
        painting: Stage[MangaUNet, Conditions, Tensor] = Stage(
            "draw",
            self._painter,
            lambda unet, batch: self._draw(unet, batch, progress),
            lambda panel, conditions: (self._alike(panel), conditions.text.shape[1]),
        )
        drawn = yield from self._through(painting, plain + told)
        # 4. From latents to pixels.
        decoding: Stage[Any, Tensor, Image.Image] = Stage("decode", self._at_work(self.vae), self._decode)
        yield from self._run(decoding, drawn)

    def _through(
        self, stage: Stage[Network, In, Out], panels: Sequence[tuple[PanelPrompt, In]]
    ) -> Generator[tuple[PanelPrompt, MangaError], None, list[tuple[PanelPrompt, Out]]]:
        """Panels through a stage → those that go on to the next; failures are handed out at once."""
        going_on = []
        for panel, outcome in self._run(stage, panels):
            if isinstance(outcome, MangaError):
                yield panel, outcome
            else:
                going_on.append((panel, outcome))
        return going_on

    def _run(
        self, stage: Stage[Network, In, Out], panels: Sequence[tuple[PanelPrompt, In]]
    ) -> Iterator[tuple[PanelPrompt, Out | MangaError]]:
        """Panels through one stage; where memory runs out it is taken up again with less."""
        waiting, at_hand = list(panels), list(panels[:0])
        while waiting:
            shortage = ""
            try:
                yield from self._at_stage(stage, waiting, at_hand)
            except Exception as error:
                if not ran_out(error):
                    raise
                shortage = first_line(error)
            if shortage and not self._make_do(stage.name, shortage):
                failure = out_of_memory(shortage)
                if not at_hand:  # it was loading that took too much
                    raise failure
                take(at_hand, waiting)
                yield from ((panel, failure) for panel, _ in at_hand)

    def _at_stage(
        self,
        stage: Stage[Network, In, Out],
        waiting: list[tuple[PanelPrompt, In]],
        at_hand: list[tuple[PanelPrompt, In]],
    ) -> Iterator[tuple[PanelPrompt, Out | MangaError]]:
        """Does and takes away what is waiting, as long as it asks for the same LoRAs."""
        loras = waiting[0][0].loras
        at_hand.clear()
        with stage.at_work(loras) as network:
            while waiting and waiting[0][0].loras == loras:
                at_hand[:] = self._batch(waiting, stage.alike)
                outputs: Sequence[Out | MangaError]
                try:
                    with torch.no_grad():
                        outputs = stage.do(network, at_hand)
                except MangaError as error:
                    outputs = [error] * len(at_hand)
                take(at_hand, waiting)
                yield from zip((panel for panel, _ in at_hand), outputs, strict=True)

    def _batch(
        self,
        waiting: Sequence[tuple[PanelPrompt, In]],
        alike: Callable[[PanelPrompt, In], Hashable] | None,
    ) -> list[tuple[PanelPrompt, In]]:
        """The panels to take next: the first, and as many like it as the device takes together."""
        if alike is None:
            return [waiting[0]]
        kind = alike(*waiting[0])
        return [work for work in waiting if alike(*work) == kind][: self.thrift.batch_of(waiting[0][0])]

    def _alike(self, panel: PanelPrompt) -> Hashable:
        """What panels must agree in to be drawn in one batch."""
        size = panel.latent(self.scale)
        return size, panel.steps, panel.guidance, panel.samples, panel.scheduler, panel.loras

    def _make_do(self, stage: str, shortage: str) -> bool:
        """Whether there is a way to need less memory; it is taken, and said once."""
        release_memory()
        step = self.thrift.step_down(stage)
        if step is None:
            return False
        log.warning("memory ran out (%s); from now on %s", shortage, step)
        if self.thrift.offload != "none":
            for part in (self.text, self.characters, self.adapter, self.unet, self.vae):
                part.rest(self.device)
        return True

    @property
    def _place(self) -> Place:
        return Place(self.device, self.thrift.offload)

    def _at_work(self, part: Part[Any]) -> Callable[[Loras], AbstractContextManager[Any]]:
        return lambda _: part.at_work(self._place)

    @contextmanager
    def _readers(self, loras: Loras) -> Iterator[TextEncoder]:
        """The text encoders; those of pictures come when a picture is new, and go with them."""
        with self._reading:
            try:
                yield self._reading.enter_context(self.text.at_work(self._place, loras))
            finally:
                self._features.release()

    def _character_encoder(self) -> CharacterEncoder:
        return self._reading.enter_context(self.characters.at_work(self._place))

    def _read(self, text: TextEncoder, batch: Sequence[tuple[PanelPrompt, None]]) -> list[Conditions]:
        ((panel, _),) = batch
        grids = attended_grids(self.loader.unet_config, panel.latent(self.scale))
        note_lost_characters(panel, grids)
        return [encode(text, self._features, self.loader.slots, panel, self.parity)]

    def _adapt(
        self, adapter: CharacterAdapter, batch: Sequence[tuple[PanelPrompt, Conditions]]
    ) -> list[Conditions]:
        ((panel, conditions),) = batch
        return [adapt(adapter, self.loader.slots, panel, conditions)]

    @contextmanager
    def _painter(self, loras: Loras) -> Iterator[MangaUNet]:
        with self.unet.at_work(self._place, loras) as unet:
            set_compiled(unet, self.compiled and self.thrift.offload != "sequential")
            try:
                yield unet
            finally:
                unet.forget()

    def _draw(
        self, unet: MangaUNet, batch: Sequence[tuple[PanelPrompt, Conditions]], progress: PanelProgress
    ) -> Sequence[Tensor]:
        panels = [panel for panel, _ in batch]
        latent = panels[0].latent(self.scale)
        conditions = Conditions.together([each for _, each in batch])
        unet.condition(conditions, latent, self.loader.slots, panels[0].samples, self.parity)

        def tell(done: int, total: int) -> None:
            for panel in panels:
                progress(panel.name, done, total)

        try:
            scheduler = self.loader.new_scheduler(panels[0].scheduler)
            latents = denoise(unet, scheduler, panels, latent, progress=tell)
        except Exception as error:
            if not (self.compiled and cannot_compile(error)):
                raise
            log.warning("the network cannot be compiled here and runs as it is: %s", first_line(error))
            self.compiled = False
            set_compiled(unet, False)
            return self._draw(unet, batch, progress)
        return latents.chunk(len(panels))

    def _decode(self, vae: Any, batch: Sequence[tuple[PanelPrompt, Tensor]]) -> list[Image.Image]:
        ((panel, latents),) = batch
        pixels = int(panel.height * panel.width)
        vae.use_tiling = self.thrift.tiles or wants_tiles(pixels, self.device)
        return [decode(vae, latents[0])]


def laid_out_for(device: torch.device, network: Any) -> Any:
    """A convolutional network → its weights as the device likes them: channels last on a GPU."""
    return network.to(memory_format=torch.channels_last) if device.type == "cuda" else network


def take(these: Sequence[object], waiting: list[Kept]) -> None:
    """Takes these very items away from those that wait."""
    taken = set(map(id, these))
    waiting[:] = [item for item in waiting if id(item) not in taken]


def out_of_memory(shortage: str) -> RunError:
    """The error where all ways to need less memory have been gone."""
    return RunError(
        f"out of memory ({shortage})",
        "draw at a lower dpi, close other programs, or set CUDA_VISIBLE_DEVICES= to use the processor",
    )


def first_line(error: BaseException) -> str:
    """What an exception says first, or its kind where it says nothing."""
    return str(error).strip().split("\n", 1)[0] or type(error).__name__
