"""What each clause says by itself: the signs that `consent` weighs against each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from introd.read.answers.clauses import LEADS, Clause, Message
from introd.read.languages import Phrase, traits
from introd.read.languages.words import Word, fold

_NEAR = 3  # words behind an assent in which a negation still turns it: "passt mir leider nicht"
_FEW = 1  # unknown words that may follow a yes without a pause
_REACH = 5  # words behind an assent in which it says whom it means
_GOES_ON = ("harmless", "away", "address", "because", "maybe", "tell_them", "contrast", "therefore")
_BESIDE = frozenset(
    {
        "lead",
        "filler",
        "thanks",
        "greeting",
        "signoff",
        "behalf",
        "contrast",
        "therefore",
        "yes_words",
        "yes",
        "yes_go",
        "yes_whole",
    }
)


_MOST_QUOTED = 40  # quotations that are looked at
_QUOTED = re.compile(r'"[^"]*"|“[^“”]*”|„[^“”]*[“”]|”[^”]*”|«[^»]*»|»[^«]*«|「[^」]*」|『[^』]*』')
_REFUSES = frozenset({"no", "no_reason", "known"})
_CONCORD = frozenset({"fr", "es", "pt", "it", "pl"})  # where two negations deny once: "je n'ai pas le temps", "no puedo nada"


class Sign(StrEnum):
    """What one phrase, in its place, is a sign of."""

    YES = "yes"
    SOFT = "soft"  # praise: "sounds interesting"
    NO = "no"
    LATER = "later"
    NOT_NOW = "not_now"
    AWAY = "away"
    STOP = "stop"
    CONDITION = "condition"
    HEDGE = "hedge"
    MAYBE = "maybe"
    CORRECTION = "correction"
    ASIDE = "aside"  # "yes, I got your mail": the yes is about something else
    SORRY = "sorry"  # an apology: a refusal where nothing else is said


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign, where it was seen, and the very words."""

    sign: Sign
    clause: Clause
    order: int  # the number of the clause in the message
    section: str
    words: str
    negated: bool = False

    @property
    def phrases(self) -> list[Phrase]:
        """The phrases of the sign's section in its clause, at least one."""
        return [phrase for phrase in self.clause.phrases if phrase.section == self.section]

    @property
    def languages(self) -> set[str]:
        """The languages in which the sign was read."""
        return {phrase.language for phrase in self.phrases}


_PLAIN = {
    "no": Sign.NO,
    "no_reason": Sign.NO,
    "known": Sign.NO,  # "I know her already"
    "never": Sign.NO,  # "when pigs fly"
    "later": Sign.LATER,
    "not_now": Sign.NOT_NOW,
    "busy": Sign.NOT_NOW,  # "I'm swamped": no answer beside a plain yes
    "away": Sign.AWAY,
    "stop": Sign.STOP,
    "condition": Sign.CONDITION,
    "hedge": Sign.HEDGE,
    "maybe": Sign.MAYBE,
    "correction": Sign.CORRECTION,
    "yes_soft": Sign.SOFT,
    "sorry": Sign.SORRY,
    "aside": Sign.ASIDE,
}


def all_signs(message: Message) -> list[Seen]:
    """Every sign in the message, in order."""
    behalf = any(clause.has("behalf") for clause in message.clauses)
    whole = [all(_whole(clause, None) for clause in clauses) for clauses in message.grouped]
    quoted = [match.span() for match in islice(_QUOTED.finditer(message.text), _MOST_QUOTED)]
    signs = [
        seen
        for order, clause in enumerate(message.clauses)
        for seen in _of_clause(message, clause, order, whole[clause.sentence], behalf, quoted)
    ]
    orders = {seen.order for seen in signs}
    return [seen for seen in signs if not (_is_about_something_else(seen, orders, message) or _is_article(seen, message))]


def _is_article(seen: Seen, message: Message) -> bool:
    """In "phone died, no charger" the "no" belongs to the noun behind it; at the beginning of a sentence, or behind a pause, it refuses."""
    if seen.section != "no_words" or seen.words.lower() != "no" or seen.order + 1 >= len(message.clauses):
        return False
    here, following = seen.clause, message.clauses[seen.order + 1]
    opens = seen.order == 0 or message.clauses[seen.order - 1].sentence != here.sentence
    listed = not opens and message.clauses[seen.order - 1].words[-1].folded == ":"  # "my terms: no recording, no names"
    if (opens and here.words[0].folded == "no") or listed:
        return False
    glued = following.sentence == here.sentence and not _pauses(message.text, here.words[-1].end, following.words[0])
    return glued and bool(following.strange) and following.strange[0] == 0 and not following.phrases[:1]


def _is_about_something_else(seen: Seen, orders: set[int], message: Message) -> bool:
    """In "Yes it was you who rang" and "Yes, I have a driving licence" the yes belongs to words of which none speaks of an introduction.

    Without a pause any yes may belong to what comes next, behind one only a mere affirmation: "Gladly, I live in Rome" agrees.
    """
    after = seen.order + 1
    follows = after < len(message.clauses) and message.clauses[after].sentence == seen.clause.sentence
    if seen.section not in ("yes_words", "if_or_yes") or not follows:
        return False
    paused = _pauses(message.text, seen.clause.words[-1].end, message.clauses[after].words[0])
    affirms = _affirms(seen)
    if paused and not affirms:
        return False
    unknown = 0
    for order in range(after, len(message.clauses) if affirms else after + 1):
        clause = message.clauses[order]
        if clause.sentence != seen.clause.sentence:
            return False
        if order in orders or clause.has(*_GOES_ON) or (paused and (clause.asks or _agrees_for_another(clause))):
            return False
        unknown += clause.unknown() if order == after and not paused else clause.telling()
        if unknown > (0 if not paused and _states(clause, seen) else _FEW):
            return True
    return False


def _states(clause: Clause, seen: Seen) -> bool:
    """Whether the clause goes on as a sentence does: "(of course) I am flattered"; or names what is so: "(absolutely) freezing"; not as
    "(yes) boss"."""
    if clause.strange[:1] == (0,) and not clause.words[0].capital and _is(seen, traits().qualifies):
        return True
    return _affirms(seen) and bool(clause.phrases) and clause.phrases[0].first == 0 and clause.phrases[0].end < len(clause.words)


def _agrees_for_another(clause: Clause) -> bool:
    """ "She would love to" is no sign of consent by itself, but speaks of one."""
    return any(phrase.section == "yes" and clause.unknown_before(phrase.first) <= _FEW for phrase in clause.phrases)


def _pauses(text: str, end: int, following: Word) -> bool:
    """Whether a comma or a dash stands between the yes that ends here and the words behind it."""
    last = text[end - 1]
    closed = not last.isalnum() and unicodedata.category(last) not in ("So", "Sk", "Mn")  # an emoji is a word, no pause
    return following.kind == "mark" or len(text[end - 1 : following.start].strip()) > 1 or closed


def _affirms(seen: Seen) -> bool:
    """Whether the yes is one of the words that affirm whatever was said, once or twice."""
    return _is(seen, traits().affirms)


def _is(seen: Seen, trait: Callable[[str, str], bool]) -> bool:
    """Whether all words of the sign are of a kind in a language that it was read in."""
    words = fold(seen.words).replace(",", " ").split()
    return any(all(trait(word, language) for word in words) for language in seen.languages)


def _of_clause(
    message: Message, clause: Clause, order: int, whole: bool, behalf: bool, quoted: Sequence[tuple[int, int]]
) -> Iterator[Seen]:
    for phrase in clause.phrases:
        sign = None if _is_initial(message, clause, phrase) else _sign(clause, phrase, whole, behalf)
        if sign is None or (sign is Sign.YES and not behalf and _is_quoted(message, clause, phrase, quoted)):
            continue
        negated = sign is not Sign.CONDITION and _negated(clause, phrase)
        if negated and sign in (Sign.YES, Sign.SOFT):
            sign = Sign.NO if negated == "near" else Sign.HEDGE
        elif negated == "near" and not _doubled(clause, phrase) and (sign is Sign.STOP or phrase.section in _REFUSES):
            continue  # "never say no", "don't stop"; not "take me off the list and send me nothing more"
        yield Seen(sign, clause, order, phrase.section, _words(message, clause, phrase, bool(negated)), bool(negated))


def _is_quoted(message: Message, clause: Clause, phrase: Phrase, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether the assent stands in quotation marks behind the word that somebody said it: `My wife said "yes, go for it"`."""
    at = clause.words[phrase.first].start
    span = next((span for span in quoted if span[0] < at < span[1]), None)
    return span is not None and any(
        told.section in ("reported", "hedge") and other.words[told.first].start < span[0]
        for other in message.of_sentence(clause.sentence)
        for told in other.phrases
    )


def _is_initial(message: Message, clause: Clause, phrase: Phrase) -> bool:
    """A single letter among other sentences is part of a name, no answer: "K. Brandt"."""
    word = clause.words[phrase.first]
    alone = len(word.folded) == phrase.end - phrase.first == 1 and word.kind == "word"  # a Chinese sign is a word of its own
    return alone and len(message.sentences) > 2


def _sign(clause: Clause, phrase: Phrase, whole: bool, behalf: bool) -> Sign | None:
    section = phrase.section
    if section in ("yes_words", "yes", "yes_go", "yes_whole", "yes_asking"):
        return _assent(clause, phrase, whole, behalf)
    if section == "if_or_yes":
        return Sign.YES if _whole(clause, phrase) and not clause.asks else Sign.CONDITION
    if section == "no_words":
        return Sign.NO if _opens(clause, phrase, behalf) else None
    if section in ("no_whole", "stop_whole", "negation"):
        whole = _whole(clause, phrase)
        return (Sign.STOP if section == "stop_whole" else Sign.NO) if whole else None
    if section == "later_whole":  # "In March.", but not "We met in March."
        return Sign.LATER if _whole(clause, phrase) else None
    if section in _REFUSES and (clause.asks or (_told(clause, phrase) and not behalf)):
        return Sign.HEDGE
    if section == "correction" and phrase.first:
        return None  # "we have never actually met" corrects nothing
    return _PLAIN.get(section)


def _assent(clause: Clause, phrase: Phrase, whole: bool, behalf: bool) -> Sign | None:
    if phrase.section == "yes_asking":
        return Sign.YES if _whole(clause, phrase) else None
    if clause.asks or (_told(clause, phrase) and not behalf):
        return None
    if phrase.section == "yes_whole":
        goes_on = any(other.section in ("behalf", "signoff") and other.first >= phrase.end for other in clause.phrases)
        return Sign.YES if whole and not goes_on else None  # not "I am writing for Dr Roe", "I am yours sincerely"
    if phrase.section == "yes" and (_trails_off(clause, phrase) or _is_of_something(clause, phrase)):
        return None
    return Sign.YES if _opens(clause, phrase, behalf) else None


def _trails_off(clause: Clause, phrase: Phrase) -> bool:
    """Whether what is wished is something else than the introduction: "I'd like to have the barn filmed"."""
    strange = [place for place in clause.strange if place >= phrase.end]
    if not strange or any(other.first >= phrase.end and other.section.startswith("yes") for other in clause.phrases):
        return False
    behind = [word.folded for word in clause.words[phrase.end :] if word.kind in ("word", "cjk")]
    return traits().trails_off(clause.words[phrase.end - 1].folded, behind, phrase.language)


def _is_of_something(clause: Clause, phrase: Phrase) -> bool:
    """Whether the words right behind speak of a thing, and none near of a person: "I'm happy with the new roof", "I love this place"."""
    near = clause.words[phrase.end : phrase.end + _REACH]
    begins = any(phrase.end <= place <= phrase.end + 1 for place in clause.strange)
    words = [word.folded for word in (*clause.words[phrase.first : phrase.end], *near)]
    return begins and not any(word.capital for word in near) and traits().strays(words, phrase.language)


def _opens(clause: Clause, phrase: Phrase, behalf: bool) -> bool:
    """Only small words stand before it, or a negation, which is looked at for itself; for who answers on behalf, a name or "she" too."""
    negations = sum(p.end - p.first for p in clause.phrases if p.section == "negation" and p.end <= phrase.first)
    return clause.unknown_before(phrase.first) <= negations + (3 if behalf else 0)


def _whole(clause: Clause, phrase: Phrase | None) -> bool:
    """The clause holds nothing but small words, greetings, thanks, a name, assents, and the phrase itself."""
    if clause.name:
        return True
    refuses = phrase is not None and phrase.section in ("no_whole", "stop_whole")  # "pass 🙅"
    beside = _BESIDE | {"no_words", "no_whole"} if refuses else _BESIDE
    if any(other.section not in beside and other is not phrase for other in clause.phrases):
        return False
    accounted = sum(p.end - p.first for p in clause.phrases if p.section not in LEADS)
    return clause.unknown() <= accounted


def _told(clause: Clause, phrase: Phrase) -> bool:
    """What somebody else said is no answer."""
    return any(other.section == "reported" and other.first < phrase.first for other in clause.phrases)


def _negated(clause: Clause, phrase: Phrase) -> str:
    """Whether a negation turns the phrase: `near`, `far`, or the empty string."""
    for other in clause.phrases:
        behind = other.first - phrase.end
        refuses = other.section == "no_words" and behind >= 0 and phrase.section.startswith("yes")  # "passt mir leider nicht"
        if (other.section == "negation" or refuses) and other is not phrase:
            return "near" if behind < _NEAR else "far"
    return ""


def _doubled(clause: Clause, phrase: Phrase) -> bool:
    """Whether the refusal denies by itself in a language in which a second negation does not turn it."""
    if phrase.language not in _CONCORD or phrase.section not in (*_REFUSES, "stop"):
        return False
    before = [clause.words[p.first].folded for p in clause.phrases if p.section == "negation" and p.end <= phrase.first]
    own = any(traits().denies(word.folded, phrase.language) for word in clause.words[phrase.first : phrase.end])
    return own or all(word in ("n", "ne") for word in before)


def _words(message: Message, clause: Clause, phrase: Phrase, negated: bool) -> str:
    if not negated:
        return message.quote(clause, phrase)
    ends = [other for other in clause.phrases if other.section in ("negation", "no_words")]
    first = min(phrase.first, *(other.first for other in ends))
    end = max(phrase.end, *(other.end for other in ends))
    return message.quote(clause, Phrase("", "", first, end))
