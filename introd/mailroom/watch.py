"""Is something wrong with the world? A clock that jumps, a burst of letters that nobody expected: then sending stops and asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from introd.decide.model import stamp
from introd.mailroom.desk import Desk
from introd.mailroom.filing import alarm
from introd.mailroom.orders import HOLD

_BACK = timedelta(minutes=5)
_SEEN = "clock"


@dataclass(slots=True)
class Watch:
    """Looks at each pass whether sending may go on. The newest moment seen is kept in the record once an hour."""

    _kept: datetime | None = None

    def suspicious(self, desk: Desk) -> bool:
        """Whether sending must stop now. The reason is told to the operator, once."""
        now = desk.clock()
        if self._kept is None:
            with desk.store.view() as view:
                kept = view.setting(_SEEN)
            self._kept = datetime.fromisoformat(kept) if kept else now
        if now < self._kept - _BACK:
            self._hold(desk, f"the clock went back from {self._kept:%Y-%m-%d %H:%M} to {now:%Y-%m-%d %H:%M} UTC")
            return True
        if now - self._kept >= timedelta(hours=1) or self._kept == now:
            self._kept = now
            with desk.store.transaction() as work:
                work.put_setting(_SEEN, stamp(now))
        return False

    def _hold(self, desk: Desk, reason: str) -> None:
        with desk.store.transaction() as work:
            if not work.setting(HOLD):
                work.put_setting(HOLD, reason)
                alarm(work, desk, f"Sending has stopped: {reason}. Mend it, then an introducer writes RELEASE.")
