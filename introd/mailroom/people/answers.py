"""Mail that answers a letter about people rather than about a case: a GO to a wish, a word on a proposal."""

from __future__ import annotations

from typing import Any

from introd.decide.letter import Kind, Letter
from introd.mailroom.desk import Desk
from introd.mailroom.filing import Filed, owe
from introd.mailroom.people import anybody, carrying, proposals, wishes
from introd.mailroom.placing import Placed
from introd.read.commands import read_reply
from introd.read.reading import Kind as Read
from introd.read.reading import Mail, Reading
from introd.record.store import Transaction


def receive(work: Transaction, mail: Mail, reading: Reading, placed: Placed, desk: Desk, verdict: str) -> Filed | None:
    """What the mail does to a wish or a proposal; None where it answers neither."""
    if reading.kind in (Read.AUTO_REPLY, Read.BOUNCE, Read.DELAY):
        return None
    wish = wishes.waiting(work, mail, desk)
    if wish is not None:
        return _wish(work, mail, reading, desk, verdict, *wish)
    if placed.case is None and placed.letter is not None and placed.letter.kind is Kind.PROPOSAL:
        return _proposal(work, mail, reading, placed.letter, desk, verdict)
    return None


def _wish(
    work: Transaction, mail: Mail, reading: Reading, desk: Desk, verdict: str, name: str, wish: dict[str, Any]
) -> Filed | None:
    if not wishes.is_theirs(wish, mail, desk, verdict):
        return Filed("set aside", f"{wish['verb']}: a GO from elsewhere")
    name, newest = wishes.newest(work, name, wish)
    go, old = wishes.says_go(mail, reading), newest is not wish
    if newest is None:
        return _settled(work, mail, desk, wish) if go else None
    if "owner" in newest and (filed := _shown_again(work, mail, reading, desk, name, newest, go=go, old=old)) is not None:
        return filed
    if not go:
        return None
    work.put_setting(wishes.WISH + name, None)
    if "owner" not in newest:
        return anybody.do(work, desk, mail, newest)
    tell(work, mail, desk, str(newest["owner"]), carrying.do(work, desk, newest))
    return Filed("handled", f"{newest['verb']}: done")


def _shown_again(
    work: Transaction, mail: Mail, reading: Reading, desk: Desk, name: str, wish: dict[str, Any], *, go: bool, old: bool
) -> Filed | None:
    """A file that waits for GO is shown again where it was corrected, or where the GO was to an `old` letter; None where neither."""
    newer, said = carrying.corrected(work, desk, mail, reading.text, wish, certain=go), "corrected"
    if not newer and go and old:
        newer, said = carrying.again(work, desk, mail, wish), "a GO to an older letter"
    if not newer:
        return None
    wishes.replace(work, name, newer)
    return Filed("handled", f"{wish['verb']}: {said}, shown again")


def _settled(work: Transaction, mail: Mail, desk: Desk, wish: dict[str, Any]) -> Filed:
    """A GO to an older letter, when the newer one had its own already."""
    tell(
        work,
        mail,
        desk,
        str(wish["owner"]),
        ["You answered an older letter of mine. The newer one was settled already; nothing is changed."],
    )
    return Filed("handled", f"{wish['verb']}: a GO to an older letter, and the newer one is settled")


def _proposal(work: Transaction, mail: Mail, reading: Reading, letter: Letter, desk: Desk, verdict: str) -> Filed | None:
    introducer = desk.settings.introducer(letter.owner)
    if introducer is None or mail.author is None or mail.author.email not in introducer.addresses or verdict == "fail":
        return Filed("set aside", "somebody else answered a proposal")
    said = read_reply(mail, reading.text)
    lines = proposals.settle(work, desk, introducer, str(letter.facts["proposal"]), said)
    if lines is None:
        return None
    tell(work, mail, desk, introducer.key, lines)
    return Filed("handled", f"proposal: {said.verb if said else ''}")


def tell(work: Transaction, mail: Mail, desk: Desk, owner: str, lines: list[str]) -> None:
    """Answer an introducer in lines."""
    owe(work, desk, Letter(
        key=f"status/{desk.keyed(mail.message_id or mail.subject)[:24]}", reference="", owner=owner, kind=Kind.STATUS, reader="introducer",
        to=mail.author.email if mail.author else owner, facts={"lines": lines}, not_before=desk.clock(), created=desk.clock(),
        in_reply_to=mail.message_id, references=(mail.message_id,) if mail.message_id else (), order=1,
    ))  # fmt: skip
