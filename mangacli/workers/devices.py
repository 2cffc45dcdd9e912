"""The devices on which a real model draws, as people write them and as a process is told of them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from mangacli.errors import UsageError

VISIBLE = "CUDA_VISIBLE_DEVICES"
GPUS = Path("/proc/driver/nvidia/gpus")
"""Where NVIDIA's driver has a folder for each GPU."""
_DEVICE = re.compile(r"\d+|cpu|GPU-[0-9a-fA-F-]+|MIG-[0-9a-zA-Z/-]+")


def parse_devices(wanted: str | None) -> tuple[str, ...]:
    """`0,1`, `cpu` or `all` → the devices, once each; None → none named.

    Raises UsageError for what is no device, and for `all` where there is no GPU.
    """
    if wanted is None:
        return ()
    if wanted.strip().lower() == "all":
        found = _visible() or tuple(map(str, range(len(list(GPUS.glob("*"))))))
        if not found:
            raise UsageError("--devices all: there is no GPU here", "write --devices cpu")
        return tuple(str(number) for number in range(len(found)))
    devices = tuple(dict.fromkeys(part.strip() for part in wanted.split(",") if part.strip()))
    unknown = [device for device in devices if not _DEVICE.fullmatch(device)]
    if unknown or not devices:
        raise UsageError(
            f'--devices: "{", ".join(unknown) or wanted}" is not a device',
            "write GPUs by their numbers: 0,1; or cpu; or all",
        )
    return devices


def see_only(device: str) -> None:
    """Lets this process see one device alone; to be called before torch is loaded.

    A number counts among the GPUs that the process could see until now.
    """
    visible = _visible()
    if device == "cpu":
        device = ""
    elif visible and device.isdecimal() and int(device) < len(visible):
        device = visible[int(device)]
    os.environ[VISIBLE] = device


def _visible() -> tuple[str, ...]:
    return tuple(part.strip() for part in os.environ.get(VISIBLE, "").split(",") if part.strip())
