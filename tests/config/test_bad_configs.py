"""Each folder of `tests/bad_configs` holds a configuration and the faults that must be told of it, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from introd.config import ConfigFaults, load
from tests.config.files import written

CASES = sorted((Path(__file__).parent.parent / "bad_configs").iterdir())


def faults_of(case: Path, folder: Path) -> ConfigFaults:
    """What is told of a case's configuration."""
    text = (case / "config.toml").read_text(encoding="utf-8")
    path = written(folder, text, 0o644 if "mode: 0644" in text else 0o600)
    with pytest.raises(ConfigFaults) as caught:
        load(path, {})
    return caught.value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_fault_is_told_at_once_with_its_line(case: Path, tmp_path: Path) -> None:
    """A bad configuration is refused with all its faults, each with line, key, what is wrong, and a remedy."""
    told = [str(fault).replace(str(tmp_path / "config.toml"), "CONFIG") for fault in faults_of(case, tmp_path).faults]
    assert told == (case / "expected").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_where_it_says(case: Path, tmp_path: Path) -> None:
    """A fault that names a line names one on which its key stands, or the table that has it."""
    lines = (case / "config.toml").read_text(encoding="utf-8").splitlines()
    for fault in faults_of(case, tmp_path).faults:
        assert fault.what
        assert fault.remedy
        if fault.line:
            key = fault.key.replace(": ", ".").split(".")[-1]
            assert key in lines[fault.line - 1]


def test_no_fault_repeats_a_password(tmp_path: Path) -> None:
    """However a line with a password is broken, the password is in no fault."""
    for line in (
        'password = "hunter2',
        "password = hunter2",
        "password = ['hunter2']",
        'password = "hunter2" x',
        "password = 'hunter2'",
    ):
        text = (CASES[0].parent / "26-tables-as-values" / "config.toml").read_text(encoding="utf-8")
        path = written(tmp_path, f"{line}\n{text}[imap]\n{line}\n", 0o644)
        with pytest.raises(ConfigFaults) as caught:
            load(path, {})
        assert "hunter2" not in str(caught.value) + " ".join(map(str, caught.value.faults))
