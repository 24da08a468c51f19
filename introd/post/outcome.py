"""How handing in one letter ended: sent, later, never, or not known; and how to tell from the server's answer.

4xx means later and 5xx never (RFC 5321 section 4.2.1), but servers also refuse for reasons that are not the letter's: no log-in,
a sender that is not ours, a daily limit. Those are the operator's to mend: the letter waits, and the fault is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from introd.post.errors import NotAllowed, PostError, Throttled, WrongPassword, one_line


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the letter; `response` is what it said, one line."""

    response: str


@dataclass(frozen=True, slots=True)
class Later:
    """The server did not take the letter, for now. `fault` is what stands in the way, where it is more than this letter."""

    reason: str
    code: int | None = None
    fault: PostError | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """The server refused this letter or its recipient for good."""

    reason: str
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The letter was handed over whole, or nearly, and no answer came: it may have been sent."""

    reason: str


Outcome = Sent | Later | Never | Unknown

_AUTH_CODES = {530, 534, 535, 538}
_THROTTLED = re.compile(
    r"\b5\.4\.5\b|\b5\.2\.25\d|\b5\.7\.(23\d|50[1-9]|70[58]|75\d)\b|too many|rate.?limit|limit exceeded|throttl|"
    r"(daily|hourly|sending) .{0,30}(limit|quota)",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"\b5\.7\.(57|60|64)\b|\b5\.1\.8\b|relay(ing)? (access )?(is )?(denied|not|prohibited)|(not|unable) .{0,12}to relay|"
    r"authenticat|not logged in|auth(entication|orization)? required|send as|not owned by user|bad outbound sender|"
    r"sender (address )?rejected|sender .{0,20}not allowed|account .{0,20}(suspended|disabled)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\b5\.(2\.3|3\.4)\b|size|too (big|large)", re.IGNORECASE)


def judge(code: int, text: str, stage: str, where: str) -> Later | Never:
    """What a refusal means. `stage` is mail, rcpt or data; `where` names the server for the operator."""
    said = one_line(text)
    reason = f"{code} {said}"
    fault = _fault(code, said, stage, where)
    if fault is not None:
        return Later(reason, code, fault)
    return Never(reason, code) if 500 <= code < 600 else Later(reason, code)


def _fault(code: int, said: str, stage: str, where: str) -> PostError | None:
    """What stands in the way of every letter, not of this one alone; None where the refusal is about the letter."""
    if code in _AUTH_CODES:
        return WrongPassword(f"{where} wants a log-in: {code} {said}", "check user name, password and TLS setting")
    if not 500 <= code < 600:
        return Throttled(f"{where} says: {code} {said}", "it is tried again later") if _THROTTLED.search(said) else None
    if _THROTTLED.search(said):
        return Throttled(f"{where} takes no more letters: {code} {said}", "it is tried again later; ask for a higher limit")
    if _FORBIDDEN.search(said) or code == 503:
        return NotAllowed(f"{where} does not let us send: {code} {said}", "check that this account may send as this address")
    if stage == "mail" and not _SIZE.search(said):
        return NotAllowed(f"{where} refuses our sender address: {code} {said}", "check the sender address of this account")
    return None
