"""What the rooms note while they work reaches whoever watches, and nobody who asked for quiet."""

import logging

import pytest

from mangacli.cli.progress import Moving, Plain, Silent, noted_by

log = logging.getLogger("mangacli.generate.somewhere")


def test_notes_are_lines_of_a_plain_run(capsys):
    with noted_by(Plain()):
        log.info("weights wait %s", "on the disk")
        log.debug("nobody wants to know")
    log.info("too late")
    assert capsys.readouterr().err == "weights wait on the disk\n"


def test_a_quiet_run_has_no_notes(capsys):
    with noted_by(Silent()):
        log.warning("the box is thin")
    assert capsys.readouterr().err == ""


def test_notes_stand_above_the_bar():
    rich = pytest.importorskip("rich.progress")
    console = pytest.importorskip("rich.console").Console(record=True, width=60)
    with rich.Progress(console=console) as display, noted_by(Moving(display)):
        log.info("[not] markup")
    assert "[not] markup" in console.export_text()
