"""The outbox: one letter to one recipient, handed to the SMTP server, and what became of it.

The worth of this module is the difference between four endings. *Sent*: the server said so. *Later* and *Never*: it did not take
the letter. *Unknown*: the letter left with its final dot and no answer came, so that it may have been sent; only the record can
say what follows from that. Nothing about the server is raised: a fault that concerns every letter comes inside `Later`.

The letter goes out as it is given: no header is added or taken away.
"""

from __future__ import annotations

import asyncio
import time

import aiosmtplib
from aiosmtplib import SMTP

from introd.post.accounts import SmtpAccount
from introd.post.errors import PostError
from introd.post.outcome import Later, Never, Outcome, Sent, Unknown, judge
from introd.post.submission import drop, named, opened, part
from introd.post.wire import CutAfterTheDot, CutBeforeTheDot, RefusedMidway, hand_over, on_the_wire


class _Refused(Exception):
    """The server said no at `stage`: mail, rcpt or data."""

    def __init__(self, code: int, text: str, stage: str) -> None:
        super().__init__(code, text, stage)
        self.code, self.text, self.stage = code, text, stage


class Outbox:
    """One account to hand letters in. Belongs to one event loop; one letter goes at a time, over a connection that is kept a
    while.
    """

    def __init__(self, account: SmtpAccount) -> None:
        """Nothing is connected yet."""
        self.account = account
        self._client: SMTP | None = None
        self._used = 0.0
        self._turn = asyncio.Lock()

    async def send(self, message: bytes, reverse_path: str, recipient: str) -> Outcome:
        """Hand in one letter for one recipient. `reverse_path` is where reports go; empty for none (RFC 5321 section 4.5.5).

        Never raises for what a server or the network does; see `Outcome`. Cancelling while a letter is handed over leaves it
        unknown.
        """
        async with self._turn:
            fresh = not self._reusable()
            outcome = await self._attempt(message, reverse_path, recipient)
            if isinstance(outcome, Later) and not fresh and self._client is None:
                outcome = await self._attempt(message, reverse_path, recipient)  # the kept connection had died
            return outcome

    async def close(self) -> None:
        """Say goodbye as far as the server still listens. Never raises."""
        async with self._turn:
            client, self._client = self._client, None
            if client is not None:
                await part(client)

    async def __aenter__(self) -> Outbox:
        """The outbox, not yet connected."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self.close()

    async def _attempt(self, message: bytes, reverse_path: str, recipient: str) -> Outcome:
        """One try; the connection is kept only when the server can have no doubt where we are."""
        keep = False
        try:
            client = await self._connected()
            outcome = await self._transaction(client, message, reverse_path, recipient)
            keep = client.is_connected
        except PostError as error:
            return Later(str(error), None, error)
        except CutAfterTheDot as error:
            return Unknown(str(error))
        except CutBeforeTheDot as error:
            return Later(str(error))
        except RefusedMidway as error:
            return judge(error.response.code, error.response.message, "data", self.account.where)
        except (aiosmtplib.SMTPException, OSError) as error:  # before DATA: nothing of the letter has left
            fault = named(self.account, error, "handing in a letter")
            return Later(str(fault), None, fault)
        finally:
            self._keep(keep)
        return outcome

    async def _transaction(self, client: SMTP, message: bytes, reverse_path: str, recipient: str) -> Outcome:
        body = on_the_wire(message)
        unfit = _unfit(client, body, reverse_path, recipient)
        if unfit is not None:
            return unfit
        try:
            await self._envelope(client, body, reverse_path, recipient)
            answer = await hand_over(client, body, self.account.timeout, self.account.final_timeout)
            if answer.code >= 400:
                raise _Refused(answer.code, answer.message, "data")
        except _Refused as refusal:
            if refusal.stage != "data" and client.is_connected:
                await client.execute_command(b"RSET")
            return judge(refusal.code, refusal.text, refusal.stage, self.account.where)
        return Sent(f"{answer.code} {answer.message}".replace("\n", " "))

    async def _envelope(self, client: SMTP, body: bytes, reverse_path: str, recipient: str) -> None:
        """MAIL and RCPT. Raises _Refused."""
        utf8 = _needs_utf8(body, reverse_path, recipient)
        coding = "utf-8" if utf8 else "ascii"
        options = ["SMTPUTF8"] if utf8 else []
        if client.supports_extension("size"):
            options.append(f"SIZE={len(body)}")
        if client.supports_extension("8bitmime") and not body.isascii():
            options.append("BODY=8BITMIME")
        mail = ["MAIL", f"FROM:<{reverse_path}>", *options]
        for words in (mail, ["RCPT", f"TO:<{recipient}>"]):
            answer = await client.execute_command(*(word.encode(coding) for word in words))
            if answer.code not in (250, 251):
                raise _Refused(answer.code, answer.message, words[0].lower())

    def _reusable(self) -> bool:
        client = self._client
        return client is not None and client.is_connected and time.monotonic() - self._used < self.account.reuse_seconds

    async def _connected(self) -> SMTP:
        if self._client is None or not self._reusable():
            self._keep(False)
            self._client = await opened(self.account)
        return self._client

    def _keep(self, keep: bool) -> None:
        self._used = time.monotonic()
        if not keep and self._client is not None:
            drop(self._client)
            self._client = None


def _needs_utf8(body: bytes, *addresses: str) -> bool:
    """Whether header or envelope hold more than ASCII (RFC 6531)."""
    head = body.partition(b"\r\n\r\n")[0]
    return not head.isascii() or not all(address.isascii() for address in addresses)


def _unfit(client: SMTP, body: bytes, reverse_path: str, recipient: str) -> Never | None:
    """Why this letter can't be handed in at this server at all, before it is asked; None where it can."""
    for address in (reverse_path, recipient):
        if any(letter in address for letter in "<>\r\n\0 ") or (address and "@" not in address):
            return Never(f"not an address: {address!r}")
    if not recipient:
        return Never("no recipient")
    if _needs_utf8(body, reverse_path, recipient) and not client.supports_extension("smtputf8"):
        return Never("the server takes no addresses or headers beyond ASCII (SMTPUTF8)")
    limit = client.esmtp_extensions.get("size", "")
    if limit.isdigit() and 0 < int(limit) < len(body):
        return Never(f"the letter has {len(body)} bytes, the server takes {limit}", 552)
    return None
