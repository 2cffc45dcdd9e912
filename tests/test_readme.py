"""What the README shows is true."""

import re
from pathlib import Path

from PIL import Image

from mangacli.pipeline import place
from mangacli.run_options import RenderOptions

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_storyboard_that_it_shows_has_no_error(tmp_path):
    (block,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "refs").mkdir()
    Image.new("L", (64, 64), 200).save(tmp_path / "refs" / "mika.png")
    (tmp_path / "story.yaml").write_text(block, encoding="utf-8")
    placed = place(tmp_path / "story.yaml", RenderOptions(model="draft"))
    assert [d.finding.message for d in placed.warnings if d.finding.severity != "note"] == []
    assert [len(panel.balloons) for panel in placed.pages[0].panels] == [2, 1, 1]


def test_it_names_every_command_and_every_option_of_render():
    from mangacli.cli import render

    files = (ROOT / "mangacli" / "cli").glob("*.py")
    commands = {"models", "cache"} | {
        path.stem for path in files if "def command(" in path.read_text("utf-8")
    }
    assert commands == set(re.findall(r"\| `manga (\w+)", README))
    options = set(re.findall(r'typer\.Option\([^)]*?"(--[a-z-]+)"', Path(render.__file__).read_text("utf-8")))
    assert options and all(f"`{option}" in README for option in options)


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
