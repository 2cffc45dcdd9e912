"""What the two pages of this room say is true: sizes, options, commands, settings, files."""

import re
from fractions import Fraction
from importlib.resources import files
from typing import get_args

import pytest
import torch
import typer
from bench.random_model import Widths, random_model

from mangacli.cli import models, render
from mangacli.generate import diffsensei
from mangacli.generate.diffsensei.memory import StageSizes, choose_offload
from mangacli.generate.engine_options import OFFLOADS, PRECISIONS
from mangacli.story.models import ArtSettings, Character, Placement, SchedulerName, Story

FOLDER = files(diffsensei)
MODEL = (FOLDER / "the-model.md").read_text(encoding="utf-8")
NETWORK = (FOLDER / "network.md").read_text(encoding="utf-8")
GIB = 1 << 30


def rows(page, heading):
    """The rows of the table whose first heading is this one, each a list of cells."""
    lines = iter(page.splitlines())
    for line in lines:
        if line.startswith(f"| {heading} |"):
            next(lines)
            break
    found = []
    for line in lines:
        if not line.startswith("|"):
            return found
        found.append([cell.strip(" *") for cell in line.strip("|").split("|")])
    return found


def number(cell):
    return float(cell.replace(",", ""))


def parameters(*networks):
    return sum(parameter.numel() for network in networks for parameter in network.parameters())


@pytest.fixture(scope="module")
def released():
    """The networks in the released sizes, without weights."""
    return random_model(Widths(Fraction(1)), torch.device("meta"), torch.float16, llm=True)


@pytest.fixture(scope="module")
def parts(released):
    """The page's parts, by their row, and how many parameters they have."""
    characters, adapter = released.characters, released.adapter
    counted = [
        parameters(released.unet),
        parameters(released.vae),
        parameters(*released.text.encoders),
        parameters(characters.clip, characters.magi, characters.resampler),
    ]
    llm = parameters(adapter.llm, adapter.input_resampler, adapter.output_resampler)
    return [*counted, sum(counted), llm]


def test_the_networks_have_the_released_sizes(released):
    assert parameters(released.unet) == 2_908_251_204
    layers = [layer for layer, _ in released.unet.cross_attentions()]
    assert len(layers) == 70
    assert parameters(*(layer.processor for layer in layers)) == 340_787_200
    assert parameters(released.vae) == 83_653_863
    assert [parameters(encoder) for encoder in released.text.encoders] == [123_060_480, 694_659_840]
    assert parameters(released.characters.clip) == 632_076_800
    assert parameters(released.characters.magi) == 85_798_656
    assert parameters(released.characters.resampler) == 83_978_752
    assert parameters(released.adapter.llm) == 13_019_243_520
    assert parameters(released.adapter.input_resampler) == 116_039_680
    assert parameters(released.adapter.output_resampler) == 27_541_504


def test_the_table_of_sizes_is_computed_from_the_networks(parts):
    table = rows(MODEL, "part")
    assert [number(row[1]) for row in table] == parts
    for row, count in zip(table, parts, strict=True):
        assert [row[2], row[3]] == [f"{count * bytes_each / GIB:.2f}" for bytes_each in (2, 4)], row[0]


@pytest.mark.parametrize(("column", "width"), [(2, 2), (3, 4)])
def test_auto_asks_for_the_memory_that_the_page_says(parts, column, width):
    unet, vae, text, characters, _, llm = parts
    for row in rows(MODEL, "`--offload`")[:-1]:
        named = row[0].split("`")[1]
        adapter = llm * width if "--llm" in row[0] else 0
        sizes = StageSizes((text + characters) * width, adapter, unet * width, vae * 4)
        asked = int(float(row[column]) * GIB)
        assert choose_offload(asked, sizes, layers_help=True)[0] == named
        assert choose_offload(asked - GIB // 5, sizes, layers_help=True)[0] != named


def options_of(command):
    return {text for parameter in command.params for text in (*parameter.opts, *parameter.secondary_opts)}


def test_options_and_commands_exist():
    rendering = typer.Typer()
    rendering.command()(render.command)
    below = typer.main.get_group(models.app).commands
    known = options_of(typer.main.get_command(rendering)).union(*map(options_of, below.values()))
    page = MODEL + NETWORK
    options = set(re.findall(r"--[a-z][a-z-]+", page)) - {"--help"}
    assert len(options) > 10
    assert options <= known
    assert set(re.findall(r"manga models ([a-z]+)", page)) == set(below)


def test_settings_values_and_schedulers_exist():
    for row in rows(MODEL, "key"):
        key = row[0].strip("`")
        field = ArtSettings.model_fields.get(key) or Story.model_fields[key]
        limits = [
            bound
            for item in field.metadata
            for bound in (getattr(item, "ge", None), getattr(item, "le", None))
        ]
        if "–" in row[1]:
            assert [number(bound) for bound in row[1].split("–")] == [b for b in limits if b is not None], key
    assert {"ip_scale", "reference", "reference_fit"} <= set(Character.model_fields)
    assert {"ip_scale", "reference"} <= set(Placement.model_fields)
    (schedulers,) = [row for row in rows(MODEL, "key") if row[0] == "`scheduler`"]
    assert {*re.findall(r"`([^`]+)`", schedulers[2] + schedulers[3])} == {*get_args(SchedulerName)}
    assert all(f"`{way}`" in MODEL for way in OFFLOADS)
    assert all(precision in MODEL for precision in PRECISIONS if precision != "auto")


def test_every_file_of_the_room_has_its_place_on_the_page():
    named = {name for row in rows(NETWORK, "file") for name in re.findall(r"`([\w.-]+)`", row[0])}
    there = {path.name for path in FOLDER.iterdir() if path.name.endswith((".py", ".md"))}
    assert named == there - {"__init__.py"}


def test_files_elsewhere_exist(golden):
    root = golden.parents[2]
    named = set(re.findall(r"tests/[\w./]+", NETWORK))
    assert len(named) >= 4
    assert [name for name in named if not (root / name.rstrip(".")).exists()] == []


def test_the_pages_name_no_address_of_a_registry():
    assert not re.search(r"https?://|huggingface\.co|pypi\.org", MODEL + NETWORK)
