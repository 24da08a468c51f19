"""Every state × event pair, the illegal ones included."""

from __future__ import annotations

from dataclasses import fields

import pytest

from introd.decide import events as e
from introd.decide.case import State
from introd.decide.letter import Kind
from introd.decide.transitions import TABLE, cells, decide, rule
from tests.decide.cases import at, in_state

ASKING, AGREED, INTRODUCED, CLOSED = State.ASKING, State.AGREED, State.INTRODUCED, State.CLOSED
DRAFTS = (State.DRAFT, State.CONFIRMING, State.LEAVING)

EXPECTED: dict[type[e.Event], tuple[State, ...]] = {
    # the state after the event, from draft, confirming, leaving, asking, agreed, introduced, closed
    e.DraftAmended: (State.DRAFT, State.LEAVING, State.LEAVING, ASKING, AGREED, INTRODUCED, CLOSED),
    e.GoGiven: (State.DRAFT, ASKING, ASKING, ASKING, AGREED, INTRODUCED, CLOSED),
    e.Overridden: (State.DRAFT, ASKING, ASKING, ASKING, AGREED, INTRODUCED, CLOSED),
    e.WaitChosen: (State.DRAFT, State.CONFIRMING, State.CONFIRMING, ASKING, AGREED, INTRODUCED, CLOSED),
    e.Cancelled: (CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, INTRODUCED, CLOSED),
    e.IntroducerAnswered: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.ConsentGiven: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.ConsentRefused: (*DRAFTS, CLOSED, CLOSED, INTRODUCED, CLOSED),
    e.AnswerPostponed: (*DRAFTS, ASKING, ASKING, INTRODUCED, CLOSED),
    e.OptedOut: (CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, INTRODUCED, CLOSED),
    e.AnswerUnclear: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.AnsweredFromElsewhere: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.LetterBounced: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.PartyGone: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.PartyAbsent: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.LetterSent: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.LetterRefused: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.AskHeldBack: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.HandoverLeft: (*DRAFTS, ASKING, INTRODUCED, INTRODUCED, CLOSED),
    e.ThreadWritten: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.HeardSaid: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.WroteSaid: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.Excused: (*DRAFTS, ASKING, AGREED, CLOSED, CLOSED),
    e.Reported: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.IntroducerReported: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.IntroducerDecided: (*DRAFTS, ASKING, AGREED, INTRODUCED, CLOSED),
    e.TimerRang: (CLOSED, CLOSED, ASKING, ASKING, AGREED, INTRODUCED, CLOSED),
}

PAIRS = [(state, event, EXPECTED[event][n]) for event in EXPECTED for n, state in enumerate(State)]


@pytest.mark.parametrize(("state", "event", "after"), PAIRS, ids=lambda v: getattr(v, "__name__", str(v)))
def test_every_event_in_every_state(state: State, event: type[e.Event], after: State) -> None:
    """Each pair leads to the state that this table says, and to no other."""
    decision = decide(in_state(state), event(), at())
    assert decision.case.state is after


def test_the_table_has_every_event() -> None:
    """No event that the daemon knows is without a row."""
    known = {c for c in vars(e).values() if isinstance(c, type) and issubclass(c, e.Event) and c is not e.Event}
    assert known == set(TABLE) == set(EXPECTED)


def test_the_table_is_full() -> None:
    """Every cell holds a rule with a docstring that says what it does."""
    assert len(cells()) == len(TABLE) * len(State)
    assert all(cell.__doc__ for _, _, cell in cells())
    assert [f.name for f in fields(type(next(iter(TABLE.values()))))] == [s.value for s in State]


def test_an_unknown_event_is_refused() -> None:
    """An event without a row is an error of ours, never silently nothing."""
    with pytest.raises(KeyError):
        rule(State.DRAFT, e.Event)


@pytest.mark.parametrize("state", [s for s in State if s is not AGREED])
def test_no_handover_is_owed_outside_agreed(state: State) -> None:
    """A timer, a GO or a yes owes no handover in any state but the one where both agreed."""
    for event in (e.TimerRang(name="handover"), e.GoGiven(), e.ConsentGiven(side="first"), e.HandoverLeft()):
        decision = decide(in_state(state), event, at())
        assert Kind.HANDOVER not in {letter.kind for letter in decision.letters}


@pytest.mark.parametrize("event", list(TABLE), ids=lambda v: v.__name__)
@pytest.mark.parametrize("state", list(State))
def test_deciding_changes_nothing_that_was_handed_in(state: State, event: type[e.Event]) -> None:
    """A decision is a new value; the case that went in stays as it was, and deciding again gives the same."""
    case = in_state(state)
    before = case.model_dump_json()
    assert decide(case, event(), at()) == decide(case, event(), at())
    assert case.model_dump_json() == before
