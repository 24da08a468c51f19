"""What else a message says beside its answer: a question, a note, words for the other person, a new address, the reason of a no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from introd.read.answers.clauses import LEADS, Clause, Message
from introd.read.answers.signs import Seen
from introd.read.languages import Phrase
from introd.read.reading import Answer, Said


def complete(message: Message, answer: Answer, signs: Sequence[Seen], *, until: date | None, told: str | None) -> Said:
    """The whole of what was said, once the answer is known; `told` are the words marked for the other person."""
    question = asks(message)
    rest = _rest(message, signs) or None
    agreed = answer in (Answer.YES, Answer.LATER)
    away = answer is Answer.LATER or (answer is Answer.YES and any(clause.has("away") for clause in message.clauses))
    return Said(
        answer,
        because=_because(message, signs),
        until=until if away else None,
        question=question,
        reason=rest if answer is Answer.NO else None,
        tell_them=told,
        note=rest if answer not in (Answer.NO, Answer.STOP) else None,
        new_address=new_address(message) if agreed else None,
    )


def asks(message: Message) -> bool:
    """Whether something is asked that a person should answer: a question mark, or a question word that opens a sentence."""
    for clause in message.clauses:
        if clause.asks and not clause.has("yes_asking"):
            return True
        if clause.phrases and clause.phrases[0].first == 0 and clause.phrases[0].section == "hedge" and _opens_question(clause):
            return True
    return False


def _opens_question(clause: Clause) -> bool:
    return clause.words[0].folded in (
        "who",
        "what",
        "why",
        "how",
        "where",
        "wer",
        "was",
        "warum",
        "qui",
        "quien",
        "chi",
        "wie",
        "vem",
        "kto",
    )


def _because(message: Message, signs: Sequence[Seen]) -> tuple[str, ...]:
    """The deciding words, each once; where nothing decided, the first sentence that says or asks anything."""
    words = tuple(dict.fromkeys(seen.words for seen in signs))
    if words or not message.sentences:
        return words
    asking = [clause.sentence for clause in message.clauses if clause.asks]
    return (_sentence(message, asking[0] if asking else 0)[:200],)


def _rest(message: Message, signs: Sequence[Seen]) -> str:
    """The sentences that say more than the answer, as they stand in the text, without greeting and sign-off."""
    decisive = {id(seen.clause) for seen in signs}
    kept = [number for number in _body(message) if _says_more(message.of_sentence(number), decisive)]
    return " ".join(" ".join(_sentence(message, number).split()) for number in kept)


def _sentence(message: Message, number: int) -> str:
    first, end = message.sentences[number]
    closing = message.text[end : end + 1]
    return message.text[first:end] + (closing if closing in (".", "!", "?") else "")


def _body(message: Message) -> Iterator[int]:
    """The sentences up to the sign-off: a line that only says "Best" or "Thanks," and what stands below it."""
    last = len(message.sentences)
    for number in range(1, last):
        clauses = message.of_sentence(number)
        closes = bool(clauses and clauses[0].phrases) and clauses[0].phrases[0].section == "signoff"
        if closes and last - number <= 4 and all(clause.unknown() <= 3 for clause in clauses):
            last = number
            break
    yield from (number for number in range(last) if not _is_name(message, number))


def _is_name(message: Message, number: int) -> bool:
    """A last line of one to three words that begin with capitals is a name."""
    if number == 0 or number < len(message.sentences) - 1:
        return False
    words = message.text[slice(*message.sentences[number])].split()
    return (
        len(words) <= 3 and all(word[:1].isupper() for word in words) and not any(c.phrases for c in message.of_sentence(number))
    )


def _says_more(clauses: Sequence[Clause], decisive: set[int]) -> bool:
    """Whether words are left beside the answer; `decisive` are the ids of the clauses that hold it."""
    decided = sum(_weight(clause) for clause in clauses if id(clause) in decisive)
    unknown = sum(clause.unknown() for clause in clauses) + sum(
        word.kind == "link" for clause in clauses for word in clause.words
    )
    return unknown - decided >= (2 if decided else 1)


def _weight(clause: Clause) -> int:
    """How many of the clause's unknown words are the deciding phrases themselves."""
    return sum(phrase.end - phrase.first for phrase in clause.phrases if phrase.section not in LEADS)


def new_address(message: Message) -> str | None:
    """The one address that the writer wants to be used from now on; None where several stand there, or somebody else's."""
    found = set()
    for number in range(len(message.sentences)):
        clauses = message.of_sentence(number)
        links = {word.folded for clause in clauses for word in clause.words if word.kind == "link" and "@" in word.folded}
        if links and any(clause.has("address") for clause in clauses) and not any(clause.has("assistant") for clause in clauses):
            found |= links
    return found.pop() if len(found) == 1 else None


def told(message: Message) -> tuple[int, int, str] | None:
    """The words marked for the other person ("Tell them: …"): where mark and words begin and end in the text, and the words."""
    for number, clause in enumerate(message.clauses):
        for phrase in clause.phrases:
            if phrase.section == "tell_them" and _followed_by_colon(message, clause, phrase):
                start = clause.words[phrase.first].start
                colon = message.text.index(":", clause.words[phrase.end - 1].end) if ":" in message.text else start
                end = message.text.find("\n\n", colon)
                end = len(message.text) if end < 0 else end
                words = " ".join(message.text[colon + 1 : end].split())
                return (start, end, words) if words and number >= 0 else None
    return None


def _followed_by_colon(message: Message, clause: Clause, phrase: Phrase) -> bool:
    behind = message.text[clause.words[phrase.end - 1].end :][:3].strip()
    return behind.startswith((":", "："))


def only_a_time(message: Message, known: int) -> bool:
    """Whether nothing but a time and small words is said; `known` is how many words name the time."""
    return sum(clause.unknown() for clause in message.clauses) <= known + 1
