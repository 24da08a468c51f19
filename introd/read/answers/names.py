"""Names that are words of some language too: "Hi Si", "Best, Jo", "Thanks,\\nDai" agree to nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from introd.read.languages import Phrase, traits
from introd.read.languages.words import Word

_DOUBTS = frozenset({"condition", "hedge", "maybe", "away", "aside", "not_now"})
_ASSENTS = frozenset({"yes_words", "yes_whole", "yes", "yes_go", "if_or_yes"})
_ANSWERS = _ASSENTS | {"negation", "no", "no_words", "no_whole", "stop", "stop_whole", "later", "later_whole"}
_AFFECTED = _DOUBTS | _ASSENTS
_CLOSES = ("signoff", "thanks")
_TOLD = 3  # words beside a greeting from which a text is a letter that somebody signs
_PLAIN = 1.0  # words by which the language of a text must lead for a last line in another one to be a name


def without_names(text: str, words: Sequence[Word], phrases: Sequence[Phrase], ranks: Mapping[str, float]) -> list[Phrase]:
    """The phrases but for those that are a name: behind a greeting, behind a sign-off, or alone in the last line.

    `ranks` says how much of the text belongs to each language: a last line in the text's own is an answer.
    """
    addressed = _addressed(words, phrases)
    line = text.rfind("\n", 0, len(text.rstrip())) + 1
    last = [word for word in words if word.start >= line]
    told = sum(word.kind == "word" for word in words) - len(last) - _greeting(words, phrases)
    signed = bool(line) and len(last) < len(words) and is_name(text, last)
    closed = signed and _is_closed(text, words, phrases, line)
    most = max(ranks.values())
    home = most if told >= _TOLD else 0.0
    return [
        phrase
        for phrase in phrases
        if phrase not in addressed
        and not _is_called_so(phrase, words, line if ranks[phrase.language] < most else 0, phrases)
        and not (
            signed
            and words[phrase.first].start >= line
            and phrase.section in _AFFECTED
            and (
                closed or ranks[phrase.language] + (_PLAIN if phrase.section in _ASSENTS else 0) <= home != ranks[phrase.language]
            )
        )
    ]


def _is_called_so(phrase: Phrase, words: Sequence[Word], line: int, phrases: Sequence[Phrase]) -> bool:
    """Whether the one word is a first name too, alone in the last line below others ("Received. / Jo") or behind
    a sign-off ("Cheers Jo"), or before a surname ("Dale Nesbitt"). `line`: where the last line
    begins, 0 where the text is in the language of the word, which then answers."""
    word = words[phrase.first]
    if phrase.section not in _ANSWERS or phrase.end - phrase.first > 1 or not (word.capital and traits().names(word.folded)):
        return False
    behind = next((place for place in range(phrase.end, len(words)) if words[place].kind == "word"), None)
    closed = any(
        other.section in _CLOSES and all(between.kind == "line" for between in words[other.end : phrase.first])
        for other in phrases
        if other.end <= phrase.first and other.language != phrase.language
    )
    alone = behind is None and (closed or 0 < line <= word.start)
    begun = any(other.first == behind for other in phrases)
    surname = behind is not None and not begun and words[behind].capital and words[behind].start == word.end + 1
    return alone or surname


def _greeting(words: Sequence[Word], phrases: Sequence[Phrase]) -> int:
    """How many words a greeting takes, with the name behind it."""
    spans = [(phrase.first, phrase.end) for phrase in phrases if phrase.section == "greeting"]
    return sum(end - first + (end < len(words) and words[end].capital) for first, end in spans)


def is_name(text: str, words: Sequence[Word]) -> bool:
    """Whether these are one or two words with capitals, and a kiss: "Jo x"."""
    spoken = [word for word in words if word.kind == "word" and word.folded.strip("x")]
    return 0 < len(spoken) <= 2 and all(text[word.start].isupper() for word in spoken)


def _addressed(words: Sequence[Word], phrases: Sequence[Phrase]) -> set[Phrase]:
    """Single words with a capital right behind a greeting ("Hi Si"), or behind a sign-off and its comma, last of all ("Best, Jo")."""
    found: set[Phrase] = set()
    for before, phrase in pairwise(phrases):
        named = phrase.section in _AFFECTED and phrase.end - phrase.first == 1 and words[phrase.first].capital
        greeted = before.section == "greeting" and before.end == phrase.first
        between = [word.folded for word in words[before.end : phrase.first]]
        closed = before.section in _CLOSES and between == [","] and phrase.end == len(words)
        if named and (greeted or closed):
            found.add(phrase)
    return found


def _is_closed(text: str, words: Sequence[Word], phrases: Sequence[Phrase], line: int) -> bool:
    """Whether the line above ends with a sign-off or thanks and a comma."""
    above = text[:line].rstrip()
    if not above.endswith(","):
        return False
    ends = [phrase for phrase in phrases if phrase.section in _CLOSES and words[phrase.end - 1].end <= len(above)]
    return bool(ends) and words[ends[-1].end - 1].end >= len(above) - 1
