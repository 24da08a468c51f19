"""What a configuration says, as settings."""

from __future__ import annotations

import copy
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.config import ConfigFaults, Folders, load
from introd.decide.waits import Wait
from introd.post.accounts import Secret, Security
from tests.config.files import GOOD, among, written


def test_a_short_file_is_enough(tmp_path: Path) -> None:
    """With addresses, servers and a password file all else has a default."""
    config = load(written(tmp_path), {})
    assert config.imap.port == 993
    assert config.smtp.port == 465
    assert config.folders == Folders()
    assert config.state == tmp_path / "state"
    assert config.imap.password == Secret.of_file(tmp_path / "password")


def test_waits_and_hours_read_as_people_write_them(tmp_path: Path) -> None:
    """`2 hours`, `1 working day`, `08:30` and `2 MB` are what they say."""
    text = (
        GOOD
        + '[asking]\nundo = "5 seconds"\nnudge_first = "1 working day"\n[hours]\nday_start = "8:30"\n[safety]\nmax_message_size = "2 MB"\n'
    )
    config = load(written(tmp_path, text), {})
    assert config.settings.undo == Wait(amount=5, unit="seconds")
    assert config.settings.nudge_first == Wait(amount=1, unit="working days")
    assert config.settings.day_start == time(8, 30)
    assert config.max_message_size == 2 << 20


def test_undo_may_be_nothing(tmp_path: Path) -> None:
    """Whoever wants no undo window may say so; every other wait lasts."""
    assert load(written(tmp_path, GOOD + '[asking]\nundo = "0 seconds"\n'), {}).settings.undo.amount == 0


def test_an_introducers_place(tmp_path: Path) -> None:
    """Zone, country, days off and working week are theirs, addresses are in small letters."""
    place = ('zone = "Asia/Dubai"', 'country = "ae"', "days_off = [2026-12-24]", 'week = ["Monday", "tue", "thu"]')
    text = among(GOOD, "introducer", *place).replace("liz@example", "LIZ@Example")
    liz = load(written(tmp_path, text), {}).settings.introducers[0]
    assert liz.key == "liz@example.org"
    assert (liz.place.zone, liz.place.country, liz.place.days_off, liz.place.week) == (
        "Asia/Dubai",
        "AE",
        (date(2026, 12, 24),),
        (0, 1, 3),
    )


@pytest.mark.parametrize(
    ("security", "imap", "smtp"), [("tls", 993, 465), ("starttls", 143, 587), ("none", 143, 25)], ids=["tls", "starttls", "none"]
)
def test_usual_ports_follow_from_security(tmp_path: Path, security: str, imap: int, smtp: int) -> None:
    """Who says nothing of ports gets the usual one for the kind of encryption."""
    line = f'security = "{security}"'
    text = (
        among(among(GOOD, "imap", line), "smtp", line)
        .replace(".example.org", ".localhost")
        .replace('host = "imap.localhost"', 'host = "localhost"')
        .replace('host = "smtp.localhost"', 'host = "127.0.0.1"')
    )
    config = load(written(tmp_path, text), {})
    assert (config.imap.port, config.smtp.port, config.imap.security) == (imap, smtp, Security(security))


def test_smtp_logs_in_as_the_mailbox(tmp_path: Path) -> None:
    """Without a username of its own the outbox uses the inbox's log-in; an empty one means none; another has its own password."""
    config = load(written(tmp_path), {})
    assert (config.smtp.username, config.smtp.password) == (config.imap.username, config.imap.password)
    assert load(written(tmp_path, among(GOOD, "smtp", 'username = ""')), {}).smtp.username == ""
    other = among(GOOD, "smtp", 'username = "out@example.org"', 'password_env = "OUT"')
    assert load(written(tmp_path, other), {}).smtp.password == Secret.of_environment("OUT")


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ('password = "open sesame"', Secret.of_value("open sesame")),
        ('password_env = "INTROD_PASSWORD"', Secret.of_environment("INTROD_PASSWORD")),
        ('password_credential = "password"', Secret.of_credential("password")),
        ('password_file = "/run/secret"', Secret.of_file("/run/secret")),
    ],
)
def test_the_ways_to_a_password(tmp_path: Path, line: str, secret: Secret) -> None:
    """A password may stand in the file, in another file, in the environment or among systemd's credentials."""
    assert load(written(tmp_path, GOOD.replace('password_file = "password"', line)), {}).imap.password == secret


def test_a_token_command_is_words(tmp_path: Path) -> None:
    """A token command is a list of words, or a line that is split as a shell would."""
    for line in ('token_command = ["token", "--for", "a b"]', "token_command = \"token --for 'a b'\""):
        config = load(written(tmp_path, GOOD.replace('password_file = "password"', line)), {})
        assert config.imap.token_command == config.smtp.token_command == ("token", "--for", "a b")


@given(st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=12, max_size=20))
def test_a_password_prints_nowhere(tmp_path_factory: pytest.TempPathFactory, password: str) -> None:
    """Whatever the password is, it is not in the printed configuration, nor in a copy of it."""
    folder = tmp_path_factory.mktemp("config")
    config = load(written(folder, GOOD.replace('password_file = "password"', f'password = "{password}"')), {})
    assert config.imap.password is not None
    assert config.imap.password.reveal() == password
    assert password not in f"{config!r} {config} {copy.deepcopy(config)!r} {vars(config.settings)}"


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    """Where there is no configuration, the fault names the path and the command that makes one."""
    with pytest.raises(ConfigFaults) as caught:
        load(tmp_path / "none.toml", {})
    assert "introd init" in caught.value.faults[0].remedy


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are told with their line."""
    path = written(tmp_path)
    path.write_bytes(b"a = 1\n\xff\n")
    with pytest.raises(ConfigFaults) as caught:
        load(path, {})
    assert [fault.line for fault in caught.value.faults] == [2]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """A file saved by an editor that marks UTF-8 is read all the same."""
    assert load(written(tmp_path, "\ufeff" + GOOD), {}).imap.host == "imap.example.org"


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    """A path that can't be read is a fault, not an error of the program."""
    with pytest.raises(ConfigFaults, match="1 fault"):
        load(tmp_path, {})


@given(st.binary(max_size=300))
def test_any_bytes_load_or_are_refused_with_faults(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    """Whatever a file holds, it is a configuration or a list of faults, each with a remedy; nothing else is raised."""
    path = tmp_path_factory.mktemp("config") / "config.toml"
    path.write_bytes(raw)
    with pytest.raises(ConfigFaults) as caught:
        load(path, {})
    assert all(fault.remedy for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("asking", "imap", "confirm"),
    [
        ((), (), "always"),
        ((), ('authserv_id = "mx.example.org"',), "when-unsure"),
        (('confirm = "when-unsure"',), (), "when-unsure"),
        (('confirm = "never"',), (), "never"),
        (('confirm = "always"',), ('authserv_id = "mx.example.org"',), "always"),
    ],
)
def test_what_nobody_can_vouch_for_waits_for_go(
    tmp_path: Path, asking: tuple[str, ...], imap: tuple[str, ...], confirm: str
) -> None:
    """Where no server tells who wrote a request it waits for GO, unless the file says otherwise in so many words."""
    text = among(GOOD + "\n[asking]\n", "asking", *asking)
    assert load(written(tmp_path, among(text, "imap", *imap)), {}).settings.confirm == confirm
