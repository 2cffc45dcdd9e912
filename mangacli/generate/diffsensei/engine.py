"""The DiffSensei artist: panel requests in, grey pictures out. Torch is loaded at the first panel."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from mangacli.drawing import Pixels
from mangacli.errors import MangaError, RunError
from mangacli.generate.base import (
    CharacterRequest,
    Drawn,
    PanelArt,
    PanelProgress,
    PanelRequest,
    Progress,
    kept_clear,
)
from mangacli.generate.diffsensei.checkpoint import fingerprint, require_files
from mangacli.generate.diffsensei.checkpoint_limits import picture_limits
from mangacli.generate.engine_options import AS_IT_COMES, EngineOptions

if TYPE_CHECKING:
    import torch

    from mangacli.generate.diffsensei.load import Loader
    from mangacli.generate.diffsensei.memory import Thrift
    from mangacli.generate.diffsensei.panel_prompt import PanelPrompt
    from mangacli.generate.diffsensei.stages import Studio

EXTRA = (
    "torch",
    "diffusers",
    "transformers",
    "accelerate",
    "huggingface_hub",
    "safetensors",
    "sentencepiece",
)
INSTALL = "pip install 'mangacli[diffsensei]'"
LIBRARIES = ("torch", "diffusers", "transformers")
DRAWS_AS = 1
"""Version of what is done between a request and its picture: raised with every change that pictures show."""
BATCH_ON_GPU = 4
PIXELS_AT_ONCE = 2 << 20
"""Of a batch on a GPU: so many keep it busy by themselves."""
NOWHERE = (0.0, 0.0, 0.0, 0.0)
PANELS_AT_ONCE_ON_GPU = 8
PANELS_AT_ONCE_BY_STAGES = 16
"""Where networks come and go: the more panels, the fewer times; so many finished ones are held back."""

log = logging.getLogger(__name__)


class DiffSenseiArtist:
    """Draws panels with one checkpoint: single precision on a CPU, half precision on a CUDA device.

    Raises RunError at once where files of the checkpoint are missing.
    """

    name = "diffsensei"

    def __init__(self, checkpoint: Path, options: EngineOptions = AS_IT_COMES) -> None:
        require_files(checkpoint, options.llm)
        self.limits = picture_limits(checkpoint)
        self.checkpoint = checkpoint
        self.options = options
        self._studio: Studio | None = None
        self._identity: str | None = None

    @property
    def identity(self) -> str:
        """Who draws: changes with the checkpoint's files, what the artist was told, device and libraries.

        What changes no more than the last bits (batches, offload, compiling, threads) is not in it.
        """
        if self._identity is None:
            studio, options = self._loaded(), self.options
            told = [name for name in ("llm", "parity", "long_prompts") if getattr(options, name)]
            how = [str(studio.loader.dtype).removeprefix("torch."), studio.device.type, *told]
            libraries = [f"{library} {version(library)}" for library in LIBRARIES]
            self._identity = (
                f"diffsensei {fingerprint(self.checkpoint, options.llm)} ({', '.join(how + libraries)})"
            )
        return self._identity

    @property
    def made_by(self) -> str:
        """As `identity`, but told without torch and without the device.

        Processor and GPU count as the same artist: what differs is the last bits, and a chapter drawn on GPUs
        is put together on a machine that has none.
        """
        options = self.options
        told = [name for name in ("llm", "parity", "long_prompts") if getattr(options, name)]
        libraries = [f"{library} {version(library).partition('+')[0]}" for library in LIBRARIES]
        how = [f"engine {DRAWS_AS}", options.precision, *told, *libraries]
        return f"diffsensei {fingerprint(self.checkpoint, options.llm)} ({', '.join(how)})"

    def seen(self, request: PanelRequest) -> PanelRequest:
        """A request → what the model is told of it: prompt, boxes, first references, numbers."""
        return replace(
            request,
            scene="",
            background=None,
            page_background=None,
            language="",
            effects=(),
            characters=tuple(_seen_of(character) for character in request.characters),
            dialogs=tuple(replace(dialog, kind="") for dialog in kept_clear(request.dialogs)),
            mllm_scale=request.mllm_scale if self.options.llm else 0.0,
            pixels_per_point=0.0,
            lpi=None,
            screened=False,
            story_seed=0,
            camera=(),
            lean=0.0,
            background_image=None,
        )

    @property
    def panels_at_once(self) -> int:
        """How many panels it likes to be asked for together: more where networks come and go."""
        studio = self._loaded()
        if studio.thrift.offload != "none":
            return PANELS_AT_ONCE_BY_STAGES
        if studio.device.type == "cuda":
            return max(PANELS_AT_ONCE_ON_GPU, studio.thrift.batch)
        return studio.thrift.batch

    def draw(self, request: PanelRequest, progress: Progress) -> PanelArt:
        """A request → its picture in grey. Raises what `draw_all` would hand out."""
        ((_, art),) = self.draw_all([request], lambda _, done, total: progress(done, total))
        if isinstance(art, MangaError):
            raise art
        return art

    def draw_all(self, requests: Sequence[PanelRequest], progress: PanelProgress) -> Iterator[Drawn]:
        """Requests → each with its picture in grey, or with why it has none, as they are done.

        Characters without a reference are left to the prompt's words. A request that asks for more than the
        model can do, or whose memory cannot be found, has a RunError in its place; RunError is raised where
        torch is not installed or the checkpoint is broken.
        """
        studio = self._loaded()
        requested = {request.panel: request for request in requests}
        prompts = []
        for request in requests:
            try:
                self._check_size(request)
                self._check_characters(request, studio.loader.slots.characters)
                prompts.append(self._prompt(request))
            except MangaError as error:
                yield request, error
        for prompt, drawn in studio.draw(prompts, progress):
            if isinstance(drawn, MangaError):
                yield requested[prompt.name], drawn
                continue
            grey = drawn.convert("L")
            pixels = Pixels(grey.width, grey.height, grey.tobytes())
            yield requested[prompt.name], PanelArt(pixels, self.identity)

    def _prompt(self, request: PanelRequest) -> PanelPrompt:
        from mangacli.generate.diffsensei.characters import CharacterPicture
        from mangacli.generate.diffsensei.panel_prompt import PanelPrompt

        pictured = [character for character in request.characters if character.references]
        return PanelPrompt(
            prompt=request.prompt,
            negative=request.negative,
            height=request.height,
            width=request.width,
            pictures=tuple(CharacterPicture.of(character, self.options.parity) for character in pictured),
            character_boxes=tuple(character.box for character in pictured),
            dialog_boxes=tuple(dialog.box for dialog in request.dialogs),
            steps=request.steps,
            guidance=request.guidance,
            ip_scale=request.ip_scale,
            ip_scales=tuple(
                request.ip_scale if character.ip_scale is None else character.ip_scale
                for character in pictured
            ),
            mllm_scale=request.mllm_scale if self.options.llm else None,
            seed=request.seed,
            scheduler=request.scheduler,
            loras=request.loras,
            long_prompt=self.options.long_prompts,
            name=request.panel,
        )

    def _check_size(self, request: PanelRequest) -> None:
        limits = self.limits
        edges = (request.width, request.height)
        if any(edge % limits.step for edge in edges) or not (
            limits.shortest <= min(edges) <= max(edges) <= limits.longest
        ):
            raise RunError(
                f"the model draws no picture of {request.width} × {request.height} pixels",
                f"edges must be multiples of {limits.step} from {limits.shortest} to {limits.longest}",
            )

    @staticmethod
    def _check_characters(request: PanelRequest, slots: int) -> None:
        if len(request.characters) > slots:
            raise RunError(
                f"{len(request.characters)} characters in one panel; the model takes {slots}",
                "split the panel, or describe some characters in the prompt only",
            )

    def _loaded(self) -> Studio:
        if self._studio is None:
            # Threads that wait actively starve each other on a busy machine: fourteen times slower was seen.
            os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
            try:
                self._studio = self._open_studio()
            except ModuleNotFoundError as error:
                if (error.name or "").split(".")[0] not in EXTRA:
                    raise
                raise RunError(
                    f"DiffSensei needs the package {error.name}, which is not installed", INSTALL
                ) from error
        return self._studio

    def _open_studio(self) -> Studio:
        import torch

        from mangacli.generate.diffsensei.feature_cache import open_cache
        from mangacli.generate.diffsensei.load import Loader
        from mangacli.generate.diffsensei.stages import Studio

        if self.options.threads is not None or "OMP_NUM_THREADS" not in os.environ:
            torch.set_num_threads(self.options.threads or processor_cores())
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.backends.cudnn.deterministic = True
        dtype = {
            "auto": torch.float16 if device.type == "cuda" else torch.float32,
            "fp32": torch.float32,
            "fp16": torch.float16,
            "bf16": torch.bfloat16,
        }[self.options.precision]
        loader = Loader(self.checkpoint, dtype, self.options.llm)
        return Studio(
            loader,
            device,
            self._thrift(loader, device),
            cache=open_cache(self.checkpoint, device, dtype),
            parity=self.options.parity,
            compiled=self.options.compile,
        )

    def _thrift(self, loader: Loader, device: torch.device) -> Thrift:
        """How weights wait, and how many panels are drawn together: as told, else by the machine."""
        from mangacli.generate.diffsensei.memory import Thrift, choose_offload, free_memory

        on_gpu, offload = device.type == "cuda", self.options.offload
        if offload == "auto":
            offload, why = choose_offload(free_memory(device), loader.sizes(), layers_help=on_gpu)
            log.info("offload %s: %s", offload, why)
        return Thrift(
            offload,
            batch=self.options.batch or (BATCH_ON_GPU if on_gpu else 1),
            pixels=None if self.options.batch else PIXELS_AT_ONCE,
            layers_help=on_gpu,
        )


def _seen_of(character: CharacterRequest) -> CharacterRequest:
    """A character → what the model is told of it: the picture that it is drawn after, and where it stands."""
    told = replace(
        character,
        name="",
        description="",
        head=NOWHERE,
        shot="",
        facing="",
        mood=None,
        pose=None,
        look=(),
        variant=0,
    )
    if not character.references:  # the prompt's words alone
        return replace(told, box=NOWHERE, lines=(), ip_scale=None, reference_fit="")
    return replace(told, lines=(), references=character.references[:1])


def processor_cores() -> int:
    """The physical cores that this process may run on: two threads of one core get in each other's way."""
    if not hasattr(os, "sched_getaffinity"):
        return os.cpu_count() or 1
    allowed = os.sched_getaffinity(0)
    cores = set()
    for number in allowed:
        siblings = Path(f"/sys/devices/system/cpu/cpu{number}/topology/thread_siblings_list")
        cores.add(siblings.read_text(encoding="ascii") if siblings.is_file() else str(number))
    return len(cores)
