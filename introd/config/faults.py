"""What is wrong with a configuration: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `line` counts from 1 and is 0 where the fault is that something isn't there; `key` reads like `imap.host`."""

    line: int
    key: str
    what: str
    remedy: str

    @property
    def place(self) -> str:
        """Line, key and what is wrong there, as far as each is known."""
        line = f"line {self.line}" if self.line else ""
        return ": ".join(part for part in (line, self.key, self.what) if part)

    def __str__(self) -> str:
        return f"{self.place}; {self.remedy}"


class ConfigFaults(Exception):
    """Everything that is wrong with one file, in the order of its lines."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        """`faults` holds at least one; what is missing comes last."""
        self.path = path
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line == 0, fault.line)))
        super().__init__(f"{path}: {len(faults)} fault{'s' if len(faults) > 1 else ''}")


class Unfit(ValueError):
    """A value that does not do: `what` it is, and the `remedy`."""

    def __init__(self, what: str, remedy: str) -> None:
        """Both without a full stop."""
        self.what, self.remedy = what, remedy
        super().__init__(f"{what}; {remedy}")
