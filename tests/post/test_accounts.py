"""Passwords that never show, and accounts that refuse to be careless."""

from __future__ import annotations

import copy
import logging
import pickle
import sys
import traceback
from dataclasses import asdict
from pathlib import Path

import pytest

from introd.post.accounts import ImapAccount, Secret, Security, fresh_token, is_loopback, tls_context
from introd.post.errors import BadCertificate, SecretMissing, WrongTlsMode

WORD = "correct horse"


def test_a_secret_shows_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    """Neither print, repr, format, a log, a dataclass's repr nor asdict give the password away."""
    secret = Secret.of_value(WORD)
    account = ImapAccount("mail.example", 993, "intro", secret)
    logging.getLogger("introd").warning("%s %r %s", secret, secret, account)
    shown = f"{secret} {secret!r} {account} {asdict(account)} {caplog.text}"
    assert WORD not in shown
    assert "the configuration" in shown
    assert secret.reveal() == WORD


def test_a_secret_is_not_pickled() -> None:
    """A secret can't be written to disk by accident; copies are itself."""
    secret = Secret.of_value(WORD)
    with pytest.raises(TypeError, match="not written"):
        pickle.dumps(secret)
    assert copy.copy(secret) is secret
    assert copy.deepcopy([secret])[0] is secret


def test_secrets_compare_without_showing() -> None:
    """The same password from the same place is the same secret; another is not."""
    assert Secret.of_value("a") == Secret.of_value("a")
    assert Secret.of_value("a") != Secret.of_value("b")
    assert Secret.of_value("a") != Secret.of_file("a")
    assert Secret.of_value("a") != "a"
    assert len({Secret.of_value("a"), Secret.of_value("a")}) == 1


def test_where_secrets_come_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, a variable and a systemd credential give the same, and are read afresh each time."""
    path = tmp_path / "imap"
    path.write_text(f"{WORD}\nsecond line\n")
    monkeypatch.setenv("INTROD_TEST_WORD", WORD)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    secrets = [Secret.of_file(path), Secret.of_environment("INTROD_TEST_WORD"), Secret.of_credential("imap")]
    assert [secret.reveal() for secret in secrets] == [WORD] * 3
    path.write_text("changed")
    assert [secret.reveal() for secret in secrets] == ["changed", WORD, "changed"]


@pytest.mark.parametrize("content", ["", "\n", "swordfish\tfish"])
def test_a_bad_secret_is_named(tmp_path: Path, content: str) -> None:
    """An empty password, or one with control characters, is the operator's to mend, and is not shown."""
    path = tmp_path / "imap"
    path.write_text(content)
    with pytest.raises(SecretMissing, match="imap") as error:
        Secret.of_file(path).reveal()
    assert "swordfish" not in str(error.value)


def test_a_missing_secret_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The place that holds no password is named with a remedy."""
    monkeypatch.delenv("INTROD_TEST_NONE", raising=False)
    for secret in (Secret.of_file(tmp_path / "none"), Secret.of_environment("INTROD_TEST_NONE")):
        with pytest.raises(SecretMissing, match=r"(?i)none.*; "):
            secret.reveal()
    with pytest.raises(SecretMissing, match="no password for intro"):
        ImapAccount("mail.example", 993, "intro").secret()


def test_a_token_comes_from_a_command() -> None:
    """The first line that the command prints is the token."""
    account = ImapAccount("mail.example", 993, "intro", token_command=(sys.executable, "-c", "print('ya29.token\\nmore')"))
    assert account.secret() == "ya29.token"


@pytest.mark.parametrize(
    "program", ["raise SystemExit(3)", "pass", "print('half a token'); raise SystemExit(1)", "import time; time.sleep(60)"]
)
def test_a_token_command_that_fails_is_named(program: str) -> None:
    """A command that fails, prints nothing or hangs is the operator's; what it printed is not shown."""
    with pytest.raises(SecretMissing, match="token command") as error:
        fresh_token((sys.executable, "-c", program), seconds=2.0)
    assert "half" not in "".join(traceback.format_exception(error.value))


def test_a_token_command_that_is_not_there_is_named() -> None:
    """A command that does not exist is named."""
    with pytest.raises(SecretMissing, match="/nonexistent/token"):
        fresh_token(("/nonexistent/token",))


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("LOCALHOST.", True),
        ("localhost.example", False),
        ("10.0.0.1", False),
        ("mail.example", False),
        ("127.0.0.1.example", False),
    ],
)
def test_what_is_this_machine(host: str, here: bool) -> None:
    """Loopback is told by the name alone."""
    assert is_loopback(host) is here


def test_no_password_leaves_the_machine_unencrypted() -> None:
    """Security "none" is for this machine, or for whoever insists."""
    with pytest.raises(WrongTlsMode, match="unencrypted"):
        ImapAccount("mail.example", 143, "intro", security=Security.NONE).check_plain()
    ImapAccount("mail.example", 143, "intro", security=Security.NONE, allow_plain=True).check_plain()
    ImapAccount("localhost", 143, "intro", security=Security.NONE).check_plain()


def test_a_bad_file_of_certificates_is_named(tmp_path: Path) -> None:
    """A ca_file that is missing or no PEM is named."""
    rubbish = tmp_path / "rubbish.pem"
    rubbish.write_text("rubbish")
    for path in (rubbish, tmp_path / "none.pem"):
        with pytest.raises(BadCertificate, match=path.name):
            tls_context(ImapAccount("mail.example", 993, "intro", ca_file=path))
