"""Which program this is: a digest of all its code and data, and of the libraries that draw for it.

What is kept between runs counts as made by the program that made it, so that no change of the code can be
forgotten in a version number.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

LIBRARIES = (
    "budoux",
    "deflate",
    "numpy",
    "pillow",
    "pyphen",
    "pypdfium2",
    "python-bidi",
    "reportlab",
    "skia-pathops",
    "uharfbuzz",
)
"""Those that have a say in what a page looks like."""
PACKAGE = Path(__file__).parent
_LEFT_OUT = ("__pycache__",)


@lru_cache(maxsize=1)
def program_digest() -> str:
    """32 hexadecimal digits that change with any file of the package, the templates and the libraries."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    for path in program_files():
        content = path.read_bytes()
        digest.update(f"\0{path.relative_to(PACKAGE.parent).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def program_files() -> tuple[Path, ...]:
    """Every file of the package, and of the templates that lie beside it in a checkout, in order."""
    folders = (PACKAGE, PACKAGE.parent / "layouts")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return tuple(sorted(path for path in files if not set(path.parts) & set(_LEFT_OUT)))
