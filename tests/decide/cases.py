"""Cases in every state, for tests of decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from introd.decide.case import Case, State
from introd.decide.decision import At, Decision
from introd.decide.drafts import Opening, open_case
from introd.decide.events import ConsentGiven, Event, GoGiven, HandoverLeft, LetterSent, TimerRang
from introd.decide.letter import Kind, Letter
from introd.decide.settings import IntroducerSettings, Place, Settings
from introd.decide.transitions import decide
from introd.read.reading import PartyRead, Request

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LIZ = IntroducerSettings(name="Liz Ryan", addresses=("liz@ryan.example",), place=Place(zone="Europe/London"))
SETTINGS = Settings(introducers=(LIZ,), confirm_first=0)
JANE = PartyRead("Jane Roe", "jane@roe.example", {"offers": "how to run a cooperative"})
JASON = PartyRead("Jason Poe", "jason@poe.example", {"needs": "advice on a cooperative"})
REQUEST = Request(parties=(JANE, JASON), why="Jason wants to found a cooperative; Jane runs one.")


def at(now: datetime = MONDAY, settings: Settings = SETTINGS, draw: float = 0.5) -> At:
    """A moment of decision."""
    return At(now=now, settings=settings, introducer=LIZ, draw=draw)


def opening(**changes: Any) -> Opening:
    """What a new case needs from outside."""
    return Opening(**{"reference": "k3x9", "secret": lambda p: f"{p:x<26}", "message_id": "<r@liz.example>", **changes})


def opened(request: Request = REQUEST, moment: At | None = None, **changes: Any) -> Decision:
    """A request that just came in."""
    return stored(open_case(request, opening(**changes), moment or at()))


def stored(decision: Decision) -> Decision:
    """The decision as after its commit: the case has its next revision."""
    return replace(decision, case=decision.case.but(revision=decision.case.revision + 1))


def play(case: Case, *happened: Event, moment: At | None = None) -> Decision:
    """Several events, one after the other; gives the last case and all letters."""
    decision = Decision(case)
    for event in happened:
        decision = decision.and_then(stored(decide(decision.case, event, moment or at())))
    return decision


def sent(letter: Letter) -> LetterSent:
    """The server took this letter."""
    return LetterSent(kind=letter.kind, reader=letter.reader, number=letter.number, our_id=f"<{letter.key}@x>")


def sent_all(letters: Iterable[Letter]) -> list[Event]:
    """The server took them all."""
    return [sent(letter) for letter in letters]


def in_state(state: State) -> Case:
    """A case that came to a state by the ordinary way."""
    if state is State.DRAFT:
        return opened(Request(parties=(JANE,), why="")).case
    if state is State.CONFIRMING:
        return opened(moment=at(settings=SETTINGS.but(confirm="always"))).case
    leaving = opened()
    if state is State.LEAVING:
        return play(leaving.case, *sent_all(leaving.letters)).case
    asked = play(leaving.case, *sent_all(leaving.letters), GoGiven())
    asking = play(asked.case, *sent_all(le for le in asked.letters if le.kind is Kind.ASK)).case
    if state is State.ASKING:
        return asking
    agreed = play(asking, ConsentGiven("<y1@x>", "first", "Yes"), ConsentGiven("<y2@x>", "second", "Yes"))
    shown = play(agreed.case, *sent_all(le for le in agreed.letters if le.kind is Kind.PREVIEW))
    if state is State.AGREED:
        return shown.case
    owed = play(shown.case, TimerRang(name="handover"), HandoverLeft())
    if state is State.INTRODUCED:
        return owed.case
    from introd.decide.events import Cancelled

    return play(asking, Cancelled()).case


def letters_of(decision: Decision, kind: Kind) -> list[Letter]:
    """The letters of a kind in a decision."""
    return [letter for letter in decision.letters if letter.kind is kind]
