"""The shape of the file: which tables and keys there are, of which type, with which default.

Defaults of decisions are taken from `decide.settings`, so that they stand in one place. A key that must be given has an empty default
here: that it is missing is said by `checks`, together with everything else.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from introd.config import fields
from introd.config.value import Folders
from introd.decide.settings import IntroducerSettings, Place, Settings
from introd.post.accounts import ImapAccount, SmtpAccount

_SET = Settings()
_PLACE = Place()
_IMAP = ImapAccount(host="", port=993, username="")
_SMTP = SmtpAccount(host="", port=465, username="")
_FOLDERS = Folders()
_HIDDEN = Field(default="", repr=False)


class Table(BaseModel):
    """A TOML table: no unknown keys, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class IntroducerTable(Table):
    """`[[introducer]]`."""

    name: str = ""
    addresses: list[fields.Address] = []
    zone: fields.Zone = _PLACE.zone
    country: fields.Country = _PLACE.country
    days_off: list[date] = []
    week: fields.Week = _PLACE.week
    language: fields.Language = IntroducerSettings(name="", addresses=()).language
    signature: str = ""


class AskingTable(Table):
    """`[asking]`: how a request is confirmed, and how people are asked."""

    confirm: Literal["when-unsure", "always", "never"] = _SET.confirm
    confirm_first: int = Field(default=_SET.confirm_first, ge=0)
    undo: fields.PlainWait = _SET.undo
    draft_lasts: fields.AWait = _SET.draft_lasts
    nudge_first: fields.AWait = _SET.nudge_first
    nudge_second: fields.AWait = _SET.nudge_second
    tell_introducer: fields.AWait = _SET.tell_introducer
    expire: fields.AWait = _SET.expire
    later: fields.AWait = _SET.later
    paused_again: fields.AWait = _SET.paused_again
    consent_lasts: fields.AWait = _SET.consent_lasts
    timing_within: fields.AWait = _SET.timing_within
    handover_within: fields.PlainWait = _SET.handover_within
    unasked_most: int = Field(default=_SET.unasked_most, ge=1)
    answers_most: int = Field(default=_SET.answers_most, ge=1)
    cap_month: int = Field(default=_SET.cap_month, ge=1)
    cap_quarter: int = Field(default=_SET.cap_quarter, ge=1)


class AfterwardsTable(Table):
    """`[afterwards]`: when a reply goes missing, and how it went."""

    heard_after: fields.AWait = _SET.heard_after
    quiet_after: fields.AWait = _SET.quiet_after
    still_after: fields.AWait = _SET.still_after
    apologise: Literal["ask", "auto"] = _SET.apologise
    apologise_after: fields.AWait = _SET.apologise_after
    how_after: fields.AWait = _SET.how_after
    how_at_last: fields.AWait = _SET.how_at_last
    how_again: fields.AWait = _SET.how_again
    how_repeats: int = Field(default=_SET.how_repeats, ge=0)
    settle_after: fields.AWait = _SET.settle_after
    later_check: bool = _SET.later_check
    later_after: fields.AWait = _SET.later_after


class HoursTable(Table):
    """`[hours]`: when letters leave, on the clock of the person concerned."""

    day_start: fields.Clock = _SET.day_start
    day_end: fields.Clock = _SET.day_end
    daily_note: fields.Clock = _SET.daily_note
    digest_day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "never"] = _SET.digest_day
    digest_hour: fields.Clock = _SET.digest_hour


class SafetyTable(Table):
    """`[safety]`: when sending stops, and what is too old or too large."""

    inbox_fresh: fields.PlainWait = _SET.inbox_fresh
    old_mail: fields.PlainWait = _SET.old_mail
    unknown_wait: fields.PlainWait = _SET.unknown_wait
    burst: int = Field(default=_SET.burst, ge=1)
    outsiders_most: int = Field(default=_SET.outsiders_most, ge=0)
    max_message_size: fields.Size = 10 << 20


class RecordTable(Table):
    """`[record]`: copies of the record."""

    backup_folder: str = ""
    backup_days: int = Field(default=_SET.backup_days, ge=0, le=3650)


class AccountTable(Table):
    """What `[imap]` and `[smtp]` share. `port` 0 stands for the usual one."""

    host: fields.Host = ""
    port: int = Field(default=0, ge=0, le=65535)
    username: str | None = None
    password: str = _HIDDEN
    password_file: str = ""
    password_env: str = ""
    password_credential: str = ""
    token_command: fields.CommandLine = ()
    ca_file: str = ""
    connect_timeout: float = Field(default=_IMAP.connect_timeout, gt=0)
    timeout: float = Field(default=_IMAP.timeout, gt=0)
    allow_plain: bool = False


class FoldersTable(Table):
    """`[imap.folders]`."""

    handled: str = _FOLDERS.handled
    set_aside: str = _FOLDERS.set_aside
    sent: str = _FOLDERS.sent
    junk: str = _FOLDERS.junk


class ImapTable(AccountTable):
    """`[imap]`."""

    security: Literal["tls", "starttls", "none"] = "tls"
    authserv_id: str = ""
    folders: FoldersTable = FoldersTable()


class SmtpTable(AccountTable):
    """`[smtp]`. Without a username of its own it uses that of `[imap]`, with its password."""

    security: Literal["tls", "starttls", "none"] = "tls"
    helo: str = _SMTP.helo
    final_timeout: float = Field(default=_SMTP.final_timeout, gt=0)
    reuse_seconds: float = Field(default=_SMTP.reuse_seconds, ge=0)


class File(Table):
    """The whole file."""

    address: fields.OptionalAddress = ""
    operator: fields.OptionalAddress = _SET.operator
    state: str = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    shadow: bool = _SET.shadow
    introducer: list[IntroducerTable] = []
    asking: AskingTable = AskingTable()
    afterwards: AfterwardsTable = AfterwardsTable()
    hours: HoursTable = HoursTable()
    safety: SafetyTable = SafetyTable()
    record: RecordTable = RecordTable()
    imap: ImapTable = ImapTable()
    smtp: SmtpTable = SmtpTable()
