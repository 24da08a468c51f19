"""Configurations as files."""

from __future__ import annotations

from pathlib import Path

GOOD = """\
address = "intro@example.org"

[[introducer]]
name = "Liz Ryan"
addresses = ["liz@example.org"]

[imap]
host = "imap.example.org"
username = "intro@example.org"
password_file = "password"

[smtp]
host = "smtp.example.org"
"""


def written(folder: Path, text: str = GOOD, mode: int = 0o600) -> Path:
    """A configuration in a folder."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def among(text: str, table: str, *lines: str) -> str:
    """The text with further lines in a table; the top of the file where it is empty."""
    if not table:
        return "\n".join([*lines, text])
    head = f"[{table}]\n" if f"\n[{table}]\n" in text else f"[[{table}]]\n"
    return text.replace(head, head + "".join(f"{line}\n" for line in lines), 1)
