"""What can go wrong with a mail server, named by whose fault it is.

    PostError
    ├── OperatorFault          somebody must change something
    │   ├── WrongPassword      the server knows the name, or not, but not this password or token
    │   ├── SecretMissing      the password's file, variable, credential or command gives nothing
    │   ├── NameNotFound       no such host name
    │   ├── Unreachable        nobody listens there (may also pass by itself)
    │   ├── BadCertificate     the server shows a certificate that can't be trusted
    │   ├── WrongTlsMode       "tls", "starttls" and "none" are mixed up
    │   ├── FolderRefused      a folder can't be opened or made
    │   ├── MailboxFull        no room left
    │   └── NotAllowed         logged in, but may not do this (relay, sender, IMAP switched off)
    ├── ServerForNow           waiting cures it
    │   ├── TimedOut           no answer in time: the connection is half-open, or the server is slow
    │   ├── Disconnected       the connection is gone
    │   └── Throttled          too much, too fast, or too many at once
    └── ServerForGood          the server can't do what mail needs, or says no and means it

Each is one line when printed: what happened, and what to do about it.
"""

from __future__ import annotations

from typing import ClassVar

_LONGEST = 300


def one_line(text: object, longest: int = _LONGEST) -> str:
    """`text` with spaces for control characters, line ends and halves of characters, at most `longest` characters: what a server says may hold anything."""
    clean = " ".join("".join(letter if letter.isprintable() else " " for letter in str(text)).split())
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


class PostError(Exception):
    """Something between us and a mail server failed. `passing`: waiting alone may cure it."""

    passing: ClassVar[bool] = True

    def __init__(self, what: object, remedy: str = "") -> None:
        """Keep `what` happened and the `remedy`, each as one line."""
        self.what = one_line(what)
        self.remedy = one_line(remedy)
        super().__init__(f"{self.what}; {self.remedy}" if self.remedy else self.what)


class OperatorFault(PostError):
    """Somebody must change the configuration, the account or the server."""

    passing = False


class WrongPassword(OperatorFault):
    """The log-in was refused."""


class SecretMissing(OperatorFault):
    """The place that should hold the password holds none."""


class NameNotFound(OperatorFault):
    """The host name does not exist (or the machine's DNS is down, which passes)."""

    passing = True


class Unreachable(OperatorFault):
    """No connection: a closed port, a firewall, a server that is down."""

    passing = True


class BadCertificate(OperatorFault):
    """The server's certificate can't be trusted."""


class WrongTlsMode(OperatorFault):
    """The server and the setting disagree on when encryption starts."""


class FolderRefused(OperatorFault):
    """A folder does not exist and can't be made, or can't be opened."""


class MailboxFull(OperatorFault):
    """The mailbox has no room left."""


class NotAllowed(OperatorFault):
    """The log-in worked, and the server forbids what was asked of it."""


class ServerForNow(PostError):
    """The server fails at the moment; trying again later is right."""


class TimedOut(ServerForNow):
    """No answer in time. The connection can't be used any more."""


class Disconnected(ServerForNow):
    """The connection is gone, or never was."""


class Throttled(ServerForNow):
    """The server wants fewer connections, letters or bytes."""


class ServerForGood(PostError):
    """The server lacks something that mail needs, or refuses for good."""

    passing = False
