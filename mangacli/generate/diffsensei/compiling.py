"""Compiling the denoising network, and going on without where a machine cannot."""

from __future__ import annotations

from typing import Any

from torch._dynamo.exc import TorchDynamoException


def set_compiled(network: Any, wanted: bool) -> None:
    """Compiles a network at its next call, or lets it run as it is.

    The second size that it meets is compiled for all sizes; what a panel is conditioned on are tensors and
    changes nothing.
    """
    compiled = network._compiled_call_impl is not None
    if wanted and not compiled:
        network.compile()
    elif compiled and not wanted:
        network._compiled_call_impl = None


def cannot_compile(error: Exception) -> bool:
    """Whether an exception says that compiling failed (no compiler, an operation that it does not know)."""
    return isinstance(error, TorchDynamoException)
