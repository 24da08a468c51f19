"""Authentication-Results, ours and others'."""

from __future__ import annotations

import pytest

from introd.read.mail import parse
from introd.read.trust import authenticated

OURS = "mx.example.org"


def verdict(*results: str, authserv_id: str | None = OURS, author: str = "jane@roe.example") -> str:
    """The verdict on a mail with these Authentication-Results, top first."""
    head = "".join(f"Authentication-Results: {result}\r\n" for result in results)
    return authenticated(parse(f"{head}From: {author}\r\n\r\nYes".encode()), authserv_id)


@pytest.mark.parametrize(
    "result",
    [
        "mx.example.org; dmarc=pass header.from=roe.example",
        "mx.example.org 1; dmarc=pass (p=REJECT sp=NONE) header.from=roe.example;",
        "MX.Example.Org; dkim=pass header.d=roe.example header.s=s1",
        "mx.example.org; dkim=pass header.i=@roe.example",
        "mx.example.org; dkim=fail header.d=list.example; dkim=pass header.d=roe.example",
        "mx.example.org;\r\n\tspf=pass (sender IP is 192.0.2.1) smtp.mailfrom=bounce@roe.example",
        'mx.example.org; dkim=pass reason="good; key" header.d="roe.example"',
    ],
)
def test_our_server_vouches(result: str) -> None:
    """DMARC, or an aligned signature or SPF domain, by our own server."""
    assert verdict(result) == "pass"


@pytest.mark.parametrize(
    "result",
    [
        "mx.example.org; none",
        "mx.example.org; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example",
        "mx.example.org; dmarc=pass header.from=evil.example",
        "mx.evil.example; dmarc=pass header.from=roe.example",
        "mx.example.org.evil.example; dmarc=pass header.from=roe.example",
        "mx.example.org; dmarc=none; spf=softfail smtp.mailfrom=roe.example",
        "mx.example.org; dkim=pass (unclosed header.d=roe.example",
        'mx.example.org; dkim=pass header.d="roe.example',
        "mx.example.org; dkim=neutral (dmarc=pass header.from=roe.example)",
        'mx.example.org; dkim=fail reason="x; dmarc=pass header.from=roe.example"',
        "mx.example.org; dkim=pass header.d=a.roe.example",
        "mx.example.org; dkim=pass header.d=example",
        "dmarc=pass header.from=roe.example",
        "",
        ";;;",
    ],
)
def test_what_proves_nothing_is_unknown(result: str) -> None:
    """Others' fields, other domains, and what can't be parsed."""
    assert verdict(result) == "unknown"


def test_failed_dmarc_fails() -> None:
    """DMARC's own verdict stands, whatever passed beside it."""
    assert verdict("mx.example.org; dkim=pass header.d=roe.example; dmarc=fail header.from=roe.example") == "fail"


def test_a_forged_field_below_is_not_read() -> None:
    """Only the fields at the top, up to the first that is not ours, count."""
    forged = "mx.example.org; dmarc=pass header.from=roe.example"
    assert verdict("mx.relay.example; dmarc=none", forged) == "unknown"
    assert verdict("mx.example.org; dmarc=fail", forged) == "fail"


def test_microsoft_leaves_its_name_out() -> None:
    """The form without an authserv-id counts only where our server is Microsoft's."""
    result = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=roe.example;dkim=none;dmarc=pass action=none header.from=roe.example;compauth=pass reason=100"
    assert verdict(result, authserv_id="example.mail.protection.outlook.com") == "pass"
    assert verdict(result, authserv_id="evil-outlook.com") == "unknown"


def test_without_a_name_of_our_server_nothing_is_known() -> None:
    """An operator who names no authserv-id trusts nobody."""
    assert verdict("mx.example.org; dmarc=pass", authserv_id=None) == "unknown"
    assert verdict("mx.example.org; dmarc=pass", author="a@b.example, c@d.example") == "unknown"
