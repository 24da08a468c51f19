"""Where a mail server is and how to log in there; passwords that never print."""

from __future__ import annotations

import hmac
import ipaddress
import os
import ssl
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from introd.post.errors import BadCertificate, SecretMissing, WrongTlsMode

TOKEN_SECONDS = 30.0
"""How long a token command may take."""


class Security(StrEnum):
    """When encryption starts: with the first byte, by STARTTLS (RFC 3207, RFC 9051 section 6.2.1), or never."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class Secret:
    """A password that is read when it is needed and never shows in print, log, traceback text, copy or pickle.

    A file, a variable or a credential is read at each `reveal`, so a changed password needs no restart.
    """

    __slots__ = ("_kind", "_source")

    def __init__(self, kind: str, source: str) -> None:
        """Use the `of_…` makers; `kind` is value, file, environment or credential."""
        self._kind, self._source = kind, source

    @classmethod
    def of_value(cls, value: str) -> Secret:
        """A password that is written out."""
        return cls("value", value)

    @classmethod
    def of_file(cls, path: str | Path) -> Secret:
        """The first line of a file."""
        return cls("file", str(path))

    @classmethod
    def of_environment(cls, name: str) -> Secret:
        """An environment variable."""
        return cls("environment", name)

    @classmethod
    def of_credential(cls, name: str) -> Secret:
        """A systemd credential: a file of that name in $CREDENTIALS_DIRECTORY (systemd.exec(5), LoadCredential=)."""
        return cls("credential", name)

    def reveal(self) -> str:
        """The password itself. Raises SecretMissing where there is none."""
        text = self._read().strip("\r\n")
        if not text:
            raise SecretMissing(f"the password from {self.origin} is empty", "put the password there")
        if any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
            raise SecretMissing(f"the password from {self.origin} holds control characters", "keep it on one line")
        return text

    @property
    def origin(self) -> str:
        """Where the password comes from, in words that hide it."""
        return "the configuration" if self._kind == "value" else f"{self._kind} {self._source}"

    def _read(self) -> str:
        if self._kind == "value":
            return self._source
        if self._kind == "environment":
            return os.environ.get(self._source, "")
        path = Path(self._source)
        if self._kind == "credential":
            path = Path(os.environ.get("CREDENTIALS_DIRECTORY", "/run/credentials/introd.service")) / self._source
        try:
            return (path.read_text(encoding="utf-8").splitlines() or [""])[0]
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not text"
            raise SecretMissing(f"no password in {self.origin}: {reason}", f"make {path} readable for the daemon") from None

    def __repr__(self) -> str:
        """The origin only."""
        return f"Secret(from {self.origin})"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        """Two secrets from the same place are equal; values are compared in constant time."""
        if not isinstance(other, Secret):
            return NotImplemented
        return self._kind == other._kind and hmac.compare_digest(self._source.encode(), other._source.encode())

    def __hash__(self) -> int:
        """By the kind alone: a hash of the value would tell of it."""
        return hash(self._kind)

    def __copy__(self) -> Secret:
        """Itself: a secret never changes."""
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        """Itself: a secret never changes."""
        return self

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled."""
        raise TypeError("a Secret is not written anywhere")


@dataclass(frozen=True, slots=True)
class Account:
    """A server and the log-in there. Times are in seconds.

    `token_command` prints an OAuth 2 access token on its first line, and is run for each log-in (XOAUTH2). `ca_file` holds
    further certificates in PEM that are trusted. `allow_plain`: "none" is refused for hosts that are not this machine, unless
    this is set.
    """

    host: str
    port: int
    username: str
    password: Secret | None = None
    security: Security = Security.TLS
    token_command: tuple[str, ...] = ()
    ca_file: Path | None = None
    connect_timeout: float = 15.0
    timeout: float = 60.0
    allow_plain: bool = False

    @property
    def where(self) -> str:
        """Host and port, for messages."""
        return f"{self.host}:{self.port}"

    def secret(self) -> str:
        """The password, or a fresh token where a command gives one. Raises SecretMissing."""
        if self.token_command:
            return fresh_token(self.token_command)
        if self.password is None:
            raise SecretMissing(f"no password for {self.username} at {self.where}", "set one, or a token command")
        return self.password.reveal()

    def check_plain(self) -> None:
        """Refuse to send a password unencrypted over a network. Raises WrongTlsMode."""
        if self.security is Security.NONE and not self.allow_plain and not is_loopback(self.host):
            raise WrongTlsMode(
                f"{self.where} would get the password unencrypted", 'set security to "tls" (or "starttls"), or allow it'
            )


@dataclass(frozen=True, slots=True)
class ImapAccount(Account):
    """Where mail is read (RFC 9051, RFC 3501). The usual port is 993 for "tls", 143 for the others."""


@dataclass(frozen=True, slots=True)
class SmtpAccount(Account):
    """Where letters are handed in (RFC 6409).

    `final_timeout` is the wait for the answer to the dot that ends a letter: giving up there leaves it unknown whether the letter
    was taken, so it is long (RFC 5321 section 4.5.3.2.6). `reuse_seconds`: an idle connection older than this is not used again.
    With an empty `username` no log-in is tried. The usual port is 465 for "tls", 587 for "starttls".
    """

    helo: str = "[127.0.0.1]"
    final_timeout: float = 300.0
    reuse_seconds: float = 30.0


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine, as written (no DNS is asked)."""
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def tls_context(account: Account) -> ssl.SSLContext:
    """A context that checks certificate and host name. Raises BadCertificate when `ca_file` can't be used."""
    try:
        return ssl.create_default_context(cafile=str(account.ca_file) if account.ca_file else None)
    except (OSError, ssl.SSLError) as error:
        raise BadCertificate(
            f"{account.ca_file} can't be used: {getattr(error, 'strerror', None) or error}",
            "name a readable file of certificates in PEM",
        ) from None


def fresh_token(command: tuple[str, ...], seconds: float = TOKEN_SECONDS) -> str:
    """The first line that `command` prints. Raises SecretMissing, and never shows what it printed."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL)  # noqa: S603  # the operator's own command, run without a shell
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = getattr(error, "strerror", None) or f"no answer in {seconds:g} seconds"
        raise SecretMissing(f"the token command {command[0]} failed: {reason}", "run it by hand as the daemon's user") from None
    token = (done.stdout.decode("ascii", "replace").splitlines() or [""])[0].strip()
    if done.returncode or not token:
        raise SecretMissing(
            f"the token command {command[0]} gave no token (exit code {done.returncode})", "run it by hand as the daemon's user"
        )
    return token
