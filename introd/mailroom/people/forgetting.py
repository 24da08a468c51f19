"""Forgetting somebody: no name and no address is left, in the record, in the mailbox, in what will be exported; a keyed hash alone.

In one commit the entry goes, running introductions end, and what the cases said of them is emptied. What lies in the mailbox is
deleted by the daemon afterwards, as a chore that the record remembers until it is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from introd.decide.case import Case, Outcome, Party, Profile, Standing, State
from introd.decide.closing import close
from introd.decide.decision import Drawing
from introd.decide.model import stamp
from introd.decide.people.traces import Traces, words
from introd.mailroom.desk import Desk, case_of, document_of
from introd.mailroom.filing import store
from introd.mailroom.people.importing import FORGOTTEN
from introd.mailroom.people.sweeping import CHORE, in_letter_of_ours, in_mail, names_for_certain, sweep, traces_of
from introd.record.errors import RecordLocked
from introd.record.keys import folded, pair
from introd.record.store import Transaction, View

_SCRUB = "scrub"
"""The setting that says: something was forgotten, and its bytes are still to be overwritten."""

FOLDERS = {"handled": in_mail, "sent": in_letter_of_ours, "set_aside": names_for_certain, "junk": names_for_certain}
"""What makes a mail go from each folder of the mailbox, given its bytes and the traces."""


@dataclass(frozen=True)
class Chore:
    """Mail that names somebody is to be deleted. `walked`: how far each folder was searched."""

    name: str
    traces: Traces
    walked: dict[str, tuple[int, int]]


def forget(work: Transaction, desk: Desk, address: str, owner: str | None = None) -> list[str]:
    """Forget whoever has an address, on every list or on one; gives the owners of the lists. Without `owner` they are never asked again."""
    entries, cases, addresses = _known_as(work, desk, address, owner)
    further = _written_to(work, cases, addresses)
    traces = traces_of(work, desk, addresses | further, _names(entries, cases, addresses), cases)
    for case in cases:
        _end(work, desk, case, addresses)
    if owner is None:
        _hash(work, desk, addresses)
    for entry in entries:
        work.remove("person", _entry_key(entry))
    kept_elsewhere = owner is not None and any(d["owner"] != owner for d in work.people_of(address))
    _empty_cases(work, {case.reference for case in cases}, addresses, further)
    _empty_notes(work, {case.reference for case in cases})
    if not kept_elsewhere:
        sweep(work, traces)
        work.put_setting(f"{CHORE}{desk.keyed(address)[:24]}", traces.document())
    return sorted({*(str(d["owner"]) for d in entries), *(case.owner for case in cases)})


def _known_as(work: View, desk: Desk, address: str, owner: str | None) -> tuple[list[dict[str, Any]], list[Case], set[str]]:
    """Their entries, their introductions, and every address that is theirs alone: one leads to the next."""
    first = address.casefold()
    names = {_name(d) for d in work.people_of(first)}
    addresses, known = {first}, set[str]()
    entries: dict[str, dict[str, Any]] = {}
    cases: dict[str, Case] = {}
    while new := addresses - known:
        known |= new
        for one in new:
            found = [d for d in work.people_of(one) if owner in (None, d["owner"]) and (one == first or _is_same(d, one, names))]
            entries |= {_entry_key(d): d for d in found}
            further = {str(a).casefold() for d in found for a in (d["address"], *d.get("addresses", ())) if a} - known
            addresses |= {a for a in further if not _is_anothers(work, desk, a, names)}
            cases |= {c.reference: c for d in work.introductions_with(owner, one) if (c := case_of(d)) is not None}
    return list(entries.values()), list(cases.values()), addresses


def _name(entry: dict[str, Any]) -> str:
    return str(entry.get("name", "")).casefold()


def _is_same(entry: dict[str, Any], address: str, names: set[str]) -> bool:
    """By the whole name, by none; by a word of it only where the address is the entry's own, since households share a mailbox."""
    own = str(entry["address"]).casefold() == address
    parts = {part for name in names for part in words(name)}
    return _name(entry) in names | {""} or (own and not parts.isdisjoint(words(_name(entry))))


def _is_anothers(work: View, desk: Desk, address: str, names: set[str]) -> bool:
    """An introducer's address is never a party's to forget, nor a mailbox that somebody of another name has too."""
    return desk.settings.introducer(address) is not None or not all(_is_same(d, address, names) for d in work.people_of(address))


def _names(entries: Iterable[dict[str, Any]], cases: Iterable[Case], addresses: set[str]) -> set[str]:
    """What they are called: on the lists, and in their introductions."""
    names = {str(entry.get("name", "")) for entry in entries}
    return names | {party.name for case in cases for party in case.parties if party.address.casefold() in addresses}


def _written_to(work: View, cases: Iterable[Case], addresses: set[str]) -> set[str]:
    """Further addresses that letters to them went to, and they answered from; not where somebody else has one."""
    found: set[str] = set()
    for case in cases:
        theirs = [party for party in case.parties if party.address.casefold() in addresses]
        found |= {party.held.address.casefold() for party in theirs if party.held}
        sides = {party.side for party in theirs}
        found |= {str(d["to"]).casefold() for d in work.letters_of(case.reference) if d["reader"] in sides}
    others = {party.address.casefold() for case in cases for party in case.parties} - addresses
    return {one for one in found - addresses - others if not work.people_of(one)}


def _entry_key(entry: dict[str, Any]) -> str:
    return pair(str(entry["owner"]), folded(str(entry["address"])))


def _hash(work: Transaction, desk: Desk, addresses: Iterable[str]) -> None:
    for address in addresses:
        keyed = desk.address_hash(address)
        work.opt_out(keyed, at=stamp(desk.clock()))
        work.put_setting(FORGOTTEN + keyed, True)


def _end(work: Transaction, desk: Desk, case: Case, addresses: set[str]) -> None:
    """A running introduction ends; the other, where they were asked, hears the kind letter, the same as for every cause."""
    if case.state is State.CLOSED:
        return
    drawing = Drawing(case, desk.at(desk.owner(case)))
    drawing.log("ended")
    asked = case.state in (State.ASKING, State.AGREED)
    for party in case.parties:
        if party.address.casefold() in addresses:
            drawing.change_party(party.side, standing=Standing.STOPPED, consent=None, held=None)
    close(drawing, Outcome.INTRODUCED if case.state is State.INTRODUCED else Outcome.OPTED_OUT, tell=asked)
    store(work, desk, case, drawing.done())


def _empty_cases(work: Transaction, references: set[str], addresses: set[str], further: set[str]) -> None:
    """What the cases and their letters said is emptied: who was asked when stays, for the caps of the other."""
    for reference in references:
        case = case_of(work.introduction(reference))
        if case is None:
            continue
        work.rewrite("introduction", reference, _emptied(work, case, addresses))
        _quiet_deeds(work, case, addresses)
        for letter in work.letters_of(reference):
            if letter["to"].casefold() in addresses | further:
                work.remove("letter", letter["key"])
            elif letter["status"] in ("pending", "later"):
                _withdraw_unless_kind(work, letter)
            else:
                work.rewrite("letter", letter["key"], {**letter, "facts": {}, "raw": "", "response": ""})


def _withdraw_unless_kind(work: Transaction, letter: dict[str, Any]) -> None:
    """The kind letter to the other names nobody and leaves; whatever else is owed would have spoken of the forgotten one."""
    if letter["kind"] != "timing":
        work.rewrite("letter", letter["key"], {**letter, "facts": {}, "raw": "", "response": "", "status": "withdrawn"})


def _quiet_deeds(work: Transaction, case: Case, addresses: set[str]) -> None:
    """What the other did stays in their history; words in it that may name the forgotten one go."""
    for party in case.parties:
        entry = work.person(case.owner, party.address) if party.address.casefold() not in addresses else None
        if entry is not None:
            deeds = [{**d, "detail": ""} if d.get("reference") == case.reference else d for d in entry.get("deeds", ())]
            work.put_person({**entry, "deeds": deeds})


def _empty_notes(work: Transaction, references: set[str]) -> None:
    """Daily notes and answers to orders call people by their first name: their lines about these introductions go."""
    for collection, key, letter in list(work.naming(*references)) if references else []:
        if collection != "letter" or letter.get("reference"):
            continue
        notes = [n for n in letter["facts"].get("notes", ()) if n.get("reference") not in references]
        facts = {**letter["facts"], "notes": notes} if letter["status"] in ("pending", "later") and notes else {}
        ended = {"status": "withdrawn"} if not facts and letter["status"] in ("pending", "later") else {}
        work.rewrite("letter", key, {**letter, "facts": facts, "raw": "", **ended})


def _emptied(work: View, case: Case, addresses: set[str]) -> dict[str, Any]:
    parties = [_nobody(p) if p.address.casefold() in addresses else _kept(p) for p in case.parties]
    case = case.but(
        first=next((p for p in parties if p.side == "first"), None), second=next((p for p in parties if p.side == "second"), None),
        why="", starters=(), constraints=(), private=(), doubts=(), request_subject="", warned=(), overridden=(), questions=(),
        history=tuple(entry.but(detail="") for entry in case.history), after=type(case.after)(),
        spare_tokens={p.side: p.token for p in parties if p.token},
    )  # fmt: skip
    stored = work.introduction(case.reference) or {}
    own = {k: v for k, v in stored.items() if k.startswith("_") or k == "revision"}
    return document_of(case) | own


def _nobody(party: Party) -> Party:
    return Party(side=party.side, name="", address="", standing=Standing.STOPPED)


def _kept(party: Party) -> Party:
    """The other keeps their name, address and standing; the words that were said of them in this case may name the forgotten one."""
    return party.but(profile=Profile(zone=party.profile.zone, language=party.profile.language), notes=(), refusal="", tell_them="",
                     held=None, consent=party.consent.but(words="") if party.consent else None)  # fmt: skip


def chores(desk: Desk) -> Iterator[Chore]:
    """What is still to be deleted from the mailbox."""
    with desk.store.view() as view:
        found = view.settings(CHORE)
    for name, kept in found.items():
        document = kept if isinstance(kept, dict) else _of_old(kept)
        yield Chore(name, Traces.of(document), {f: (int(v), int(u)) for f, (v, u) in document.get("walked", {}).items()})


def _of_old(texts: list[str]) -> dict[str, Any]:
    """A chore as earlier versions kept it: a list of texts."""
    return {
        "addresses": [text for text in texts if "@" in text], "marks": [text for text in texts if text.endswith("]")],
        "names": [text for text in texts if "@" not in text and not text.endswith("]")],
    }  # fmt: skip


def walked(desk: Desk, chore: Chore, folder: str, at: tuple[int, int]) -> Chore:
    """Keep how far a folder was searched (UIDVALIDITY, UID): a long search goes on after the inbox was read again."""
    chore = Chore(chore.name, chore.traces, {**chore.walked, folder: at})
    with desk.store.transaction() as work:
        work.put_setting(chore.name, chore.traces.document() | {"walked": {f: list(p) for f, p in chore.walked.items()}})
    return chore


def done(desk: Desk, chore: Chore) -> None:
    """The mailbox is rid of it: the record forgets the traces too, and no byte of them is left in its file."""
    with desk.store.transaction() as work:
        work.put_setting(chore.name, None)
        sweep(work, chore.traces)
        work.put_setting(_SCRUB, True)


def scrub(desk: Desk) -> bool:
    """Overwrite the freed bytes of the record, where something was forgotten since; whether it was done. What hinders it is tried again."""
    with desk.store.view() as view:
        if not view.setting(_SCRUB):
            return False
    try:
        desk.store.scrub()
    except RecordLocked:  # somebody reads an old moment
        return False
    with desk.store.transaction() as work:
        work.put_setting(_SCRUB, None)
    return True
