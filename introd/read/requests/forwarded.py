"""A forwarded ask: who wrote it, and their words, in the forward formats of Gmail, Outlook, Apple Mail, Thunderbird and others."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, replace
from email.message import EmailMessage

from introd.read.reading import Address, Mail
from introd.read.requests.addresses import find
from introd.read.requests.lexicon import fold, words
from introd.read.requests.names import clean
from introd.read.requests.page import LONGEST, tidy

_ANNOUNCED = words("forward_lines")
_FROM, _TO, _DATE, _SUBJECT = (words(f"field_{key}") for key in ("from", "to", "date", "subject"))
_FIELDS = _FROM | _TO | _DATE | _SUBJECT
_FIELD = re.compile(r"[ \t>*]*([^\n:*]{1,20}?)[ \t*]*:[ \t*]*(.{0,400})")
_SIGN_OFF = words("closing")
DEEPEST = 5  # a forward of a forward of a forward …


@dataclass(frozen=True, slots=True)
class Forward:
    """One forwarded message: `before` are the words above it; `author` may be unknown where only its name was kept."""

    before: str
    author: Address
    text: str
    subject: str


def forwards(text: str, mail: Mail | None = None) -> tuple[Forward, ...]:
    """The forwarded messages of a body, outermost first; a message that is attached whole counts as one."""
    found: list[Forward] = []
    rest = text[: LONGEST * 2].replace("\r\n", "\n")
    for _ in range(DEEPEST):
        forward = _first(rest)
        if forward is None:
            break
        found.append(forward)
        rest = forward.text
    if not found and mail and announced(mail.subject):
        found += _quoted(rest)
    cut = [replace(one, text=_until_next(one)) for one in found]
    return (*cut, *_attached(mail))


def _quoted(text: str) -> list[Forward]:
    """What "On …, Jane Roe <jane@…> wrote:" stands above, where the subject says that it is passed on."""
    lines = text.split("\n")
    for number in range(min(len(lines), 40)):
        written = _attributed(lines, number) if lines[number].strip(" \t>") else None
        if written:
            return [Forward("\n".join(lines[:number]).strip(), written[0], _dequoted(lines[written[1] :]), "")]
    return []


def _until_next(forward: Forward) -> str:
    inner = _first(forward.text)
    return inner.before if inner else forward.text


def _first(text: str) -> Forward | None:
    """The first block of fields that a mail program wrote above a forwarded message."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _is_announcement(line) and (written := _attributed(lines, number + 1)):
            return Forward("\n".join(lines[:number]).strip(), written[0], _dequoted(lines[written[1] :]), "")
        fields, end = _block(lines, number) if _may_begin(line) else ({}, number)
        top = number - _heading_lines(lines, number)
        announced_here = any(_is_announcement(each) for each in lines[top:number])
        if "from" in fields and (fields.keys() & {"date", "subject"} or (announced_here and len(fields) > 1)):
            author = _author(fields["from"])
            return Forward("\n".join(lines[:top]).strip(), author, _dequoted(lines[end:]), fields.get("subject", ""))
    return None


def _is_announcement(line: str) -> bool:
    """Whether a line is "Begin forwarded message:" or the like."""
    bare = fold(line.strip(" \t->_*=:•"))
    return bool(bare) and any(known in bare and len(bare) < len(known) + 30 for known in _ANNOUNCED)


def _attributed(lines: list[str], number: int) -> tuple[Address, int] | None:
    """Who wrote what follows "On …, Jane Roe <jane@…> wrote:", as phones put it below the announcement, and the line after it."""
    filled = [at for at in range(number, min(number + 6, len(lines))) if lines[at].strip(" \t>")]
    for end in filled[:2]:
        said = " ".join(lines[at].strip(" \t>") for at in filled if at <= end)
        found = find(said)
        if found and found[-1].email and re.fullmatch(r"[^:：]{0,40}[:：]", said[found[-1].end :].strip()):
            return Address(_name_before(said[: found[-1].start]), found[-1].email), end + 1
    return None


def _name_before(lead: str) -> str:
    """The name at the end of "On Sunday, November 15, 2026, 8:14 PM, Tobi Adeyemi"."""
    words_of_it = re.split(r"[,;:]| um \d\S*| at \d\S*|\d\S*", lead.strip(" \"'"))[-1].split()
    kept = [word for word in words_of_it if word[:1].isupper() or not word.isascii()]
    return clean(" ".join(kept[-4:])) if kept and kept == words_of_it[-len(kept) :] else ""


def _may_begin(line: str) -> bool:
    match = _FIELD.fullmatch(line[:440])
    return match is not None and fold(match.group(1).strip()) in _FIELDS


def _heading_lines(lines: list[str], number: int) -> int:
    """How many lines above the fields belong to the announcement: "---- Forwarded message ----", a rule, blanks."""
    count = 0
    while count < 4 and number - count > 0:
        bare = fold(lines[number - count - 1].strip(" \t->_*=:•"))
        if bare and not _is_announcement(bare):
            break
        count += 1
    return count


def _kind(name: str) -> str | None:
    folded = fold(name.strip())
    for kind, known in (("from", _FROM), ("subject", _SUBJECT), ("date", _DATE), ("to", _TO)):
        if folded in known:
            return kind
    return None


def _block(lines: list[str], number: int) -> tuple[dict[str, str], int]:
    """The fields that begin at a line, and the line after them."""
    fields: dict[str, str] = {}
    at = number
    while at < len(lines) and at - number < 16:
        match = _FIELD.fullmatch(lines[at][:440])
        kind = _kind(match.group(1)) if match else None
        if match and kind and kind not in fields:
            fields[kind] = match.group(2).strip()
        elif match and kind:
            pass
        elif lines[at].strip(" \t>*") and fields and lines[at].startswith((" ", "\t", "<", "> <")):
            pass  # a folded field
        elif not lines[at].strip(" \t>*") and _more_fields(lines, at):
            pass  # Apple Mail's HTML puts blank lines between the fields
        else:
            break
        at += 1
    return fields, at


def _more_fields(lines: list[str], at: int) -> bool:
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return _may_begin(following)


def _author(value: str) -> Address:
    """The mailbox in a From line as mail programs write it, in any of their brackets."""
    found = find(value)
    name = clean(re.sub(r"<[^>]*>|\[[^\]]*\]", " ", value[: found[0].start] if found else value))
    address = next((each.email for each in found if each.email), None)
    return Address(name, address or "")


def _dequoted(lines: list[str]) -> str:
    """The forwarded text without quote signs, where the program set them."""
    filled = [line for line in lines if line.strip()]
    if filled and sum(line.lstrip().startswith(">") for line in filled) > len(filled) * 0.7:
        lines = [re.sub(r"^[ \t]*> ?", "", line) for line in lines]
    return "\n".join(lines).strip("\n")


def without_signature(text: str) -> str:
    """A letter without what stands below its sign-off: the asker's own addresses and slogans."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        bare = fold(line.strip(" \t,.!–—"))
        below = [other for other in lines[number + 1 :] if other.strip()]
        if line.rstrip() == "--" or line == "-- ":
            return "\n".join(lines[:number])
        if number and bare in _SIGN_OFF and len(below) <= 12:
            return "\n".join(lines[:number])
    return text


def _attached(mail: Mail | None) -> tuple[Forward, ...]:
    """A message attached as message/rfc822."""
    found = []
    for part in mail.attachments if mail else ():
        if part.content_type == "message/rfc822" and len(part.content) < 4_000_000:
            forward = _message(part.content)
            if forward:
                found.append(forward)
    return tuple(found)


def _message(raw: bytes) -> Forward | None:
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
        text = body.get_content() if body else ""
        return Forward("", _author(str(message["from"] or "")), tidy(text), str(message["subject"] or ""))
    except (LookupError, ValueError, IndexError, AttributeError, RecursionError, TypeError):
        return None  # the standard library's parser gives up on mail that others still write


def announced(subject: str) -> bool:
    """Whether a subject says that the mail is a forward."""
    return fold(subject.split(":", 1)[0].strip()) in words("forward_prefixes") and ":" in subject


def bare_subject(subject: str) -> str:
    """A subject without Re:, Fwd: and their translations."""
    prefixes = words("forward_prefixes") | words("reply_prefixes")
    rest = subject.replace("：", ":").strip()
    for _ in range(6):
        head, colon, tail = rest.partition(":")
        if not colon or fold(head.strip()) not in prefixes:
            break
        rest = tail.strip()
    return rest
