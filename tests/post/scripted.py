"""A small IMAP server that behaves as it is told: for the habits of servers that we can't install."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

from introd.post.accounts import ImapAccount, Secret, Security
from tests.servers.ports import HOST

Answer = Callable[[str, str], list[bytes] | None]
"""Given tag and command (without the tag, capitals kept): lines to send instead of the usual ones, or None for those."""


@dataclass
class ScriptedImap:
    """One folder set in memory; `capabilities` and `answer` say how it differs from a good server. `commands` is what clients sent."""

    capabilities: str = "IMAP4rev1 UIDPLUS MOVE IDLE"
    greeting: bytes = b"* OK ready"
    answer: Answer = lambda _tag, _command: None
    folders: list[str] = field(default_factory=lambda: ['() "/" INBOX', '(\\Trash) "/" Bin', '() "/" Handled'])
    mails: dict[int, bytes] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)

    def __enter__(self) -> ScriptedImap:
        """Listen on a free port."""
        self._server = _Server((HOST, 0), _Connection)
        self._server.scripted = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def account(self) -> ImapAccount:
        """How to log in here."""
        port = self._server.server_address[1]
        return ImapAccount(HOST, port, "intro", Secret.of_value("word"), Security.NONE, timeout=5.0, connect_timeout=5.0)

    def lines(self, tag: str, command: str) -> list[bytes]:
        """What to say to a command."""
        told = self.answer(tag, command)
        if told is not None:
            return told
        if command == "IDLE":
            return [b"+ idling"]
        verb = command.upper().removeprefix("UID ").split()[0]
        usual: dict[str, Callable[[str], list[bytes]]] = {
            "CAPABILITY": lambda _: [f"* CAPABILITY {self.capabilities}".encode()],
            "LOGOUT": lambda _: [b"* BYE"],
            "SELECT": lambda _: [f"* {len(self.mails)} EXISTS".encode(), b"* 0 RECENT", b"* OK [UIDVALIDITY 7] ok", self._next()],
            "STATUS": lambda _: [f"* STATUS INBOX (UIDNEXT {max(self.mails, default=0) + 1} UIDVALIDITY 7)".encode()],
            "LIST": self._list,
            "SEARCH": self._search,
            "FETCH": self._fetch,
        }
        return [*usual.get(verb, lambda _: [])(command), f"{tag} OK done".encode()]

    def _next(self) -> bytes:
        return f"* OK [UIDNEXT {max(self.mails, default=0) + 1}] ok".encode()

    def _list(self, command: str) -> list[bytes]:
        wanted = command.split('"')[-2]
        return [f"* LIST {one}".encode() for one in self.folders if wanted in ("*", "") or one.strip('"').endswith(wanted)]

    def _search(self, command: str) -> list[bytes]:
        """UIDs of a range; `n:*` holds the last message even where n is above it, as the standard says."""
        found = re.search(r"SEARCH UID (\d+):?(\*|\d*)", command)
        low, high = found.groups() if found else ("1", "*")
        first, last = int(low), max(self.mails, default=0) if high == "*" else int(high or low)
        return [b"* SEARCH " + b" ".join(str(uid).encode() for uid in self.mails if min(first, last) <= uid <= max(first, last))]

    def _fetch(self, command: str) -> list[bytes]:
        uids = [int(uid) for uid in command.split()[2].split(",")]
        return [line for number, uid in enumerate(self.mails, 1) if uid in uids for line in self._one(number, uid, command)]

    def _one(self, number: int, uid: int, command: str) -> list[bytes]:
        raw = self.mails[uid]
        items = f'UID {uid} RFC822.SIZE {len(raw)} INTERNALDATE "02-Nov-2026 10:00:00 +0100"'
        part = next((word for word in ("BODY[HEADER]", "BODY[]") if word.replace("[", ".PEEK[", 1) in command), None)
        if part is None:
            return [f"* {number} FETCH ({items})".encode()]
        block = raw if part == "BODY[]" else raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        return [f"* {number} FETCH ({items} {part} {{{len(block)}}}".encode(), block + b")"]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    scripted: ScriptedImap


class _Connection(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        scripted = self.server.scripted
        self._say([scripted.greeting])
        idling = ""
        for line in self.rfile:
            tag, _, command = line.decode().rstrip("\r\n").partition(" ")
            scripted.commands.append(command or tag)
            if command == "IDLE":
                idling = tag
            lines = scripted.lines(tag, command) if command else [f"{idling} OK no longer idling".encode()]
            self._say(lines)
            if b"* BYE" in b" ".join(lines):
                return

    def _say(self, lines: list[bytes]) -> None:
        self.wfile.write(b"".join(line + b"\r\n" for line in lines))
