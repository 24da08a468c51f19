"""Delivery reports: who did not get our letter, for now or for good.

`Action` decides, not the status code: a report that says `failed` with 4.x.x is final, since the server has given up (RFC 3464 section 2.3.3).
Reports without a machine-readable part are read by flufl.bounce, then by our own few rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import Message

from flufl.bounce import all_failures

from introd.read.reading import Attachment, Bounce, Mail

_DAEMONS = re.compile(
    r"\b(?:mailer-daemon|maildaemon|mail-daemon|postmaster|mail delivery (?:sub)?system|mdaemon|bounce[sd]?)\b", re.IGNORECASE
)
_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_MAILBOX = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_MESSAGE_ID = re.compile(r"^[> \t]{0,8}message-id:\s{0,80}(<[^<>\s]{1,990}>)", re.IGNORECASE | re.MULTILINE)
_FAILED = re.compile(
    r"undeliver|not be delivered|couldn.t be delivered|wasn.t delivered|delivery (?:has )?failed|delivery failure|delivery status notification|failure notice|"
    r"returned mail|mail delivery failed|returning message to sender|message not delivered|address not found|user unknown|no such user|mailbox (?:is )?(?:full|unavailable)|"
    r"recipient(?: address)? rejected|does not exist|unzustellbar|nicht zugestellt|konnte nicht zugestellt|non remis|échec de la remise|no se (?:ha )?pud[oi]|"
    r"no se puede entregar|não (?:foi|pôde|é possível) (?:ser )?entreg|impossibile recapitare|mancato recapito|onbestelbaar|niet bezorgd|kunde inte levereras|"
    r"nie (?:została|można|udało się) dostarcz|niedostarczon|配信できません|配信不能|送信できません|届けることができません|退信|无法送达|無法傳遞|未送达|投递失败",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"delayed|delay\)|has been deferred|still (?:being )?(?:trying|retr)|will (?:be retried|keep trying|continue to be)|not yet been delivered|warning: (?:could not send|message)|"
    r"you do not need to resend|temporar(?:y|ily) (?:problem|fail)|verzögert|retardé|retrasad|atrasad|ritardat|vertraagd|fördröjd|opóźnion|遅延|延迟|延遲",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(r"permanent|gave up|given up|giving up|no (?:further|more) attempts|\b5\d\d[ -]", re.IGNORECASE)
_LINES, _WIDTH = 300, 240
_HEAD = 64 * 1024


def bounce(mail: Mail) -> Bounce | None:
    """The delivery report that this mail is, None for anything else (a report of success included). Recipients are in lower case."""
    for attachment in mail.attachments:
        if attachment.content_type in ("message/delivery-status", "message/global-delivery-status"):
            return _from_status(mail, attachment)
    if not _may_be_report(mail):
        return None
    return _from_text(mail)


def is_success_report(mail: Mail) -> bool:
    """A report that says delivered, relayed or expanded, and nothing worse."""
    status = [a for a in mail.attachments if a.content_type == "message/delivery-status"]
    return bool(status) and bounce(mail) is None


def from_daemon(mail: Mail) -> bool:
    """A mail server wrote it: a null reverse-path (RFC 5321 section 4.5.5), or the name of a mail system in From."""
    return mail.header("return-path").strip() in ("<>", "< >") or bool(_DAEMONS.search(mail.header("from")[:300]))


def _from_status(mail: Mail, status: Attachment) -> Bounce | None:
    """A report by its fields (RFC 3464 section 2.3)."""
    failed: list[Message] = []
    delayed: list[Message] = []
    for block in _blocks(status.content):
        action = str(block.get("action", "")).strip().lower()
        if action.startswith(("fail", "error")):
            failed.append(block)
        elif action.startswith("delay"):
            delayed.append(block)
    blocks = failed or delayed
    if not blocks:
        return None
    recipients = tuple(dict.fromkeys(r for r in map(_recipient, blocks) if r))
    diagnostic = " ".join(str(blocks[0].get("diagnostic-code", "")).split())[:500]
    return Bounce(
        action="failed" if failed else "delayed",
        recipients=recipients or tuple(_header_recipients(mail)),
        status=_status(str(blocks[0].get("status", "")), diagnostic),
        permanent=bool(failed),
        original_message_id=_original_id(mail),
        diagnostic=diagnostic,
    )


def _blocks(content: bytes) -> Iterator[Message]:
    """The groups of fields of a status part, which blank lines set apart."""
    for group in re.split(rb"\r?\n[ \t]*(?:\r?\n)+", content[:_HEAD].strip()):
        if group.strip():
            yield message_from_bytes(group)


def _recipient(block: Message) -> str:
    """The address as we wrote it (Original-Recipient), else the final one."""
    for name in ("original-recipient", "final-recipient", "x-actual-recipient"):
        value = str(block.get(name, ""))
        match = _MAILBOX.search(value.rpartition(";")[2][:400])
        if match:
            return match.group().lower()
    return ""


def _status(field: str, diagnostic: str) -> str | None:
    """The enhanced status code (RFC 3463); Exim says 5.0.0 and puts the true one into the diagnostic."""
    given = _ENHANCED.search(field)
    if given and given.group(1) not in ("5.0.0", "4.0.0"):
        return given.group(1)
    told = _ENHANCED.search(diagnostic)
    return told.group(1) if told else (given.group(1) if given else None)


def _may_be_report(mail: Mail) -> bool:
    """Only a mail server's own mail can be a report without a status part."""
    if mail.headers.get("x-failed-recipients"):
        return True
    report = "report-type=delivery-status" in mail.header("content-type").lower().replace('"', "").replace(" ", "")
    return report or (from_daemon(mail) and bool(_FAILED.search(_told(mail)) or _DELAYED.search(_told(mail))))


def _told(mail: Mail) -> str:
    """What the report says to people: subject and the first lines."""
    return f"{mail.subject[:300]}\n{mail.text[:3000] or mail.html[:6000]}"


def _from_text(mail: Mail) -> Bounce | None:
    """A report in words only."""
    told = _told(mail)
    delayed = bool(_DELAYED.search(told)) and not _GIVEN_UP.search(told)
    recipients = tuple(_header_recipients(mail)) or _by_flufl(mail) or _by_text(mail)
    if not recipients and not from_daemon(mail):
        return None
    status = _ENHANCED.search(mail.text[:_HEAD])
    return Bounce(
        action="delayed" if delayed else "failed",
        recipients=recipients,
        status=status.group(1) if status else None,
        permanent=not delayed,
        original_message_id=_original_id(mail),
        diagnostic=_diagnostic(mail.text),
    )


def _header_recipients(mail: Mail) -> Iterable[str]:
    values = ",".join(mail.headers.get("x-failed-recipients", ()))[:4000]
    return dict.fromkeys(match.group().lower() for match in _MAILBOX.finditer(values))


def _by_flufl(mail: Mail) -> tuple[str, ...]:
    """flufl.bounce on the text alone: it knows the wordings of many servers. Lines are capped, since its patterns are not all linear."""
    message = Message()
    for name in ("from", "subject", "return-path", "x-mailer"):
        if mail.header(name):
            message[name] = mail.header(name)[:_WIDTH].encode("ascii", "replace").decode("ascii")
    message.set_payload(
        "\n".join(line[:_WIDTH] for line in mail.text.split("\n")[:_LINES]).encode("ascii", "replace").decode("ascii")
    )
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # its detectors raise for texts that they were not made for; our own rules follow
        return ()
    found = sorted(address.decode("ascii", "replace").lower() for address in (*permanent, *temporary))
    return tuple(address for address in dict.fromkeys(found) if _MAILBOX.fullmatch(address))


def _by_text(mail: Mail) -> tuple[str, ...]:
    """The addresses that the report's own first lines name, but for its author's and its reader's."""
    ours = set(mail.delivered_to) | {address.email for address in mail.to}
    if mail.author:
        ours.add(mail.author.email)
    top = re.split(
        r"\n-{3,}|\n(?:Received|Return-Path|Message-ID|From|Subject):", mail.text[:4000], maxsplit=1, flags=re.IGNORECASE
    )[0]
    found = dict.fromkeys(match.group().lower().rstrip(".") for match in _MAILBOX.finditer(top))
    named = tuple(address for address in found if address not in ours and not _DAEMONS.search(address))
    return named[:20] or _returned_to(mail)


def _returned_to(mail: Mail) -> tuple[str, ...]:
    """Whom the returned message was addressed to."""
    for text in _returned(mail):
        match = re.search(r"^to:(.{0,500})", text, re.IGNORECASE | re.MULTILINE)
        if match:
            return tuple(dict.fromkeys(found.group().lower() for found in _MAILBOX.finditer(match.group(1))))
    return ()


def _returned(mail: Mail) -> Iterator[str]:
    """The returned message or its headers, as text: attached, or below the report."""
    for attachment in mail.attachments:
        if attachment.content_type in (
            "message/rfc822",
            "text/rfc822-headers",
            "message/rfc822-headers",
            "message/global",
            "message/global-headers",
        ):
            yield attachment.content[:_HEAD].decode("utf-8", "replace")
    yield mail.text[:_HEAD]


def _original_id(mail: Mail) -> str | None:
    """The Message-ID of our letter, from what was returned of it."""
    for text in _returned(mail):
        match = _MESSAGE_ID.search(re.sub(r"\n[ \t]+(?=<)", " ", text))
        if match:
            return match.group(1)
    return mail.in_reply_to or (mail.references[-1] if mail.references else None)


def _diagnostic(text: str) -> str:
    """The line that gives the server's own reason."""
    match = re.search(r"^.{0,200}(?<!\d)[45]\d\d[ -].{0,300}$", text[:8000], re.MULTILINE)
    return " ".join(match.group().split())[:500] if match else ""
