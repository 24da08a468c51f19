"""Habits of servers that can't be installed here, played by a script."""

from __future__ import annotations

from dataclasses import replace

import pytest

from introd.post import inbox as inbox_room
from introd.post.accounts import Security
from introd.post.arrivals import Position
from introd.post.errors import (
    Disconnected,
    FolderRefused,
    MailboxFull,
    NotAllowed,
    PostError,
    ServerForGood,
    ServerForNow,
    Throttled,
    WrongPassword,
    WrongTlsMode,
)
from introd.post.inbox import Inbox
from introd.post.login import opened
from tests.post.mails import mail
from tests.post.scripted import Answer, ScriptedImap


def saying(verb: str, *lines: str) -> Answer:
    """An answer to one command, the others being as usual; `%` stands for the tag."""

    def answer(tag: str, command: str) -> list[bytes] | None:
        return [line.replace("%", tag).encode() for line in lines] if command.upper().startswith(verb) else None

    return answer


def sent_verbs(server: ScriptedImap) -> list[str]:
    """The commands that were sent, without log-in and looks around."""
    quiet = ("CAPABILITY", "LOGIN", "SELECT", "UID SEARCH", "UID FETCH", "LOGOUT", "LIST", "ID")
    return [command for command in server.commands if not command.startswith(quiet)]


def test_without_move_a_message_is_copied_then_expunged_alone() -> None:
    """Only our own message is expunged, by its UID: others may have marked theirs."""
    with ScriptedImap("IMAP4rev1 UIDPLUS", mails={5: mail(1)}) as server, Inbox(server.account) as inbox:
        (arrival,) = inbox.arrivals()
        assert inbox.file(arrival.place, "Handled")
    assert sent_verbs(server) == ['UID COPY 5 "Handled"', "UID STORE 5 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 5"]


def test_without_uidplus_nothing_is_expunged() -> None:
    """A plain EXPUNGE would remove what somebody else has marked: the message stays, marked, and is not read again."""
    with ScriptedImap("IMAP4rev1", mails={5: mail(1)}) as server, Inbox(server.account) as inbox:
        (arrival,) = inbox.arrivals()
        assert inbox.delete(arrival.place)
    assert sent_verbs(server) == ["UID STORE 5 +FLAGS.SILENT (\\Deleted)"]
    assert all("UNDELETED" in command for command in server.commands if "SEARCH UID 1:*" in command)


def test_at_gmail_deleting_means_the_trash() -> None:
    """Gmail archives what is expunged, so a private copy goes to its Trash."""
    with ScriptedImap("IMAP4rev1 UIDPLUS MOVE X-GM-EXT-1", mails={5: mail(1)}) as server, Inbox(server.account) as inbox:
        assert inbox.keeps_sent_copies
        (arrival,) = inbox.arrivals()
        assert inbox.delete(arrival.place)
    assert sent_verbs(server) == ['UID MOVE 5 "Bin"']


def test_the_last_message_is_not_given_again() -> None:
    """`UID 6:*` holds message 5 where that is the last one: it is not taken for new."""
    with ScriptedImap(mails={5: mail(1)}) as server, Inbox(server.account) as inbox:
        assert list(inbox.arrivals(since=Position(7, 5))) == []
        assert [arrival.uid for arrival in inbox.arrivals(since=Position(6, 5))] == [5]


def test_a_search_without_an_answer_finds_nothing() -> None:
    """Some servers say nothing at all where nothing was found."""
    with ScriptedImap(mails={5: mail(1)}, answer=saying("UID SEARCH", "% OK done")) as server, Inbox(server.account) as inbox:
        assert list(inbox.arrivals()) == []


def test_one_mail_that_the_server_cannot_give_blocks_no_other() -> None:
    """A mail that is broken at the server comes as unreadable, with the reason; the others come whole."""
    mails = {5: mail(1), 6: mail(2), 7: mail(3)}

    def broken(tag: str, command: str) -> list[bytes] | None:
        refuse = command.startswith("UID FETCH") and "BODY.PEEK[]" in command and "6" in command.split()[2]
        return [f"{tag} NO [SERVERBUG] internal error".encode()] if refuse else None

    with ScriptedImap(mails=mails, answer=broken) as server, Inbox(server.account) as inbox:
        first, bad, last = inbox.arrivals()
    assert (first.raw, last.raw) == (mail(1), mail(3))
    assert "SERVERBUG" in bad.unreadable
    assert b"Subject: number 2" in bad.raw
    assert bad.headers_only


def test_a_mail_that_vanished_is_left_out() -> None:
    """A mail that somebody removed between search and fetch is simply not there."""
    answer = saying("UID SEARCH UID 1:*", "* SEARCH 5 9", "% OK done")
    with ScriptedImap(mails={5: mail(1)}, answer=answer) as server, Inbox(server.account) as inbox:
        assert [arrival.uid for arrival in inbox.arrivals()] == [5]


def test_without_idle_the_server_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where IDLE is missing a wait ends after the polling time, with the server asked for news."""
    monkeypatch.setattr(inbox_room, "POLL", 0.01)
    with ScriptedImap("IMAP4rev1") as server, Inbox(server.account) as inbox:
        assert list(inbox.arrivals()) == []
        assert inbox.wait(30) is False
        server.answer = saying("NOOP", "* 1 EXISTS", "% OK done")
        assert inbox.wait(30) is True
    assert server.commands.count("NOOP") == 2


def test_without_idle_a_wait_can_be_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bell rings there too."""
    with ScriptedImap("IMAP4rev1") as server, Inbox(server.account) as inbox:
        assert list(inbox.arrivals()) == []
        inbox.wake()
        assert inbox.wait(30) is False


def test_news_before_idle_begins_is_no_error() -> None:
    """A server may tell of a mail before it agrees to wait."""

    def early(tag: str, command: str) -> list[bytes] | None:
        if command == "IDLE":
            server.mails[1] = mail(1)
            return [b"* 1 EXISTS", b"+ idling"]
        return None

    with ScriptedImap(answer=early) as server, Inbox(server.account) as inbox:
        assert list(inbox.arrivals()) == []
        assert inbox.wait(0.01) is True


def test_who_we_are_is_said_only_where_asked() -> None:
    """ID is sent to servers that know it; others hang up on it."""
    for capabilities, said in (("IMAP4rev1", False), ("IMAP4rev1 ID", True)):
        with ScriptedImap(capabilities) as server, Inbox(server.account):
            pass
        assert any(command.startswith("ID ") for command in server.commands) is said


def test_a_server_that_wants_no_login_command_gets_another() -> None:
    """LOGINDISABLED means AUTHENTICATE, with the password in base64."""
    answer = saying("AUTHENTICATE", "% NO [CONTACTADMIN] closed today")
    with (
        ScriptedImap("IMAP4rev1 LOGINDISABLED AUTH=PLAIN", answer=answer) as server,
        pytest.raises(NotAllowed),
        Inbox(server.account),
    ):
        pass
    assert not any(command.startswith("LOGIN") for command in server.commands)


def test_starttls_that_is_not_offered_gets_no_password() -> None:
    """Somebody on the line who hides STARTTLS learns nothing."""
    with ScriptedImap() as server, pytest.raises(WrongTlsMode, match="no STARTTLS"):
        opened(replace(server.account, security=Security.STARTTLS))
    assert not any("LOGIN" in command for command in server.commands)


LOGIN_REFUSALS = [
    ("NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", WrongPassword),
    ("NO [ALERT] Application-specific password required: https://support.example", WrongPassword),
    ("NO LOGIN failed.", WrongPassword),
    ("NO [ALERT] Too many simultaneous connections. (Failure)", Throttled),
    ("NO [UNAVAILABLE] Temporary authentication failure.", ServerForNow),
    ("NO [LIMIT] Rate limit hit", Throttled),
    ("NO [ALERT] IMAP access is disabled for your domain.", NotAllowed),
    ("BAD User is authenticated but not connected.", NotAllowed),
]


@pytest.mark.parametrize(("said", "kind"), LOGIN_REFUSALS)
def test_refusals_of_a_login(said: str, kind: type[PostError]) -> None:
    """What providers say to a log-in is told apart, each in one line with a remedy."""
    with ScriptedImap(answer=saying("LOGIN", f"% {said}")) as server, pytest.raises(kind) as error, Inbox(server.account):
        pass
    assert type(error.value) is kind
    assert error.value.remedy
    assert str(error.value).isprintable()


REFUSALS = [
    ("NO [OVERQUOTA] Quota exceeded", MailboxFull),
    ("NO Account exceeded command or bandwidth limits", Throttled),
    ("NO [THROTTLED] slow down", Throttled),
    ("NO [TRYCREATE] no such folder", FolderRefused),
    ("NO [NOPERM] not yours", FolderRefused),
    ("NO [INUSE] locked", ServerForNow),
]


@pytest.mark.parametrize(("said", "kind"), REFUSALS)
def test_refusals_of_a_copy(said: str, kind: type[PostError]) -> None:
    """A copy that can't be kept says why, and the connection stays usable."""
    answer = saying("APPEND", f"% {said}")
    with ScriptedImap(answer=answer) as server, Inbox(server.account) as inbox:
        with pytest.raises(kind) as error:
            inbox.append("Sent", mail(1))
        assert type(error.value) is kind
        assert inbox.connected


def test_a_server_that_says_bye_is_gone() -> None:
    """BYE ends the connection, and says why where it says so."""
    answer = saying("UID SEARCH", "* BYE Too many simultaneous connections")
    with ScriptedImap(answer=answer) as server, Inbox(server.account) as inbox:
        with pytest.raises(Throttled):
            list(inbox.arrivals())
        assert not inbox.connected


@pytest.mark.parametrize("greeting", [b"HTTP/1.1 400 Bad Request", b"* BYE overloaded", b"\xff\xfe"])
def test_a_server_that_speaks_something_else(greeting: bytes) -> None:
    """What is no IMAP server is named as an error of the post, not as a crash."""
    with (
        ScriptedImap(greeting=greeting) as server,
        pytest.raises((Disconnected, ServerForGood, ServerForNow)),
        Inbox(server.account),
    ):
        pass


def test_a_namespace_with_a_prefix() -> None:
    """Where all folders stand below INBOX with dots, ours are spelled so; Sent is found under its own name, no Trash is made."""
    folders = ['() "." INBOX', '(\\Sent) "." "INBOX.Gesendete Objekte"']

    def answer(tag: str, command: str) -> list[bytes] | None:
        namespace = [b'* NAMESPACE (("INBOX." ".")) NIL NIL', f"{tag} OK done".encode()]
        return namespace if command == "NAMESPACE" else None

    with (
        ScriptedImap("IMAP4rev1 NAMESPACE SPECIAL-USE", folders=folders, answer=answer) as server,
        Inbox(server.account) as inbox,
    ):
        found = inbox.ensure_folders(["introd/Set aside", "Sent", "Junk", "Trash", "INBOX"])
    assert found == {
        "introd/Set aside": "INBOX.introd.Set aside",
        "Sent": "INBOX.Gesendete Objekte",
        "Junk": "INBOX.Junk",
        "INBOX": "INBOX",
    }
    assert 'CREATE "INBOX.introd.Set aside"' in server.commands
