"""Prints the development dependencies of pyproject.toml, a line each, for the lock: pip-compile reads no dependency groups."""

import tomllib
from pathlib import Path

project = Path(__file__).parent.parent / "pyproject.toml"
print("\n".join(tomllib.loads(project.read_text(encoding="utf-8"))["dependency-groups"]["dev"]))
