"""The base of everything that the record keeps: frozen, and refusing what it does not know."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC)


def stamp(moment: datetime) -> str:
    """A moment as the record writes it: ISO 8601, UTC, microseconds, so that stamps sort as text (RFC 3339 section 5.1)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


Moment = Annotated[datetime, AfterValidator(_utc), PlainSerializer(stamp, when_used="json")]
"""An aware UTC datetime; in the record a text of fixed width."""


class Frozen(BaseModel):
    """A value that is replaced, never changed: `case.but(state=…)` gives the next one."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)

    def but(self, **changes: Any) -> Self:
        """The same value with other contents; unknown names raise ValueError, so that a typing slip cannot pass."""
        unknown = changes.keys() - type(self).model_fields.keys()
        if unknown:
            raise ValueError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        return self.model_copy(update=changes)

    def document(self) -> dict[str, Any]:
        """The value as JSON types, for the record."""
        return self.model_dump(mode="json")
