"""Dependencies: each is used, each has its reason, and the locks hold them all."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.imports import ROOT, imported, modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
DEMO = [Requirement(line) for line in PROJECT["project"]["optional-dependencies"]["demo"]]
DEV = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
THROUGH = {"tzdata": "zoneinfo"}
"""Used without being imported: the standard library asks for it."""


def imports_of(*folders: str) -> set[str]:
    """The top names that the package imports in these folders."""
    return {name.split(".")[0] for path in modules(*folders).values() for name in imported(path)}


def names_of(requirement: Requirement) -> set[str]:
    """The names under which a distribution is imported."""
    wanted = canonicalize_name(requirement.name)
    return {top for top, dists in packages_distributions().items() if wanted in map(canonicalize_name, dists)}


@pytest.mark.parametrize("requirement", NEEDED, ids=lambda requirement: requirement.name)
def test_every_dependency_is_used(requirement: Requirement) -> None:
    """No dependency is decoration: the package imports it, or the standard library does for it."""
    assert (names_of(requirement) | {THROUGH.get(requirement.name, "")}) & imports_of("")


@pytest.mark.parametrize("requirement", DEMO, ids=lambda requirement: requirement.name)
def test_the_demo_uses_what_it_asks_for(requirement: Requirement) -> None:
    """What the demo needs is imported in the sandbox and the demo alone."""
    rooms = [
        room for room in (ROOT / "introd").iterdir() if room.is_dir() and room.name not in ("sandbox", "demo", "__pycache__")
    ]
    assert names_of(requirement) & imports_of("sandbox", "demo")
    assert not names_of(requirement) & imports_of(*(room.name for room in rooms))


@pytest.mark.parametrize("requirement", NEEDED + DEMO, ids=lambda requirement: requirement.name)
def test_every_dependency_has_its_reason(requirement: Requirement) -> None:
    """Beside each dependency stands why it is there."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(rf'^\s*"{re.escape(requirement.name)}[^"]*",\s+# \w', text, re.MULTILINE)


def pinned(lock: str) -> dict[str, str]:
    """Name and version of every pin of a lock, each of which has a hash."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"==", text))
    return {canonicalize_name(name): found for name, found in pins}


@pytest.mark.parametrize(
    ("lock", "wanted"), [("requirements.lock", NEEDED + DEMO), ("requirements-dev.lock", NEEDED + DEMO + DEV)], ids=["run", "dev"]
)
def test_the_lock_holds_what_is_asked_for(lock: str, wanted: list[Requirement]) -> None:
    """Every requirement is pinned by hash, at a version that it allows; `make lock` was not forgotten."""
    pins = pinned(lock)
    for requirement in wanted:
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)], prereleases=True)


def test_both_locks_agree() -> None:
    """What runs is what was tested: the pins of the one are those of the other."""
    run, dev = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert {name: dev.get(name) for name in run.keys() & dev.keys()} == {name: run[name] for name in run.keys() & dev.keys()}
    assert run.keys() - dev.keys() <= {"editables", "tomlkit"}


def test_the_locks_name_no_place() -> None:
    """The locks say what, never from where: a company's own mirror works."""
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "//" not in text
        assert "--index" not in text
        assert "--find-links" not in text
