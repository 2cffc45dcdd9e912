"""A checkpoint and recorded cases → what is there, what is wrong, how far drawings are off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import fingerprint, missing_files
from mangacli.generate.diffsensei.components import Component, checked_generator, checked_language_model
from mangacli.generate.diffsensei.load import Model, load_model
from mangacli.generate.diffsensei.replay import Deviation, case_folders, read_case, read_panel, replay

Report = Callable[["CaseResult"], None]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A recorded case: how far its replay is off, or why it could not be replayed."""

    name: str
    deviation: Deviation | None
    reason: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was replayed within the tolerances."""
        return self.deviation is not None and self.deviation.ok


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: files that are missing, every component, every case.

    `fingerprint` is the checkpoint's own; see checkpoint.py. Without a language model on the disk, its
    components are not listed.
    """

    checkpoint: Path
    fingerprint: str
    llm: bool
    missing: tuple[str, ...]
    components: tuple[Component, ...]
    cases: tuple[CaseResult, ...]

    @property
    def usable(self) -> bool:
        """Whether the checkpoint can draw: nothing missing, nothing wrong with any component."""
        return not self.missing and all(component.ok for component in self.components)

    @property
    def exit_code(self) -> int:
        """0 all is well, 1 a case is off or could not be replayed, 3 the checkpoint cannot be used."""
        if not self.usable:
            return 3
        return 0 if all(case.ok for case in self.cases) else 1

    def plain(self) -> dict[str, Any]:
        """As values for JSON."""
        return {
            "checkpoint": str(self.checkpoint),
            "fingerprint": self.fingerprint,
            "llm": self.llm,
            "usable": self.usable,
            "missing": list(self.missing),
            "components": [asdict(component) | {"ok": component.ok} for component in self.components],
            "cases": [_plain_case(case) for case in self.cases],
            "exit_code": self.exit_code,
        }


def verify(
    checkpoint: Path,
    cases: Sequence[Path] = (),
    parity: bool = False,
    llm: bool | None = None,
    report: Report = lambda result: None,
) -> Verification:
    """A checkpoint folder and sets of recorded cases → what was found; `report` hears of each case at once.

    The language model's files are checked where there are any (`llm` None), always, or never; it is loaded
    only for cases that ask it. Cases are replayed in single precision on the CPU, as they were recorded.
    Takes no more memory than the model itself. Raises UsageError where a set holds no cases, RunError where
    there is no such folder.
    """
    if not checkpoint.is_dir():
        raise RunError(f"no model folder at {checkpoint}", "name the folder that holds image_generator/")
    folders = [folder for each in cases for folder in case_folders(each)]
    with_llm = (checkpoint / "mllm").is_dir() if llm is None else llm
    missing = _missing(checkpoint, with_llm)
    components = tuple(c for c in _checked(checkpoint, with_llm) if not _is_missing(c, missing))
    found = Verification(
        checkpoint, fingerprint(checkpoint, with_llm), with_llm, missing, components, cases=()
    )
    if not found.usable or not folders:
        return found
    results = _replayed(checkpoint, folders, parity, with_llm, report)
    return Verification(checkpoint, found.fingerprint, with_llm, missing, components, results)


def _missing(checkpoint: Path, llm: bool) -> tuple[str, ...]:
    """What the checkpoint lacks; where shards are missing or an index is broken, its component says so."""
    try:
        return missing_files(checkpoint, llm)
    except RunError:
        return ()


def _checked(checkpoint: Path, llm: bool) -> tuple[Component, ...]:
    components = checked_generator(checkpoint)
    return (*components, *checked_language_model(checkpoint)) if llm else components


def _is_missing(component: Component, missing: tuple[str, ...]) -> bool:
    """Whether a component lacks files, which are named already."""
    within = f"{component.name}/"
    return any(
        path.startswith(within) or (path.endswith("/") and within.startswith(path)) for path in missing
    )


def _replayed(
    checkpoint: Path, folders: Sequence[Path], parity: bool, llm: bool, report: Report
) -> tuple[CaseResult, ...]:
    asks = {folder: _asks_language_model(folder) for folder in folders}
    model = load_model(checkpoint, torch.device("cpu"), torch.float32, llm=llm and any(asks.values()))
    results = []
    for folder in folders:
        if asks[folder] and model.adapter is None:
            result = CaseResult(folder.name, None, "needs the language model")
        else:
            result = _replayed_case(model, folder, parity)
        results.append(result)
        report(result)
    return tuple(results)


def _asks_language_model(folder: Path) -> bool:
    """Whether a case asks the language model; one that cannot be read says so when its turn comes."""
    try:
        return bool(read_panel(folder / "case.json").mllm_scale)
    except RunError:
        return False


def _replayed_case(model: Model, folder: Path, parity: bool) -> CaseResult:
    try:
        return CaseResult(folder.name, replay(model, read_case(folder), parity))
    except RunError as error:
        return CaseResult(folder.name, None, error.message)


def _plain_case(case: CaseResult) -> dict[str, Any]:
    off = case.deviation
    return {
        "name": case.name,
        "ok": case.ok,
        "latent_sd": off and off.latent,
        "worst_pixel": off and off.worst_pixel,
        "mean_pixel": off and off.mean_pixel,
        "reason": case.reason,
    }
