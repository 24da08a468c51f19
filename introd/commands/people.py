"""`introd people …`: the list at the command line. Reading needs no lock; orders are done at once, or left for the running daemon."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from introd.commands.exits import FINE, LOOK, NOT_FOUND, OPERATOR, leave
from introd.commands.paper import Paper
from introd.config import Config, find, load
from introd.exchange import files
from introd.exchange.mapping import known
from introd.exchange.table import meaning_of
from introd.house import RECORD, desk_for, utc_now
from introd.mailroom.desk import Desk
from introd.mailroom.people import entries, orders, queue, telling
from introd.read.reading import Command
from introd.record.errors import RecordLocked
from introd.record.store import Store, View
from introd.record.tiny import open_store, open_view


def show_list(config: Path | None, introducer: str, *, as_json: bool, paper: Paper) -> int:
    """A line for each person on the list. 0."""
    settings = load(find(config))
    owner = owner_of(settings, introducer)
    with _reading(settings) as (view, desk):
        if as_json:
            paper.data([person.document() for person in entries.everybody(view, owner)])
            return FINE
        for line in orders.listed(view, desk, owner, most=1_000_000):
            paper.line(line)
    return FINE


def who(config: Path | None, introducer: str, said: str, *, as_json: bool, paper: Paper) -> int:
    """Everything that is known of somebody. 0, or 3 where nobody is meant."""
    settings = load(find(config))
    owner = owner_of(settings, introducer)
    with _reading(settings) as (view, desk):
        found = entries.find(view, owner, said)
        if not found:
            leave(NOT_FOUND, f"nobody on the list is called {said!r}; introd people list names them")
        if as_json:
            paper.data([person.document() for person in found])
        for person in [] if as_json else found:
            head, *rest = telling.whole(view, desk, person)
            paper.title(head)
            for line in rest:
                paper.line(f"  {line}")
    return FINE


def export(config: Path | None, introducer: str, form: str, out: Path | None, paper: Paper) -> int:
    """The list as a file, or printed. 0."""
    settings = load(find(config))
    owner = owner_of(settings, introducer)
    if form not in files.FORMATS:
        leave(OPERATOR, f"{form!r} is no format: write csv, vcard or json")
    with _reading(settings) as (view, _):
        text = files.write_file(entries.everybody(view, owner), form)
    if out is None:
        for line in text.splitlines():
            paper.line(line)
        return FINE
    out.touch(mode=0o600)
    out.write_text(text, encoding="utf-8", newline="")
    paper.note(f"Written to {out}. It holds private notes.")
    return FINE


def import_(config: Path | None, introducer: str, file: Path, mapping: list[str], *, yes: bool, paper: Paper) -> int:
    """Show how a file is read; with `yes` keep what is in it. 0, or 1 where nothing could be kept."""
    settings = load(find(config))
    owner = owner_of(settings, introducer)
    try:
        text = files.decoded(file.read_bytes())
        wanted = dict(_pair(pair) for pair in mapping)
        found = files.read_file(text, wanted)
    except OSError as error:
        leave(OPERATOR, f"{file} can't be read: {error.strerror}")
    except ValueError as fault:
        leave(OPERATOR, f"{file}: {fault}")
    for line in found.shown():
        paper.line(line)
    if not found.contacts:
        return LOOK
    if not yes:
        paper.note("Nothing is kept yet. With --yes it is; --map 'Column=address' puts a column right.")
        return FINE
    return _do(settings, {"owner": owner, "file": text, "mapping": wanted}, paper)


def _pair(said: str) -> tuple[str, str]:
    column, sign, key = said.rpartition("=")
    if not sign:
        raise ValueError(f"{said!r} maps nothing: write --map 'Column=address'")
    meant = meaning_of(key)
    if meant is None:
        raise ValueError(f"{key.strip()!r} is nothing that a column can be: write {known()}")
    return column.strip(), meant


def obey(config: Path | None, introducer: str, command: Command, paper: Paper, other: str = "") -> int:
    """Do an order about somebody, or about two. 0, or 3 where nobody, or more than one, is meant."""
    settings = load(find(config))
    owner = owner_of(settings, introducer)
    with _reading(settings) as (view, _):
        address = _address(view, owner, command.about or "")
        rest = _address(view, owner, other) if other else command.rest
    return _do(settings, queue.order(owner, Command(command.verb, address, command.until, rest, command.number)), paper)


def _address(view: View, owner: str, said: str) -> str:
    """The address of whoever is meant. Ends the program where that is not certain."""
    found = entries.find(view, owner, said)
    if len(found) > 1:
        leave(NOT_FOUND, f"{said!r} may be {', '.join(p.address for p in found[:10])}; write the address")
    if not found and "@" not in said:
        leave(NOT_FOUND, f"nobody on the list is called {said!r}")
    return found[0].address if found else said.casefold()


def until_day(said: str) -> date | None:
    """A day as typed: ISO, or in words; None for the empty text. Ends the program where it is neither."""
    if not said:
        return None
    from introd.read.requests.when import day

    try:
        return date.fromisoformat(said)
    except ValueError:
        found = day(f"until {said}", datetime.now(UTC).date())
        return found or leave(OPERATOR, f"{said!r} is no day: write 2026-03-06")


def owner_of(config: Config, said: str) -> str:
    """Whose list is meant: the one introducer, or the one that is named. Ends the program where that is not certain."""
    introducers = config.settings.introducers
    if said:
        known = config.settings.introducer(said.casefold())
        return known.key if known else leave(NOT_FOUND, f"{said} is no introducer of this configuration")
    if len(introducers) != 1:
        leave(OPERATOR, f"whose list? --introducer {' or '.join(i.key for i in introducers)}")
    return introducers[0].key


@contextmanager
def _reading(config: Config) -> Iterator[tuple[View, Desk]]:
    """One moment of the record, and a desk that only reads."""
    with open_view(config.state / RECORD) as view:
        secret = bytes.fromhex(str(view.setting("secret") or "00"))
        yield view, Desk(cast(Store, None), config.settings, secret, utc_now, secrets.SystemRandom().random, str)


def _do(config: Config, document: dict[str, Any], paper: Paper) -> int:
    """Do an order in the record; where the daemon holds it, leave it to the daemon."""
    try:
        with closing(open_store(config.state / RECORD, create=False)) as store:
            desk = desk_for(store, config.settings)
            with store.transaction() as work:
                lines = queue.do(work, desk, document)
    except RecordLocked:
        with _reading(config) as (_, desk):
            queue.leave(config.state, desk, document)
        lines = ["The daemon is at work: it does this at its next pass."]
    for line in lines:
        paper.line(line)
    return FINE
