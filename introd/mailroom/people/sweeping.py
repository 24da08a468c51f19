"""What is left of somebody outside their own entry and introductions: found in every document of the record, and in mail as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from introd.decide.case import Case
from introd.decide.people.person import Person
from introd.decide.people.traces import FIXED, SOMEBODY, Traces, words
from introd.mailroom.desk import Desk
from introd.mailroom.people.entries import find_word
from introd.mailroom.people.wishes import WISH
from introd.read.mail.everything import everything
from introd.record.store import OPEN_LETTERS, Transaction, View

CHORE = "chore:"
"""Begins the setting of what is still to be deleted from the mailbox."""

_OURS = "x-introd-letter:"


def traces_of(view: View, desk: Desk, addresses: Iterable[str], names: Iterable[str], cases: Iterable[Case]) -> Traces:
    """Everything that somebody is known by, and what tells of others of the same name on any list."""
    addresses, names = tuple(sorted(set(addresses))), tuple(sorted({n for n in names if words(n)}))
    namesakes = list(_namesakes(view, desk, addresses, names))
    full = {" ".join(words(name)).casefold() for name in names}
    shared = tuple(p.name for p in namesakes if " ".join(words(p.name)).casefold() in full)
    return Traces(
        addresses=addresses, names=names, shared=tuple(dict.fromkeys(n for n in names if _same_as_any(n, shared))),
        others=tuple(dict.fromkeys(_telling(view, namesakes, full))), marks=tuple(f"{case.reference}]" for case in cases),
    )  # fmt: skip


def _same_as_any(name: str, shared: Iterable[str]) -> bool:
    key = " ".join(words(name)).casefold()
    return any(" ".join(words(other)).casefold() == key for other in shared)


def _namesakes(view: View, desk: Desk, addresses: tuple[str, ...], names: tuple[str, ...]) -> Iterable[Person]:
    """Others who share a word of the name: on any list, and the introducers themselves."""
    parts = {word.casefold() for name in names for word in words(name)}
    for introducer in desk.settings.introducers:
        if parts & {word.casefold() for word in words(introducer.name)} and not set(introducer.addresses) & set(addresses):
            yield Person(owner=introducer.key, address=introducer.key, addresses=introducer.addresses, name=introducer.name)
        for part in sorted(parts):
            yield from (p for p in find_word(view, introducer.key, part) if not set(p.all_addresses) & set(addresses))


def _telling(view: View, namesakes: Iterable[Person], full: set[str]) -> Iterable[str]:
    """What says that a text speaks of a namesake: their address, their whole name, the mark of an introduction of theirs."""
    for person in namesakes:
        yield from person.all_addresses
        if len(words(person.name)) > 1 and " ".join(words(person.name)).casefold() not in full:
            yield person.name
        for address in person.all_addresses:
            yield from (f"{document['reference']}]" for document in view.introductions_with(None, address))


def sweep(work: Transaction, traces: Traces) -> None:
    """Take them out of everything that the record holds; letters to them go whole, and a letter that was not settled does not leave."""
    for collection, key, document in list(work.export()):
        if collection == "setting" and key.startswith(CHORE):
            continue
        if _in_key(collection, key, traces) or _theirs(collection, key, document, traces):
            work.remove(collection, key)
        elif collection == "letter":
            _letter(work, key, document, traces)
        else:
            _rewrite(work, collection, key, document, traces)


def _in_key(collection: str, key: str, traces: Traces) -> bool:
    """A Message-ID may have an address within a longer one: `<20260301.jane@roe.example>`."""
    within = collection in ("seen", "set_aside") and any(address in key.casefold() for address in traces.addresses)
    return within or traces.certain(key)


def _theirs(collection: str, key: str, document: dict[str, Any], traces: Traces) -> bool:
    """A letter to them, or a wish of theirs that waits for its GO."""
    if collection == "letter":
        return traces.certain(str(document.get("to", "")))
    value = document.get("value")
    return (
        collection == "setting"
        and key.startswith(WISH)
        and isinstance(value, dict)
        and traces.certain(str(value.get("address", "")))
    )


def _letter(work: Transaction, key: str, document: dict[str, Any], traces: Traces) -> None:
    """Bytes that name them can't be mended, so they go; what has left keeps its bare history."""
    before, raw = document, str(document.get("raw") or "")
    named = bool(raw) and in_mail(raw.encode("utf-8", "replace"), traces)
    if named and document.get("status") in OPEN_LETTERS - {"sending"}:
        document = {**document, "status": "withdrawn", "facts": {}, "response": ""}
    if named:
        document = {**document, "raw": ""}
    if document.get("status") == "sent" and traces.certain("\n".join(_strings(document.get("facts")))):
        document = {**document, "facts": {}, "response": ""}
    _rewrite(work, "letter", key, document, traces, changed=document is not before)


def _rewrite(
    work: Transaction, collection: str, key: str, document: dict[str, Any], traces: Traces, *, changed: bool = False
) -> None:
    weigh = "\n".join([key, f"{document.get('reference')}]", *_strings(document)])
    if not changed and not traces.stands_in(weigh):
        return
    swept = _without(document, traces, weigh, certain_only=False)
    if collection == "introduction" and traces.certain(str(document.get("outsider", ""))):
        swept |= {"outsider": "", "outsider_words": ""}
    if swept != document or changed:
        work.rewrite(collection, key, swept)


def _strings(value: Any) -> Iterator[str]:
    """Every text in a document, names of fields included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _without(value: Any, traces: Traces, weigh: str, certain_only: bool) -> Any:
    if isinstance(value, dict):
        return {
            traces.without(k, weigh=weigh, certain_only=True): _without(v, traces, weigh, certain_only or k in FIXED)
            for k, v in value.items()
        }
    if isinstance(value, list | tuple):
        return [_without(v, traces, weigh, certain_only) for v in value]
    return traces.without(value, weigh=weigh, certain_only=certain_only) if isinstance(value, str) else value


def in_mail(raw: bytes, traces: Traces) -> bool:
    """Whether a mail names them for certain, or, being dealt with, may: headers, texts in any coding, file names."""
    return _in_text(everything(raw), traces)


def names_for_certain(raw: bytes, traces: Traces) -> bool:
    """Whether a mail that waits for a person names them: a first name alone is not enough to delete it unread."""
    text = everything(raw)
    return traces.certain(text) or any(mark in text for mark in traces.marks)


def in_letter_of_ours(raw: bytes, traces: Traces) -> bool:
    """For a folder that may hold somebody's own mail too: a first name alone counts in letters of introd only."""
    ours = _OURS in raw[:20_000].decode("latin-1").casefold()
    return in_mail(raw, traces) if ours else names_for_certain(raw, traces)


def _in_text(text: str, traces: Traces) -> bool:
    return any(mark in text for mark in traces.marks) or traces.stands_in(text)


__all__ = ["CHORE", "SOMEBODY", "in_letter_of_ours", "in_mail", "names_for_certain", "sweep", "traces_of"]
