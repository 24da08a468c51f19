"""`introd overview`: one page about what is under way, written to a file. Reads the record while the daemon runs; changes nothing."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from introd.commands.paper import Paper
from introd.config import find, load
from introd.decide.settings import IntroducerSettings, Settings
from introd.house import RECORD
from introd.mailroom.digests import OPEN, facts, open_cases
from introd.record.store import View
from introd.record.tiny import open_view
from introd.report.overview import Desk, page


def overview(config: Path | None, out: Path, *, paper: Paper, now: datetime) -> int:
    """Write the page. 0. It holds names: nobody but its owner may read the file."""
    settings = load(find(config))
    with open_view(settings.state / RECORD) as view:
        desks = [
            Desk(introducer, tuple(open_cases(view, introducer)), facts(view, now, introducer))
            for introducer in (*settings.settings.introducers, *_former(view, settings.settings))
        ]
    written = page(desks, now)
    fresh = out.with_name(f".{out.name}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(written)
    fresh.replace(out)
    paper.line(f"{out}: {sum(len(desk.cases) for desk in desks)} introductions under way")
    return 0


def _former(view: View, settings: Settings) -> list[IntroducerSettings]:
    """Whoever has something under way and is no longer configured."""
    open_now = (document for state in OPEN for document in view.introductions(state=state, limit=500))
    owners = dict.fromkeys(str(document["owner"]) for document in open_now)
    return [IntroducerSettings(name=owner, addresses=(owner,)) for owner in owners if settings.introducer(owner) is None]
