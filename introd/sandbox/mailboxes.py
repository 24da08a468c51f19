"""The IMAP side: pymap, with all mailboxes in memory.

Known limits of pymap, so that nobody leans on them: keywords are silently not stored, and there is no SPECIAL-USE or CONDSTORE.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
from collections.abc import Mapping
from datetime import datetime

from proxyprotocol.result import ProxyResultLocal
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import Cleartext

FOLDERS = ("Sent", "Junk", "Trash")


class Mailboxes:
    """One mailbox for each user, served over IMAP on a free port of `host`."""

    def __init__(self, users: Mapping[str, str], host: str) -> None:
        """`users` maps addresses (lower case), which are also the log-in names, to passwords."""
        self._users, self._host = users, host
        self._connections: set[asyncio.Task[None]] = set()
        self.port = 0

    async def start(self) -> None:
        """Open the port."""
        config = _config(self._host)
        config.apply_context()
        login = Login(config)
        passwords = Passwords(config)
        for user, password in self._users.items():
            login.users_dict[user] = UserMetadata(config, user, password=await passwords.hash_password(password))
            folders = MailboxSet()
            for folder in FOLDERS:
                await folders.add_mailbox(folder)
            config.set_cache[user] = (folders, FilterSet())
        self._config, self._imap = config, IMAPServer(login, config)
        self._server = await asyncio.start_server(self._accept, self._host, 0)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Close the port and every connection."""
        self._server.close()
        self.hang_up()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()

    def hang_up(self) -> None:
        """End every connection; the port stays open."""
        for task in self._connections:
            task.cancel()

    async def put(self, user: str, raw: bytes, when: datetime, folder: str = "INBOX") -> None:
        """Lay a message into a folder of `user`. Raises KeyError for an unknown user or folder."""
        box = await self._box(user, folder)
        await box.append(AppendMessage(raw, when, frozenset()), recent=True)

    async def lying_in(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """The messages in a folder of `user`, oldest first; none where there is no such folder."""
        try:
            box = await self._box(user, folder)
        except KeyError:
            return []
        return [message._content.tobytes() async for message in box.messages() if message._content]

    async def renumber(self, user: str) -> None:
        """Give the inbox of `user` another UIDVALIDITY, as a server does that rebuilt its indexes."""
        box = await self._box(user, "INBOX")
        box._uid_validity += 1

    async def _box(self, user: str, folder: str) -> MailboxData:
        return await self._config.set_cache[user][0].get_mailbox(folder)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)
        with contextlib.suppress(asyncio.CancelledError, ConnectionError, EOFError):
            await self._imap(reader, writer, SocketInfo.get(writer, ProxyResultLocal(), unique_id=b"sandbox"))
        writer.close()


def _config(host: str) -> Config:
    """pymap's settings. Passwords lie here unhashed: its own hashing costs 0.3 s a log-in, and these guard nothing."""
    arguments = argparse.Namespace(
        demo_data=False,
        demo_user="-",
        demo_password="-",  # noqa: S106  # no such user is made
        host=host,
        port=0,
        debug=False,
        cert=None,
        key=None,
        passlib_cfg=None,
        tls=False,
        proxy_protocol=None,
        inherited_sockets=None,
    )
    here = Subsystem.for_asyncio()
    return Config.from_args(
        arguments, invalid_user_sleep=0.0, hash_context=Cleartext(), subsystem=here, cpu_subsystem=here, reject_dnsbl=False
    )
