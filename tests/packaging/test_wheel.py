"""The wheel, built and installed into an empty environment, run from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIP = next((ROOT / "bootstrap").glob("pip-*.whl"))


def done(*command: object, folder: Path) -> str:
    """What a command prints; an error where it fails."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "INTROD", "COV"))}
    ran = subprocess.run([*map(str, command)], cwd=folder, env=clean, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    done(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`introd` in an environment of its own, which sees the other packages of this one, but not this checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    done(sys.executable, "-m", "venv", "--without-pip", "env", folder=folder)
    python = folder / "env" / "bin" / "python"
    done(python, f"{PIP}/pip", "install", "-q", "--no-index", "--no-deps", "--disable-pip-version-check", wheel, folder=folder)
    site = next((folder / "env" / "lib").glob("python*/site-packages"))
    (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return python.with_name("introd")


def test_all_that_it_needs_is_in_the_wheel(wheel: Path) -> None:
    """Every template, the example configuration and the service file are in the wheel, and no test is."""
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {f"introd/templates/{path.relative_to(ROOT / 'templates')}" for path in (ROOT / "templates").rglob("*.*")}
    assert templates
    assert templates | {"introd/config.example.toml", "introd/introd.service", "introd/py.typed"} <= names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "bootstrap/"))]


def test_every_module_and_its_data_are_in_the_wheel(wheel: Path) -> None:
    """Nothing of the package is left behind, word lists included."""
    names = set(zipfile.ZipFile(wheel).namelist())
    kept = {path for path in (ROOT / "introd").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {str(path.relative_to(ROOT)) for path in kept} <= names


def test_it_says_its_version(installed: Path, tmp_path: Path) -> None:
    """The installed command runs from any folder."""
    assert done(installed, "--version", folder=tmp_path) == f"introd {version('introd')}\n"


def test_it_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    """What runs, and the templates it uses, lie in that environment and not here."""
    code = "import introd; from introd.write import stationery; print(introd.__file__, stationery.templates())"
    out = done(installed.with_name("python"), "-c", code, folder=tmp_path)
    assert str(ROOT) not in out
    assert out.count(str(installed.parents[1])) == 2


def test_it_writes_every_letter(installed: Path, tmp_path: Path) -> None:
    """A configuration made by the installed command is one under which it writes one letter of each kind."""
    done(installed, "init", folder=tmp_path)
    out = done(installed, "check", "--offline", folder=tmp_path)
    assert "sample letters written" in out
    assert "✗" not in out


def test_it_tells_its_story(installed: Path, tmp_path: Path) -> None:
    """The demo plays from the installed package and leaves its mails and its page."""
    out = done(installed, "demo", "--out", tmp_path / "mails", folder=tmp_path)
    assert "introduc" in out.splitlines()[-1]
    assert list((tmp_path / "mails").rglob("*.eml"))
    assert (tmp_path / "mails" / "index.html").is_file()
