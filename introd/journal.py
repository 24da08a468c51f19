"""The log: one method for each event that an operator cares about, so that every line has one shape and one place.

Names and addresses of people stay out of it: a line names the case's public reference and the letter's kind. Whoever may know more
asks `introd show`.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Any, TextIO

import structlog

from introd.mailroom.departures import Outgoing
from introd.mailroom.filing import Filed
from introd.mailroom.restored.findings import Findings
from introd.post.arrivals import Arrival
from introd.post.outcome import Later, Never, Outcome, Sent

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")

_FAULT = re.compile(r"(a fault of introd: \w+): .*", re.DOTALL)


def open_journal(level: str = "info", stream: TextIO | None = None) -> Journal:
    """A journal that writes lines to `stream` (standard error), which systemd's journal keeps and dates."""
    logger = structlog.wrap_logger(
        structlog.PrintLogger(stream or sys.stderr),
        processors=[structlog.processors.add_log_level, structlog.processors.LogfmtRenderer(key_order=["level", "event"])],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
    )
    return Journal(logger)


class Journal:
    """What happened, for the operator."""

    def __init__(self, logger: Any) -> None:
        """`logger` is a structlog logger."""
        self._log = logger

    def started(self, version: str, address: str) -> None:
        """The daemon begins to work."""
        self._log.info("started", version=version, address=address)

    def stopped(self) -> None:
        """The daemon ended in good order."""
        self._log.info("stopped")

    def mail(self, filed: Filed, arrival: Arrival) -> None:
        """A mail was dealt with: what it was taken for, and where it went."""
        level = self._log.warning if filed.folder == "set aside" else self._log.info
        level(
            "mail",
            case=filed.reference or "-",
            outcome=_nameless(filed.outcome),
            folder=filed.folder,
            uid=arrival.uid,
            bytes=arrival.size,
        )

    def rang(self, reference: str, timer: str) -> None:
        """A timer of a case rang."""
        self._log.info("due", case=reference, timer=timer)

    def letter(self, outgoing: Outgoing, outcome: Outcome) -> None:
        """A letter was handed to the server: sent, later, never or unknown."""
        name = type(outcome).__name__.lower()
        reason = _nameless(outcome.response if isinstance(outcome, Sent) else outcome.reason)
        level = self._log.info if isinstance(outcome, Sent) else self._log.warning
        level(
            "letter", case=outgoing.reference or "-", kind=str(outgoing.kind), outcome=name, id=outgoing.message_id, reason=reason
        )
        if isinstance(outcome, Later | Never) and getattr(outcome, "fault", None) is not None:
            self._log.error("post", trouble=_nameless(str(getattr(outcome, "fault", ""))))

    def trouble(self, where: str, error: Exception, pause: float) -> None:
        """A server is out of reach, or wants something from the operator."""
        self._log.error("trouble", where=where, error=_nameless(str(error)), again_in_seconds=pause)

    def compared(self, found: Findings) -> None:
        """A record out of a backup was compared with the mailbox; the operator has the particulars by mail."""
        level = self._log.info if found.safe else self._log.error
        level("restored", read_again=found.read, found_sent=found.sent, sending="goes on" if found.safe else "waits for RELEASE")


def _nameless(text: str) -> str:
    """What a server or a fault says, without the addresses in it; of a fault of ours its kind, since its words may be those of a mail."""
    return _FAULT.sub(r"\1", _ADDRESS.sub("(an address)", text))
