"""Text to sentences, and sentences to clauses with the phrases that stand in each.

Nothing is decided here but where one thought ends and the next begins: at full stops, at line ends that no mail program wrapped, at
commas and dashes, before "but", and behind an opening "yes" or "no".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category

from introd.read.answers.names import is_name, without_names
from introd.read.languages import Phrase, lexicon
from introd.read.languages.words import Word, split

CAP = 4000  # characters that are looked at; what is longer is no plain answer
WORDS = 400  # words and marks that are looked at
MOST_IN_CLAUSE = 60  # phrases without a pause that are looked at; who writes more in one breath gives no plain answer
_WRAPPED = 50  # a line at least this long that ends without a full stop goes on in the next one
_ENDS = frozenset(".!?;؟")
_PAUSES = frozenset(",:–()/·•|\t")
_SIGNS = 3  # Japanese or Chinese signs that count as one word
_IGNORED = frozenset("\"'*_~<>[]{}#=^\\")
LEADS = frozenset(
    {
        "lead",
        "filler",
        "thanks",
        "greeting",
        "signoff",
        "behalf",
        "yes_words",
        "yes_whole",
        "yes_soft",
        "contrast",
        "therefore",
        "correction",
    }
)
_NAMES = {"greeting": 3, "thanks": 1, "signoff": 3}  # how many unknown words behind such a phrase are a name
_OPENERS = frozenset({"yes_words", "no_words"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence: its words, the phrases found in it (places count from the clause's first word), and how it stands.

    `asks`: it ends with a question mark; `name`: it is nothing but a name ("…, Liz").
    """

    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    sentence: int
    asks: bool = False
    name: bool = False
    strange: tuple[int, ...] = ()  # places of the words that are neither small words nor greetings nor thanks

    def has(self, *sections: str) -> bool:
        """Whether a phrase of one of these sections stands in the clause."""
        return any(phrase.section in sections for phrase in self.phrases)

    @property
    def opens_with_contrast(self) -> bool:
        """Whether the clause stands against what came before."""
        return self.has("contrast", "therefore")

    def unknown_before(self, place: int) -> int:
        """How many words before `place` are neither small words nor greetings nor thanks; a name after a greeting is none of them."""
        return bisect_left(self.strange, place)

    def only(self, *sections: str) -> bool:
        """Whether nothing but small words and phrases of these sections stands in the clause."""
        return self.beside(*sections) == 0

    def beside(self, *sections: str) -> int:
        """How many words that say something stand beside the phrases of these sections."""
        return len(self._left(*sections))

    def telling(self, *sections: str) -> int:
        """As `beside`, but where every sign is a word (Japanese, Chinese), some of them make one."""
        kinds = [self.words[place].kind for place in self._left(*sections)]
        signs = kinds.count("cjk")
        return len(kinds) - signs + signs // _SIGNS

    def _left(self, *sections: str) -> list[int]:
        """The places of the words that say something beside the phrases of these sections."""
        known = {p for phrase in self.phrases if phrase.section in sections for p in range(phrase.first, phrase.end)}
        return [place for place in self.strange if place not in known]

    def unknown(self) -> int:
        """How many words belong to no phrase of any kind; names after a greeting aside."""
        return len(self.strange)


def _strange(words: Sequence[Word], phrases: Sequence[Phrase]) -> Iterator[int]:
    """The places of the words that belong to no phrase, or to one that says something."""
    names = 0
    covered = {place: phrase for phrase in phrases for place in range(phrase.first, phrase.end)}
    for place, word in enumerate(words):
        phrase = covered.get(place)
        if phrase is not None:
            names = _NAMES.get(phrase.section, 0)
            if phrase.section not in LEADS:
                yield place
        elif word.kind in ("word", "cjk"):
            names -= 1
            if names < 0:
                yield place


@dataclass(frozen=True, slots=True)
class Message:
    """A text in clauses. `cut`: it was longer than `CAP` and the rest was not looked at."""

    text: str
    clauses: tuple[Clause, ...]
    sentences: tuple[tuple[int, int], ...]  # place in the text, by number of the sentence
    cut: bool
    grouped: tuple[tuple[Clause, ...], ...]  # the clauses of each sentence
    every: tuple[Word, ...] = ()  # the words of the text as they stand, but for line ends within a sentence

    def quote(self, clause: Clause, phrase: Phrase) -> str:
        """The phrase as it stands in the text."""
        return self.text[clause.words[phrase.first].start : clause.words[phrase.end - 1].end]

    def is_greeting(self, place: int) -> bool:
        """Whether the text at this place belongs to a greeting ("Happy new year!")."""
        return any(
            clause.words[phrase.first].start <= place < clause.words[phrase.end - 1].end
            for clause in self.clauses
            for phrase in clause.phrases
            if phrase.section == "greeting"
        )

    def of_sentence(self, number: int) -> tuple[Clause, ...]:
        """The clauses of one sentence."""
        return self.grouped[number]


def folded(clauses: Sequence[Clause]) -> list[str]:
    """The folded words of these clauses, in order."""
    return [word.folded for clause in clauses for word in clause.words]


def read(text: str, language: str | None = None, sections: str = "", names: Set[str] = frozenset()) -> Message:
    """Split a text into clauses; `language` is that of the letter answered, if known, `sections` those of `Lexicon.phrases`.

    `names` are the names, in lower case, of the writer and of those written to, which say nothing: "No bother, Liz".
    """
    joined, cut = words_of(text)
    words = [word for word in joined if word.folded not in _IGNORED]
    book = lexicon()
    words = [word for word in words if not (word.capital and word.folded in names and not book.knows(word.folded))]
    words = book.correct(words)
    ranks = book.ranking(words, language)
    phrases = without_names(text, words, book.phrases(words, ranks, sections), ranks)
    inside = {place for phrase in phrases for place in range(phrase.first + 1, phrase.end)}
    clauses: list[Clause] = []
    spans: list[tuple[int, int]] = []
    grouped: list[tuple[Clause, ...]] = []
    starts = [phrase.first for phrase in phrases]
    for first, end, asks in _sentences(words, inside):
        if end > first:
            own = phrases[bisect_left(starts, first) : bisect_left(starts, end)]
            grouped.append(tuple(_clauses(text, words, own, first, end, len(spans), asks)))
            clauses.extend(grouped[-1])
            spans.append((words[first].start, words[end - 1].end))
    cut = cut or any(len(clause.phrases) == MOST_IN_CLAUSE for clause in clauses)
    return Message(text, tuple(clauses), tuple(spans), cut, tuple(grouped), joined)


def words_of(text: str) -> tuple[tuple[Word, ...], bool]:
    """The words and marks of a text that are looked at, without the line ends of a mail program; and whether there are more."""
    every = split(text[:CAP], WORDS + 1)
    return tuple(_joined(text, every[:WORDS])), len(text) > CAP or len(every) > WORDS


def _joined(text: str, words: Sequence[Word]) -> Iterator[Word]:
    """Leave out the line ends that a mail program put into a sentence."""
    for place, word in enumerate(words):
        if word.kind != "line":
            yield word
            continue
        line_start = text.rfind("\n", 0, word.start) + 1
        soft = word.start - line_start >= _WRAPPED and text.count("\n", word.start, word.end) == 1
        if not soft or place == 0 or words[place - 1].folded in _ENDS:
            yield word


def _sentences(words: Sequence[Word], inside: set[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield (first, end, asks) for each sentence; marks at its end are left out."""
    first = 0
    for place, word in enumerate(words):
        ends = word.kind == "line" or (word.folded in _ENDS and not _within(words, place))
        if ends and place not in inside:
            yield first, place, word.folded == "?" or _asks_next(words, place)
            first = place + 1
    yield first, len(words), False


def _asks_next(words: Sequence[Word], place: int) -> bool:
    """`!?` and `??` ask as `?` does."""
    return place + 1 < len(words) and words[place + 1].folded == "?" and words[place].end == words[place + 1].start


def _within(words: Sequence[Word], place: int) -> bool:
    """A full stop within a number, a date or an abbreviation ends nothing: `3.5.`, `3. Mai`, `z.B.`."""
    word = words[place]
    if word.folded != "." or word.written == "。" or place == 0:  # "です。12月" are two sentences
        return False
    before = words[place - 1]
    after = words[place + 1] if place + 1 < len(words) else None
    if before.folded.isdigit() and len(before.folded) <= 2 and before.end == word.start:
        return after is not None and after.kind != "line"
    return after is not None and after.kind == "word" and after.start == word.end


def _clauses(
    text: str, words: Sequence[Word], phrases: Sequence[Phrase], first: int, end: int, sentence: int, asks: bool
) -> Iterator[Clause]:
    """Cut one sentence at its pauses, before "but", and behind an opening yes or no; only the last clause asks."""
    cuts = sorted(_cuts(text, words, phrases, first, end) | {first, end})
    parts = [(a, b) for a, b in pairwise(cuts) if any(w.folded not in _PAUSES for w in words[a:b])]
    starts = [phrase.first for phrase in phrases]
    for number, (a, b) in enumerate(parts):
        within = phrases[bisect_left(starts, a) : bisect_left(starts, b)][:MOST_IN_CLAUSE]
        own = tuple(Phrase(p.section, p.language, p.first - a, p.end - a) for p in within)
        yield Clause(
            tuple(words[a:b]),
            own,
            sentence,
            asks and number == len(parts) - 1,
            not own and is_name(text, words[a:b]),
            tuple(_strange(words[a:b], own)),
        )


def _cuts(text: str, words: Sequence[Word], phrases: Sequence[Phrase], first: int, end: int) -> set[int]:
    inside = {place for phrase in phrases for place in range(phrase.first + 1, phrase.end)}
    cuts: set[int] = set()
    turned = {phrase.end for phrase in phrases if phrase.section == "contrast"}  # "but, …", "…ですが、": it opens what follows
    closed = {
        phrase.end for phrase in phrases if phrase.section not in ("contrast", "therefore")
    }  # "别再发了，": the pause is in it
    for place in range(first, end):
        if (
            place + 1 not in inside
            and (place not in inside or place + 1 in closed)
            and place not in turned
            and (
                (words[place].folded in _PAUSES and not _abbreviates(words, place))
                or _is_dash(words, place)
                or (place + 1 < end and _rests(text, words[place], words[place + 1]))
            )
        ):
            cuts.add(place + 1)
    cuts.update(after.first for before, after in pairwise(phrases) if _concludes(words, before, after))
    leads = True
    covered = first
    for phrase in phrases:
        fresh = phrase.first in cuts or phrase.first == first
        leads = fresh or (leads and phrase.first <= covered)
        if phrase.section in ("contrast", "therefore") or (phrase.section == "correction" and fresh):
            cuts.add(phrase.first)
            leads = True
        elif phrase.section in _OPENERS and leads:
            cuts.add(phrase.end)
        else:
            leads = leads and phrase.section in LEADS
        covered = phrase.end
    return cuts


def _rests(text: str, word: Word, following: Word) -> bool:
    """A blank in Japanese or Chinese is a pause, and so is an emoji: "今回はパスで🙏 仕事がバタバタで", "好呀 帮我介绍吧"."""
    if following.kind != "cjk":
        return False
    emoji = word.kind == "mark" and category(text[word.start]) == "So"
    return emoji or (
        word.kind == "cjk" and bool(between := text[word.end : following.start]) and between.isspace() and "\n" not in between
    )


def _concludes(words: Sequence[Word], before: Phrase, after: Phrase) -> bool:
    """In Japanese a reason stands first, often without a pause behind it: "願ってもないお話ですのでどうぞお繋ぎください"."""
    reason = before.section == "because" and before.language == "ja" and before.end == after.first
    return reason and words[before.end - 1].folded == "で" and after.end - after.first > 1


def _abbreviates(words: Sequence[Word], place: int) -> bool:
    """A stroke between two letters joins them: "t/m", "w/c"."""
    letters = [*words[max(0, place - 1) : place], *words[place + 1 : place + 2]]
    return (
        words[place].folded == "/"
        and len(letters) == 2
        and all(len(word.folded) == 1 and word.folded.isalpha() for word in letters)
    )


def _is_dash(words: Sequence[Word], place: int) -> bool:
    """A hyphen with blanks around it is a dash."""
    word = words[place]
    return word.folded == "-" and (place == 0 or words[place - 1].end < word.start)
