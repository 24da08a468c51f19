"""What a server's refusal means for a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from introd.post.errors import NotAllowed, Throttled, WrongPassword
from introd.post.outcome import Later, Never, judge

CASES = [
    # the letter's or the recipient's own trouble
    (550, "5.1.1 The email account that you tried to reach does not exist", "rcpt", Never, None),
    (550, "5.1.1 <x@y>: Recipient address rejected: User unknown in relay recipient table", "rcpt", Never, None),
    (552, "5.2.2 The recipient's inbox is out of storage space", "rcpt", Never, None),
    (554, "5.7.1 Recipient refuses mail from us", "rcpt", Never, None),
    (554, "5.6.0 Message contains a virus", "data", Never, None),
    (552, "5.3.4 Message size exceeds fixed limit", "mail", Never, None),
    (421, "4.3.0 Temporary system problem", "rcpt", Later, None),
    (450, "4.2.0 Greylisted, see later", "rcpt", Later, None),
    (452, "4.3.1 Insufficient system storage", "data", Later, None),
    # the account's
    (530, "5.7.57 Client not authenticated to send mail", "mail", Later, WrongPassword),
    (535, "5.7.8 Error: authentication failed", "mail", Later, WrongPassword),
    (554, "5.7.1 <x@y>: Relay access denied", "rcpt", Later, NotAllowed),
    (550, "5.7.60 SMTP; Client does not have permissions to send as this sender", "data", Later, NotAllowed),
    (553, "5.7.1 <a@b>: Sender address rejected: not owned by user c", "rcpt", Later, NotAllowed),
    (550, "5.1.8 Access denied, bad outbound sender", "data", Later, NotAllowed),
    (501, "5.1.7 Bad sender address syntax", "mail", Later, NotAllowed),
    (503, "5.5.1 need AUTH first", "rcpt", Later, NotAllowed),
    # too much
    (550, "5.4.5 Daily user sending limit exceeded", "data", Later, Throttled),
    (554, "5.2.252 SendAsDenied; continuous errors", "data", Later, Throttled),
    (550, "5.7.705 Access denied, tenant has exceeded threshold", "data", Later, Throttled),
    (554, "Too many messages in this session", "mail", Later, Throttled),
    (421, "4.7.0 Rate limit exceeded", "data", Later, Throttled),
]


@pytest.mark.parametrize(("code", "text", "stage", "kind", "fault"), CASES)
def test_what_servers_say(code: int, text: str, stage: str, kind: type, fault: type | None) -> None:
    """A refusal of this letter ends it; a refusal of us makes it wait and names what is wrong."""
    outcome = judge(code, text, stage, "mx.example:587")
    assert type(outcome) is kind
    assert outcome.code == code
    assert type(getattr(outcome, "fault", None)) is (fault or type(None))


@given(code=st.integers(400, 499), text=st.text(), stage=st.sampled_from(["mail", "rcpt", "data"]))
def test_no_4xx_is_ever_final(code: int, text: str, stage: str) -> None:
    """Whatever it says, 4xx means that the letter can go later."""
    assert isinstance(judge(code, text, stage, "mx"), Later)


@given(code=st.integers(400, 599), text=st.text(), stage=st.sampled_from(["mail", "rcpt", "data"]))
def test_a_reason_is_one_line(code: int, text: str, stage: str) -> None:
    """A server can't put line ends or control characters into our log."""
    outcome = judge(code, text, stage, "mx")
    assert outcome.reason.isprintable()
    if isinstance(outcome, Later) and outcome.fault is not None:
        assert "\n" not in str(outcome.fault)
