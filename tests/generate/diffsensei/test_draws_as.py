"""Whoever changes how the model draws is asked whether pictures change: the cache must know.

The code that stands between a request and its picture is recorded by a digest of what it says, without
comments and docstrings. After a change: raise `engine.DRAWS_AS` where pictures show it, then record anew with
REFRESH=1.
"""

import ast
import hashlib
import json
import os
from pathlib import Path

import mangacli.generate.diffsensei as room
from mangacli.generate.diffsensei.engine import DRAWS_AS

FOLDER = Path(room.__file__).parent
RECORD = Path(__file__).parent.parent.parent / "golden" / "diffsensei" / "draws_as.json"
DRAWS = (
    "adapter", "characters", "checkpoint_limits", "components", "conditioning", "configuration", "engine",
    "fit", "language_model", "load", "lora", "lora_file", "lora_names", "masks", "networks", "panel_prompt",
    "pipeline", "reference_picture", "resampler", "scheduler", "stages", "text", "unet", "weights",
    "../paper_picture",
)  # fmt: skip


def said(path: Path) -> str:
    """A module → its code as Python understands it, on any version: no comments, docstrings, layout."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not _is_text(each)] or [ast.Pass()]
    return ast.unparse(tree)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_code_that_draws_changes_only_with_a_decision():
    names = [FOLDER / f"{name}.py" for name in DRAWS]
    digests = {path.stem: hashlib.sha256(said(path).encode()).hexdigest()[:16] for path in names}
    now = {"draws_as": DRAWS_AS, "code": digests}
    if os.environ.get("REFRESH"):
        RECORD.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    then = json.loads(RECORD.read_text("utf-8"))
    changed = [name for name in digests if then["code"].get(name) != digests[name]]
    assert not changed and then["draws_as"] == DRAWS_AS, (
        f"{', '.join(changed) or 'DRAWS_AS'} changed: if pictures show it raise engine.DRAWS_AS "
        f"(now {DRAWS_AS}), then record it with REFRESH=1"
    )


def test_only_comments_and_docstrings_may_change_unseen(tmp_path):
    path = tmp_path / "module.py"
    path.write_text('"""One."""\n\ndef draw():\n    """Two."""\n    return 1  # three\n')
    before = said(path)
    path.write_text('"""Four."""\ndef draw():\n    return 1\n')
    assert said(path) == before
    path.write_text("def draw():\n    return 2\n")
    assert said(path) != before


def test_every_module_that_drawing_loads_is_looked_at():
    """What the modules that draw import of their room draws too, or is known not to."""
    silent = {
        "checkpoint", "compiling", "feature_cache", "memory", "placement", "safetensors_file", "token_count",
        "vocabulary", "mapped_pages", "hub", "installed", "download",
    }  # fmt: skip
    found = set()
    for name in DRAWS:
        for node in ast.walk(ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(room.__name__ + "."):
                found.add((node.module or "").rpartition(".")[2])
    assert found <= set(DRAWS) | silent, found - set(DRAWS) - silent
