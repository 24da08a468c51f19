"""What a value alone does not show: what is missing, and what does not go together."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from introd.config.complaints import line_of, name_of
from introd.config.faults import Fault
from introd.config.shape import AccountTable, File, ImapTable, IntroducerTable, SmtpTable
from introd.decide.waits import Wait
from introd.post.accounts import is_loopback

Key = tuple[str | int, ...]

PORTS = {"imap": {"tls": 993, "starttls": 143, "none": 143}, "smtp": {"tls": 465, "starttls": 587, "none": 25}}
"""The usual ports (RFC 8314 section 7, RFC 6409)."""

_TLS_ONLY = {993, 465}
_NEVER_TLS = {143, 587, 25}
SOURCES = ("password", "password_file", "password_env", "password_credential", "token_command")


@dataclass
class Findings:
    """Collects faults. Of keys that are faulty already (`sore`) nothing more is said."""

    where: Mapping[Key, int]
    sore: set[Key]
    faults: list[Fault] = field(default_factory=list)

    def add(self, key: Key, what: str, remedy: str) -> None:
        """A fault of a key that is there."""
        if key not in self.sore:
            self.faults.append(Fault(line_of(key, self.where), name_of(key), what, remedy))

    def missing(self, key: Key, remedy: str) -> None:
        """A key that has to be there."""
        if not any(key[:n] in self.sore for n in range(1, len(key) + 1)):
            self.faults.append(Fault(0, name_of(key), "is missing", remedy))


def check(file: File, path: Path, found: Findings) -> None:
    """Look at everything; `found` has it all afterwards."""
    _people(file, found)
    _ladder(file, found)
    _hours(file, found)
    _folders(file, found)
    _account("imap", file.imap, found)
    _account("smtp", file.smtp, found)
    _log_in(file.imap, file.smtp, found)
    _readable_by_others(file, path, found)


def _people(file: File, found: Findings) -> None:
    if not file.address:
        found.missing(("address",), 'name the mailbox that introducers write to: address = "intro@example.org"')
    if not file.introducer:
        found.missing(("introducer",), "add a table [[introducer]] with name and addresses")
    taken: dict[str, str] = {}
    for number, one in enumerate(file.introducer):
        _introducer(number, one, found)
        for address in one.addresses:
            _address(("introducer", number, "addresses"), address, file.address, taken.get(address, ""), found)
            taken.setdefault(address, f"introducer {number + 1}")
    if file.operator and _base(file.operator) == _base(file.address):
        found.add(
            ("operator",), "is the introducer address: alarms would come back as mail", "name a mailbox that a person reads"
        )


def _introducer(number: int, one: IntroducerTable, found: Findings) -> None:
    key = ("introducer", number)
    if not one.name.strip():
        found.missing((*key, "name"), 'write the name that letters carry: name = "Liz Ryan"')
    if not one.addresses:
        found.missing((*key, "addresses"), 'write from where they write: addresses = ["liz@example.org"]')


def _address(key: Key, address: str, own: str, holder: str, found: Findings) -> None:
    if own and _base(address) == _base(own):
        found.add(
            key, f"{address} is the introducer address itself", "name the person's own mailbox: introd must not write to itself"
        )
    elif holder:
        found.add(key, f"{address} belongs to {holder} as well", "let each address belong to one introducer, once")


def _base(address: str) -> str:
    """The address without its subaddress (RFC 5233)."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _ladder(file: File, found: Findings) -> None:
    asking = file.asking
    steps = [(n, getattr(asking, n)) for n in ("nudge_first", "nudge_second", "tell_introducer", "expire")]
    sound = [(name, wait) for name, wait in steps if ("asking", name) not in found.sore]
    for (before, less), (name, more) in pairwise(sound):
        if _seconds(less) >= _seconds(more):
            key = name if ("asking", name) in found.where else before
            found.add(
                ("asking", key), f"{name} ({more}) does not come after {before} ({less})", f"make {name} longer than {before}"
            )
    for table, name, wait in _waits(file):
        if wait.amount == 0 and name != "undo":
            found.add((table, name), "is no wait at all", "write at least one second")


def _waits(file: File) -> Iterator[tuple[str, str, Wait]]:
    for title, table in (("asking", file.asking), ("afterwards", file.afterwards), ("safety", file.safety)):
        yield from ((title, name, value) for name, value in table if isinstance(value, Wait))


def _seconds(wait: Wait) -> float:
    """For comparing: a working day counts as a day, which it is at the least."""
    return (timedelta(days=wait.amount) if wait.working else wait.duration).total_seconds()


def _hours(file: File, found: Findings) -> None:
    hours = file.hours
    if hours.day_start >= hours.day_end:
        key = "day_end" if ("hours", "day_end") in found.where else "day_start"
        said = f"the day ends ({hours.day_end:%H:%M}) before it has begun ({hours.day_start:%H:%M})"
        found.add(("hours", key), said, "let day_end be later than day_start")


def _folders(file: File, found: Findings) -> None:
    taken: dict[str, str] = {"inbox": "the inbox"}
    for name, folder in sorted(file.imap.folders, key=lambda one: ("imap", "folders", one[0]) in found.where):  # defaults first
        key = ("imap", "folders", name)
        if not folder.strip():
            found.add(key, "has no name", f'write a name, for example {name} = "{name.replace("_", " ").capitalize()}"')
        elif folder.lower() in taken:
            found.add(key, f"{folder!r} is {taken[folder.lower()]} already", "give each folder a name of its own")
        taken.setdefault(folder.lower(), name)


def _account(table: str, account: ImapTable | SmtpTable, found: Findings) -> None:
    if not account.host:
        found.missing((table, "host"), f'name the server: host = "{table}.example.org"')
    used = [name for name in SOURCES if getattr(account, name)]
    if len(used) > 1:
        found.add((table, used[-1]), f"there are {len(used)} ways to the password: {', '.join(used)}", "keep one of them")
    tls = account.security == "tls"
    if (account.port in _TLS_ONLY and not tls) or (account.port in _NEVER_TLS and tls):
        right = "tls" if account.port in _TLS_ONLY else "starttls"
        remedy = f'write security = "{right}", or take the usual port {PORTS[table][account.security]}'
        found.add((table, "port"), f"port {account.port} does not go with security {account.security!r}", remedy)
    if account.security == "none" and account.host and not account.allow_plain and not is_loopback(account.host):
        found.add(
            (table, "security"), f"the password would go to {account.host} unencrypted", 'write security = "tls" or "starttls"'
        )


def _log_in(imap: ImapTable, smtp: SmtpTable, found: Findings) -> None:
    if not imap.username:
        found.missing(("imap", "username"), 'name the account: username = "intro@example.org"')
    if not _source(imap) and not any(("imap", name) in found.sore for name in SOURCES):
        found.missing(("imap", "password"), 'say where the password is: password_file = "/etc/introd/password"')
    sore = any(("smtp", name) in found.sore for name in SOURCES)
    if smtp.username and smtp.username != imap.username and not _source(smtp) and not sore:
        found.missing(("smtp", "password"), "say where this account's password is, or take out username to use that of [imap]")


def _source(account: AccountTable) -> str:
    return next((name for name in SOURCES if getattr(account, name)), "")


def _readable_by_others(file: File, path: Path, found: Findings) -> None:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return
    for table, account in (("imap", file.imap), ("smtp", file.smtp)):
        if account.password and mode & 0o077:
            said = f"a password stands in a file that others may read (mode {mode:04o})"
            found.add((table, "password"), said, f"run: chmod 600 {path}, or use password_file")
            return
