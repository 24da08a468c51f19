"""Reading and deciding are pure: no clock, chance, network, disk, log or thread, and nothing of ours that has one."""

from __future__ import annotations

import ast

import pytest

from tests.packaging.imports import imported, modules, tree_of

PURE = modules("read", "decide")
ALL = modules("")

FORBIDDEN = {
    "aiosmtplib", "aiosmtpd", "asyncio", "concurrent", "fcntl", "ftplib", "glob", "http", "imapclient", "imaplib", "io", "logging",
    "multiprocessing", "os", "pathlib", "poplib", "pymap", "random", "requests", "schedule", "sched", "secrets", "select", "shutil",
    "signal", "smtplib", "socket", "sqlite3", "ssl", "structlog", "subprocess", "sys", "tempfile", "threading", "time", "tinydb",
    "urllib.request", "urllib3", "uuid",
}  # fmt: skip
TOUCHING = {"now", "today", "utcnow", "localtime", "monotonic", "perf_counter", "getenv", "gethostname"}
CALLED = {"open", "print", "input", "breakpoint", "exec", "eval", "__import__"}


def named(module: str) -> set[str]:
    """A dotted name and all that it is part of."""
    parts = module.split(".")
    return {".".join(parts[:n]) for n in range(1, len(parts) + 1)}


@pytest.mark.parametrize("module", PURE)
def test_nothing_outside_is_imported(module: str) -> None:
    """A pure module imports no library that reaches the world."""
    assert not [name for name in imported(PURE[module]) if named(name) & FORBIDDEN]


@pytest.mark.parametrize("module", PURE)
def test_of_the_house_only_the_pure_rooms(module: str) -> None:
    """A pure module imports of introd only what is pure as well, so the whole of what it reaches is."""
    ours = {name for name in imported(PURE[module]) if name.split(".")[0] == "introd" and name in ALL}
    assert ours <= PURE.keys() | {"introd"}


@pytest.mark.parametrize("module", PURE)
def test_no_clock_and_no_file_is_asked(module: str) -> None:
    """A pure module calls no clock and opens nothing; moments and texts are handed in."""
    calls = [node.func for node in ast.walk(tree_of(PURE[module])) if isinstance(node, ast.Call)]
    assert not [func.attr for func in calls if isinstance(func, ast.Attribute) and func.attr in TOUCHING]
    assert not [func.id for func in calls if isinstance(func, ast.Name) and func.id in CALLED]


@pytest.mark.parametrize("module", PURE)
def test_nothing_is_remembered(module: str) -> None:
    """A pure module has no global variable that its functions change."""
    assert not [node.names for node in ast.walk(tree_of(PURE[module])) if isinstance(node, ast.Global | ast.Nonlocal)]


def test_there_is_something_to_look_at() -> None:
    """The pure rooms are found, and the rule would catch a clock."""
    assert len(PURE) > 20
    assert named("urllib.request.urlopen") & FORBIDDEN
