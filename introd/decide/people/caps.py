"""How often somebody is asked: never more than the cap in any 30 days, or in any 91, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from introd.decide.people.person import Caps

MONTH, QUARTER = timedelta(days=30), timedelta(days=91)


def fits(asks: Iterable[datetime], moment: datetime, caps: Caps) -> bool:
    """Whether one more ask at this moment keeps every window within the caps, those that lie ahead included."""
    asks = sorted(asks)
    return _fits(asks, moment, MONTH, caps.month) and _fits(asks, moment, QUARTER, caps.quarter)


def _fits(asks: Sequence[datetime], moment: datetime, window: timedelta, most: int) -> bool:
    near = sorted([*(ask for ask in asks if abs(ask - moment) < window), moment])
    return all(sum(1 for ask in near if start <= ask < start + window) <= most for start in near)


def first_free(asks: Iterable[datetime], moment: datetime, caps: Caps) -> datetime | None:
    """The first moment, from the given one on, at which one more ask fits; None where the cap is nought."""
    asks = sorted(asks)
    ends = sorted(end for ask in asks for end in (ask + MONTH, ask + QUARTER) if end > moment)
    return next((at for at in (moment, *ends) if fits(asks, at, caps)), None)


def in_window(asks: Iterable[datetime], moment: datetime, window: timedelta) -> int:
    """How many asks lie in the window that ends at this moment."""
    return sum(1 for ask in asks if moment - window < ask <= moment)
