"""Delivery reports as a mail server writes them (RFC 3464): what comes back when a letter can't be delivered."""

from __future__ import annotations

import email.policy
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime


def delivery_report(host: str, reverse_path: str, recipient: str, original: bytes, when: datetime, number: int) -> bytes:
    """A report that `recipient` does not exist, addressed to `reverse_path`, with the header of the `original` letter.

    `number` keeps its Message-ID apart from those of others.
    """
    report = EmailMessage(policy=email.policy.SMTP)
    report["From"] = f"Mail Delivery System <MAILER-DAEMON@{host}>"
    report["To"] = reverse_path
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Date"] = format_datetime(when)
    report["Message-ID"] = f"<report.{number}@{host}>"
    report["Auto-Submitted"] = "auto-replied"
    report.set_content(
        f"This is the mail system at host {host}.\n\nYour message could not be delivered to one recipient.\n\n"
        f"<{recipient}>: 550 5.1.1 no such mailbox here\n"
    )
    report.make_mixed()
    report.set_type("multipart/report")
    report.set_param("report-type", "delivery-status")
    for part in (_status(host, recipient), _header_of(original)):
        report.attach(part)
    return report.as_bytes()


def _status(host: str, recipient: str) -> EmailMessage:
    """The part for programs: one block on the server, one on the recipient."""
    server, failed = EmailMessage(), EmailMessage()
    server["Reporting-MTA"] = f"dns; {host}"
    failed["Final-Recipient"] = f"rfc822; {recipient}"
    failed["Action"] = "failed"
    failed["Status"] = "5.1.1"
    failed["Diagnostic-Code"] = "smtp; 550 5.1.1 no such mailbox here"
    part = EmailMessage()
    part["Content-Type"] = "message/delivery-status"
    part.set_payload([server, failed])
    return part


def _header_of(original: bytes) -> EmailMessage:
    """The part that says which letter it was."""
    head = original.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    part = EmailMessage()
    part["Content-Type"] = "text/rfc822-headers"
    part.set_payload(head.decode("utf-8", "replace") + "\n")
    return part
