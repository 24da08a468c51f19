"""What an operator meets at the prompt: help, mistakes, exit codes, speed."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from introd.record.tiny import TinyStore
from tests.cli.conftest import Introd

COMMANDS = ("run", "once", "check", "list", "show", "rehearse", "explain", "demo", "init")


def test_version(introd: Introd) -> None:
    """`--version` says which introd this is."""
    assert introd("--version").out == f"introd {version('introd')}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command(introd: Introd, command: str) -> None:
    """Every command explains itself, and the list of commands has it."""
    assert f"  {command} " in introd("--help").out
    said = introd(command, "--help")
    assert said.code == 0
    assert "Usage:" in said.out


def test_help_names_the_exit_codes(introd: Introd) -> None:
    """A script's author finds the exit codes in the help."""
    assert "75 try again later" in " ".join(introd("--help").out.split())


@pytest.mark.parametrize(
    "words", [("lst",), ("show",), ("list", "--jsn"), ("--wrong",), ("explain",), ("explain", "--stage", "lunch", "x.eml")]
)
def test_a_slip_of_the_keyboard(introd: Introd, words: tuple[str, ...]) -> None:
    """A mistyped command is told in one line, without a traceback, and ends with 2."""
    said = introd(*words)
    assert said.code == 2
    assert said.err.startswith("introd: ")
    assert said.err.count("\n") == 1


def test_a_slip_is_answered_with_what_was_meant(introd: Introd) -> None:
    """A command that is nearly right is named."""
    assert "'list'" in introd("lst").err


@pytest.mark.parametrize("words", [("run",), ("once",), ("list",), ("show", "k3x9"), ("rehearse", "k3x9"), ("explain", "x.eml")])
def test_a_bad_configuration_stops_every_command(introd: Introd, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Whatever was asked, a bad configuration is told with its faults and ends with 2, so that systemd does not try again."""
    bad = tmp_path / "config.toml"
    bad.write_text("adress = 1\n")
    said = introd(*words, "--config", bad)
    assert said.code == 2
    assert "line 1: adress: nobody knows this key; did you mean 'address'?" in said.err
    assert "Traceback" not in said.err


def test_a_record_that_another_holds(introd: Introd, living: Path) -> None:
    """A second daemon over the same record says who holds it, and ends with 75: later may do."""
    from introd.house import open_record

    held = open_record(living.parent / "state")
    said = introd("once", "--config", living)
    held.close()
    assert said.code == 75
    assert f"process {os.getpid()}" in said.err


def test_once_reads_and_ends(introd: Introd, living: Path) -> None:
    """`once` over living servers does what is due and ends with 0."""
    assert introd("once", "--config", living).code == 0


def test_once_without_servers_can_be_tried_later(introd: Introd, living: Path) -> None:
    """A closed port ends with 75 and one line."""
    living.write_text(living.read_text().replace("port = ", "port = 1 # ", 1))
    said = introd("once", "--config", living)
    assert said.code == 75
    assert "Traceback" not in said.err


def test_once_with_a_wrong_password_is_the_operators(introd: Introd, living: Path) -> None:
    """A refused log-in ends with 2: waiting cures nothing."""
    (living.parent / "password").write_text("wrong\n")
    assert introd("once", "--config", living).code == 2


def test_a_damaged_record(introd: Introd, record: TinyStore, config: Path) -> None:
    """A record whose bytes are not those that were written is told in a line and ends with 2."""
    record.close()
    path = record.path
    path.write_bytes(b"not a record" * 1000)
    said = introd("list", "--config", config)
    assert said.code == 2
    assert said.err.startswith("introd: the record: ")


def test_it_starts_quickly() -> None:
    """The version is said without importing anything that mail, letters or the record need."""
    code = "import sys; sys.argv = ['introd', '--version']\ntry:\n import introd.cli; introd.cli.main()\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"pydantic", "imapclient", "jinja2", "tinydb", "holidays", "lxml", "babel", "rich.console"}
    assert not heavy & set(done.stdout.split())


def test_commands_import_no_more_than_they_need() -> None:
    """To know all commands, none of what they need is imported."""
    done = subprocess.run(
        [sys.executable, "-c", "import introd.cli, sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert not {"pydantic", "imapclient", "jinja2", "tinydb", "holidays", "lxml"} & set(done.stdout.split())


def test_a_pipe_that_is_closed_early(record: TinyStore, config: Path) -> None:
    """`introd list | head -0` ends quietly."""
    assert record.path.exists()
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "introd", "list", "--json", "--config", str(config)]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert done.stderr == ""
