"""Addresses that only the HTML of a mail shows: `<a href="mailto:jane@acme.example">Jane Roe</a>`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from introd.read.requests.addresses import valid

_LINK = re.compile(
    r"<a\s[^<>]{0,400}?href\s{0,3}=\s{0,3}[\"']?mailto:([^\"'<>?\s]{3,300})[^<>]{0,400}>((?:[^<]|<(?!/a\b)){0,400})</a\b", re.I
)
_TAG = re.compile(r"<[^<>]{0,400}>")
_HTML_LONGEST = 60_000


def links(page: str) -> Iterator[tuple[str, str]]:
    """(words of the link, address) of the mail links of an HTML text, where the words do not show the address."""
    for match in _LINK.finditer(page[:_HTML_LONGEST]):
        address = valid(unquote(html.unescape(match.group(1))))
        said = " ".join(html.unescape(_TAG.sub(" ", match.group(2))).split())
        if address and said and "@" not in said:
            yield said, address


def with_links(text: str, page: str) -> str:
    """A text with the address of each such link behind its words, once."""
    for said, address in links(page) if "mailto:" in page[:_HTML_LONGEST].lower() else ():
        if address not in text.lower():
            text = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", lambda match, to=address: f"{match.group()} <{to}>", text, count=1)  # type: ignore[misc]
    return text
