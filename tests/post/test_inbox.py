"""The inbox over the sandbox and over Dovecot: what it reads, and where messages end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from imapclient import IMAPClient

from introd.post.accounts import Secret
from introd.post.arrivals import Place, Position
from introd.post.errors import Disconnected, FolderRefused, TimedOut, WrongPassword
from introd.post.inbox import Inbox
from tests.post.conftest import Post, Relay
from tests.post.mails import mail
from tests.servers.ports import HOST
from tests.servers.real import PASSWORD


def our_log(caplog: pytest.LogCaptureFixture) -> str:
    """What the client's side logged: the sandbox's servers, which know the passwords anyway, log them."""
    return "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith(("imapclient", "introd", "aiosmtplib"))
    )


FOLDERS = ("Handled", "Set aside", "Sent", "Junk")


def raw_client(post: Post, user: str) -> IMAPClient:
    """A plain client, to play the mailbox's owner."""
    client = IMAPClient(HOST, post.imap_port, ssl=False, timeout=10)
    client.login(user, PASSWORD)
    return client


def numbers(inbox: Inbox, folder: str = "INBOX", since: Position | None = None) -> list[int]:
    """The numbers of the mails that arrive."""
    return [int(arrival.raw.partition(b"Message-ID: <")[2].partition(b"@")[0]) for arrival in inbox.arrivals(folder, since)]


def test_arrivals_come_oldest_first_and_whole(post: Post, inbox: Inbox, user: str) -> None:
    """Every mail is given once, in the order of arrival, byte for byte after what the server noted on top."""
    for number in range(3):
        post.deliver(mail(number, user, body="line\n.dot\nünïcode"), user)
    assert numbers(inbox) == [0, 1, 2]
    arrival = next(inbox.arrivals())
    assert arrival.raw.endswith(mail(0, user, body="line\n.dot\nünïcode"))
    assert arrival.size == len(arrival.raw)
    assert arrival.received.utcoffset() is not None
    assert arrival.received.tzinfo is UTC


def test_only_what_is_new_since_a_position(post: Post, inbox: Inbox, user: str) -> None:
    """Nothing comes for a position at the end, though servers answer `n:*` with the last message there is."""
    post.deliver(mail(1), user)
    first = next(inbox.arrivals())
    assert list(inbox.arrivals(since=first.position)) == []
    post.deliver(mail(2), user)
    assert numbers(inbox, since=first.position) == [2]


def test_a_first_start_leaves_old_mail_alone(post: Post, inbox: Inbox, user: str) -> None:
    """The position of a folder is after everything that lies there."""
    post.deliver(mail(1), user)
    position = inbox.position()
    post.deliver(mail(2), user)
    assert numbers(inbox, since=position) == [2]
    assert inbox.uidvalidity() == position.uidvalidity


def test_reading_marks_nothing_as_read(post: Post, inbox: Inbox, user: str) -> None:
    """The owner still sees an unread mail after the daemon has read it."""
    post.deliver(mail(1), user)
    assert numbers(inbox) == [1]
    with raw_client(post, user) as client:
        client.select_folder("INBOX", readonly=True)
        assert len(client.search(["UNSEEN"])) == 1


def test_a_new_uidvalidity_means_reading_everything_again(post: Post, inbox: Inbox, user: str) -> None:
    """A position from before says nothing about a folder that was made anew, though its UIDs look old."""
    with raw_client(post, user) as client:
        client.create_folder("Fresh")
        client.append("Fresh", mail(1))
        client.append("Fresh", mail(2))
        *_, last = inbox.arrivals("Fresh")
        client.delete_folder("Fresh")
        client.create_folder("Fresh")
        client.append("Fresh", mail(3))
    inbox.connect()
    assert numbers(inbox, "Fresh", last.position) == [3]
    assert inbox.file(last.place, "Trash") is False
    assert inbox.delete(last.place) is False
    assert inbox.headers(last.place, ["subject"]) == b""
    assert numbers(inbox, "Fresh") == [3]


def test_filing_moves_a_message(post: Post, inbox: Inbox, user: str) -> None:
    """A handled mail lies in the folder for it and no longer in the inbox; filing it again does nothing."""
    real = inbox.ensure_folders(FOLDERS)
    post.deliver(mail(1), user)
    post.deliver(mail(2), user)
    for arrival in inbox.arrivals():
        if b"number 1" in arrival.raw:
            assert inbox.file(arrival.place, real["Handled"]) is True
            assert inbox.file(arrival.place, real["Handled"]) is False
    assert numbers(inbox) == [2]
    assert [b"number 1" in one for one in post.mailbox(user, real["Handled"])] == [True]


def test_mail_is_filed_while_more_is_read(post: Post, inbox: Inbox, user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Filing, and looking into another folder, between two arrivals disturbs neither."""
    monkeypatch.setattr("introd.post.arrivals.BATCH_BYTES", 1)
    real = inbox.ensure_folders(FOLDERS)
    for number in range(4):
        post.deliver(mail(number), user)
    seen = []
    for arrival in inbox.arrivals():
        seen.append(arrival.raw)
        assert inbox.search_message_id(real["Sent"], "<x@y.test>") is False
        assert inbox.file(arrival.place, real["Handled"])
    assert len(set(seen)) == 4
    assert numbers(inbox) == []


def test_deleting_leaves_no_copy(post: Post, inbox: Inbox, user: str) -> None:
    """A deleted message is gone from the server."""
    post.deliver(mail(1), user)
    place = next(inbox.arrivals()).place
    assert inbox.delete(place) is True
    assert inbox.delete(Place("INBOX", place.uidvalidity + 1, place.uid)) is False
    assert post.mailbox(user) == []


def test_a_mail_marked_as_deleted_is_not_read(post: Post, inbox: Inbox, user: str) -> None:
    """What a person has thrown away is not obeyed, though it still lies there."""
    post.deliver(mail(1), user)
    post.deliver(mail(2), user)
    with raw_client(post, user) as client:
        client.select_folder("INBOX")
        client.delete_messages([min(client.search())])
        inbox.connect()
        assert numbers(inbox) == [2]


def test_only_the_header_of_a_mail_that_is_too_big(post: Post, user: str) -> None:
    """A mail above the cap comes as its header, and says so; the next one comes whole."""
    post.deliver(mail(1, body="x" * 900 + "\n" + "y" * 900), user)
    post.deliver(mail(2), user)
    with Inbox(post.imap_account(user), max_size=1500) as inbox:
        big, small = inbox.arrivals()
    assert (big.oversize, big.headers_only, small.oversize, small.headers_only) == (True, True, False, False)
    assert b"Subject: number 1" in big.raw
    assert b"xxx" not in big.raw
    assert big.size > 1500


def test_bodies_that_are_not_wanted_are_not_fetched(post: Post, user: str, relay_to: Callable[[int], Relay]) -> None:
    """In a thread between two introduced people only headers pass over the line."""
    post.deliver(mail(1, body="private words"), user)
    post.deliver(mail(2, body="public words"), user)
    relay = relay_to(post.imap_port)
    with Inbox(post.imap_account(user, port=relay.port)) as inbox:
        private, public = inbox.arrivals(wanted=lambda header: b"number 1" not in header)
        fields = inbox.headers(private.place, ["Subject", "From"])
    assert private.headers_only
    assert b"words" not in private.raw
    assert public.raw.endswith(b"public words\r\n")
    assert sorted(fields.split()) == sorted(b"From: Ann Writer <ann@outside.test> Subject: number 1".split())
    assert b"private words" not in relay.proxy.passed_down


def test_a_copy_is_kept_and_found_again(post: Post, inbox: Inbox) -> None:
    """A letter that was put into Sent is found there by its Message-ID, and dated as it was told."""
    real = inbox.ensure_folders(FOLDERS)
    assert inbox.search_message_id(real["Sent"], "<7@outside.test>") is False
    inbox.append(real["Sent"], mail(7), when=datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
    assert inbox.search_message_id(real["Sent"], "<7@outside.test>") is True
    assert inbox.search_message_id(real["Sent"], "<8@outside.test>") is False
    assert next(inbox.arrivals(real["Sent"])).received == datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_folders_are_made_once(inbox: Inbox) -> None:
    """Asking for folders again finds the same ones."""
    assert (
        inbox.ensure_folders(FOLDERS)
        == inbox.ensure_folders(FOLDERS)
        == dict.fromkeys(FOLDERS) | {name: name for name in FOLDERS}
    )


def test_a_folder_that_is_not_there_is_refused(inbox: Inbox) -> None:
    """Opening a folder that does not exist names it, and the connection stays usable."""
    with pytest.raises(FolderRefused, match="Nowhere"):
        list(inbox.arrivals("Nowhere"))
    assert inbox.connected
    assert list(inbox.arrivals()) == []


def test_a_wrong_password_is_named(post: Post, user: str, caplog: pytest.LogCaptureFixture) -> None:
    """The refusal says whose log-in it was, in one line; the password is neither in it nor in the log."""
    caplog.set_level("DEBUG")
    account = replace(post.imap_account(user), password=Secret.of_value("swordfish ünd"))
    with pytest.raises(WrongPassword) as error, Inbox(account):
        pass
    assert user in str(error.value)
    assert "\n" not in str(error.value)
    assert "swordfish" not in str(error.value) + our_log(caplog)


def test_the_right_password_is_not_logged(post: Post, user: str, caplog: pytest.LogCaptureFixture) -> None:
    """Even a log at its most talkative does not hold the password."""
    caplog.set_level("DEBUG")
    with Inbox(post.imap_account(user)) as inbox:
        assert list(inbox.arrivals()) == []
    assert "LOGIN" in our_log(caplog)
    assert PASSWORD not in our_log(caplog)


def test_a_mail_of_ten_megabytes_arrives_whole(post: Post, user: str) -> None:
    """Big mails below the cap come byte for byte."""
    big = mail(1, body="\n".join(["0123456789" * 7] * 145_000))
    assert len(big) > 10_000_000
    post.deliver(big, user)
    with Inbox(post.imap_account(user), max_size=20_000_000) as inbox:
        (arrival,) = inbox.arrivals()
    assert arrival.raw.endswith(big)


def test_a_silent_server_is_given_up(post: Post, user: str, relay_to: Callable[[int], Relay]) -> None:
    """When no answer comes any more the read times out, the connection is let go, and another one works."""
    post.deliver(mail(1), user)
    relay = relay_to(post.imap_port)
    account = replace(post.imap_account(user, port=relay.port), timeout=2.0)
    with Inbox(account) as inbox:
        relay.proxy.silent = True
        with pytest.raises(TimedOut):
            list(inbox.arrivals())
        assert not inbox.connected
        with pytest.raises(Disconnected):
            inbox.position()
        relay.proxy.silent = False
        inbox.connect()
        assert numbers(inbox) == [1]


def test_a_connection_cut_within_a_mail_loses_nothing(post: Post, user: str, relay_to: Callable[[int], Relay]) -> None:
    """Half a mail is never given; after connecting again it comes whole."""
    post.deliver(mail(1, body="z" * 200_000), user)
    relay = relay_to(post.imap_port)
    with Inbox(post.imap_account(user, port=relay.port)) as inbox:
        relay.cut_down_after(100_000)
        got = []
        with pytest.raises(Disconnected):
            got.extend(inbox.arrivals())
        assert got == []
        inbox.connect()
        assert numbers(inbox) == [1]


def test_a_folder_is_listed_from_a_moment_on(post: Post, inbox: Inbox, user: str) -> None:
    """What came since a moment is named with its dates, oldest first, and each can be fetched by itself."""
    real = inbox.ensure_folders(FOLDERS)["Handled"]
    for number, day in enumerate((1, 5, 3)):
        inbox.append(real, mail(number, user), when=datetime(2026, 3, day, 9, tzinfo=UTC))
    found = inbox.since(real, datetime(2026, 3, 3, 9, tzinfo=UTC))
    assert [message.received.day for message in found.messages] == [3, 5]
    assert [b"Message-ID: <2@" in message.raw for message in found.messages] == [True, False]
    assert [fetched.raw for message in found.messages if (fetched := inbox.fetch(message.place))] == [
        mail(2, user),
        mail(1, user),
    ]
    assert found.whole


def test_mail_that_was_taken_out_of_a_folder_leaves_a_hole(post: Post, inbox: Inbox, user: str) -> None:
    """A listing knows when the folder has lost a message since that moment; one that was lost before does not count."""
    real = inbox.ensure_folders(FOLDERS)["Handled"]
    for day in (1, 2, 3, 4):
        inbox.append(real, mail(day, user), when=datetime(2026, 3, day, 9, tzinfo=UTC))
    places = [message.place for message in inbox.since(real, datetime(2026, 3, 1, tzinfo=UTC)).messages]
    inbox.delete(places[0])
    assert inbox.since(real, datetime(2026, 3, 3, tzinfo=UTC)).whole
    inbox.delete(places[2])
    assert not inbox.since(real, datetime(2026, 3, 2, 12, tzinfo=UTC)).whole
    assert inbox.fetch(places[2]) is None


def test_the_last_message_of_a_folder_leaves_a_hole_too(post: Post, inbox: Inbox, user: str) -> None:
    """A folder from which the newest message was taken is not whole, nor is one that was emptied."""
    real = inbox.ensure_folders(FOLDERS)["Handled"]
    inbox.append(real, mail(1, user), when=datetime(2026, 3, 1, 9, tzinfo=UTC))
    assert inbox.since(real, datetime(2026, 3, 1, tzinfo=UTC)).whole
    inbox.delete(inbox.since(real, datetime(2026, 3, 1, tzinfo=UTC)).messages[0].place)
    assert not inbox.since(real, datetime(2026, 3, 1, tzinfo=UTC)).whole


def test_two_copies_of_one_message_id_are_told_apart(inbox: Inbox, user: str) -> None:
    """A search for a Message-ID with another field finds only the copy that has both."""
    real = inbox.ensure_folders(FOLDERS)["Sent"]
    inbox.append(real, b"List-Unsubscribe: <mailto:intro+one@intro.test>\r\n" + mail(1, user))
    assert inbox.search_message_id(real, "<1@outside.test>")
    assert inbox.search_message_id(real, "<1@outside.test>", list_unsubscribe="intro+one@")
    assert not inbox.search_message_id(real, "<1@outside.test>", list_unsubscribe="intro+two@")
