"""What a configuration says, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from introd.decide.settings import Settings
from introd.post.accounts import ImapAccount, SmtpAccount


@dataclass(frozen=True, slots=True)
class Folders:
    """Names of the mailbox's folders. Sent and Junk are found by their marks (RFC 6154) where the account has them."""

    handled: str = "Handled"
    set_aside: str = "Set aside"
    sent: str = "Sent"
    junk: str = "Junk"

    @property
    def all(self) -> tuple[str, str, str, str]:
        """Handled, set aside, sent, junk."""
        return self.handled, self.set_aside, self.sent, self.junk


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that an operator decides. `max_message_size` is in bytes; `path` is the file that it came from.

    `authserv_id` is the name under which the mailbox's own server writes Authentication-Results (RFC 8601 section 2.5); without it no
    such field is believed.
    """

    path: Path
    settings: Settings
    imap: ImapAccount
    smtp: SmtpAccount
    state: Path
    authserv_id: str | None = None
    folders: Folders = Folders()
    max_message_size: int = 10 << 20
    log_level: str = "info"
    backups: Path | None = None  # where copies of the record are kept; None: introd makes none
