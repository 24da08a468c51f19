"""`introd check` on accounts: each fault in one line, with a remedy."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from introd.post.accounts import Account, ImapAccount, Secret, Security, SmtpAccount
from introd.post.probe import Finding, probe_imap, probe_smtp
from introd.sandbox.submission import Fault
from tests.post.conftest import Post, SandboxPost
from tests.servers.dovecot import make_certificate
from tests.servers.ports import free_ports
from tests.servers.real import RealPost


def probed(account: Account) -> Finding:
    """What the check finds for an account of either kind."""
    finding = asyncio.run(probe_smtp(account)) if isinstance(account, SmtpAccount) else probe_imap(account)
    assert finding.line.isprintable()
    assert finding.ok == (not finding.remedy)
    return finding


def both(post: Post, user: str) -> list[ImapAccount | SmtpAccount]:
    """The user's two accounts."""
    return [post.imap_account(user), post.smtp_account(user)]


def test_all_is_well(post: Post, user: str) -> None:
    """Good accounts are found good, and the folders are there afterwards."""
    for account in both(post, user):
        finding = probed(account)
        assert finding.ok
        assert user in finding.line
    assert "Set aside" in probe_imap(post.imap_account(user)).line
    assert asyncio.run(probe_smtp(post.smtp_account(user), user)) == Finding(True, finding.line)


def test_a_wrong_password(post: Post, user: str) -> None:
    """A refused log-in says whose, and never the password."""
    for account in both(post, user):
        finding = probed(replace(account, password=Secret.of_value("swordfish")))
        assert not finding.ok
        assert user in finding.line
        assert "password" in finding.remedy
        assert "swordfish" not in f"{finding}"


def test_a_closed_port(post: Post, user: str) -> None:
    """Nobody listening is said with host and port."""
    port = free_ports(1)[0]
    for account in both(post, user):
        finding = probed(replace(account, port=port))
        assert f"127.0.0.1:{port}" in finding.line
        assert "port" in finding.remedy


def test_a_name_that_does_not_exist(post: Post, user: str) -> None:
    """A misspelt host is named."""
    for account in both(post, user):
        finding = probed(replace(account, host="mail.invalid", allow_plain=True))
        assert "mail.invalid" in finding.line
        assert "spelling" in finding.remedy


def test_tls_where_there_is_none(post: Post, user: str) -> None:
    """TLS from the first byte on a port that starts in the clear is told apart from a bad certificate."""
    for account in both(post, user):
        port = post.imap_port if isinstance(account, ImapAccount) else post.smtp_port
        finding = probed(replace(account, security=Security.TLS, port=port))
        assert "does not start with TLS" in finding.line
        assert "starttls" in finding.remedy


def test_no_starttls(sandbox_post: SandboxPost, user: str) -> None:
    """A server without STARTTLS gets no password."""
    for account in both(sandbox_post, user):
        finding = probed(replace(account, security=Security.STARTTLS))
        assert "offers no STARTTLS" in finding.line
        assert '"tls"' in finding.remedy


def test_a_password_would_leave_unencrypted() -> None:
    """That is refused before anything is connected."""
    account = ImapAccount("mail.example", 143, "intro", Secret.of_value("x"), Security.NONE)
    assert "unencrypted" in probed(account).line


@pytest.mark.servers
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_certificates(real_post: RealPost, user: str, tmp_path: Path, security: Security) -> None:
    """A certificate of nobody we know is refused with a remedy; trusted by name it is good; for another name it is not."""
    if real_post.postfix is None:
        accounts: list[Account] = [real_post.imap_account(user, security)]
    else:
        accounts = [real_post.imap_account(user, security), real_post.smtp_account(user, security)]
    for account in accounts:
        assert probed(account).ok
        stranger = probed(replace(account, ca_file=None))
        assert "certificate that is not trusted" in stranger.line
        assert "ca_file" in stranger.remedy
        other = probed(replace(account, ca_file=make_certificate(tmp_path)))
        assert "certificate" in other.line
        misnamed = probed(replace(account, host="127.0.0.2"))
        assert "host name" in misnamed.remedy or "port" in misnamed.remedy


@pytest.mark.servers
def test_a_port_that_waits_for_tls(real_post: RealPost, user: str) -> None:
    """In the clear on a TLS port nobody greets: the time-out hints at the setting."""
    account = replace(real_post.imap_account(user), port=real_post.dovecot.imaps, connect_timeout=0.5, timeout=0.5)
    finding = probed(account)
    assert not finding.ok
    assert '"tls"' in finding.remedy


def test_a_sender_that_is_not_ours(sandbox_post: SandboxPost, user: str) -> None:
    """An account that may not send as the introducer address is found out without a letter."""
    sandbox_post.world.fail_next(Fault.SENDER_REFUSED)
    finding = asyncio.run(probe_smtp(sandbox_post.smtp_account(user), user))
    assert not finding.ok
    assert user in finding.line
    assert sandbox_post.mailbox(user) == []


def test_no_plus_addresses(sandbox_post: SandboxPost, user: str) -> None:
    """A server that refuses plus addresses is good, with a hint."""
    sandbox_post.world.fail_next(Fault.RCPT_NEVER)
    finding = asyncio.run(probe_smtp(sandbox_post.smtp_account(user), user))
    assert finding.ok
    assert "plus addresses" in finding.hint
