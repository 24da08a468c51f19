"""The transition table: what each event means in each state. All of it stands here; the diagram in the docs is drawn from it.

A row is an event, a column a state, a cell the rule that decides. Every cell is filled: leaving one out is a TypeError when this
module is imported. Rules stand in the room that their name says (`drafts`, `asking`, `silence`, `handover`, `afterwards`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from introd.decide import afterwards, asking, corrections, drafts, elsewhere, handover, routing, silence
from introd.decide import events as e
from introd.decide.after import beginning, clock, followup, missing, reports, watching
from introd.decide.case import Case, State
from introd.decide.decision import At, Decision

Rule = Callable[[Case, Any, At], Decision]


@dataclass(frozen=True, slots=True)
class Row:
    """What one event means, state by state."""

    draft: Rule
    confirming: Rule
    leaving: Rule
    asking: Rule
    agreed: Rule
    introduced: Rule
    closed: Rule


_noted, _nothing = afterwards.recorded, afterwards.nothing
_late, _settled = afterwards.late_words, afterwards.settled

TABLE: dict[type[e.Event], Row] = {
    # event                      draft                confirming         leaving            asking              agreed              introduced              closed
    e.DraftAmended:          Row(drafts.amended,      drafts.amended,    drafts.amended,    corrections.asking_amended, corrections.agreed_amended, _settled,               _settled),
    e.GoGiven:               Row(drafts.go_too_early, drafts.started,    drafts.started,    _settled,           handover.sent_now,  _settled,               _settled),
    e.Overridden:            Row(drafts.go_too_early, drafts.overridden, drafts.started,    _settled,           _settled,           _settled,               _settled),
    e.WaitChosen:            Row(drafts.go_too_early, drafts.waiting,    drafts.waiting,    _settled,           _settled,           _settled,               _settled),
    e.Cancelled:             Row(drafts.cancelled,    drafts.cancelled,  drafts.cancelled,  drafts.cancelled,   drafts.cancelled,   _settled,               _settled),
    e.IntroducerAnswered:    Row(asking.relayed,      asking.relayed,    asking.relayed,    asking.relayed,     asking.relayed,     asking.relayed,         asking.relayed),
    e.ConsentGiven:          Row(_noted,              _noted,            _noted,            asking.agreed,      asking.agreed,      _noted,                 afterwards.late_yes),
    e.ConsentRefused:        Row(_noted,              _noted,            _noted,            asking.refused,     asking.refused,     afterwards.late_no,     afterwards.late_no),
    e.AnswerPostponed:       Row(_noted,              _noted,            _noted,            asking.postponed,   asking.postponed,   afterwards.late_no,     afterwards.late_no),
    e.OptedOut:              Row(asking.opted_out,    asking.opted_out,  asking.opted_out,  asking.opted_out,   asking.opted_out,   watching.opted_out,     watching.opted_out),
    e.AnswerUnclear:         Row(_late,               _late,             _late,             asking.unclear,     asking.unclear,     _late,                  _late),
    e.AnsweredFromElsewhere: Row(_noted,              _noted,            _noted,            elsewhere.held,     elsewhere.held,     _late,                  _late),
    e.LetterBounced:         Row(_noted,              _noted,            _noted,            silence.bounced,    silence.bounced,    watching.bounced,       watching.bounced),
    e.PartyGone:             Row(_noted,              _noted,            _noted,            silence.bounced,    silence.bounced,    watching.bounced,       watching.bounced),
    e.PartyAbsent:           Row(_noted,              _noted,            _noted,            silence.absent,     silence.absent,     watching.absent,        watching.absent),
    e.LetterSent:            Row(routing.sent,        routing.sent,      routing.sent,      routing.sent,       routing.sent,       routing.sent,           routing.sent),
    e.LetterRefused:         Row(routing.refused,     routing.refused,   routing.refused,   routing.refused,    routing.refused,    routing.refused,        routing.refused),
    e.AskHeldBack:           Row(_nothing,            _nothing,          _nothing,          silence.held_back,  silence.held_back,  _nothing,               _nothing),
    e.HandoverLeft:          Row(_nothing,            _nothing,          _nothing,          _nothing,           beginning.left,     _nothing,               _nothing),
    e.ThreadWritten:         Row(_noted,              _noted,            _noted,            _noted,             _noted,             watching.wrote,         watching.wrote),
    e.HeardSaid:             Row(_noted,              _noted,            _noted,            _late,              _late,              missing.heard,          missing.heard),
    e.WroteSaid:             Row(_noted,              _noted,            _noted,            _noted,             _noted,             missing.wrote,          missing.wrote),
    e.Excused:               Row(_noted,              _noted,            _noted,            _noted,             _noted,             missing.excused,        missing.excused),
    e.Reported:              Row(_noted,              _noted,            _noted,            _late,              _late,              followup.reported,      followup.reported),
    e.IntroducerReported:    Row(_nothing,            _nothing,          _nothing,          reports.told,       reports.told,       reports.told,           reports.told),
    e.IntroducerDecided:     Row(_settled,            _settled,          _settled,          _settled,           _settled,           reports.decided,        reports.decided),
    e.TimerRang:             Row(drafts.lapsed,       drafts.lapsed,     drafts.started,    silence.rang,       handover.rang,      clock.rang,             clock.rang),
}  # fmt: skip


def decide(case: Case, event: e.Event, at: At) -> Decision:
    """What follows from an event: the new case and the letters owed. Pure; the same arguments give the same decision."""
    return rule(case.state, type(event))(case, event, at)


def rule(state: State, event: type[e.Event]) -> Rule:
    """The cell of the table; KeyError for an event that has no row."""
    found: Rule = getattr(TABLE[event], state.value)
    return found


def cells() -> list[tuple[State, type[e.Event], Rule]]:
    """The whole table, for tests and for the diagram."""
    return [(State(f.name), event, getattr(row, f.name)) for event, row in TABLE.items() for f in fields(Row)]
