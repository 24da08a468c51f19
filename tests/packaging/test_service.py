"""The systemd unit."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from introd.cli import app
from introd.commands.exits import OPERATOR

UNIT = Path(__file__).parents[2] / "systemd" / "introd.service"
needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


def settings() -> dict[str, list[str]]:
    """Each setting of the unit with its values."""
    found: dict[str, list[str]] = {}
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The unit with a program that exists."""
    [start] = settings()["ExecStart"]
    unit = tmp_path / "introd.service"
    unit.write_text(UNIT.read_text(encoding="utf-8").replace(start.split()[0], "/bin/true"), encoding="utf-8")
    return unit


@needs_systemd
def test_systemd_has_no_complaint(here: Path) -> None:
    """systemd-analyze verify says nothing: no unknown setting, no bad value (its exit code does not tell)."""
    done = subprocess.run(["systemd-analyze", "verify", here], capture_output=True, text=True, check=False)
    assert done.stderr == ""


@needs_systemd
def test_it_is_well_shut_in(here: Path) -> None:
    """systemd's own measure of exposure is below 2 of 10."""
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", here]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_it_starts_a_command_that_there_is() -> None:
    """The unit runs a command of introd, with the configuration's usual place."""
    [start] = settings()["ExecStart"]
    program, command, option, config = start.split()
    assert program.endswith("/bin/introd")
    assert command in {info.name or getattr(info.callback, "__name__", "") for info in app.registered_commands}
    assert (option, config) == ("--config", "/etc/introd/config.toml")


def test_a_fault_of_the_operator_does_not_loop() -> None:
    """The exit code for what only the operator can mend is the one that systemd does not restart on."""
    assert settings()["RestartPreventExitStatus"] == [str(OPERATOR)]
    assert settings()["Restart"] == ["on-failure"]


def test_it_says_when_it_is_ready_and_lives() -> None:
    """The unit waits for readiness, and its watchdog is more patient than the longest wait for a server."""
    from introd.post.accounts import SmtpAccount

    assert settings()["Type"] == ["notify"]
    [patience] = settings()["WatchdogSec"]
    assert patience == "10min"
    assert SmtpAccount(host="", port=0, username="").final_timeout * 1.5 < 600


def test_every_block_has_its_reason() -> None:
    """Each paragraph of the service's settings begins with a remark that says why."""
    service = UNIT.read_text(encoding="utf-8").partition("[Service]\n")[2].partition("[Install]")[0]
    assert all(block.lstrip().startswith("#") for block in service.split("\n\n") if block.strip())
