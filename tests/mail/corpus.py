"""The corpus: `NN-name.eml` beside `NN-name.json`, and what differs between the reading of one and what the other expects.

The JSON holds `expect` (keys of `introd explain --json`, and a few of the reading itself), and may hold `stage`, `introducers`, `address`,
`about_contains` ({address: words of what is said about that person}), `never_in_letters` (words that no letter may say), `note`, and `shortfall`
(why introd is known to read it otherwise).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from introd.commands.explain import introducers_of
from introd.read.explaining import explained
from introd.read.reading import Context, Reading, Stage
from introd.read.understand import read

ROOT = Path(__file__).parent
INTRODUCERS = ("Liz Ryan <liz@ryan.example>",)
ADDRESS = "intro@example.org"


@dataclass(frozen=True)
class Case:
    """One message and what is expected of its reading."""

    path: Path
    told: dict[str, Any]

    @property
    def name(self) -> str:
        """Folder and file, as pytest shows them."""
        return str(self.path.relative_to(ROOT).with_suffix(""))

    @property
    def context(self) -> Context:
        """The world that the case supposes."""
        context = Context(
            introducers=introducers_of(self.told.get("introducers", INTRODUCERS)),
            address=self.told.get("address", ADDRESS),
            stage=Stage(self.told.get("stage", "consent")),
        )
        return replace(context, expecting=self.told["expecting"]) if "expecting" in self.told else context

    def differences(self) -> list[str]:
        """What is not as expected, one line each; nothing where all is."""
        reading = read(self.path.read_bytes(), self.context)
        shown = explained(self.path.name, reading)
        return [
            *(line for key, wanted in self.told["expect"].items() for line in _compared(key, wanted, shown, reading)),
            *_lacks(self.told.get("about_contains", {}), shown["about"] or {}),
            *_leaks(self.told.get("never_in_letters", ()), reading),
        ]


def cases(folder: str = "") -> Iterator[Case]:
    """Every case of the corpus in the order of its files."""
    for path in sorted((ROOT / folder).rglob("*.eml")):
        yield Case(path, json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))


def _compared(key: str, wanted: Any, shown: dict[str, Any], reading: Reading) -> Iterator[str]:
    found = shown[key] if key in shown else _deeper(key, reading)
    if key == "parties":
        yield from _parties(wanted, found)
    elif key in {"text", "why"} and wanted is not None:
        same = _plain(wanted) == _plain(found) if key == "text" else _plain(wanted) in _plain(found)
        if not same:
            yield f"{key}: expected {wanted!r}, found {found!r}"
    elif key == "missing":
        if sorted(wanted or ()) != sorted(found or ()):
            yield f"{key}: expected {wanted!r}, found {found!r}"
    elif found != wanted:
        yield f"{key}: expected {wanted!r}, found {found!r}"


def _deeper(key: str, reading: Reading) -> Any:
    """Keys that `explain` does not show: of the command, or of the request."""
    if key == "verb":
        return reading.command.verb if reading.command else None
    if key in {"final", "question", "grave", "tell_them", "kinds"}:
        value = getattr(reading.said, key, None)
    else:
        value = getattr(reading.request, key, None)
    return list(value) if isinstance(value, tuple) else value


def _parties(wanted: list[dict[str, Any]] | None, found: list[dict[str, Any]] | None) -> Iterator[str]:
    """Parties are compared as a set: by address, or by name where there is none; names where the case gives them."""
    ours = {(party["email"] or "").lower() or _plain(party["name"]): party for party in found or ()}
    theirs = {(party.get("email") or "").lower() or _plain(party.get("name")): party for party in wanted or ()}
    if ours.keys() != theirs.keys():
        yield f"parties: expected {sorted(theirs)}, found {sorted(ours)}"
        return
    for key, party in theirs.items():
        if party.get("name") and _plain(party["name"]) != _plain(ours[key]["name"]):
            yield f"name: expected {party['name']!r}, found {ours[key]['name']!r}"


def _lacks(wanted: dict[str, str], about: dict[str, str]) -> Iterator[str]:
    for email, words in wanted.items():
        if _plain(words) not in _plain(about.get(email)):
            yield f"about {email}: expected {words!r} in {about.get(email)!r}"


def _leaks(secrets: list[str] | tuple[str, ...], reading: Reading) -> Iterator[str]:
    """Words meant for the daemon alone that stand where a letter may take them from."""
    request = reading.request
    if request is None:
        return
    profiles = [text for party in request.parties for text in (party.name, *party.profile.values())]
    open_to_all = _plain("\n".join([request.why or "", *request.starters, *request.constraints, *profiles]))
    for secret in secrets:
        if _plain(secret) in open_to_all:
            yield f"LEAK: {secret!r}"


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()
