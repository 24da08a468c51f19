"""What `introd explain` needs to know of the world, from the configuration or from the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from introd.commands.exits import OPERATOR, leave
from introd.commands.explain import explain_files, introducers_of
from introd.config import Config, find, load
from introd.read.reading import Context, Introducer, Stage


def explain(
    files: list[Path], config: Path | None, stage: str, introducers: list[str], address: str | None, *, as_json: bool
) -> int:
    """How introd understands saved messages. 0, or 1 where one could not be read."""
    try:
        context = _context(_configured(config, told=bool(introducers or address)), Stage(stage), introducers, address)
    except ValueError as error:
        leave(OPERATOR, str(error))
    return explain_files(files, context, as_json=as_json, out=sys.stdout)


def _configured(config: Path | None, *, told: bool) -> Config | None:
    """The configuration where one was named, or is there while the command line tells nothing."""
    path = find(config)
    return load(path) if config is not None or (not told and path.exists()) else None


def _context(config: Config | None, stage: Stage, introducers: list[str], address: str | None) -> Context:
    """The command line goes before the configuration."""
    settings = config.settings if config else None
    people = introducers_of(introducers)
    if not people and settings:
        people = tuple(Introducer(one.name, one.addresses) for one in settings.introducers)
    own = address.strip().lower() if address else settings.address if settings else Context().address
    return Context(introducers=people, address=own, stage=stage)
