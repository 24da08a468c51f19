"""The documents: their links lead somewhere, their commands are commands, what they say of the program is so."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from introd.commands import exits
from introd.config import load
from tests.cli.conftest import Introd, introd

__all__ = ["introd"]

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "bootstrap").glob("*.md")),
]
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
HERE = re.compile("|".join(["/work/", "/root/", "/home/", r"\.\./sha" "red", r"\bpy" r"pi\b", "pythonhosted"]))


def commands(page: Path) -> list[list[str]]:
    """Every command in the shell blocks of a page, as words."""
    lines = [line.strip() for block in BLOCK.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line and not line.startswith("#")]


def typed(words: list[str]) -> list[str]:
    """The part of a command that introd itself reads; empty where it is none of introd's."""
    at = next((n for n, word in enumerate(words) if word == "introd" or word.endswith("/bin/introd")), -1)
    return words[at + 1 :] if at >= 0 and words[0] != "systemctl" and words[0] != "journalctl" else []


OURS = [(page, words) for page in PAGES for words in commands(page) if typed(words)]
MADE = [(page, words) for page in PAGES for words in commands(page) if words[0] == "make"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of ours leads to one."""
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "#")):
            assert (page.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_can_be_read_anywhere(page: Path) -> None:
    """No page names a place on somebody's machine, or a host that packages come from."""
    assert not HERE.search(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("page", "words"), OURS, ids=[" ".join(typed(words))[:40] for _, words in OURS])
def test_commands_of_the_pages_are_commands(introd: Introd, page: Path, words: list[str]) -> None:
    """Every command of introd in a page, with its options, is one that introd knows."""
    assert page.exists()
    said = introd(*typed(words), "--help")
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize(("page", "words"), MADE, ids=[" ".join(words) for _, words in MADE])
def test_make_targets_of_the_pages_are_targets(page: Path, words: list[str]) -> None:
    """Every `make` in a page is one that the Makefile has."""
    assert page.exists()
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert words[1] in targets


def test_the_set_up_of_the_readme(introd: Introd, tmp_path: Path) -> None:
    """The README's first configuration, typed as it stands there, loads, and passes the check that asks no server."""
    [init] = [typed(words) for page, words in OURS if page.name == "README.md" and typed(words)[0] == "init"]
    path = tmp_path / "config.toml"
    assert introd(*[str(path) if word == "/etc/introd/config.toml" else word for word in init]).code == 0
    path.write_text(path.read_text().replace('password_file = "password"', 'password_credential = "password"'))
    assert load(path).imap.password is not None
    assert introd("check", "--offline", "--config", path).code == 0


def test_the_installation_of_the_readme_uses_what_is_here() -> None:
    """The files that the README's installation names are in the repository."""
    for words in commands(ROOT / "README.md"):
        for word in words:
            if word.startswith("bootstrap/"):
                assert (ROOT / word.removesuffix("/pip")).is_file()
            if word.endswith((".lock", "introd.service")) and "/etc/" not in word:
                assert (ROOT / word).is_file()


def test_the_table_of_commands_has_them_all(introd: Introd) -> None:
    """The README's table has every command but those for the first minutes."""
    listed = set(re.findall(r"^  ([a-z]+) ", introd("--help").out.partition("Commands:")[2], re.MULTILINE)) - {"exit"}
    table = set(re.findall(r"`introd ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert listed - table == {"demo", "init"}


def test_the_table_of_exit_codes() -> None:
    """The exit codes in the operations page are those of the program."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert told == {exits.FINE, exits.LOOK, exits.OPERATOR, exits.NOT_FOUND, exits.LATER, exits.INTERRUPTED}


def test_the_page_of_transitions_is_the_table_that_decides() -> None:
    """docs/transitions.md is what `make docs` prints."""
    done = subprocess.run([sys.executable, ROOT / "docs" / "transitions.py"], capture_output=True, text=True, check=True)
    assert (ROOT / "docs" / "transitions.md").read_text(encoding="utf-8") == done.stdout, "run: make docs"


def test_the_changelog_keeps_its_form() -> None:
    """The changelog has what is unreleased first, and its kinds of change are those of Keep a Changelog."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (.*)$", text, re.MULTILINE)[1] == "[Unreleased]"  # type: ignore[index]
    kinds = set(re.findall(r"^### (.*)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_is_made_is_not_kept() -> None:
    """What the targets make here is ignored by git."""
    made = [".venv/bin", "demo-mails/index.html", "bench.json", "state/record.sqlite", "dist/introd.whl"]
    done = subprocess.run(["git", "check-ignore", *made], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 128 or set(done.stdout.split()) == set(made)
