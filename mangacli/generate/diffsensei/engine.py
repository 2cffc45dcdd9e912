"""The DiffSensei artist: panel requests in, grey pictures out. Torch is loaded at the first panel."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mangacli.drawing import Pixels
from mangacli.errors import RunError
from mangacli.generate.base import OneByOne, PanelArt, PanelRequest, Progress, SizeLimits
from mangacli.generate.diffsensei.checkpoint import fingerprint, require_files
from mangacli.generate.engine_options import AS_IT_COMES, EngineOptions

if TYPE_CHECKING:
    from mangacli.generate.diffsensei.load import Model
    from mangacli.generate.diffsensei.pipeline import PanelPrompt

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
Made = TypeVar("Made")


class DiffSenseiArtist(OneByOne):
    """Draws panels with one checkpoint: single precision on a CPU, half precision on a CUDA device.

    Raises RunError at once where files of the checkpoint are missing.
    """

    name = "diffsensei"
    limits = SizeLimits()

    def __init__(self, checkpoint: Path, options: EngineOptions = AS_IT_COMES) -> None:
        require_files(checkpoint, options.llm)
        self.checkpoint = checkpoint
        self.llm = options.llm
        self.parity = options.parity
        self.threads = options.threads
        self._model: Model | None = None
        self._identity: str | None = None

    @property
    def identity(self) -> str:
        """Who draws: changes with the checkpoint's files and with what the artist was told."""
        if self._identity is None:
            told = (" with language model" if self.llm else "") + (" in parity" if self.parity else "")
            self._identity = f"diffsensei {fingerprint(self.checkpoint, self.llm)}{told}"
        return self._identity

    def draw(self, request: PanelRequest, progress: Progress) -> PanelArt:
        """A request → its picture in grey.

        Characters without a reference are left to the prompt's words; of several references the first is
        used. Raises RunError where torch is not installed, the checkpoint is broken, memory runs out, or the
        request asks for more than the model can do.
        """
        self._check_size(request)
        model = self._loaded()
        from mangacli.generate.diffsensei.pipeline import draw_panel

        if len(request.characters) > model.slots.characters:
            raise RunError(
                f"{request.panel}: {len(request.characters)} characters in one panel; "
                f"the model takes {model.slots.characters}",
                "split the panel, or describe some characters in the prompt only",
            )
        drawn = _mending_memory(
            lambda: draw_panel(model, self._prompt(request), progress, parity=self.parity), request.panel
        )
        picture = drawn.pictures[0].convert("L")
        return PanelArt(Pixels(picture.width, picture.height, picture.tobytes()), self.identity)

    def _prompt(self, request: PanelRequest) -> PanelPrompt:
        from mangacli.generate.diffsensei.characters import CharacterPicture
        from mangacli.generate.diffsensei.pipeline import PanelPrompt

        pictured = [character for character in request.characters if character.references]
        return PanelPrompt(
            prompt=request.prompt,
            negative=request.negative,
            height=request.height,
            width=request.width,
            pictures=tuple(
                CharacterPicture.read(character.references[0].path, character.references[0].sha256)
                for character in pictured
            ),
            character_boxes=tuple(character.box for character in pictured),
            dialog_boxes=tuple(dialog.box for dialog in request.dialogs),
            steps=request.steps,
            guidance=request.guidance,
            ip_scale=request.ip_scale,
            mllm_scale=request.mllm_scale if self.llm else None,
            seed=request.seed,
        )

    def _check_size(self, request: PanelRequest) -> None:
        limits = self.limits
        edges = (request.width, request.height)
        if any(edge % limits.step for edge in edges) or not (
            limits.shortest <= min(edges) <= max(edges) <= limits.longest
        ):
            raise RunError(
                f"{request.panel}: the model draws no picture of {request.width} × {request.height} pixels",
                f"edges must be multiples of {limits.step} from {limits.shortest} to {limits.longest}",
            )

    def _loaded(self) -> Model:
        if self._model is None:
            self._model = self._load()
        return self._model

    def _load(self) -> Model:
        # Threads that wait actively starve each other on a busy machine: fourteen times slower has been seen.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        try:
            import torch

            from mangacli.generate.diffsensei.load import load_model
        except ModuleNotFoundError as error:
            if (error.name or "").split(".")[0] not in EXTRA:
                raise
            raise RunError(
                f"DiffSensei needs the package {error.name}, which is not installed", INSTALL
            ) from error
        if self.threads is not None:
            torch.set_num_threads(self.threads)
        if torch.cuda.is_available():
            torch.backends.cudnn.deterministic = True
            device, dtype = torch.device("cuda"), torch.float16
        else:
            device, dtype = torch.device("cpu"), torch.float32
        return _mending_memory(lambda: load_model(self.checkpoint, device, dtype, self.llm), "loading")


def _mending_memory(work: Callable[[], Made], what: str) -> Made:
    """Does the work; memory that runs out becomes a RunError that says what helps."""
    import torch

    try:
        return work()
    except (torch.OutOfMemoryError, MemoryError) as error:
        raise RunError(
            f"{what}: out of memory ({str(error).split(chr(10), 1)[0]})",
            "draw at a lower dpi, close other programs, or set CUDA_VISIBLE_DEVICES= to use the CPU",
        ) from error
