"""`introd run` and `introd once`: the daemon at work."""

from __future__ import annotations

import asyncio
from pathlib import Path

from introd import house
from introd.config import find, load


def run(config: Path | None, *, restored: bool = False) -> int:
    """Work until stopped by SIGTERM or SIGINT; the exit code. `restored` accepts a record out of a backup, which is compared with the mailbox first."""
    return asyncio.run(house.run(load(find(config)), restored=restored))


def once(config: Path | None) -> int:
    """Read the inbox to its end, do what is due, stop; the exit code."""
    return asyncio.run(house.once(load(find(config))))
