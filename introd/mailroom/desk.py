"""What the mailroom works with, handed in once: the record, the settings, the clock, chance, and the key of our secrets."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from introd.decide.case import SIDES, Case
from introd.decide.decision import At
from introd.decide.letter import Letter
from introd.decide.model import stamp
from introd.decide.settings import IntroducerSettings, Settings
from introd.record.store import Store, View


@dataclass(frozen=True, slots=True)
class Desk:
    """The mailroom's tools. `clock` gives aware UTC, `chance` a number in [0, 1), `name` a fresh public reference.

    `replaying`: what is read now happened before, and was answered then (`restored/`).
    """

    store: Store
    settings: Settings
    secret: bytes
    clock: Callable[[], datetime]
    chance: Callable[[], float]
    name: Callable[[int], str]
    authserv_id: str | None = None
    replaying: bool = False

    def at(self, introducer: IntroducerSettings) -> At:
        """This moment, as decisions see it."""
        return At(now=self.clock(), settings=self.settings, introducer=introducer, draw=self.chance())

    def owner(self, case: Case) -> IntroducerSettings:
        """The introducer whose case it is; one who is no longer configured keeps the address as a name."""
        known = self.settings.introducer(case.owner)
        return known or IntroducerSettings(name=case.owner.partition("@")[0].title(), addresses=(case.owner,))

    def keyed(self, what: str) -> str:
        """A keyed hash of an address or a purpose, hexadecimal: repeatable for us, meaningless to others."""
        return hmac.new(self.secret, what.encode(), hashlib.sha256).hexdigest()

    def address_hash(self, address: str) -> str:
        """The name under which an address is kept where the address itself must not be."""
        return self.keyed(f"address {address.strip().casefold()}")


def case_of(document: dict[str, Any] | None) -> Case | None:
    """A case from the record, None for none. Raises ValueError for a document that is no case."""
    if document is None:
        return None
    return Case.model_validate({k: v for k, v in document.items() if k in Case.model_fields})


def case_in(view: View, reference: str) -> Case | None:
    """The case of a reference as the record has it now."""
    return case_of(view.introduction(reference)) if reference else None


def letter_of(document: dict[str, Any]) -> Letter:
    """A letter from the record. Raises ValueError for a document that is no letter."""
    return Letter.model_validate({k: v for k, v in document.items() if k in Letter.model_fields})


def document_of(case: Case) -> dict[str, Any]:
    """A case as the record stores it, with what it is found by: tokens, addresses, when it is due."""
    tokens: dict[str, str] = {p.token: p.side for p in case.parties if p.token}
    tokens |= {case.owner_token: "introducer", case.thread_token: "thread"}
    tokens |= {case.spare_tokens[side]: side for side in SIDES if side in case.spare_tokens}
    return case.document() | {
        "tokens": {token: side for token, side in tokens.items() if token},
        "addresses": [p.address for p in case.parties if p.address],
        "due": stamp(case.due) if case.due else None,
    }
