"""Delivery reports of the servers that people use."""

from __future__ import annotations

import pytest

from introd.read.bounces import bounce, is_success_report
from introd.read.mail import parse
from introd.read.reading import Bounce
from introd.read.understand import understand
from tests.read.mails import CONTEXT, mail, multipart


def report(
    status: str, *, returned: str = "Message-ID: <ask1@example.org>\r\nTo: jane@roe.example", kind: str = "text/rfc822-headers"
) -> bytes:
    """A report with a status part."""
    return multipart(
        "multipart/report",
        ("Content-Type: text/plain", b"This is the mail system."),
        ("Content-Type: message/delivery-status", b"Reporting-MTA: dns; mx.example.org\r\n\r\n" + status.encode()),
        (f"Content-Type: {kind}", returned.encode() + b"\r\n\r\n"),
        fields="; report-type=delivery-status",
        author="MAILER-DAEMON@mx.example.org",
        subject="Undelivered Mail Returned to Sender",
        fields_={"Return-Path": "<>"},
        reply=False,
    )


def text_report(
    body: str, *, subject: str, author: str = "Mail Delivery System <Mailer-Daemon@mx.example.org>", **fields: str
) -> Bounce | None:
    """The reading of a report in words only."""
    return bounce(mail(body, subject=subject, author=author, reply=False, fields={"Return-Path": "<>", **fields}))


def test_failed_is_for_good() -> None:
    """A plain failure names who failed, why, and which letter."""
    found = bounce(
        parse(
            report(
                "Final-Recipient: rfc822; Jane@Roe.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown"
            )
        )
    )
    assert found == Bounce("failed", ("jane@roe.example",), "5.1.1", True, "<ask1@example.org>", "smtp; 550 5.1.1 unknown")


@pytest.mark.parametrize(
    ("action", "permanent"), [("failed", True), ("Failed (gave up)", True), ("error", True), ("delayed", False)]
)
def test_the_action_decides_not_the_status(action: str, permanent: bool) -> None:
    """A failure with 4.x.x is final, a delay with 5.x.x is not."""
    status = "4.7.1" if permanent else "5.7.1"
    found = bounce(parse(report(f"Final-Recipient: rfc822;jane@roe.example\r\nAction: {action}\r\nStatus: {status}")))
    assert found is not None
    assert (found.permanent, found.status) == (permanent, status)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_success_is_no_bounce(action: str) -> None:
    """A report of success says nothing against the address."""
    read = parse(report(f"Final-Recipient: rfc822;jane@roe.example\r\nAction: {action}\r\nStatus: 2.0.0"))
    assert bounce(read) is None
    assert is_success_report(read)
    assert understand(read, CONTEXT).kind == "auto_reply"


def test_the_address_that_we_wrote_to_is_named() -> None:
    """Original-Recipient wins over the address that a forward led to."""
    found = bounce(
        parse(
            report(
                "Final-Recipient: rfc822;other@host.example\r\nOriginal-Recipient: rfc822;jane@roe.example\r\nAction: failed\r\nStatus: 5.0.0"
            )
        )
    )
    assert found is not None
    assert found.recipients == ("jane@roe.example",)


def test_exims_true_code_is_in_the_diagnostic() -> None:
    """5.0.0 says nothing; the code that the other server gave does."""
    found = bounce(
        parse(
            report(
                "Action: failed\r\nFinal-Recipient: rfc822;jane@roe.example\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550 5.2.1 disabled"
            )
        )
    )
    assert found is not None
    assert found.status == "5.2.1"


def test_the_whole_letter_may_be_returned() -> None:
    """The Message-ID is found in a returned message, not only in returned headers."""
    found = bounce(
        parse(
            report(
                "Final-Recipient: rfc822;jane@roe.example\r\nAction: failed",
                returned="Subject: x\r\nMessage-Id:\r\n <ask2@example.org>",
                kind="message/rfc822",
            )
        )
    )
    assert found is not None
    assert found.original_message_id == "<ask2@example.org>"


def test_two_recipients() -> None:
    """Each failed recipient is named; one that was delivered is not."""
    groups = "Final-Recipient: rfc822;a@roe.example\r\nAction: failed\r\n\r\nFinal-Recipient: rfc822;b@roe.example\r\nAction: delivered\r\n\r\nFinal-Recipient: rfc822;c@roe.example\r\nAction: failed"
    found = bounce(parse(report(groups)))
    assert found is not None
    assert found.recipients == ("a@roe.example", "c@roe.example")


QMAIL = """Hi. This is the qmail-send program at mx.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<Jane@roe.example>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 No such user

--- Below this line is a copy of the message.

Return-Path: <intro@example.org>
Message-ID: <ask3@example.org>

Hi Jane, reply YES or NO.
"""
EXIM = """This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  jane@roe.example
    host mx.roe.example [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<jane@roe.example>:
    550 5.1.1 user unknown

------ This is a copy of the message, including all the headers. ------

Message-ID: <ask3@example.org>
"""
PLAIN = """Ihre Nachricht konnte nicht zugestellt werden.

Empfänger: jane@roe.example
Grund: Mailbox unbekannt

Message-ID: <ask3@example.org>
"""


@pytest.mark.parametrize(
    ("body", "subject"),
    [(QMAIL, "failure notice"), (EXIM, "Mail delivery failed: returning message to sender"), (PLAIN, "Unzustellbar: Frage")],
)
def test_reports_without_a_status_part(body: str, subject: str) -> None:
    """qmail, Exim and servers nobody knows say in words who failed."""
    found = text_report(body, subject=subject)
    assert found is not None
    assert (found.action, found.recipients, found.original_message_id) == ("failed", ("jane@roe.example",), "<ask3@example.org>")


def test_a_warning_in_words_is_a_delay() -> None:
    """A server that is still trying has not failed."""
    body = "This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to jane@roe.example\nNo action is required. Delivery attempts will continue."
    found = text_report(body, subject="Warning: message 1k delayed 24 hours", **{"X-Failed-Recipients": "jane@roe.example"})
    assert found is not None
    assert (found.action, found.permanent, found.recipients) == ("delayed", False, ("jane@roe.example",))


def test_a_warning_that_gives_up_is_a_failure() -> None:
    """Whatever the subject says, who makes no further attempts has failed."""
    body = "The attached message was not delivered. No further attempts will be made.\n\nFailed address: jane@roe.example\n"
    found = text_report(body, subject="Warning: could not send message for recipient")
    assert found is not None
    assert (found.action, found.permanent) == ("failed", True)


@pytest.mark.parametrize(
    "body",
    [
        "I am out of the office until Monday.",
        "Yes, happy to!",
        "My last mail to Jason failed: user unknown. Do you have a better address?",
    ],
)
def test_what_people_and_responders_write_is_no_bounce(body: str) -> None:
    """A person may tell of a failure, and a vacation reply may have a null reverse-path."""
    assert bounce(mail(body)) is None
    assert bounce(mail(body, fields={"Return-Path": "<>"})) is None or "failed" in body


def test_the_class_follows_the_action() -> None:
    """Failed is a bounce, delayed is a delay, neither may be answered."""
    failed = understand(parse(report("Final-Recipient: rfc822;jane@roe.example\r\nAction: failed")), CONTEXT)
    delayed = understand(parse(report("Final-Recipient: rfc822;jane@roe.example\r\nAction: delayed")), CONTEXT)
    assert (failed.kind, delayed.kind) == ("bounce", "delay")
    assert not failed.may_answer
