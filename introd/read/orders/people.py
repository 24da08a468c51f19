"""Whom an order is about: names of the list first, then what looks like a name; a reference; or those named in the sentence before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from introd.read.orders.vocabulary import SURNAMES, Said
from introd.read.reading import Context
from introd.read.requests import names
from introd.read.requests.addresses import FIRST_MARK, is_mark
from introd.read.requests.lexicon import fold, is_cjk
from introd.read.requests.page import Page, Sentence

_REFERENCE = re.compile(
    r"(?<![a-z0-9@.-])(?!\d+[a-z]{2,}(?![a-z0-9]))(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{4,6}(?![a-z0-9@])"
)
_MOST = 3
_FULL = 2  # words of a full name


@dataclass(frozen=True, slots=True)
class Spoken:
    """The people, the reference and the addresses that a sentence speaks of; `carried`: the people were named before it."""

    people: tuple[str, ...] = ()
    reference: str | None = None
    addresses: tuple[str, ...] = ()
    carried: bool = False

    @property
    def name(self) -> str | None:
        """The people, or the address where there is no name."""
        return " and ".join(self.people[:2]) or (self.addresses[0] if self.addresses else None)

    @property
    def about(self) -> str | None:
        """The reference before the people."""
        return self.reference or self.name


def spoken_of(whole: Page, sentence: Sentence, context: Context, said: Sequence[Said], subject: str = "") -> Spoken:
    """What a sentence speaks of; where it names nobody, the sentences before it and then the subject."""
    indent = len(sentence.text) - len(sentence.text.lstrip())
    plain = [one for one in said if one.list != "small" or one.start <= indent + 1]
    covered = [(sentence.start + one.start, sentence.start + _covers(one, sentence.text)) for one in plain]
    own = _people(whole.text, sentence.start, sentence.end, context, covered)
    reference = reference_in(sentence.text) or (reference_in(subject) if not own else None)
    marked = (whole.found[ord(sign) - FIRST_MARK] for sign in sentence.text if is_mark(sign))
    addresses = tuple(found.email for found in marked if found.email)
    carried = own or _people(whole.text, 0, sentence.start, context, ()) or _people(subject, 0, len(subject), context, ())
    carried = carried or _small(subject, whole)
    return Spoken(own or carried, reference, addresses, carried=not own)


def _small(subject: str, whole: Page) -> tuple[str, ...]:
    """A name in small letters that is all of a subject, and does or has something in the text: "sam", "sam's just had twins"."""
    found = subject.split()
    if not 0 < len(found) <= _FULL or not subject.islower() or not all(word.isalpha() for word in found):
        return ()
    does = (
        rf"(?<!\w){re.escape(found[0])}(?: [^\W\d_]+)?(?:'s| (?:has|is|was|wants|needs|asked|said|had|moved|starts|leaves))(?!\w)"
    )
    return (subject.title(),) if found[0] not in names.STOP | names.HARD and re.search(does, whole.folded) else ()


def _covers(one: Said, text: str) -> int:
    """Where the words of a phrase end that are nobody's name; names may stand between the halves of "stell ... vor"."""
    first = re.match(r"\S+", text[one.start : one.end]) if one.split else None
    return one.start + first.end() if first else one.end


def reference_in(text: str) -> str | None:
    """The reference of an introduction, such as `k3x9`; "15th" is none."""
    match = _REFERENCE.search(fold(text))
    return match.group() if match else None


def _people(text: str, start: int, end: int, context: Context, covered: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    piece = text[start:end]
    known = [person.name for person in context.known if _calls(piece, person.name)]
    if known:
        return tuple(dict.fromkeys(known))[:_MOST]
    if is_cjk(piece):
        return _cjk(text, start, end)
    own = {word for one in context.introducers for word in fold(one.name).split()} | {"introd"}
    spans = tuple(covered)
    runs = [
        run
        for run in (_uncovered(run, text, spans) for run in names.runs(text, start, end))
        if run.name and not set(fold(run.name).split()) <= own and not run.name.isupper() and not _asks_first(run, piece, start)
    ]
    near = [run for run in runs if not run.affiliated] or runs
    strong = [
        run for run in near if " " in run.name or fold(run.name) in names.GIVEN or fold(run.before).strip(".") in names.TITLES
    ]
    return tuple(dict.fromkeys(run.name for run in strong or near))[:_MOST]


def _asks_first(run: names.Run, piece: str, start: int) -> bool:
    """Whether one word that is no known given name begins a question: "Vedono l'indirizzo?"."""
    opens = (
        not piece[: run.start - start].strip(" ¿¡")
        and " " not in run.name
        and (fold(run.name) not in names.GIVEN or run.name.lower() in names.STOP)
    )
    return opens and piece.rstrip().endswith(("?", "？")) and piece[run.end - start : run.end - start + 1] not in {",", ":"}


def _uncovered(run: names.Run, text: str, spans: tuple[tuple[int, int], ...]) -> names.Run:
    """A name without the verb that its capital made a part of it: "Zet Pieter Bakker"; empty where nothing is left."""
    inside = [(at, stop) for at, stop in spans if at < run.end and run.start < stop]
    if not inside:
        return run
    begin = max(stop for _, stop in inside)
    return replace(run, name=names.clean(text[begin : run.end].strip()), start=begin)


def _calls(text: str, name: str) -> bool:
    folded = fold(text)
    if is_cjk(name):
        return names.clean(name) in text
    return any(re.search(rf"(?<!\w){re.escape(token)}(?!\w)", folded) for token in names.tokens_of(name)[:1] if token)


def _cjk(text: str, start: int, end: int) -> tuple[str, ...]:
    found = [run.name for run in names.runs(text, start, end)]
    return tuple(dict.fromkeys(found or SURNAMES.findall(text[start:end])))[:_MOST]
