"""vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350): as much of a card as the list keeps."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator

from introd.exchange.contact import Contact, Unusable, address_in

_FOLD = re.compile(r"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\([\\,;:nN])")
_PART = re.compile(r"((?:\\.|[^\\;]|\\$)*)(?:;|$)", re.DOTALL)  # a sign behind a backslash ends nothing
_KEYS = {"TITLE": "headline", "TEL": "phone", "TZ": "zone", "LANG": "language", "X-BACKGROUND": "background", "X-HIGHLIGHT": "highlight",
         "X-NEEDS": "needs", "X-OFFERS": "offers", "X-CONNECT": "connect", "X-TIER": "tier", "CALURI": "link"}  # fmt: skip
_BACK = {key: name for name, key in _KEYS.items()}


def read_cards(text: str) -> list[Contact | Unusable]:
    """Each card of a file. Raises ValueError where there is none."""
    cards = [_card(number, body) for number, body in enumerate(_bodies(text), start=1)]
    if not cards:
        raise ValueError("no vCard in it: nothing stands between BEGIN:VCARD and END:VCARD")
    return cards


def _bodies(text: str) -> Iterator[list[str]]:
    body: list[str] | None = None
    for line in _unfolded(text):
        mark = line.strip().upper()
        if mark == "BEGIN:VCARD":
            body = []
        elif mark == "END:VCARD" and body is not None:
            yield body
            body = None
        elif body is not None:
            body.append(line)


def _unfolded(text: str) -> Iterator[str]:
    """Lines put together again (RFC 6350 section 3.2), and the soft line breaks of quoted-printable in 2.1."""
    kept = ""
    for line in _FOLD.sub("", text).splitlines():
        whole, kept = kept + line, ""
        if "QUOTED-PRINTABLE" in whole.upper() and whole.endswith("="):
            kept = whole[:-1]
        else:
            yield whole


def _card(number: int, lines: Iterable[str]) -> Contact | Unusable:
    found: dict[str, list[str]] = {}
    for line in lines:
        name, params, value = _property(line)
        if value:
            found.setdefault(name, []).append(_decoded(params, value))
    first = {name: values[0] for name, values in found.items()}
    name = _plain(first.get("FN", "")) or _structured(first.get("N", ""))
    addresses = list(dict.fromkeys(filter(None, (address_in(value) for value in found.get("EMAIL", ())))))
    if not addresses:
        return Unusable(number, name, "no e-mail address")
    return Contact(name, addresses[0], tuple(addresses[1:]), _profile(first), _plain(first.get("NOTE", "")))


def _property(line: str) -> tuple[str, str, str]:
    """(name, parameters, value) of `item1.EMAIL;TYPE=work:jane@roe.example`."""
    head, _, value = _split_value(line)
    name, _, params = head.partition(";")
    return name.rpartition(".")[2].strip().upper(), params.upper(), value.strip()


def _split_value(line: str) -> tuple[str, str, str]:
    """At the first colon outside quotes: a parameter's value may hold one in quotes."""
    quoted = False
    for at, char in enumerate(line):
        quoted ^= char == '"'
        if char == ":" and not quoted:
            return line[:at], ":", line[at + 1 :]
    return line, "", ""


def _decoded(params: str, value: str) -> str:
    if "QUOTED-PRINTABLE" not in params:
        return value
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], value).strip()


def _structured(value: str) -> str:
    """`Roe;Jane;;Dr.;` → Jane Roe."""
    parts = [_plain(part) for part in _parts(value)]
    return " ".join(filter(None, (parts[1] if len(parts) > 1 else "", parts[0])))


def _parts(value: str) -> list[str]:
    return [match[1] for match in _PART.finditer(value)]


def _profile(first: dict[str, str]) -> dict[str, str]:
    profile = {key: _plain(first[name]) for name, key in _KEYS.items() if first.get(name)}
    for name, key in (("CATEGORIES", "interests"), ("X-INTERESTS", "interests"), ("ROLE", "headline")):
        if first.get(name) and key not in profile:
            profile[key] = _plain(first[name])
    organisation = " ".join(filter(None, (_plain(part) for part in _parts(first.get("ORG", "")))))
    if organisation:
        profile["headline"] = " at ".join(filter(None, (profile.get("headline", ""), organisation)))
    place = [_plain(part) for part in _parts(first.get("ADR", ""))]
    if len(place) > 3 and place[3]:
        profile["place"] = place[3]
    return {key: value for key, value in profile.items() if value}


def write_cards(contacts: Iterable[Contact]) -> str:
    """vCard 4.0 with lines folded at 75 octets (RFC 6350 section 3.2)."""
    return "".join(line for contact in contacts for line in _written(contact))


def _written(contact: Contact) -> Iterator[str]:
    yield "BEGIN:VCARD\r\nVERSION:4.0\r\n"
    yield _folded("FN", contact.name or contact.address)
    for address in (contact.address, *contact.addresses):
        yield _folded("EMAIL", address)
    for key, text in contact.profile.items():
        if key == "place":
            yield _folded("ADR", f";;;{_escaped(text)};;;", raw=True)
        else:
            yield _folded(_BACK.get(key, f"X-{key.upper()}"), text)
    if contact.note:
        yield _folded("NOTE", contact.note)
    yield "END:VCARD\r\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


def _folded(name: str, text: str, *, raw: bool = False) -> str:
    line, out = f"{name}:{text if raw else _escaped(text)}", ""
    size = 0
    for char in line:
        width = len(char.encode())
        if size + width > 75:
            out, size = f"{out}\r\n ", 1
        out, size = out + char, size + width
    return f"{out}\r\n"
