"""The week's row and the digest that is owed: kept in the commit of whatever happened, so that nobody has to count later."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from introd.decide.calendar import at_local, is_working_day, local_day
from introd.decide.case import Case
from introd.decide.decision import Decision
from introd.decide.letter import Kind, Letter
from introd.decide.settings import IntroducerSettings
from introd.mailroom.desk import Desk
from introd.mailroom.owing import owe
from introd.record.store import Transaction, View
from introd.report.weeks import Week, add, monday_of

WEEKS = "week:"
"""Begins the setting of a week; the introducer's address and the Monday follow."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def happened(work: Transaction, desk: Desk, case: Case, decision: Decision) -> None:
    """Count what a decision brought, and owe the next digest: a week in which nothing happens has none."""
    introducer = desk.settings.introducer(case.owner)
    if introducer is None or not (decision.deeds or decision.letters or decision.notes):
        return
    if decision.deeds:
        now = desk.clock()
        week = week_of(work, introducer, local_day(now, introducer.place))
        kept = add(week, case.reference, decision.deeds, now)
        work.put_setting(_name(introducer, week.monday), kept.document())
    owe_digest(work, desk, introducer)


def week_of(view: View, introducer: IntroducerSettings, day: date) -> Week:
    """The week of a day, as it was counted so far."""
    monday = monday_of(day)
    kept = view.setting(_name(introducer, monday))
    return Week.model_validate(kept) if kept else Week(monday=monday)


def last_weeks(view: View, introducer: IntroducerSettings, day: date, count: int) -> list[Week]:
    """The weeks up to that of a day, oldest first; each is looked up by its name."""
    return [week_of(view, introducer, day - timedelta(weeks=back)) for back in reversed(range(count))]


def owe_digest(work: Transaction, desk: Desk, introducer: IntroducerSettings) -> None:
    """Owe the next digest, once."""
    now = desk.clock()
    moment = digest_moment(now, desk, introducer)
    if moment is None:
        return
    key = f"{Kind.DIGEST}/{introducer.key}/{local_day(moment, introducer.place).isoformat()}"
    if work.letter(key) is None:
        owe(work, desk, Letter(
            key=key, reference="", owner=introducer.key, kind=Kind.DIGEST, reader="introducer", to=introducer.key,
            not_before=moment, created=now, order=8,
        ))  # fmt: skip


def digest_moment(after: datetime, desk: Desk, introducer: IntroducerSettings) -> datetime | None:
    """The next digest of an introducer, strictly after a moment: on their day, or the first working day after it; None for never."""
    wanted, place = desk.settings.digest_day, introducer.place
    if wanted == "never":
        return None
    today = local_day(after, place)
    begin = today - timedelta(days=(today.weekday() - DAYS.index(wanted)) % 7)
    for week in range(60):
        day = begin + timedelta(weeks=week)
        moments = (day + timedelta(days=n) for n in range(7))
        working = next((d for d in moments if is_working_day(d, place)), None)
        moment = at_local(working, desk.settings.digest_hour, place) if working else None
        if moment is not None and moment > after:
            return moment
    return None


def _name(introducer: IntroducerSettings, monday: date) -> str:
    return f"{WEEKS}{introducer.key}:{monday.isoformat()}"
