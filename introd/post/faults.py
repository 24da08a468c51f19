"""What an IMAP server or its socket did wrong, turned into one of the named errors.

Servers say the same thing in many ways; what Gmail, Microsoft 365, Yahoo, Dovecot and Cyrus say is in the table. Response codes
are those of RFC 5530.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError, ProtocolError

from introd.post.accounts import Account, Security
from introd.post.errors import (
    BadCertificate,
    Disconnected,
    FolderRefused,
    MailboxFull,
    NameNotFound,
    NotAllowed,
    PostError,
    ServerForGood,
    ServerForNow,
    Throttled,
    TimedOut,
    Unreachable,
    WrongPassword,
    WrongTlsMode,
    one_line,
)

_SAID: tuple[tuple[str, type[PostError], str], ...] = (
    (r"application-specific password|app password", WrongPassword, "make an app password for this account and use that"),
    (r"authenticated but not connected", NotAllowed, "switch IMAP on for this mailbox, and check the user name"),
    (r"web login required|log ?in via your web browser", WrongPassword, "log in once by web, or use an app password"),
    (r"imap.{0,30}(disabled|not enabled)", NotAllowed, "switch IMAP on for this mailbox"),
    (r"\[LIMIT\]|THROTTLED|bandwidth limit|rate limit|too many", Throttled, "it is tried again later"),
    (r"maximum number of connections|simultaneous conn|exceeded command", Throttled, "close other mail programs"),
    (r"\[UNAVAILABLE\]|\[INUSE\]|\[SERVERBUG\]|try again|temporar", ServerForNow, "it is tried again later"),
    (r"\[OVERQUOTA\]|quota|mailbox is full", MailboxFull, "make room in the mailbox"),
    (r"\[(NONEXISTENT|CANNOT|NOPERM|ALREADYEXISTS)\]", FolderRefused, "check the folder's name and rights"),
    (r"\[(AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED)\]", WrongPassword, "check user name and password"),
    (r"\[(PRIVACYREQUIRED|CONTACTADMIN)\]", NotAllowed, "ask whoever runs the server"),
)


@contextmanager
def named(account: Account, doing: str) -> Iterator[None]:
    """Run a few lines of IMAP; whatever they raise leaves as a PostError that says what was being done.

    Raises a PostError of the fitting kind; PostErrors pass through as they are.
    """
    try:
        yield
    except PostError:
        raise
    except (IMAPClientError, OSError, EOFError) as error:
        raise _of(account, doing, error) from error


def _of(account: Account, doing: str, error: Exception) -> PostError:
    if isinstance(error, OSError):
        return of_socket(account, error)
    text = _clean(error)
    if isinstance(error, ProtocolError) or (isinstance(error, IMAPClientAbortError) and "EOF" in text):
        return Disconnected(f"{account.where} closed the connection while {doing}", "it is connected again")
    known = said(text, account, doing)
    if known is not None:
        return known
    if isinstance(error, LoginError):
        return WrongPassword(f"{account.where} refused the log-in of {account.username}: {text}", "check user name and password")
    if isinstance(error, IMAPClientAbortError):
        return Disconnected(f"{account.where} broke off while {doing}: {text}", "it is connected again")
    return ServerForGood(f"{account.where} refused while {doing}: {text}", "see the server's log")


def said(text: str, account: Account, doing: str) -> PostError | None:
    """The error that the words of a server stand for, or None where they are not known."""
    for pattern, kind, remedy in _SAID:
        if re.search(pattern, text, re.IGNORECASE):
            what = f"refused the log-in of {account.username}" if kind is WrongPassword else f"refused while {doing}"
            return kind(f"{account.where} {what}: {text}", remedy)
    return None


def of_socket(account: Account, error: BaseException) -> PostError:
    """The error for what a socket raised: name, port, certificate, TLS mode, or simply gone."""
    where = account.where
    if isinstance(error, socket.gaierror):
        return NameNotFound(f"{account.host} is not a known host name", "check the spelling, and this machine's DNS")
    if isinstance(error, ssl.SSLCertVerificationError):
        why = one_line(error.verify_message or error)
        return BadCertificate(f"{where} has a certificate that is not trusted: {why}", _certificate_remedy(why))
    if isinstance(error, ssl.SSLError):
        return _of_tls(account, error)
    if isinstance(error, TimeoutError):
        return TimedOut(f"{where} did not answer in time", "it is tried again; check the network if it stays so")
    if isinstance(error, ConnectionRefusedError):
        return Unreachable(f"nobody listens at {where}", "check the port, and that the server runs")
    if isinstance(error, ConnectionError):
        return Disconnected(f"the connection to {where} was cut", "it is connected again")
    return Unreachable(f"{where} can't be reached: {getattr(error, 'strerror', None) or error}", "check the network")


def _of_tls(account: Account, error: ssl.SSLError) -> PostError:
    reason = error.reason or ""
    if reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"}:
        other = Security.STARTTLS if account.security is Security.TLS else Security.TLS
        return WrongTlsMode(f"{account.where} does not start with TLS", f'set security to "{other}", or use the port for TLS')
    if "EOF" in reason:
        return Disconnected(f"the connection to {account.where} was cut", "it is connected again")
    return BadCertificate(f"no TLS with {account.where}: {reason or error}", "check the server's TLS settings and the port")


def _certificate_remedy(why: str) -> str:
    if "match" in why:
        return "use the host name that the certificate was made for"
    if "expired" in why:
        return "renew the server's certificate"
    return "use a certificate of a known authority, or name yours as ca_file"


def _clean(error: Exception) -> str:
    text = str(error)
    quoted = re.fullmatch(r"b'(.*)'|b\"(.*)\"", text)
    return one_line((quoted.group(1) or quoted.group(2) or "") if quoted else text, 200)
