"""Opening an SMTP connection for handing in letters (RFC 6409): name, port, TLS and log-in, each with its own error."""

from __future__ import annotations

import asyncio
import contextlib

import aiosmtplib
from aiosmtplib import SMTP

from introd.post.accounts import Security, SmtpAccount, tls_context
from introd.post.errors import (
    Disconnected,
    NotAllowed,
    PostError,
    ServerForGood,
    Throttled,
    TimedOut,
    Unreachable,
    WrongPassword,
    WrongTlsMode,
    one_line,
)
from introd.post.faults import of_socket, said

GOODBYE_SECONDS = 5.0
_LOGINS = ("plain", "login", "cram-md5")
"""In this order; one only is tried, since each failure counts towards a lock-out."""


async def opened(account: SmtpAccount) -> SMTP:
    """A connection that is encrypted as the account says, and logged in. Raises PostError."""
    account.check_plain()
    context = None if account.security is Security.NONE else tls_context(account)
    client = SMTP(
        hostname=account.host,
        port=account.port,
        use_tls=account.security is Security.TLS,
        start_tls=False,
        tls_context=context,
        timeout=account.timeout,
        local_hostname=account.helo,
    )
    try:
        await _connect(client, account)
        await _log_in(client, account)
    except BaseException:
        drop(client)
        raise
    return client


def drop(client: SMTP) -> None:
    """Let go of a connection at once: a plain close would wait until a peer that stopped reading has taken what is left."""
    if isinstance(client.transport, asyncio.WriteTransport):
        client.transport.abort()
    client.close()


async def part(client: SMTP) -> None:
    """Say goodbye as far as the server still listens, then let go: a TLS connection would wait for the peer's own goodbye."""
    transport = client.transport
    with contextlib.suppress(aiosmtplib.SMTPException, OSError):
        await client.quit(timeout=GOODBYE_SECONDS)
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
    drop(client)
    await asyncio.sleep(0)  # the socket closes in the loop's next round


async def _connect(client: SMTP, account: SmtpAccount) -> None:
    try:
        await client.connect(timeout=account.connect_timeout)
        await client.ehlo()
        if account.security is Security.STARTTLS:
            if not client.supports_extension("starttls"):
                raise WrongTlsMode(f"{account.where} offers no STARTTLS", 'set security to "tls" and the port to 465')
            await client.starttls()
            await client.ehlo()
    except (aiosmtplib.SMTPException, OSError) as error:
        raise named(account, error, "connecting") from error


async def _log_in(client: SMTP, account: SmtpAccount) -> None:
    if not account.username:
        return
    secret = await asyncio.to_thread(account.secret)
    try:
        await _with(client, account, secret)
    except aiosmtplib.SMTPAuthenticationError as error:
        raise _refused(account, error) from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise named(account, error, "logging in") from error


async def _with(client: SMTP, account: SmtpAccount, secret: str) -> None:
    offered = client.server_auth_methods
    if account.token_command:
        if "xoauth2" not in offered:
            raise ServerForGood(f"{account.where} knows no OAuth 2 log-in", "use a password for this account")
        await client.auth_xoauth2(account.username, secret)
        return
    kind = next((one for one in _LOGINS if one in offered), None)
    if kind is None:
        raise WrongTlsMode(f"{account.where} offers no log-in by password", 'check port and security: often 465 with "tls"')
    log_in = {"plain": client.auth_plain, "login": client.auth_login, "cram-md5": client.auth_crammd5}[kind]
    await log_in(account.username, secret)


def _refused(account: SmtpAccount, error: aiosmtplib.SMTPAuthenticationError) -> PostError:
    text = f"{error.code} {one_line(error.message, 200)}"
    if 400 <= error.code < 500:  # 454 4.7.0: the server can't check passwords now, or wants us to slow down
        return Throttled(f"{account.where} refuses log-ins at the moment: {text}", "it is tried again later")
    known = said(text, account, "logging in")
    if isinstance(known, NotAllowed | Throttled):
        return known
    return WrongPassword(f"{account.where} refused the log-in of {account.username}: {text}", "check user name and password")


def named(account: SmtpAccount, error: Exception, doing: str) -> PostError:
    """What the library raised, as one of ours."""
    if isinstance(error, aiosmtplib.SMTPResponseException):
        text = f"{error.code} {one_line(error.message, 200)}"
        kind = Throttled if 400 <= error.code < 500 else ServerForGood
        return kind(f"{account.where} refused while {doing}: {text}", "see what the server says")
    if isinstance(error, aiosmtplib.SMTPTimeoutError):
        hint = "" if account.security is Security.TLS else '; if it stays so, the port may want security = "tls"'
        return TimedOut(f"{account.where} did not answer while {doing}", f"it is tried again{hint}")
    cause = error.__cause__
    if isinstance(cause, OSError) and not isinstance(cause, aiosmtplib.SMTPException):
        return of_socket(account, cause)
    if isinstance(error, aiosmtplib.SMTPConnectError):
        return Unreachable(f"{account.where} can't be reached: {one_line(error, 200)}", "check host, port and network")
    if isinstance(error, aiosmtplib.SMTPServerDisconnected):
        return Disconnected(f"{account.where} closed the connection while {doing}", "it is connected again")
    if isinstance(error, OSError):
        return of_socket(account, error)
    return ServerForGood(f"{account.where} refused while {doing}: {one_line(error, 200)}", "see what the server says")
