"""A random life of a case: whatever people, robots, servers and the clock do, the promises hold."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from introd.decide import events as e
from introd.decide import privacy
from introd.decide.case import SIDES, Case, Side, Standing, State, other
from introd.decide.decision import At
from introd.decide.leaving import Leave, Wait, World, may_leave
from introd.decide.letter import CALLED_FOR, SINCE, Kind, Letter
from introd.decide.transitions import decide
from introd.read.reading import Request
from tests.decide.cases import MONDAY, REQUEST, SETTINGS, at, opened, sent, stored

LONDON = ZoneInfo("Europe/London")
SIDE = st.sampled_from(SIDES)


class Life(RuleBasedStateMachine):
    """A case, the letters owed and the clock; what the daemon does, and what must hold whatever happens."""

    now: datetime
    case: Case
    owed: list[Letter]
    left: list[tuple[Letter, Case]]
    stopped: set[str]
    consents: dict[Side, bool]
    last: dict[str, datetime]
    decisions: int = 0
    zones: dict[Side, ZoneInfo] = {}  # where somebody is who is not in London

    def _at(self) -> At:
        return at(self.now)

    def _happen(self, event: e.Event) -> None:
        decision = stored(decide(self.case, event, self._at()))
        self.case = decision.case
        self.owed += decision.letters
        self.stopped |= set(decision.opt_out)

    def _work(self) -> None:
        for _ in range(300):
            if self.case.due is not None and self.case.due <= self.now:
                self._happen(e.TimerRang(name=min(self.case.timers, key=lambda n: self.case.timers[n])))
                continue
            due = [le for le in self.owed if le.not_before <= self.now]
            if not due:
                return
            self._post(min(due, key=lambda le: (le.not_before, le.order)))
        raise AssertionError("the daemon never comes to rest")

    def _post(self, letter: Letter) -> None:
        self.owed.remove(letter)
        world = World(
            inbox_read=self.now, opted_out=letter.to in self.stopped,
            last_unasked=self.last.get(letter.to), unasked=self._unasked(letter.to),
        )  # fmt: skip
        verdict = may_leave(letter, self.case, world, self._at())
        if isinstance(verdict, Wait):
            assert verdict.until > self.now
            self.owed.append(letter.but(not_before=verdict.until))
        elif isinstance(verdict, Leave):
            if letter.kind is Kind.HANDOVER:
                self._happen(e.HandoverLeft())
            self._leave(letter)

    def _leave(self, letter: Letter) -> None:
        self.left.append((letter, self.case))
        assert letter.to not in self.stopped or letter.side is None, "a letter to somebody who said STOP"
        if letter.kind is Kind.HANDOVER:
            assert all(self.consents.values()), "an introduction without two consents"
            assert self.case.both_agreed
        if letter.side:
            known = json.dumps(privacy.facts(letter, self.case, SETTINGS), default=str)
            assert f"confided by {other(letter.side)}" not in known, "what one said in confidence, told to the other"
            assert letter.kind not in SINCE or self.case.handed_over, "a letter about an introduction that was not made"
        if letter.side and letter.kind not in CALLED_FOR:
            zone = self.zones.get(letter.side, LONDON)
            local = self.now.astimezone(zone)
            assert local.weekday() < 5, "a letter on a day off"
            assert 9 <= local.hour < 17, "a letter outside working hours"
            before = self.last.get(letter.to)
            assert before is None or before.astimezone(zone).date() < local.date(), "two unasked letters on one day"
            self.last[letter.to] = self.now
        self._happen(sent(letter))

    def _unasked(self, to: str) -> int:
        return sum(le.to == to and le.side is not None and le.kind not in CALLED_FOR for le, _ in self.left)

    @invariant()
    def no_flood(self) -> None:
        """At most two nudges an ask, and six unasked letters in all."""
        if not hasattr(self, "left"):
            return
        nudges = Counter((le.side, c.party(le.side).asks) for le, c in self.left if le.kind is Kind.NUDGE and le.side)
        assert all(n <= 2 for n in nudges.values())
        assert all(self._unasked(p.address) <= SETTINGS.unasked_most for p in self.case.parties)
        of_kind = Counter((le.side, le.kind) for le, _ in self.left if le.side)
        for side in SIDES:
            assert of_kind[side, Kind.HEARD] <= 1, "asked twice whether they have heard"
            assert of_kind[side, Kind.HOW_WAS_IT] <= 1 + SETTINGS.how_repeats, "asked too often how it went"
            assert of_kind[side, Kind.LATER_CHECK] <= 1
            assert of_kind[side, Kind.CLARIFY] <= 1
            assert of_kind[side, Kind.THANKS] <= 1
            assert of_kind[side, Kind.APOLOGY] <= 1
            assert of_kind[side, Kind.MISSING_NUDGE] <= 1 + self.decisions

    @invariant()
    def a_yes_needs_its_mail(self) -> None:
        """Whoever stands at yes has a recorded consent, and nobody else has one."""
        for party in self.case.parties if hasattr(self, "case") else ():
            assert (party.standing is Standing.YES) == (party.consent is not None)

    def teardown(self) -> None:
        """Given time, every case comes to an end and every letter owed has left or was withdrawn."""
        if not hasattr(self, "case"):
            return
        for _ in range(400):
            coming = [le.not_before for le in self.owed] + ([self.case.due] if self.case.due else [])
            if not coming:
                break
            self.now = max(self.now, min(coming))
            self._work()
        assert not self.owed, "a letter owed and never sent"
        waits = self.case.state in (State.AGREED,) and self.case.on_hold
        assert waits or self.case.state in (State.INTRODUCED, State.CLOSED), self.case.state


class LifeOfACase(Life):
    """Up to the introduction; each rule is something that can happen."""

    @initialize(first=st.sampled_from([None, "jane@roe.example"]), vouched=st.sampled_from([(), ("jason@poe.example",)]))
    def begin(self, first: str | None, vouched: tuple[str, ...]) -> None:
        """Liz writes a request."""
        self.now = MONDAY
        request = Request(parties=REQUEST.parties, why=REQUEST.why, ask_first=first, agreed=vouched)
        decision = opened(request)
        self.case = decision.case
        self.owed = list(decision.letters)
        self.left = []
        self.stopped = set()
        self.consents = {s: self.case.party(s).address in vouched for s in SIDES}
        self.last = {}

    @rule(side=SIDE, away=st.sampled_from([None, date(2026, 3, 10)]))
    def says_yes(self, side: Side, away: date | None) -> None:
        """A party who was asked says yes."""
        if self.case.party(side).asked is not None or self.case.party(side).standing is Standing.ASKED:
            self.consents[side] = True
            self._happen(e.ConsentGiven(f"<{self.now}@x>", side, "Yes", away))

    @rule()
    def goes_well(self) -> None:
        """A working day passes, and whoever was asked says yes."""
        self.now += timedelta(hours=24)
        self._work()
        for side in SIDES:
            if self.case.party(side).standing is Standing.ASKED:
                self.says_yes(side, None)

    @rule(side=SIDE, rarely=st.integers(0, 3))
    def says_no(self, side: Side, rarely: int) -> None:
        """A party says no."""
        if rarely == 3 and self.case.party(side).asks:
            self.consents[side] = self.consents[side] and self.case.state in (State.INTRODUCED,)
            self._happen(e.ConsentRefused("<n@x>", side, "no time"))

    @rule(side=SIDE, until=st.sampled_from([None, date(2026, 3, 20), date(1999, 1, 1), date(2099, 1, 1)]))
    def says_later(self, side: Side, until: date | None) -> None:
        """A party wants to be asked later."""
        if self.case.party(side).asks:
            self.consents[side] = self.consents[side] and self.case.state is State.INTRODUCED
            self._happen(e.AnswerPostponed("<l@x>", side, until))

    @rule(side=SIDE, rarely=st.integers(0, 9))
    def says_stop(self, side: Side, rarely: int) -> None:
        """A party wants no mail."""
        if rarely == 9:
            self._happen(e.OptedOut("<s@x>", side))

    @rule(side=SIDE, question=st.booleans())
    def says_something(self, side: Side, question: bool) -> None:
        """A party writes what decides nothing."""
        self._happen(e.AnswerUnclear("<u@x>", side, "Who is it?", question))

    @rule(side=SIDE, answer=st.sampled_from(["yes", "no"]))
    def answers_from_elsewhere(self, side: Side, answer: str) -> None:
        """Somebody answers from an address that was not asked."""
        self._happen(e.AnsweredFromElsewhere("<e@x>", side, "assistant@roe.example", answer, answer))

    @rule(side=SIDE, until=st.sampled_from([None, date(2026, 3, 13), date(2030, 1, 1)]))
    def robot_says_away(self, side: Side, until: date | None) -> None:
        """An out-of-office comes."""
        self._happen(e.PartyAbsent("<a@x>", side, until))

    @rule(side=SIDE, kind=st.sampled_from([Kind.ASK, Kind.RECEIPT_YES, Kind.HANDOVER]))
    def bounces(self, side: Side, kind: Kind) -> None:
        """A letter comes back."""
        self._happen(e.LetterBounced("<b@x>", side, kind, "5.1.1"))

    @rule(
        event=st.sampled_from(
            [e.GoGiven(), e.IntroducerAnswered(words="It is paid."), e.DraftAmended(request=Request(why="Better."))]
        )
    )
    def introducer_writes(self, event: e.Event) -> None:
        """Liz answers a letter."""
        self._happen(event)

    @rule(rarely=st.integers(0, 9))
    def introducer_cancels(self, rarely: int) -> None:
        """Liz calls it off."""
        if rarely == 9:
            self._happen(e.Cancelled("<c@x>"))

    @rule(hours=st.sampled_from([0, 1, 5, 24, 72, 24 * 21]))
    def time_passes(self, hours: int) -> None:
        """The clock moves, perhaps by three weeks of sleep; then the daemon works until nothing is due."""
        self.now += timedelta(hours=hours)
        self._work()


LifeOfACase.TestCase.settings = hypothesis_settings(max_examples=150, stateful_step_count=25, deadline=None)
TestLifeOfACase = LifeOfACase.TestCase
