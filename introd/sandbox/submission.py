"""The SMTP side: aiosmtpd, with log-in, and told to fail where a test or a demonstration wants it to."""

from __future__ import annotations

import asyncio
import struct
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from socket import SO_LINGER, SOL_SOCKET
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Fault(StrEnum):
    """What goes wrong with the next letter."""

    SENDER_REFUSED = "553 5.7.1 Sender address rejected: not owned by user"
    RCPT_LATER = "451 4.7.1 Try again later"
    RCPT_NEVER = "550 5.1.1 No such mailbox here"
    DATA_LATER = "452 4.3.1 Insufficient system storage"
    DATA_NEVER = "554 5.6.0 Content refused"
    LIMIT = "550 5.4.5 Daily user sending limit exceeded"
    DROP_AT_RCPT = "cut at RCPT"
    DROP_AT_DATA = "cut at DATA, before the letter"
    DROP_IN_LETTER = "cut in the middle of the letter"
    DROP_AFTER_DOT = "taken, but cut before the answer"
    LOST_AFTER_DOT = "cut after the dot, not taken"


Taken = Callable[[str, str, bytes, bool], Awaitable[None]]
"""Called for each recipient: reverse path, recipient, message, and whether the sender had logged in."""


class Submission:
    """Takes letters on a free port of `host`. Only its own domains are served without a log-in."""

    def __init__(self, users: Mapping[str, str], host: str, name: str, taken: Taken, log_in_needed: bool = True) -> None:
        """`users` maps log-in names (lower case) to passwords; `name` is what the server calls itself."""
        self._users, self._host, self._name, self._taken = users, host, name, taken
        self._log_in_needed = log_in_needed
        self._domains = {user.rpartition("@")[2] for user in users}
        self._open: set[asyncio.BaseTransport] = set()
        self.faults: deque[Fault] = deque()
        self.port = 0

    async def start(self) -> None:
        """Open the port."""
        self._server = await asyncio.get_running_loop().create_server(self._connection, self._host, 0)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Close the port and every connection."""
        self._server.close()
        for transport in list(self._open):
            transport.close()
        await self._server.wait_closed()

    def _connection(self) -> SMTP:
        return _Told(
            self,
            self._open,
            enable_SMTPUTF8=True,
            authenticator=self._authenticate,
            auth_require_tls=False,
            hostname=self._name,
            ident="sandbox",
            loop=asyncio.get_running_loop(),
        )

    def _authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:  # noqa: ARG002
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        password = self._users.get(data.login.decode("utf-8", "replace").lower())
        return AuthResult(
            success=password is not None and password.encode() == data.password, handled=False, auth_data=data.login
        )

    def take(self, *wanted: Fault) -> Fault | None:
        """The next fault, when it is one of those wanted; it is then spent."""
        return self.faults.popleft() if self.faults and self.faults[0] in wanted else None

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: ARG002
        """Take the reverse path, or refuse it when told to."""
        fault = self.take(Fault.SENDER_REFUSED)
        if fault:
            return str(fault)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: ARG002
        """Take a recipient, or refuse it when told to, or when a stranger wants to send to strangers."""
        fault = self.take(Fault.RCPT_LATER, Fault.RCPT_NEVER, Fault.LIMIT, Fault.DROP_AT_RCPT)
        if fault is Fault.DROP_AT_RCPT:
            _cut(server)
            return "421 4.3.0 gone"
        if fault:
            return str(fault)
        if self._log_in_needed and not session.authenticated and address.rpartition("@")[2].lower() not in self._domains:
            return "554 5.7.1 Relay access denied"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the letter, or fail as told."""
        fault = self.take(Fault.DATA_LATER, Fault.DATA_NEVER, Fault.DROP_AFTER_DOT, Fault.LOST_AFTER_DOT)
        if fault in (Fault.DATA_LATER, Fault.DATA_NEVER):
            return str(fault)
        if fault is not Fault.LOST_AFTER_DOT:
            for recipient in envelope.rcpt_tos:
                await self._taken(
                    envelope.mail_from or "", recipient, bytes(envelope.original_content or b""), bool(session.authenticated)
                )
        if fault:
            _cut(server)
        return "250 2.0.0 Ok: queued"


class _Session(Session):
    """A session whose old name for the log-in does not warn each time aiosmtpd itself uses it."""

    login_data: Any = None


class _Told(SMTP):
    """One connection, which can also be told to cut within DATA, where aiosmtpd has no hook."""

    def __init__(self, told: Submission, connections: set[asyncio.BaseTransport], **settings: Any) -> None:
        super().__init__(told, **settings)
        self._told, self._connections = told, connections

    def _create_session(self) -> Session:
        return _Session(self.loop)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._connections.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self.transport is not None:
            self._connections.discard(self.transport)
        super().connection_lost(error)

    async def smtp_DATA(self, arg: str) -> None:
        fault = self._told.take(Fault.DROP_AT_DATA, Fault.DROP_IN_LETTER)
        if fault is Fault.DROP_IN_LETTER:
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.read(1)
        if fault:
            _cut(self)
            return
        await super().smtp_DATA(arg)


def _cut(server: SMTP) -> None:
    """End the connection as a crashed machine does: with RST, and without a word."""
    transport = server.transport
    if transport is None:
        return
    sock = transport.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    if isinstance(transport, asyncio.Transport):
        transport.abort()
