"""Mail that belongs to no case yet: a new request, an order, an outsider's words, somebody who wants no mail."""

from __future__ import annotations

import re
from dataclasses import replace

from introd.decide.case import Case
from introd.decide.drafts import Opening, open_case
from introd.decide.events import OptedOut
from introd.decide.model import stamp
from introd.decide.settings import IntroducerSettings
from introd.decide.transitions import decide
from introd.mailroom import groups, orders, outsiders, strangers
from introd.mailroom.desk import Desk, case_of
from introd.mailroom.filing import Filed, alarm, store
from introd.mailroom.outsiders import Asker
from introd.mailroom.people import anybody, carrying, knowing, same
from introd.mailroom.people.entries import put
from introd.mailroom.people.importing import FORGOTTEN
from introd.mailroom.placing import Placed
from introd.mailroom.since import in_person, reports
from introd.read.reading import Address, Answer, Kind, Mail, PartyRead, Reading, Request
from introd.record.store import Transaction, View
from introd.write.ids import token

_WORD = re.compile(r"[^\W\d_]{2,40}")
_MOST_WORDS = 400


def receive(work: Transaction, mail: Mail, reading: Reading, desk: Desk, verdict: str) -> Filed:
    """Mail outside any case, by who wrote it."""
    introducer = desk.settings.introducer(mail.author.email) if mail.author else None
    if introducer is not None and verdict == "fail":
        return Filed("set aside", "claims to come from an introducer, and the server says it does not")
    if introducer is None:
        return _outsider(work, mail, reading, desk, verdict)
    if reading.request is not None and reading.kind is Kind.REQUEST:
        opened = _open(work, mail, reading.request, introducer, desk, verdict, reading.text)
        orders.beside(work, mail, reading, desk, introducer)
        return opened
    if reading.kind is Kind.REPORT and (filed := _report(work, mail, reading, introducer, desk)) is not None:
        return filed
    return carrying.receive(work, mail, reading, desk, introducer) or orders.answer(work, mail, reading, desk, introducer, None)


def _report(work: Transaction, mail: Mail, reading: Reading, introducer: IntroducerSettings, desk: Desk) -> Filed | None:
    """How an introduction went, as the introducer tells it: one that we made, or one that they made in person."""
    text = f"{mail.subject}\n{reading.text}"
    case = in_person.written_down(work, desk, introducer, text, lambda: _fresh_reference(work, desk), mail.message_id or "")
    case = case or reports.meant(work, introducer.key, text)
    if case is None:
        return None
    store(work, desk, case, decide(case, reports.event(reading, case, mail), desk.at(introducer)))
    return Filed("handled", "a report", case.reference)


def order(work: Transaction, mail: Mail, reading: Reading, desk: Desk, case: Case) -> Filed:
    """Words in a case's own thread that are no instruction about the draft: an order, or not understood."""
    return orders.answer(work, mail, reading, desk, desk.owner(case), case)


def _open(
    work: Transaction, mail: Mail, request: Request, introducer: IntroducerSettings, desk: Desk, verdict: str, text: str
) -> Filed:
    """A request becomes a case; one person introduced to two others becomes two."""
    if desk.authserv_id and verdict != "pass":
        request = replace(request, doubts=(*request.doubts, "This mail could not be authenticated. Did you write it?"))
    names = [open_one(work, mail, pair, introducer, desk) for pair in groups.pairs(request, _where_named(mail, text))]
    return Filed("handled", "request", names[0])


def _where_named(mail: Mail, text: str) -> str:
    """The words in which people are named: those of the mail, else its subject."""
    return f"{text}\n{mail.subject}"


def open_one(
    work: Transaction, mail: Mail, request: Request, introducer: IntroducerSettings, desk: Desk, asker: Asker | None = None
) -> str:
    """Open a case and show it to its introducer; its reference. What an outsider says of people is not kept on the list."""
    reference = _fresh_reference(work, desk)
    opening = Opening(
        reference=reference,
        secret=lambda purpose: token(desk.secret, reference, purpose),
        message_id="" if asker else mail.message_id or "",
        subject="" if asker else mail.subject,
        outsider=asker.address if asker else "",
        outsider_words=asker.words if asker else "",
        introductions_before=len(work.introductions(owner=introducer.key, limit=desk.settings.confirm_first)),
        opted_out=opted_out_among(work, request, desk),
        remembered=_remembered(work, request, introducer),
        people=knowing.known(work, desk, introducer.key, [p.email for p in request.parties if p.email], reference),
    )
    decision = open_case(request, opening, desk.at(introducer))
    case = store(work, desk, None, decision)
    if asker is None:
        _remember(work, case, desk)
    return reference


def _fresh_reference(work: View, desk: Desk) -> str:
    for length in (4, 4, 4, 4, 5, 5, 5, 6, 6, 8, 10):
        name = desk.name(length)
        if work.introduction(name) is None:
            return name
    raise ValueError("no free reference was drawn in eleven tries")


def opted_out_among(work: View, request: Request | None, desk: Desk) -> frozenset[str]:
    """The addresses of a request that must not be asked."""
    addresses = {p.email for p in request.parties if p.email} if request else set()
    return frozenset(a for a in addresses if work.opted_out(desk.address_hash(a)))


def _remembered(work: View, request: Request, introducer: IntroducerSettings) -> tuple[PartyRead, ...]:
    known = (work.person(introducer.key, p.email) for p in request.parties if p.email)
    return tuple(PartyRead(d.get("name", ""), d["address"], d.get("profile", {})) for d in known if d)


def _remember(work: Transaction, case: Case, desk: Desk) -> None:
    """The list keeps what a request said of its people, for the next request that does not say it."""
    for party in case.parties:
        if not party.address or work.setting(FORGOTTEN + desk.address_hash(party.address)):
            continue
        old = same.entry_named(work, case.owner, party.address, party.name)
        facts = {k: v for k, v in party.profile.model_dump().items() if v and v != old.profile.get(k)}
        put(work, old.but(name=party.name or old.name).told(facts, "request", desk.clock()))


def known_people(mail: Mail, placed: Placed, desk: Desk) -> tuple[Address, ...]:
    """People on the introducer's list whose names stand in the mail; looked up word by word, never by scanning the list."""
    introducer = desk.settings.introducer(mail.author.email) if mail.author else None
    if introducer is None or placed.role in ("first", "second", "thread"):
        return ()
    words = dict.fromkeys(w for w in _WORD.findall(f"{mail.subject} {mail.text or mail.html}") if not w.islower())
    found: dict[str, Address] = {}
    with desk.store.view() as view:
        for word in list(words)[:_MOST_WORDS]:
            for person in view.find_people(introducer.key, word):
                found[person["address"]] = Address(person.get("name", ""), person["address"])
    return tuple(found.values())


def _outsider(work: Transaction, mail: Mail, reading: Reading, desk: Desk, verdict: str) -> Filed:
    """Somebody who is no introducer. STOP is obeyed; all else is put before a person."""
    if _says_stop(reading) and mail.author is not None:
        return _stop(work, mail.author.email, mail.message_id or "", desk)
    if (filed := anybody.receive(work, mail, reading, desk, verdict)) is not None:
        return filed
    if reading.kind is Kind.OUTSIDER_REQUEST:
        return outsiders.receive(work, mail, reading, desk, verdict, open_one)
    if reading.kind in (Kind.AUTO_REPLY, Kind.OTHER) and not reading.may_answer:
        return Filed("handled", f"{reading.kind.value}, automatic")
    return strangers.receive(work, mail, reading, desk, verdict)


def _says_stop(reading: Reading) -> bool:
    """As an order or as an answer: who wants no mail need not find the right thread."""
    ordered = reading.command is not None and reading.command.verb == "stop"
    return ordered or (reading.said is not None and reading.said.answer is Answer.STOP)


def _stop(work: Transaction, address: str, message_id: str, desk: Desk) -> Filed:
    ended = stop_everywhere(work, address, message_id, desk)
    if not ended:
        alarm(work, desk, "Somebody who is in no running introduction wants no mail; that is kept.")
    return Filed("handled", "stop", ended)


def stop_everywhere(work: Transaction, address: str, message_id: str, desk: Desk) -> str:
    """No more mail to whoever has this address, at none of those that are known of them; what runs with them ends as if they had
    said so in its own thread. One reference of what ended.
    """
    ended = ""
    for known in same.addresses_of(work, address):
        if known == address or desk.settings.introducer(known) is None:
            ended = _stop_at(work, known, message_id, desk) or ended
    return ended


def _stop_at(work: Transaction, address: str, message_id: str, desk: Desk) -> str:
    work.opt_out(desk.address_hash(address), at=stamp(desk.clock()))
    ended = ""
    for document in work.introductions_with(None, address):
        case = case_of(document)
        side = next((p.side for p in case.parties if p.address.casefold() == address), None) if case else None
        if case is not None and side is not None and case.closed is None:
            event = OptedOut(message_id=message_id, side=side)
            store(work, desk, case, decide(case, event, desk.at(desk.owner(case))))
            ended = case.reference
    return ended
