"""Opening an IMAP connection: name, port, TLS and log-in, each with its own error."""

from __future__ import annotations

import contextlib
import socket

import imapclient
from imapclient import IMAPClient

from introd.post.accounts import ImapAccount, Security, tls_context
from introd.post.errors import ServerForGood, TimedOut, WrongTlsMode
from introd.post.faults import named

CLIENT_ID = {"name": "introd"}


def opened(account: ImapAccount) -> IMAPClient:
    """A connection, encrypted as the account says, before the log-in. Raises PostError.

    A server that hides STARTTLS gets no password: that is what an attacker on the line would do (RFC 8314 section 3).
    """
    account.check_plain()
    context = None if account.security is Security.NONE else tls_context(account)
    timeout = imapclient.SocketTimeout(connect=account.connect_timeout, read=account.timeout)
    try:
        with named(account, "connecting"):
            client = IMAPClient(
                account.host, account.port, ssl=account.security is Security.TLS, ssl_context=context, timeout=timeout
            )
            _send_at_once(client)
    except TimedOut as error:
        if account.security is Security.TLS:
            raise
        raise TimedOut(error.what, 'it is tried again; if it stays so, the port may want security = "tls"') from error
    if account.security is Security.STARTTLS:
        _start_tls(client, account, context)
    return client


def _send_at_once(client: IMAPClient) -> None:
    """No waiting for the peer's acknowledgement between a command and its literal: that costs 40 ms for each letter appended."""
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _start_tls(client: IMAPClient, account: ImapAccount, context: object) -> None:
    try:
        with named(account, "starting TLS"):
            if not client.has_capability("STARTTLS"):
                raise WrongTlsMode(f"{account.where} offers no STARTTLS", 'set security to "tls" and the port to 993')
            client.starttls(context)
            client.socket().settimeout(account.timeout)
    except BaseException:
        hang_up(client)
        raise


def log_in(client: IMAPClient, account: ImapAccount) -> None:
    """Log in with password or token, and say who we are where the server likes to know (RFC 2971). Raises PostError."""
    secret = account.secret()
    with named(account, "logging in"):
        if account.token_command:
            _by_token(client, account, secret)
        elif client.has_capability("LOGINDISABLED") or not (secret + account.username).isascii():
            client.plain_login(account.username, secret)
        else:
            client.login(account.username, secret)
        if client.has_capability("ID"):
            client.id_(CLIENT_ID)


def _by_token(client: IMAPClient, account: ImapAccount, token: str) -> None:
    if client.has_capability("AUTH=XOAUTH2"):
        client.oauth2_login(account.username, token)
    elif client.has_capability("AUTH=OAUTHBEARER"):
        client.oauthbearer_login(account.username, token)
    else:
        raise ServerForGood(f"{account.where} knows no OAuth 2 log-in", "use a password for this account")


def hang_up(client: IMAPClient) -> None:
    """Let go of the socket whatever state it is in: `logout` alone leaks it when the peer is gone."""
    with contextlib.suppress(OSError):
        client.shutdown()
