"""A letter owed becomes the bytes that leave: the same bytes whenever the same letter is written at the same moment."""

from __future__ import annotations

import hashlib
from datetime import datetime, tzinfo
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from introd.decide import privacy
from introd.decide.case import SIDES, Case, other
from introd.decide.letter import COMMISSIONED, Kind, Letter
from introd.decide.settings import IntroducerSettings, Settings
from introd.read.marker import button_subject, letter_mark, marker_line
from introd.report import picture
from introd.write import dates, headers, stationery
from introd.write.starters import seeker, shared, starters

ANSWERS = frozenset(
    {
        Kind.RECEIPT_YES, Kind.RECEIPT_NO, Kind.RECEIPT_LATER, Kind.UNCLEAR, Kind.QUESTION_PASSED, Kind.TOO_LATE,
        Kind.THREAD_ONLY, Kind.CONFIRMATION, Kind.MISSING, Kind.STATUS, Kind.ACKNOWLEDGED, Kind.OUTSIDER_ACK,
        Kind.THANKS, Kind.CLARIFY, Kind.EXPORT, Kind.ORDER_CONFIRM, Kind.MY_DATA, Kind.DONE, Kind.HELP,
    }
)  # fmt: skip
"""Letters that answer the reader's own mail: auto-replied (RFC 3834 section 5.1)."""

INTRODUCING = frozenset({Kind.HANDOVER, Kind.COPY, Kind.PREVIEW})
PICTURE = "answers@introd"
"""The Content-ID by which a letter shows the picture that it brings along (RFC 2392)."""


def render(letter: Letter, case: Case | None, settings: Settings, *, date: datetime) -> bytes:
    """The letter as ASCII bytes with CRLF, ready for the server. `date` is aware; it becomes the Date field.

    Raises ValueError where an address can't be written, or a letter may not be (a handover without two consents), and
    jinja2.UndefinedError where a template asks for what its reader may not know.
    """
    written = compose(letter, case, settings, date=date)
    fields = _fields(letter, case, settings, written.subject, date)
    return b"".join(headers.field(name, value) for name, value in fields) + _body(written, letter)


def compose(letter: Letter, case: Case | None, settings: Settings, *, date: datetime) -> stationery.Written:
    """Subject, text and HTML of a letter, in the reader's language where the templates have it."""
    known = privacy.facts(letter, case, settings)
    language = stationery.language_for(letter.kind, _language(letter, case, settings))
    means = _means(letter, case, settings, language) | {"date": date.isoformat()}
    clash = known.keys() & means.keys()
    if clash:
        raise ValueError(f"a fact and a means have one name: {', '.join(sorted(clash))}")
    means |= _spoken(known, date) if letter.kind in INTRODUCING else {}
    return stationery.write(letter.kind, language, {**known, **means})


def _introducer(letter: Letter, settings: Settings) -> IntroducerSettings | None:
    return settings.introducer(letter.owner)


def _language(letter: Letter, case: Case | None, settings: Settings) -> str:
    owner = _introducer(letter, settings)
    home = owner.language if owner else stationery.FALLBACK
    if case is None or letter.kind in INTRODUCING:
        return _shared_language(case, home) if case else str(letter.facts.get("language") or home)
    own = case.party(letter.side).profile.language if letter.side else ""
    return own or home


def _shared_language(case: Case, home: str) -> str:
    """The introduction is one text for two readers: their language if it is the same, else the introducer's."""
    spoken = {stationery.code(party.profile.language or home) for party in case.parties}
    return spoken.pop() if len(spoken) == 1 else home


def _zone(letter: Letter, case: Case | None, settings: Settings) -> tzinfo:
    """Where the reader is: their zone, the offset of their mail, else the introducer's place."""
    owner = _introducer(letter, settings)
    home = dates.zone(owner.place.zone if owner else "UTC") or dates.zone("UTC", 0)
    party = case.party(letter.side) if case and letter.side else None
    own = dates.zone(party.profile.zone, party.offset) if party else None
    where = own or home
    if where is None:
        raise ValueError("the machine knows no time zones")
    return where


def _means(letter: Letter, case: Case | None, settings: Settings, language: str) -> dict[str, Any]:
    """What a template needs besides facts: how to answer, the marker, the language."""
    thread = _thread(letter, case, settings)
    reference = "" if letter.reader == "outsider" else letter.reference  # an outsider learns of no case
    words = stationery.keywords(language)
    own = letter_mark(letter.message_id) if letter.reader in SIDES and letter.kind not in INTRODUCING else ""
    subjects = {name: button_subject(word, reference, own) if reference else word for name, word in words.items()}
    return {
        "buttons": {name: headers.mailto(thread, subject, words[name]) for name, subject in subjects.items()},
        "keywords": words,
        "mark": (lambda sentence: marker_line(reference, sentence)) if reference else (lambda sentence: sentence),
        "language": language,
        "zone": _zone(letter, case, settings),
        "kind": str(letter.kind),
        "program": settings.address,
        "picture": f"cid:{PICTURE}",
    }


def _spoken(known: privacy.Facts, date: datetime) -> dict[str, Any]:
    """What is made of the facts for the introduction itself."""
    first, second = people = known["parties"]
    zones = [dates.zone(p["zone"], p["offset"]) for p in people]
    return {
        "openers": starters(people, known["starters"]),
        "shared": shared(first["interests"], second["interests"]),
        "seeker": seeker(people),
        "ahead": dates.hours_apart(zones[0], zones[1], date),
    }


def _thread(letter: Letter, case: Case | None, settings: Settings) -> str:
    """The address that a reply to this letter reaches: the reader's own thread, and in the introduction the thread of the two."""
    if letter.kind is Kind.ORDER_CONFIRM:
        token = str(letter.facts["token"])
        return _sub(settings.address, token if token.isalnum() and token.isascii() else "")
    if case is None or letter.reader not in (*SIDES, "introducer"):
        return settings.address
    if letter.kind is Kind.HANDOVER:
        return _sub(settings.address, case.thread_token)
    return _sub(settings.address, case.party(letter.side).token if letter.side else case.owner_token)


def _sub(address: str, token: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}+{token}@{domain}" if token else address


def _fields(letter: Letter, case: Case | None, settings: Settings, subject: str, date: datetime) -> list[headers.Field]:
    fields = [
        ("From", headers.mailbox(_sender(letter, settings), settings.address)),
        ("To", _to(letter, case, settings)),
        ("Reply-To", _reply_to(letter, case, settings)),
        ("Subject", headers.words(subject)),
        ("Date", format_datetime(date)),
        ("Message-ID", headers.clean(letter.message_id, 900)),
        *_threading(letter),
        *_automatic(letter),
        ("X-Introd-Letter", str(letter.kind)),
    ]
    if letter.side is not None and case is not None:
        own = _sub(settings.address, case.party(letter.side).token)
        fields.append(("List-Unsubscribe", f"<{headers.mailto(own, button_subject('STOP', letter.reference))}>"))
    return [(name, value) for name, value in fields if value]


def _sender(letter: Letter, settings: Settings) -> str:
    owner = _introducer(letter, settings) if letter.facts.get("named", True) else None
    return f"{headers.clean(owner.name, 60)} via introd" if owner and letter.reader in (*SIDES, "outsider") else "introd"


def _to(letter: Letter, case: Case | None, settings: Settings) -> str:
    """Who is addressed: in the introduction both, the same in either copy."""
    if letter.kind is Kind.HANDOVER and case is not None:
        return ", ".join(headers.mailbox(p.name, p.address) for p in case.parties)
    owner = _introducer(letter, settings)
    name = case.party(letter.side).name if case and letter.side else owner.name if owner and letter.reader == "introducer" else ""
    return headers.mailbox("" if "@" in name else name, letter.to)


def _reply_to(letter: Letter, case: Case | None, settings: Settings) -> str:
    """Some clients use only the first address: in the introduction that is the other party."""
    thread = f"<{headers.written_address(_thread(letter, case, settings))}>"
    if letter.kind is Kind.HANDOVER and case is not None and letter.side is not None:
        them = case.party(other(letter.side))
        return f"{headers.mailbox(them.name, them.address)}, {thread}"
    return thread


def _threading(letter: Letter) -> list[headers.Field]:
    """The introduction starts a thread of its own: nothing in it points to the threads in which each was asked."""
    if letter.kind is Kind.HANDOVER:
        return []
    last = letter.in_reply_to or ""
    return [("In-Reply-To", headers.ids([last])), ("References", headers.ids([*letter.references, last]))]


def _automatic(letter: Letter) -> list[headers.Field]:
    """Letters that a person ordered carry nothing: an absence is worth knowing. The others ask robots to be silent."""
    if letter.kind in COMMISSIONED:
        return []
    return [("Auto-Submitted", "auto-replied" if letter.kind in ANSWERS else "auto-generated")]


def _body(written: stationery.Written, letter: Letter) -> bytes:
    """Both bodies as multipart/alternative, quoted-printable, with a boundary that follows from the Message-ID."""
    body = EmailMessage(policy=policy.SMTP)
    body.set_content(written.text, cte="quoted-printable")
    body.add_alternative(written.html, subtype="html", cte="quoted-printable")
    for file in letter.facts.get("attachments", ()):
        content = str(file["text"]).encode()
        body.add_attachment(content, maintype=file["type"], subtype=file["subtype"], filename=file["name"])
    for inner in body.iter_parts() if letter.facts.get("attachments") else ():
        if isinstance(inner, EmailMessage) and inner.is_multipart():
            inner.set_boundary(f"=_a{hashlib.sha256(letter.message_id.encode()).hexdigest()[:31]}")
    if letter.kind is Kind.DIGEST and letter.facts.get("weeks"):
        html = list(body.iter_parts())[-1]
        drawn = picture.draw(letter.facts["weeks"])
        html.add_related(drawn, "image", "png", cid=f"<{PICTURE}>", disposition="inline", filename="answers.png")
        html.set_boundary(f"=_r{hashlib.sha256(letter.message_id.encode()).hexdigest()[:31]}")
    body.set_boundary(f"=_{hashlib.sha256(letter.message_id.encode()).hexdigest()[:32]}")
    return body.as_bytes()
