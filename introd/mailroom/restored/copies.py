"""A letter of ours as it lies in Sent: which letter of which case, to whom, when. The reference is taken from no word, but proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from introd.decide.case import SIDES
from introd.decide.letter import Kind
from introd.mailroom.desk import Desk
from introd.mailroom.incoming import OURS
from introd.read import marker
from introd.read.mail import parse
from introd.read.reading import Mail, UnreadableMail
from introd.write.ids import token

_ROLES = (*SIDES, "introducer")


@dataclass(frozen=True, slots=True)
class Copy:
    """A letter that left. `at` is when (UTC), `role` whose thread it is in, `reference` and `role` are empty where no case is proved.

    `answers` is the Message-ID that it answers, `text` its plain text.
    """

    at: datetime
    message_id: str
    kind: Kind
    to: tuple[str, ...]
    reference: str = ""
    role: str = ""
    answers: str = ""
    text: str = ""

    @property
    def what(self) -> str:
        """The letter in a few words, for the operator."""
        return f"{self.kind} to {', '.join(self.to) or 'nobody'} of {self.at:%Y-%m-%d %H:%M} UTC"


def read_copy(raw: bytes, at: datetime, desk: Desk) -> Copy | None:
    """What a message in Sent is; None for what is no letter of ours. `at` is when it was put there."""
    try:
        mail = parse(raw)
    except UnreadableMail:
        return None
    said = mail.headers.get(OURS, ("",))[0]
    if said not in set(Kind) or not mail.message_id or mail.author is None or mail.author.email != desk.settings.address:
        return None
    reference, role = _proved(mail, desk)
    return Copy(
        at=at, message_id=mail.message_id, kind=Kind(said), to=tuple(a.email for a in mail.to), reference=reference, role=role,
        answers=mail.in_reply_to or "", text=mail.text,
    )  # fmt: skip


def _proved(mail: Mail, desk: Desk) -> tuple[str, str]:
    """The case and the role: the reference stands in the text, and only with the right one do our secrets give the token of its address."""
    found = marker.find(mail.text)
    if found is None:
        return "", ""
    reference = found[1]
    for own in _tokens(mail, desk):
        for role in _ROLES:
            if own == token(desk.secret, reference, role):
                return reference, role
    return "", ""


def _tokens(mail: Mail, desk: Desk) -> Iterator[str]:
    """The tokens of the addresses by which the letter is answered; by which to stop comes first, since the handover's answers go to the other."""
    local, _, domain = desk.settings.address.partition("@")
    for field in ("list-unsubscribe", "reply-to"):
        for value in mail.headers.get(field, ()):
            yield from (piece.partition(f"@{domain}")[0] for piece in value.lower().split(f"{local}+")[1:])
