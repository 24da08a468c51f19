"""An HTML body as text whose quotes are marked as in plain text, so that one set of rules reads both.

inscriptis turns elements into text and leaves out what is hidden. Before that, the elements by which mail programs mark quotes and signatures
get sentinel characters of the private use area, which are removed from what the sender wrote.
"""

from __future__ import annotations

import re

from inscriptis import Inscriptis
from inscriptis.model.config import ParserConfig
from lxml.etree import LxmlError
from lxml.html import HtmlElement, document_fromstring

from introd.read.replies.lines import CUT

MOST_CHARACTERS = 64 * 1024
MOST_TAGS = 2000

_OPEN, _CLOSE = "\ue000", "\ue001"
_PRIVATE = re.compile("[\ue000-\ue00f]")
_DROPPED = re.compile(r"<(style|script|!--|\?)", re.IGNORECASE)
_RULE = "_" * 32
_QUOTE_CLASS = re.compile(r"\b(?:x_)?(?:gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote_header)\b|yahoo_quoted")
_CUT_ID = re.compile(
    r"^(?:x_)*(?:divrplyfwdmsg|appendonsend|mail-editor-reference-message-container|reply-intro|replysplit|outlookmessageheader|ms-outlook-mobile-reference-message)$"
)
_SIGNATURE = re.compile(
    r"\b(?:x_)*(?:gmail_signature|moz-signature|ms-outlook-mobile-signature|applemailsignature|apple-mail-signature|protonmail_signature_block|sh-signature|zm_signature|"
    r"gmail_signature_prefix|tutanota-signature|elementtoproof_signature)\b"
)
_SIGNATURE_ID = re.compile(r"^(?:x_)*(?:signature|applemailsignature|ms-outlook-mobile-signature|applemailsignaturesplit)$")
_BORDER = re.compile(r"border-top:\s?(?:solid|1(?:\.0)?pt)[^;]{0,30}(?:pt|#)|border-top-style:\s?solid")
_INDENT = re.compile(r"webkit-indent-blockquote")


def text_of(html: str) -> str:
    """The text of an HTML body: quotes as `>` lines, a quoted message's beginning as a `CUT` line, signatures and hidden elements left out.

    Linear in the HTML, of which the first 64 KiB and 2,000 tags are read; what no parser can read is the empty string.
    """
    html = _PRIVATE.sub("", _bare(html))
    if not html.strip():
        return ""
    try:
        tree = document_fromstring(html)
        _mark(tree)
        text = Inscriptis(tree, ParserConfig(display_links=False)).get_text()
    except (LxmlError, ValueError, RecursionError, AssertionError, KeyError, IndexError, TypeError, AttributeError):
        return ""
    return _quoted(text)


def _bare(html: str) -> str:
    """The HTML without styles, scripts and comments (linear), cut to the size that is read."""
    pieces, at, size = [], 0, 0
    while size < MOST_CHARACTERS:
        match = _DROPPED.search(html, at)
        stop = match.start() if match else len(html)
        pieces.append(html[at:stop])
        size += stop - at
        if match is None:
            break
        name = match.group(1).lower()
        at = _after(html, name, match.end())
    return _few_tags("".join(pieces)[:MOST_CHARACTERS])


def _after(html: str, name: str, at: int) -> int:
    """Where the HTML goes on after an element that is left out."""
    if name in ("!--", "?"):
        end = html.find("-->" if name == "!--" else ">", at)
    else:
        end = html.find(f"</{name}", at)
        end = html.find(f"</{name.upper()}", at) if end < 0 else end
    if end < 0:
        return at if name == "?" else len(html)
    return html.find(">", end) + 1 or len(html)


def _few_tags(html: str) -> str:
    at = -1
    for _ in range(MOST_TAGS):
        at = html.find("<", at + 1)
        if at < 0:
            return html
    return html[:at]


def _mark(tree: HtmlElement) -> None:
    """Put sentinels where quotes begin and end, and take signatures out."""
    for element in list(tree.iter("blockquote", "div", "hr", "span", "p", "table", "font", "a")):
        name = (element.get("class") or "").lower()
        ident = (element.get("id") or "").lower()
        if element.tag == "hr":
            element.tag, element.text = "div", _RULE
        elif _SIGNATURE.search(name) or _SIGNATURE_ID.match(ident):
            _take_out(element)
        elif (
            (element.tag == "blockquote" and not _INDENT.search(name))
            or _QUOTE_CLASS.search(name)
            or element.get("name") == "quote"
            or _QUOTE_CLASS.search(ident)
        ):
            _surround(element)
        elif _CUT_ID.match(ident) or "outlookmessageheader" in name or _is_outlook_border(element):
            _cut(element)


def _is_outlook_border(element: HtmlElement) -> bool:
    """The line that Outlook draws above From: and Sent:."""
    style = (element.get("style") or "").lower()
    if element.tag != "div" or "border-top" not in style or not _BORDER.search(style):
        return False
    return ":" in "".join(element.itertext())[:200]


def _surround(element: HtmlElement) -> None:
    element.text = f"\n{_OPEN}\n{element.text or ''}"
    element.tail = f"\n{_CLOSE}\n{element.tail or ''}"
    element.tag = "div" if element.tag == "blockquote" else element.tag
    _keep_lines(element)


def _cut(element: HtmlElement) -> None:
    element.text = f"{CUT}{element.text or ''}"


def _take_out(element: HtmlElement) -> None:
    """Remove a signature; a quote that a broken program nested in it goes as well, which fails safe."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = f"{previous.tail or ''} {tail}"
    else:
        parent.text = f"{parent.text or ''} {tail}"
    parent.remove(element)


def _keep_lines(element: HtmlElement) -> None:
    """Sentinels need lines of their own, whatever the element's display is; `_quoted` splits at them."""
    if element.tag not in ("div", "p", "table"):
        element.tag = "div"


def _quoted(text: str) -> str:
    """Sentinels to `>` lines and `CUT` lines."""
    lines: list[str] = []
    depth = 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}{CUT}])", text):
        if piece == _OPEN:
            depth += 1
        elif piece == _CLOSE:
            depth = max(0, depth - 1)
        elif piece == CUT:
            lines.append(CUT)
        elif depth:
            lines.extend(f"{'>' * min(depth, 9)} {line.strip()}" for line in piece.split("\n"))
        else:
            lines.extend(line.strip() for line in piece.split("\n"))
    return "\n".join(lines)
