"""The checked file → `Config`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from introd.config.checks import PORTS
from introd.config.place import state_folder
from introd.config.shape import AccountTable, File, IntroducerTable
from introd.config.value import Config, Folders
from introd.decide.settings import IntroducerSettings, Place, Settings
from introd.post.accounts import ImapAccount, Secret, Security, SmtpAccount


def build(file: File, path: Path, environment: Mapping[str, str]) -> Config:
    """The configuration that a file without faults says. Paths in it are taken from the file's own folder on."""
    return Config(
        path=path,
        settings=_settings(file),
        imap=ImapAccount(**_account(file.imap, "imap", path)),
        smtp=_smtp(file, path),
        state=state_folder(file.state, path, environment),
        authserv_id=file.imap.authserv_id or None,
        folders=Folders(**file.imap.folders.model_dump()),
        max_message_size=file.safety.max_message_size,
        log_level=file.log_level,
        backups=path.absolute().parent / Path(file.record.backup_folder).expanduser() if file.record.backup_folder else None,
    )


def _settings(file: File) -> Settings:
    """Each table's keys are named as the settings are, so they are taken over by name."""
    values: dict[str, Any] = dict(file.asking) | dict(file.afterwards) | dict(file.hours) | dict(file.safety)
    values.pop("max_message_size")
    if not file.imap.authserv_id and "confirm" not in file.asking.model_fields_set:
        values["confirm"] = "always"  # nobody can tell who wrote a request: a forged one must not leave by itself
    introducers = tuple(_introducer(one) for one in file.introducer)
    return Settings(
        address=file.address,
        operator=file.operator,
        shadow=file.shadow,
        introducers=introducers,
        backup_days=file.record.backup_days,
        **values,
    )


def _introducer(one: IntroducerTable) -> IntroducerSettings:
    place = Place(zone=one.zone, country=one.country, days_off=tuple(one.days_off), week=one.week)
    return IntroducerSettings(
        name=one.name, addresses=tuple(one.addresses), place=place, language=one.language, signature=one.signature
    )


def _account(table: AccountTable, name: str, path: Path) -> dict[str, Any]:
    security = getattr(table, "security", "tls")
    return {
        "host": table.host,
        "port": table.port or PORTS[name][security],
        "username": table.username or "",
        "password": _secret(table, path),
        "security": Security(security),
        "token_command": table.token_command,
        "ca_file": _beside(path, table.ca_file) if table.ca_file else None,
        "connect_timeout": table.connect_timeout,
        "timeout": table.timeout,
        "allow_plain": table.allow_plain,
    }


def _smtp(file: File, path: Path) -> SmtpAccount:
    """Without a username, or a password, of its own it logs in as the mailbox does; an empty username means no log-in."""
    values = _account(file.smtp, "smtp", path)
    own = file.smtp.username
    if own is None or (own == file.imap.username and not values["password"] and not values["token_command"]):
        values |= {"username": file.imap.username, "password": _secret(file.imap, path), "token_command": file.imap.token_command}
    times = {name: getattr(file.smtp, name) for name in ("helo", "final_timeout", "reuse_seconds")}
    return SmtpAccount(**values, **times)


def _secret(table: AccountTable, path: Path) -> Secret | None:
    if table.password:
        return Secret.of_value(table.password)
    if table.password_file:
        return Secret.of_file(_beside(path, table.password_file))
    if table.password_env:
        return Secret.of_environment(table.password_env)
    return Secret.of_credential(table.password_credential) if table.password_credential else None


def _beside(path: Path, written: str) -> Path:
    return path.absolute().parent / Path(written).expanduser()
