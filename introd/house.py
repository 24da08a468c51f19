"""Where the daemon is put together: the only place that knows the real clock, chance, record and post."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import random
import secrets
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import sdnotify

from introd.config.value import Config
from introd.daemon import Daemon
from introd.decide.settings import Settings
from introd.journal import Journal, open_journal
from introd.mailroom.desk import Desk
from introd.post.inbox import Inbox
from introd.post.outbox import Outbox
from introd.record.store import Store
from introd.record.tiny import open_store

RECORD = "record.sqlite"
_KEY = "secret"
_LETTERS, _DIGITS = "bcdfghjkmnpqrstvwxz", "23456789"
_SYSTEM = random.SystemRandom()


def open_record(state: Path, *, restored: bool = False) -> Store:
    """The record in the state folder; made at the very first start only. Raises RecordError.

    `restored` accepts a record that came out of a backup: nothing leaves until it was compared with the mailbox.
    """
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = state / RECORD
    return open_store(path, create=not path.exists(), restored=restored)


def secret_of(store: Store) -> bytes:
    """The key of all tokens and Message-IDs: drawn once, kept in the record, 32 bytes."""
    with store.transaction() as work:
        kept = work.setting(_KEY)
        if kept is None:
            kept = secrets.token_hex(32)
            work.put_setting(_KEY, kept)
    return bytes.fromhex(str(kept))


def draw_name(length: int) -> str:
    """A public reference such as `k3x9`: letters and digits in turn, none of which is mistaken for another aloud."""
    return "".join(_SYSTEM.choice(_DIGITS if n % 2 else _LETTERS) for n in range(length))


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def desk_for(store: Store, settings: Settings, authserv_id: str | None = None, clock: Callable[[], datetime] = utc_now) -> Desk:
    """The mailroom's desk over a record."""
    return Desk(
        store=store, settings=settings, secret=secret_of(store), clock=clock, chance=_SYSTEM.random, name=draw_name,
        authserv_id=authserv_id,
    )  # fmt: skip


@contextlib.contextmanager
def daemon_of(config: Config, restored: bool = False) -> Iterator[tuple[Daemon, Journal]]:
    """The daemon as configured, and its journal; the record is closed at the end. Raises RecordError."""
    with contextlib.closing(open_record(config.state, restored=restored)) as store:
        journal = open_journal(config.log_level)
        desk = desk_for(store, config.settings, config.authserv_id)
        inbox = Inbox(config.imap, max_size=config.max_message_size)
        folders = {name: getattr(config.folders, name) for name in ("handled", "set_aside", "sent", "junk")}
        yield Daemon(desk, inbox, Outbox(config.smtp), journal, folders, state=config.state, backups=config.backups), journal


async def run(config: Config, *, restored: bool = False) -> int:
    """Work until SIGTERM or SIGINT; tells systemd when it is ready and that it lives. Gives the exit code 0. Raises RecordError."""
    with daemon_of(config, restored) as (daemon, journal):
        loop, systemd = asyncio.get_running_loop(), sdnotify.SystemdNotifier()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, daemon.stop)
        daemon.ready = functools.partial(_ready, systemd)
        daemon.alive = lambda: systemd.notify("WATCHDOG=1")
        journal.started(version("introd"), config.settings.address)
        systemd.notify("READY=1\nSTATUS=Starting")
        await daemon.run()
        systemd.notify("STOPPING=1")
        journal.stopped()
    return 0


def _ready(systemd: sdnotify.SystemdNotifier) -> None:
    systemd.notify("STATUS=The inbox is read, what was due is done\nWATCHDOG=1")


async def once(config: Config) -> int:
    """One pass: read the inbox to its end, do what is due, stop. Gives the exit code 0. Raises RecordError and PostError."""
    with daemon_of(config) as (daemon, _):
        await daemon.once()
    return 0
