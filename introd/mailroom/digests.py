"""The digest as it leaves, put together from the record at that moment; and the answers to it, by number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from introd.decide import events as e
from introd.decide.calendar import local_day
from introd.decide.case import Case, State
from introd.decide.letter import Kind, Letter
from introd.decide.model import stamp
from introd.decide.settings import IntroducerSettings
from introd.decide.transitions import decide
from introd.mailroom.desk import Desk, case_in, case_of
from introd.mailroom.filing import Filed, owe, store
from introd.mailroom.people import knowing, proposals
from introd.mailroom.weekly import last_weeks, owe_digest
from introd.read.reading import Command, Mail, Reading
from introd.record.store import Transaction, View
from introd.report import digest, weeks

OPEN = (State.DRAFT, State.CONFIRMING, State.LEAVING, State.ASKING, State.AGREED, State.INTRODUCED)
_MOST = 200  # open introductions of one state that are looked at
_WEEKS = 12
_TOLD = "digest:"
"""Begins the setting that says until when an introducer was told; the address follows."""
_LATE = 2  # days: then the digest says since when it tells
_SOON = timedelta(hours=20)  # two that are due at once, after a long sleep or a HOLD, are one
_DONE = {
    "go": "it goes on", "send": "it is sent", "cancel": "it is called off", "override": "it goes on all the same",
    "wait": "it waits", "nudge_again": "I remind them once more", "apologise": "I apologise in your name",
    "leave_it": "I leave it", "drop": "the apology is dropped", "ask": "I ask how it went",
}  # fmt: skip
_SINCE = frozenset({"nudge_again", "apologise", "leave_it", "ask", "drop"})


def compose(work: Transaction, letter: Letter, desk: Desk) -> Letter | None:
    """The digest with its facts as they are now, also in the record, where answers find their numbers; None for a quiet week."""
    introducer = desk.settings.introducer(letter.owner)
    if introducer is None:
        return None
    if letter.raw:
        return letter
    now, told = desk.clock(), work.setting(_TOLD + introducer.key)
    before = datetime.fromisoformat(told) if told else None
    said = facts(work, now, introducer, before)
    if said["decisions"]:
        owe_digest(work, desk, introducer)
    if digest.empty(said) or (before is not None and now - before < _SOON):
        return None
    work.put_setting(_TOLD + introducer.key, stamp(now))
    if _days_late(letter, now, introducer) > _LATE:
        said["since"] = local_day(datetime.fromisoformat(said["from"]), introducer.place).isoformat()
    work.amend(letter.key, facts=said)
    return letter.but(facts=said)


def _days_late(letter: Letter, now: datetime, introducer: IntroducerSettings) -> int:
    """By how many days a digest leaves after its own day, which its key names: the machine slept, or sending was held."""
    return (local_day(now, introducer.place) - date.fromisoformat(letter.key.rpartition("/")[2])).days


def facts(view: View, now: datetime, introducer: IntroducerSettings, before: datetime | None = None) -> dict[str, Any]:
    """What the digest of an introducer says at a moment (UTC): of the seven days until then, or of all since the one `before`."""
    cases = open_cases(view, introducer)
    since = max(before or now - timedelta(days=7), now - timedelta(weeks=_WEEKS - 1))
    rows = last_weeks(view, introducer, local_day(now, introducer.place), _WEEKS)
    events = weeks.told_between(rows[-((now - since).days // 7 + 2) :], since, now)
    missed, well = digest.happened(events, _named(view, introducer, events, cases))
    waiting, more = digest.most(digest.waiting(cases))
    return {
        "from": stamp(since), "to": stamp(now),
        "decisions": digest.decisions(cases, proposals.waiting(view, introducer.key)),
        "waiting": waiting, "more": more + _uncounted(view, introducer, cases),
        "missed": digest.most(missed)[0], "well": digest.most(well)[0], "weeks": weeks.shown(rows),
    }  # fmt: skip


def open_cases(view: View, introducer: IntroducerSettings) -> list[Case]:
    """The introductions of an introducer that are not over, found by their state; at most so many of each."""
    found = (d for state in OPEN for d in view.introductions(owner=introducer.key, state=state, limit=_MOST))
    return [case for document in found if (case := case_of(document)) is not None]


def _uncounted(view: View, introducer: IntroducerSettings, cases: list[Case]) -> int:
    counts = view.count_states(introducer.key)
    return max(0, sum(counts.get(state, 0) for state in OPEN) - len(cases))


def _named(view: View, introducer: IntroducerSettings, events: list[weeks.Happened], cases: list[Case]) -> dict[str, Case]:
    """The cases that events speak of, this introducer's alone."""
    known = {case.reference: case for case in cases}
    for reference in {event.reference for event in events} - known.keys():
        case = case_in(view, reference)
        if case is not None and case.owner == introducer.key:
            known[reference] = case
    return known


def answered(work: Transaction, mail: Mail, reading: Reading, letter: Letter, desk: Desk) -> Filed | None:
    """Obey `1 nudge, 3 leave it` in answer to a digest; None where the mail says something else, which is then read as ever."""
    introducer = desk.settings.introducer(mail.author.email) if mail.author else None
    if introducer is None or introducer.key != letter.owner:
        return Filed("set aside", "somebody else answered a digest")
    points = {point["number"]: point for point in letter.facts.get("decisions", ())}
    commands = _numbered(reading, points)
    if not commands:
        return None
    lines = [f"{c.number}: {_settled(work, mail, c, points.get(c.number), desk, introducer)}" for c in commands]
    if reading.may_answer:
        _reply(work, mail, desk, introducer, lines)
    return Filed("handled", "answers to a digest")


def _numbered(reading: Reading, points: dict[int, dict[str, Any]]) -> list[Command]:
    """The commands with their numbers; where there is but one point, a word without a number is meant for it."""
    commands = reading.commands or ((reading.command,) if reading.command else ())
    if len(points) == 1 and len(commands) == 1 and commands[0].number is None and not commands[0].about:
        point = next(iter(points.values()))
        return [replace(commands[0], number=point["number"])] if commands[0].verb in point["verbs"] else []
    return [c for c in commands if c.number is not None] if all(c.number is not None for c in commands) else []


def _settled(
    work: Transaction, mail: Mail, command: Command, point: dict[str, Any] | None, desk: Desk, introducer: IntroducerSettings
) -> str:
    """Do what is said of one point; what became of it, in words."""
    if point is None:
        return "there is no such number in that letter."
    verbs = [*point["verbs"], *(("go",) if "send" in point["verbs"] else ("send",) if "go" in point["verbs"] else ())]
    if command.verb not in verbs:
        offered = ", ".join(verb.replace("_", " ").upper() for verb in point["verbs"])
        return f"that is not among what I offered ({offered}), so I did nothing."
    if point["proposal"]:
        return " ".join(proposals.settle(work, desk, introducer, point["proposal"], command) or ["nothing is changed."])
    case = case_in(work, point["reference"])
    if case is None or case.owner != introducer.key:
        return "it is no longer there."
    return _decided(work, case, command, mail, desk)


def _decided(work: Transaction, case: Case, command: Command, mail: Mail, desk: Desk) -> str:
    event = _event(work, case, command, mail, desk)
    decision = decide(case, event, desk.at(desk.owner(case)))
    told = [letter for letter in decision.letters if letter.kind is Kind.ACKNOWLEDGED]
    changed = replace(decision, letters=tuple(letter for letter in decision.letters if letter not in told))
    store(work, desk, case, changed)
    idle = any(letter.facts.get("what") in ("nothing_to_do", "asked_already", "cant_ask") for letter in told)
    said = "there was nothing left to do" if idle else _DONE[command.verb]
    return f"{digest.pair(case)} [{case.reference}]: {said}."


def _event(view: View, case: Case, command: Command, mail: Mail, desk: Desk) -> e.Event:
    """What an answer by number means for its case: the same as in the case's own thread."""
    message_id = mail.message_id or ""
    if command.verb == "cancel":
        return e.Cancelled(message_id=message_id)
    if command.verb in _SINCE or (case.handed_over and command.verb in ("send", "go")):
        return e.IntroducerDecided(message_id=message_id, what="send" if command.verb == "go" else command.verb)
    people = knowing.known_of_case(view, desk, case)
    if command.verb == "override":
        return e.Overridden(message_id=message_id, people=people)
    if command.verb == "wait":
        return e.WaitChosen(message_id=message_id, until=command.until, people=people)
    return e.GoGiven(message_id=message_id, people=people)


def _reply(work: Transaction, mail: Mail, desk: Desk, introducer: IntroducerSettings, lines: list[str]) -> None:
    now = desk.clock()
    owe(work, desk, Letter(
        key=f"status/{desk.keyed(mail.message_id or mail.subject)[:24]}", reference="", owner=introducer.key, kind=Kind.STATUS,
        reader="introducer", to=mail.author.email if mail.author else introducer.key, facts={"lines": lines}, not_before=now,
        created=now, in_reply_to=mail.message_id, references=(mail.message_id,) if mail.message_id else (), order=1,
    ))  # fmt: skip
