"""Where the daemon is put together: the only place that knows the real clock, chance, record and post."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from introd.decide.settings import Settings
from introd.mailroom.desk import Desk
from introd.record.store import Store
from introd.record.tiny import open_store

RECORD = "record.sqlite"
_KEY = "secret"
_LETTERS, _DIGITS = "bcdfghjkmnpqrstvwxz", "23456789"
_SYSTEM = random.SystemRandom()


def open_record(state: Path) -> Store:
    """The record in the state folder; made at the very first start only. Raises RecordError."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = state / RECORD
    return open_store(path, create=not path.exists())


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
