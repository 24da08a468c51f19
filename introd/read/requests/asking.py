"""What somebody who asks for themselves says that they want, and whether they ask for themselves at all."""

from __future__ import annotations

import re

from introd.read.requests import names
from introd.read.requests.addresses import marks_in
from introd.read.requests.lexicon import fold, is_cjk, words
from introd.read.requests.page import Page, Sentence
from introd.read.requests.pieces import clauses, is_courtesy, residue
from introd.read.requests.roles import Mention
from introd.read.requests.speakers import Speakers

_TELLS = 4  # words beside names that say something
_OWN = words("first_person") | words("my_own")
_LONGEST_SIGN_OFF = 5  # words


def asked_for(letter: Page, people: tuple[Mention, ...]) -> list[str]:
    """What they say of themselves and of what they want: "I'd like to sell her wine in my three shops."."""
    speakers = Speakers(letter, people)
    found: list[str] = []
    for number, sentence in enumerate(letter.sentences):
        if number and _signs_off(sentence) and found:
            break
        told = _told(letter, sentence, speakers)
        if told:
            found.append(told)
    return found[:2]


def asks_for_self(page: Page) -> bool:
    """Whether an asking sentence has the writer in it: "introduce me", "would you put us in touch with"."""
    asks = page.of("ask_me", "ask")
    plain = [hit for hit in asks if hit.category == "ask_me" or _names_somebody(page, page.sentence_at(hit.start))]
    for hit in plain or asks:
        sentence = page.sentence_at(hit.start)
        if page.of("self_object", start=sentence.start, end=sentence.end):
            return True
        if is_cjk(sentence.text) and page.of("self", start=sentence.start, end=sentence.end):
            return True
    return False


def _names_somebody(page: Page, sentence: Sentence) -> bool:
    return any(True for _ in marks_in(sentence.text)) or bool(names.runs(page.text, sentence.start, sentence.end))


def _told(letter: Page, sentence: Sentence, speakers: Speakers) -> str:
    """What a sentence tells beside the request itself, or nothing."""
    start, end = sentence.start, sentence.end
    if is_courtesy(sentence) or letter.of("beside_the_point", "reason_later", "offer_of_more", start=start, end=end):
        return ""
    asks = letter.of("ask", "ask_me", start=start, end=end)
    if asks:
        start = _behind_the_ask(sentence, asks[-1].end)
    places = speakers.places(start, end)
    if start >= end or residue(letter.text, start, end, places) < (_TELLS if asks else _TELLS - 1):
        return ""
    own = set(re.findall(r"[^\W\d_]+", letter.folded[asks[-1].end if asks else start : end])) & _OWN
    of_another = bool(places) and not own and not letter.of("need", "reason", "common", start=start, end=end)
    return (
        "" if of_another or (asks and not own) or _is_of_another(letter, start, end, own) else letter.text[start:end].strip(" ,;")
    )


def _is_of_another(letter: Page, start: int, end: int, own: set[str]) -> bool:
    """Whether a sentence goes on about the one who is asked for: "She runs the lab."."""
    first = re.search(r"[^\W\d_]+", letter.folded[start:end])
    return not own and first is not None and first.group() in words("pronouns")


def _behind_the_ask(sentence: Sentence, ask: int) -> int:
    """Where the clause ends in which the asking word stands."""
    return next((start for start, _ in clauses(sentence) if start > ask), sentence.end)


def _signs_off(sentence: Sentence) -> bool:
    bare = fold(sentence.text.strip(" \t\n,.!–—-"))
    return bare in words("closing") or (
        len(bare.split()) <= _LONGEST_SIGN_OFF and any(bare.startswith(f"{word} ") for word in words("closing"))
    )
