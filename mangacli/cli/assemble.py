"""`manga assemble`: pages put together from panels that are drawn already."""

from __future__ import annotations

import functools
from typing import Any

from mangacli.cli import render

HELP = """Put pages together from panels that are drawn already, and draw none.

The options are those with which the panels were drawn. Panels that are missing are named.
"""


@functools.wraps(render.command)
def command(*arguments: Any, **options: Any) -> None:
    """As `manga render`, with the same options, but for what it draws."""
    render.command(*arguments, **options | {"kept_only": True})


command.__doc__ = HELP
