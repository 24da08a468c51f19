"""The gate: what a template may know, for this reader at this moment, and nothing else.

- A party, before the introduction: their own name and paragraph, the reason, and the other's background without any way to reach
  them; in a blind ask without name and employer too.
- A party, in the introduction and after: the other's address; links where the introducer keeps them.
- The introducer: everything of their own cases, refusals and notes included.
- An outsider: that a program received their mail. The operator: the lines of the alarm.

Refusals, notes, private remarks, tiers and standings are in no party's facts. A name that is missing here cannot be printed: the
templates are strict.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from introd.decide import blind, scrub
from introd.decide.case import SIDES, Case, Party, Side, Standing, other
from introd.decide.letter import Kind, Letter
from introd.decide.settings import Settings

TOLD = ("headline", "background", "highlight", "interests", "needs", "offers")
"""What one party is told of the other when they are asked."""

_TITLES_TEXT = "dr prof professor mr mrs ms miss mx sir dame lord lady herr frau mme m mlle señor señora sr sra rev ing dipl"
_TITLES = frozenset(_TITLES_TEXT.split())

Facts = dict[str, Any]


def facts(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    """Everything that the template of this letter may know; JSON types, free text already scrubbed.

    Raises ValueError where a letter speaks of a case and none is given, and where a handover lacks the two consents.
    """
    build = _BUILDERS.get(letter.kind, _to_introducer if letter.reader == "introducer" else None)
    if build is None:
        raise ValueError(f"nobody has said what the {letter.reader} may know in {letter.kind}")
    return build(letter, case, settings)


def person(name: str) -> Facts:
    """A name as letters use it: in full, and as a greeting. A name that is really an address is no name."""
    full = " ".join(scrub.plain(name).split())[:120]
    if "@" in full or scrub.contacts(full) != full:
        full = ""
    return {"name": full, "first_name": _first_name(full)}


def told(case: Case, side: Side) -> Facts:
    """What the other party reads of this one when they are asked: `name` is empty in a blind ask. All text is scrubbed."""
    who = case.party(side)
    profile = {field: _free(case, getattr(who.profile, field), hide=side) for field in TOLD}
    return {**person("" if case.blind else who.name), **profile}


def _first_name(full: str) -> str:
    if "," in full:  # Roe, Jane
        full = full.partition(",")[2].strip() or full
    words = full.split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        words.pop(0)
    if not words or not any("A" <= c <= "ɏ" or "Ѐ" <= c <= "ӿ" for c in full):
        return full  # a script whose names aren't cut at the first blank
    return words[0]


def _of_case(case: Case | None) -> Case:
    if case is None:
        raise ValueError("this letter speaks of an introduction, and none was given")
    return case


def _of_side(letter: Letter) -> Side:
    if letter.side is None:
        raise ValueError(f"{letter.kind} is written to a party, not to the {letter.reader}")
    return letter.side


def _free(case: Case, text: str, hide: Side | None = None) -> str:
    """One free text as a party may read it before the introduction; `hide` is the side whose name a blind ask leaves out."""
    known = [secret for party in case.parties for secret in _secrets(party)]
    text = scrub.contacts(text, (*known, *case.private))
    if case.blind and hide is not None:
        text = _hidden(case.party(hide), text)
    return text


def _hidden(who: Party, text: str) -> str:
    profile = who.profile
    known = blind.employers(who.address, profile.headline, profile.background, profile.highlight)
    return blind.begun(blind.unnamed(blind.unemployed(text, known), who.name))


def _secrets(party: Party) -> tuple[str, ...]:
    held = (party.held.address,) if party.held else ()
    return scrub.secrets(party.address, party.profile.phone, party.profile.link, party.name) + held


def _introducer(letter: Letter, settings: Settings) -> Facts:
    known = settings.introducer(letter.owner)
    return person(known.name if known else letter.owner.partition("@")[0])


def _common(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    """What every letter to a party may say: three facts, the same for whatever has happened."""
    side = _of_side(letter)
    you = person(_of_case(case).party(side).name)
    return {"you": you, "introducer": _introducer(letter, settings), "reference": letter.reference}


def _ask(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    case, side = _of_case(case), _of_side(letter)
    return _common(letter, case, settings) | {
        "other": told(case, other(side)),
        "mine": told(case, side),
        "why": _free(case, case.why, hide=other(side)),
        "blind": case.blind,
        "asked_for": case.asked_by == side,
        "number": letter.number,
    }


def _answered(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    """A receipt says nothing of the other side; its dates are the reader's own."""
    said = {key: _day(letter.facts.get(key)) for key in ("away", "until")}
    return _common(letter, case, settings) | said | {"number": letter.number}


def _day(value: Any) -> str | None:
    """An ISO date, or nothing."""
    return value[:10] if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value) else None


def _relay(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    case, side = _of_case(case), _of_side(letter)
    words = str(letter.facts.get("words", ""))
    words = scrub.plain(words) if case.handed_over else _free(case, words, hide=other(side))
    asked = case.party(side).standing in (Standing.ASKED, Standing.LATER)
    return _common(letter, case, settings) | {"words": words, "asked": asked}


def _own_addresses(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    """Addresses named to their owner; one that belongs to the other party, or to their house, is not named."""
    case, side = _of_case(case), _of_side(letter)
    shown = {key: _shown(case, side, str(letter.facts.get(key, ""))) for key in ("address", "old", "new")}
    return _common(letter, case, settings) | shown | {"answer": str(letter.facts.get("answer", ""))}


def _shown(case: Case, side: Side, address: str) -> str:
    address = scrub.plain(address)
    others = [p.address.casefold() for p in case.parties if p.side != side]
    houses = [a.partition("@")[2] for a in others if a.partition("@")[2].split(".")[0] not in scrub.FREE_MAIL]
    mine = case.party(side).address.casefold().partition("@")[2]
    domain = address.casefold().partition("@")[2]
    hidden = address.casefold() in others or (domain in houses and domain != mine)
    return "" if hidden else address


def _thread_only(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    case, side = _of_case(case), _of_side(letter)
    if case.handed_over is None:
        raise ValueError(f"{case.reference}: nobody has been introduced yet")
    them = case.party(other(side))
    return _common(letter, case, settings) | {"other": person(them.name) | {"address": them.address}}


def _since(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    """After the introduction: the other's name, and nothing of what the other said to us."""
    case, side = _of_case(case), _of_side(letter)
    them = case.party(other(side))
    return _common(letter, case, settings) | {"other": person(them.name), "number": letter.number}


def _missing_nudge(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    """The other's address again, and the date of a letter that the reader has themselves."""
    case, side = _of_case(case), _of_side(letter)
    if case.handed_over is None:
        raise ValueError(f"{case.reference}: nobody has been introduced yet")
    known = _since(letter, case, settings)
    known["other"] |= {"address": case.party(other(side)).address}
    return known | {"seen": _day(letter.facts.get("seen"))}


def _words_since(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    """Words that their author chose for this reader: what was marked for the other, or the introducer's own apology."""
    return _since(letter, case, settings) | {"words": scrub.plain(str(letter.facts.get("words") or ""))}


def _handover(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    """The introduction itself: both addresses, since both agreed. The hard gate stands here once more."""
    case = _of_case(case)
    if not case.both_agreed:
        raise ValueError(f"{case.reference}: a handover needs two consents")
    return _introduction(letter, case, settings)


def _introduction(letter: Letter, case: Case, settings: Settings) -> Facts:
    first = case.writes_first or "first"
    return {
        "introducer": _introducer(letter, settings) | {"signature": _signature(letter, settings)},
        "reference": letter.reference,
        "parties": [_introduced(case, side) for side in SIDES],
        "why": _said(case, case.why),
        "starters": [_said(case, starter) for starter in case.starters],
        "writes_first": SIDES.index(first),
        "links": case.links,
    }


def _introduced(case: Case, side: Side) -> Facts:
    who, profile = case.party(side), case.party(side).profile
    own = scrub.plain(who.tell_them)
    return {
        **person(who.name),
        "address": who.address,
        **{field: _said(case, getattr(profile, field)) for field in TOLD},
        "place": _said(case, profile.place),
        "connect": _said(case, profile.connect),
        "zone": profile.zone,
        "offset": who.offset,
        "link": scrub.page(profile.link) if case.links else "",
        "tell_them": own if case.links else scrub.links(own),
    }


def _pages(case: Case) -> list[Facts]:
    """The links that the introduction would hold if the introducer kept them, each with whose words or calendar it stands in."""
    texts = [(*(getattr(p.profile, key) for key in (*TOLD, "place", "connect", "link")), p.tell_them) for p in case.parties]
    of_both = [("", scrub.pages(" ".join((case.why, *case.starters))))]
    of_each = [
        (person(p.name)["first_name"] or p.address, scrub.pages("\n".join(t))) for p, t in zip(case.parties, texts, strict=True)
    ]
    named: dict[str, str] = {}
    for whose, links in of_each + of_both:
        named |= {link: whose for link in links if link not in named}
    return [{"link": link, "whose": whose} for link, whose in named.items()]


def _said(case: Case, text: str) -> str:
    """Free text in the introduction: numbers and addresses still wait for their owner to give them; links go unless kept."""
    kept = [secret for party in case.parties for secret in (party.profile.phone, party.address) if secret]
    if not case.links:
        return scrub.contacts(text, (*kept, *case.private))
    return scrub.reach(text, (*kept, *case.private))


def _signature(letter: Letter, settings: Settings) -> str:
    known = settings.introducer(letter.owner)
    return scrub.plain(known.signature) if known else ""


def _to_introducer(letter: Letter, case: Case | None, settings: Settings) -> Facts:
    """The introducer knows everything about their own case."""
    known: Facts = {
        "introducer": _introducer(letter, settings) | {"signature": _signature(letter, settings)},
        "reference": letter.reference,
        "number": letter.number,
        "said": _cleaned(letter.facts),
        "case": _own_case(case) if case else None,
        "who": _named(case, letter.facts.get("side")),
    }
    if letter.kind is Kind.PREVIEW and case is not None:
        known |= _introduction(letter, case, settings) | {"pages": _pages(case)}
    return known


def _cleaned(value: Any) -> Any:
    """Facts of the decision with every text in them plain."""
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(inner) for inner in value]
    return scrub.plain(value) if isinstance(value, str) else value


def _named(case: Case | None, side: Any) -> str:
    """Who a note is about, as the introducer calls them: first name, else the address, else nobody in particular."""
    party = next((p for p in case.parties if p.side == side), None) if case else None
    return (person(party.name)["first_name"] or party.address) if party else "One of the two"


def _own_case(case: Case) -> Facts:
    return {
        "state": str(case.state),
        "subject": scrub.plain(case.request_subject),
        "parties": [_own_party(case, party) for party in case.parties],
        "why": scrub.plain(case.why),
        "starters": [scrub.plain(s) for s in case.starters],
        "constraints": [scrub.plain(s) for s in case.constraints],
        "private": [scrub.plain(s) for s in case.private],
        "doubts": [scrub.plain(s) for s in case.doubts],
        "missing": [str(code) for code in case.missing],
        "outsider": scrub.plain(case.outsider),
        "outsider_words": scrub.plain(case.outsider_words),
        "unreachable": [p.name or p.side for p in case.parties if "@" not in p.address],
        "ask_first": SIDES.index(case.ask_first) if case.ask_first else None,
        "not_before": case.not_before.isoformat() if case.not_before else None,
        "blind": case.blind,
        "links": case.links,
        "asks": [_as_asked(case, side) for side in SIDES] if len(case.parties) == len(SIDES) else [],
    }


def _as_asked(case: Case, side: Side) -> Facts:
    """What this side is told of the other, exactly as the ask says it."""
    them = other(side)
    return {"you": person(case.party(side).name), "other": told(case, them), "why": _free(case, case.why, hide=them)}


def _own_party(case: Case, party: Party) -> Facts:
    return {
        **person(party.name),
        "side": party.side,
        "address": party.address,
        "phone": scrub.plain(party.profile.phone),
        "standing": str(party.standing),
        "refusal": scrub.plain(party.refusal),
        "notes": [scrub.plain(note) for note in party.notes],
        "tell_them": scrub.plain(party.tell_them),
        "vouched": bool(party.consent and party.consent.vouched),
        "told": told(case, party.side) if len(case.parties) == len(SIDES) else {},
    }


def _outsider(letter: Letter, _case: Case | None, settings: Settings) -> Facts:
    """The same for everybody, whoever they asked about; an introducer whom they did not name is not named."""
    return {"introducer": _introducer(letter, settings) if letter.facts.get("named", True) else person("")}


def _own_wish(letter: Letter, _case: Case | None, settings: Settings) -> Facts:
    """What somebody asked for themselves, and what of it is theirs to see: `people.own` chose the lines."""
    said: Facts = {"what": str(letter.facts.get("what", "")), "until": _day(letter.facts.get("until"))}
    lines = [scrub.plain(str(line)) for line in letter.facts.get("lines", ())]
    mine = {"introducer": _introducer(letter, settings)} if letter.reader == "introducer" else {"introducer": person("")}
    said |= {"backup_days": settings.backup_days, "backups_gone": _day(letter.facts.get("backups_gone"))}
    return mine | said | {"lines": lines}


def _operator(letter: Letter, _case: Case | None, _settings: Settings) -> Facts:
    return {"lines": [scrub.plain(str(line)) for line in letter.facts.get("lines", ())]}


_BUILDERS: dict[Kind, Callable[[Letter, Case | None, Settings], Facts]] = {
    Kind.ASK: _ask,
    Kind.HEADS_UP: _ask,
    Kind.NUDGE: _ask,
    Kind.RENEWAL: _ask,
    Kind.UNCLEAR: _ask,
    Kind.RECEIPT_YES: _answered,
    Kind.RECEIPT_NO: _answered,
    Kind.RECEIPT_LATER: _answered,
    Kind.QUESTION_PASSED: _common,
    Kind.RELAY: _relay,
    Kind.CONFIRM_ANSWER: _own_addresses,
    Kind.ADDRESS_CHANGED: _own_addresses,
    Kind.TIMING: _common,
    Kind.TOO_LATE: _common,
    Kind.THREAD_ONLY: _thread_only,
    Kind.HEARD: _since,
    Kind.MISSING_NUDGE: _missing_nudge,
    Kind.PASSED_ON: _words_since,
    Kind.APOLOGY: _since,
    Kind.HOW_WAS_IT: _since,
    Kind.CLARIFY: _since,
    Kind.SORRY: _words_since,
    Kind.THANKS: _since,
    Kind.LATER_CHECK: _since,
    Kind.HANDOVER: _handover,
    Kind.COPY: _handover,
    Kind.OUTSIDER_ACK: _outsider,
    Kind.HELP: lambda _letter, _case, _settings: {"introducer": person("")},
    Kind.ORDER_CONFIRM: _own_wish,
    Kind.MY_DATA: _own_wish,
    Kind.DONE: _own_wish,
    Kind.ALARM: _operator,
}
