"""A coverage-guided fuzzer on the loader: whatever is in the file, it is a story or it is told what is wrong.

    pip install atheris
    python tests/bench/fuzz_loader.py [SECONDS] [FOLDER]

runs for SECONDS (60) and keeps what it finds in FOLDER, where a later run goes on. It fails with the input at
any exception but StoryError, at a report that cannot be rendered, after 2 seconds for one file, beyond 1 GiB.
It begins from the examples and the broken storyboards, and knows the words of the format.
"""

import re
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["mangacli.story", "mangacli.yaml_file", "mangacli.reach", "yaml"]):
    from mangacli.errors import StoryError
    from mangacli.layout.templates import template_counts
    from mangacli.story.diagnostics import render_json, render_text
    from mangacli.story.load import load_story
    from mangacli.story.model_limits import DIFFSENSEI
    from mangacli.story.picks import picks_path, read_picks, resolve
    from mangacli.story.rules import RULES

ROOT = Path(__file__).parents[2]
SECONDS_A_FILE = 2
MEMORY = 1024
"""MiB."""
TEMPLATES = template_counts()
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
STORY = FOLDER / "story.yaml"


def check(data: bytes) -> None:
    """A file's bytes, read as a story and (after a NUL) as its picks."""
    began = time.process_time()  # the fuzzer's own clock runs on while others have the processor
    story, _, picks = data.partition(b"\0")
    STORY.write_bytes(story)
    picks_path(STORY).write_bytes(picks)
    diagnostics = []
    try:
        file = load_story(STORY, templates=TEMPLATES, limits=DIFFSENSEI)
        diagnostics += file.warnings
        if picks:
            _, warnings = resolve(read_picks(STORY), file.story)
            diagnostics += warnings
    except StoryError as error:
        diagnostics += error.diagnostics
        assert diagnostics, "an error that says nothing"
    text = render_text(diagnostics, color=False)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), (
        "it steers the terminal"
    )
    assert render_json(diagnostics)
    for each in diagnostics:
        assert each.finding.rule in RULES, each.finding.rule
    took = time.process_time() - began
    assert took < SECONDS_A_FILE, f"{took:.1f} seconds"


def seeds(folder: Path) -> None:
    """Puts the stories of the repository and the format's words into the folder of the corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in [
        *ROOT.glob("examples/*/*.yaml"),
        *ROOT.glob("tests/broken/*.yaml"),
        *ROOT.glob("layouts/*.yaml"),
    ]:
        (folder / f"seed-{path.stem}").write_bytes(path.read_bytes())
    (folder / "seed-picks").write_bytes(
        b"manga: 1\ntitle: t\npages: [{panels: [{}]}]\n\0picks: 1\npanels: {1.1: {candidate: 2, seed: 3}}\n"
    )


def words() -> Path:
    """A dictionary for the fuzzer: every word of the schema and of the examples, and YAML's own signs."""
    texts = [path.read_text(encoding="utf-8") for path in ROOT.glob("examples/*/*.yaml")]
    texts.append((ROOT / "examples/storyboard.schema.json").read_text(encoding="utf-8"))
    found = {word for text in texts for word in re.findall(r"[a-z_-]{2,20}", text)}
    signs = [
        "&a ",
        "*a",
        "<<: ",
        "!!str ",
        "? ",
        ": ",
        "- ",
        "---",
        "%YAML",
        "|\\x0a",
        ">-",
        "{}",
        "[]",
        "~",
        "\\x00",
    ]
    path = FOLDER / "words"
    path.write_text("".join(f'"{word}"\n' for word in (*signs, *sorted(found))), encoding="utf-8")
    return path


def main() -> None:
    """Reads the command line and fuzzes."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    corpus = Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER / "corpus"
    seeds(corpus)
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={20 * SECONDS_A_FILE}",
        f"-rss_limit_mb={MEMORY}",
        "-max_len=20000",
        f"-dict={words()}",
        f"-artifact_prefix={corpus}/found-",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
