"""The rest of the world as one scripted mail server: the local part of an address says what becomes of a letter to it."""

from __future__ import annotations

import asyncio
from typing import Any

from aiosmtpd.smtp import SMTP

from tests.servers.ports import HOST

_REFUSED = {
    "nobody": "550 5.1.1 no such user",
    "full": "552 5.2.2 mailbox full",
    "later": "451 4.7.1 try later",
}


class OutsideWorld:
    """`nobody@…` does not exist, `full@…` is full, `later@…` is never ready, `grey…@…` is at the second try; all others take
    mail.
    """

    def __init__(self) -> None:
        """Nothing came yet."""
        self.received: list[tuple[str, str, bytes]] = []  # reverse path, recipient, message
        self._greylisted: set[str] = set()
        self.port = 0

    async def start(self) -> None:
        """Open a free port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, hostname="mx.outside.test", loop=loop), HOST, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close the port."""
        self._server.close()
        await self._server.wait_closed()

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        """Take or refuse a recipient, by the local part."""
        local = address.partition("@")[0]
        if local in _REFUSED:
            return _REFUSED[local]
        if local.startswith("grey") and address not in self._greylisted:
            self._greylisted.add(address)
            return "451 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        """Keep the letter."""
        self.received += [(envelope.mail_from or "", one, bytes(envelope.original_content)) for one in envelope.rcpt_tos]
        return "250 2.0.0 kept"
