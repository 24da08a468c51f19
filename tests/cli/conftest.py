"""introd as it is typed, with a configuration and a record in a folder of their own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from introd.cli import main
from introd.decide.case import State
from introd.house import RECORD
from introd.mailroom.desk import document_of
from introd.record.tiny import TinyStore, open_store
from introd.sandbox.thread import MailWorldThread
from tests.config.files import GOOD, written
from tests.decide.cases import in_state


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


Introd = Callable[..., Said]


@pytest.fixture
def introd(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Introd:
    """Types a command."""

    def type_it(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["introd", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return Said(int(left.value.code or 0), printed.out, printed.err)

    return type_it


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration whose servers nobody asks."""
    return written(tmp_path, GOOD)


@pytest.fixture
def record(config: Path) -> Iterator[TinyStore]:
    """The record of that configuration, open as a daemon holds it: one case asked, one introduced, one closed."""
    store = open_store(config.parent / "state" / RECORD, create=True)
    with store.transaction() as work:
        for reference, state in (("k3x9", State.ASKING), ("m7t2", State.INTRODUCED), ("b4d5", State.CLOSED)):
            work.put_introduction(document_of(in_state(state).but(reference=reference, revision=0)), expect=0)
    yield store
    store.close()


@pytest.fixture(scope="session")
def world() -> Iterator[MailWorldThread]:
    """Mail servers inside the process, with the introducer address on them."""
    with MailWorldThread({"intro@example.org": "open sesame"}) as running:
        yield running


@pytest.fixture
def living(tmp_path: Path, world: MailWorldThread) -> Path:
    """A configuration with living servers and the right password."""
    (tmp_path / "password").write_text("open sesame\n")
    servers = GOOD.replace("imap.example.org", f'127.0.0.1"\nport = {world.world.imap_port}\nsecurity = "none').replace(
        "smtp.example.org", f'127.0.0.1"\nport = {world.world.smtp_port}\nsecurity = "none'
    )
    return written(tmp_path, servers)
