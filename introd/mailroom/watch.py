"""Is something wrong with the world? A clock that jumps, a burst of letters that nobody expected: then sending stops and asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from introd.decide.letter import CALLED_FOR, COMMISSIONED, Letter
from introd.decide.model import stamp
from introd.mailroom.desk import Desk
from introd.mailroom.filing import alarm
from introd.mailroom.orders import HOLD

_HOUR = timedelta(hours=1)
_BACK = timedelta(minutes=5)
_AHEAD = timedelta(days=180)  # longer than a machine sleeps
SEEN = "clock"
"""The setting that holds the newest moment seen."""

_UNEXPECTED = "unexpected"


@dataclass(slots=True)
class Watch:
    """Looks at each pass whether sending may go on. The newest moment seen is kept in the record once an hour."""

    _kept: datetime | None = None

    def suspicious(self, desk: Desk) -> bool:
        """Whether sending must stop now. The reason is told to the operator, once."""
        now = desk.clock()
        if self._kept is None:
            with desk.store.view() as view:
                kept = view.setting(SEEN)
            self._kept = datetime.fromisoformat(kept) if kept else now
        before, jumped = self._kept, now < self._kept - _BACK or now > self._kept + _AHEAD
        if jumped or now - before >= _HOUR or before == now:
            self._kept = now  # also after a jump: whoever says RELEASE has looked at the clock
            with desk.store.transaction() as work:
                work.put_setting(SEEN, stamp(now))
        if jumped:
            way = "back" if now < before else "far ahead"
            self._hold(desk, f"the clock went {way} from {before:%Y-%m-%d %H:%M} to {now:%Y-%m-%d %H:%M} UTC")
        return jumped

    def flood(self, desk: Desk, letter: Letter) -> None:
        """Count a letter that left and that nobody expected; too many within an hour stop the sending."""
        if letter.kind in CALLED_FOR or letter.kind in COMMISSIONED:
            return
        now = desk.clock()
        with desk.store.transaction() as work:  # in the record: whoever starts introd anew has not looked at the letters
            kept = [moment for moment in work.setting(_UNEXPECTED, []) if abs(now - datetime.fromisoformat(moment)) < _HOUR]
            many = len(kept) >= desk.settings.burst
            work.put_setting(_UNEXPECTED, None if many else [*kept, stamp(now)])
        if many:
            self._hold(desk, f"more than {desk.settings.burst} letters in an hour that nobody expected")

    def _hold(self, desk: Desk, reason: str) -> None:
        with desk.store.transaction() as work:
            if not work.setting(HOLD):
                work.put_setting(HOLD, reason)
                alarm(work, desk, f"Sending has stopped: {reason}. Mend it, then an introducer writes RELEASE.")
