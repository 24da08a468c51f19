"""The Makefile and the script for continuous integration."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def made(*words: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """What make does."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *words], cwd=folder, env=clean, capture_output=True, text=True, check=False)


@needs_make
def test_make_alone_says_what_there_is() -> None:
    """`make` lists the targets, and each of them is one."""
    said = made()
    assert said.returncode == 0
    listed = [line.split()[1] for line in said.stdout.splitlines()]
    assert {"demo", "test", "servers", "check", "bench", "soak", "lock", "clean"} <= set(listed)
    for target in listed:
        assert made("-n", target).returncode == 0


@needs_make
def test_an_old_python_is_told_in_one_line(tmp_path: Path) -> None:
    """A Python that is too old is refused with what to do, before anything is made."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    said = made("demo", f"PYTHON={old}", folder=tmp_path)
    assert said.returncode != 0
    assert "introd needs Python 3.11" in said.stderr
    assert not (tmp_path / ".venv").exists()


def test_the_script_for_ci_stops_at_the_first_failure(tmp_path: Path) -> None:
    """Where a step fails, the script fails with it and takes no further step; where all succeed, so does it."""
    script = tmp_path / ".ci" / "run"
    script.parent.mkdir()
    script.write_bytes((ROOT / ".ci" / "run").read_bytes())
    steps = [line.split()[1] for line in script.read_text().splitlines() if line.startswith("make ")]
    assert steps == ["servers", "check", "test"]
    for failing in (*steps, None):
        recipes = [f"{step}:\n\t@echo did {step} with CI=$$CI\n\t@{'false' if step == failing else 'true'}\n" for step in steps]
        (tmp_path / "Makefile").write_text("".join(recipes))
        done = subprocess.run(["bash", script], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert (done.returncode == 0) is (failing is None)
        assert done.stdout.count("did ") == (steps.index(failing) + 1 if failing else len(steps))
        assert "did servers with CI=true" in done.stdout or os.environ.get("CI")


def test_the_script_for_ci_can_be_run() -> None:
    """It is executable, and bash finds no fault in it."""
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0
