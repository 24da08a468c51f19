"""Waits as people write them: `4 working days`, `2 hours`, `5 seconds`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Literal

from introd.decide.model import Frozen

Unit = Literal["seconds", "minutes", "hours", "days", "weeks", "working days"]
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}
_FORM = re.compile(r"\s*(\d{1,6})\s+(working\s+)?(second|minute|hour|day|week)s?\s*", re.IGNORECASE)


class Wait(Frozen):
    """An amount and a unit. Working days need a calendar (`calendar.after`); the others are plain durations."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit if self.amount != 1 else self.unit.removesuffix("s")
        return f"{self.amount} {unit}"

    @property
    def working(self) -> bool:
        """Counted in working days of the person concerned."""
        return self.unit == "working days"

    @property
    def duration(self) -> timedelta:
        """The plain duration; ValueError for working days, which have none without a calendar."""
        if self.working:
            raise ValueError("working days have no fixed duration")
        return timedelta(seconds=self.amount * _SECONDS[self.unit])


def wait(text: str) -> Wait:
    """Read `4 working days`; ValueError says which forms are understood."""
    found = _FORM.fullmatch(text)
    if not found or (found[2] and found[3].lower() != "day"):
        raise ValueError(f"{text!r} is not a wait: write for example '4 working days', '2 hours' or '5 seconds'")
    unit = "working days" if found[2] else f"{found[3].lower()}s"
    return Wait.model_validate({"amount": int(found[1]), "unit": unit})
