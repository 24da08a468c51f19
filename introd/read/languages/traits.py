"""What single words of a language tell beside the phrases they stand in: which deny, which only affirm, which speak of the introduction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from introd.read.languages.notation import lines
from introd.read.languages.words import fold, split

_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff々〆〇]")  # of Japanese and Chinese
_BETWEEN_SIGNS = re.compile(f"(?<={_SIGN.pattern}) (?={_SIGN.pattern})")
_SUBJECT = 2  # words behind an "if" that belong to it
_WISH = 6  # words behind a wish in which it says what is wished


class Traits:
    """The word lists at the top of the language files, and what a word of a language is by them."""

    def __init__(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        """Read the lists from the parsed language files, by language code."""
        self._affirmations = _listed(files, "affirmations")
        self._ours = {language: {fold(word) for word in parsed.get("ours", "").split()} for language, parsed in files.items()}
        self._names = {word for _, word in _listed(files, "names")}
        self._qualifies = _listed(files, "qualifies")
        self._faint = _listed(files, "faint")
        self._opens = _listed(files, "opens")  # last words of a wish that does not say yet what is wished
        self._again = {word for _, word in _listed(files, "again")}
        self._approach = _lined(files, "approach")  # one or two words that say: the other person
        self._loose = _lined(files, "loose")
        self._casual = _lined(files, "casual")
        self._matter = {language: _stems(parsed.get("matter", "")) for language, parsed in files.items()}
        self._terms = {language: _stems(parsed.get("terms", "")) for language, parsed in files.items()}
        self._meeting = {language: _stems(parsed.get("meeting", "")) for language, parsed in files.items()}
        both = ((_sequences(parsed.get("acts", "")), _sequences(parsed.get("limits", ""))) for parsed in files.values())
        self._limited = [(acts, limits) for acts, limits in both if acts is not None and limits is not None]
        self._concludes = _lined(files, "concludes")
        self._joins = _listed(files, "joins")
        self._denials = _lined({language: parsed.get("consent", {}) for language, parsed in files.items()}, "negation")

    def denies(self, word: str, language: str) -> bool:
        """Whether a folded word is a negation in a language."""
        return (language, word) in self._denials

    def affirms(self, word: str, language: str) -> bool:
        """Whether a folded word of a language affirms whatever was said, and need not speak of an introduction."""
        return (language, word) in self._affirmations

    def tells_of_others(self, words: Iterable[str], language: str) -> bool:
        """Whether none of the folded words of a clause speaks of the writer; never in a language that does not list them."""
        ours = self._ours[language]
        return bool(ours) and ours.isdisjoint(words)

    def names(self, word: str) -> bool:
        """Whether a folded word of assent in some language is a first name as well: "Jo", "Dale", "Roger"."""
        return word in self._names

    def qualifies(self, word: str, language: str) -> bool:
        """Whether a folded word of a language belongs to what stands right behind it: "absolutely freezing", "great service"."""
        return (language, word) in self._qualifies

    def is_faint(self, text: str, language: str) -> bool:
        """Whether all words of a text in a language may as well praise or take note as agree: "Cool, cool"."""
        words = [(language, word.folded) for word in split(text) if word.kind == "word"]
        return bool(words) and self._faint.issuperset(words)

    def trails_off(self, last: str, behind: Sequence[str], language: str) -> bool:
        """Whether a wish that ends with the folded word `last` goes on with something other than the other person, in the words `behind`.

        "I would like to" … "meet her" speaks of an introduction, … "have the barn filmed" does not.
        """
        if (language, last) not in self._opens or not behind:
            return False
        near = [*behind[:_WISH], *(f"{one} {two}" for one, two in pairwise(behind[: _WISH + 1]))]
        return all((language, words) not in self._approach for words in near)

    def is_loose(self, text: str, language: str) -> bool:
        """Whether a doubt is but a word that stands in everyday sentences too: "if", "first", "probably"."""
        return (language, fold(text)) in self._loose or self.is_casual(text, language)

    def strays(self, words: Iterable[str], language: str) -> bool:
        """Whether none of the folded words of a sentence speaks of the other person, of an introduction, or of who must allow it; never in
        a language that does not list them."""
        matter = self._matter.get(language)
        return matter is not None and not _stands(matter, words)

    def is_casual(self, text: str, language: str) -> bool:
        """Whether a doubt is so common a word that it means nothing where persons are spoken of, but not terms: "if", "might"."""
        return (language, fold(text)) in self._casual

    def speaks_of_terms(self, words: Iterable[str], language: str) -> bool:
        """Whether one of the folded words of a sentence speaks of an introduction, or of who must allow it and for what; always in a
        language that does not list them."""
        terms = self._terms.get(language)
        return terms is None or _stands(terms, words)

    def limits(self, words: Iterable[str]) -> bool:
        """Whether the folded words of a sentence speak, in any language that lists both, of what an introducer does, and of when or how
        far: "… my name until the trial"."""
        text = _BETWEEN_SIGNS.sub("", " ".join(words))
        return any(acts.search(text) and limits.search(text) for acts, limits in self._limited)

    def concludes(self, words: Sequence[str], language: str) -> bool:
        """Whether the folded words behind an "if" come to a conclusion of their own, without a comma: "… he can mend it I will pay"."""
        return any(
            (language, f"{one} {two}") in self._concludes and (language, words[place + _SUBJECT - 1]) not in self._joins
            for place, (one, two) in enumerate(pairwise(words[_SUBJECT:]))
        )

    def is_of_meeting(self, words: Iterable[str], language: str) -> bool:
        """Whether one of the folded words of a sentence speaks of somebody or of a meeting; always in a language that does not list them."""
        meeting = self._meeting.get(language)
        return meeting is None or _stands(meeting, words)

    def again(self, text: str) -> bool:
        """Whether words of a text, in any language, ask to be asked another time; where no blanks part the words, anywhere in it."""
        words = split(text)
        spoken = {word.folded for word in words if word.kind == "word"}
        signs = "".join(word.folded for word in words if word.kind == "cjk")
        return not self._again.isdisjoint(spoken) or (bool(signs) and any(word in signs for word in self._again))


def _listed(files: Mapping[str, Mapping[str, Any]], name: str) -> set[tuple[str, str]]:
    """The (language, folded word) pairs of one list of words."""
    return {(language, fold(word)) for language, parsed in files.items() for word in parsed.get(name, "").split()}


def _lined(files: Mapping[str, Mapping[str, Any]], name: str) -> set[tuple[str, str]]:
    """The (language, folded line) pairs of one list of turns of phrase, one a line."""
    return {(language, fold(line)) for language, parsed in files.items() for line in lines(parsed.get(name, ""))}


def _stands(listed: re.Pattern[str], words: Iterable[str]) -> bool:
    """Whether one of the words is listed; where every sign is a word, whether a listed word stands anywhere in signs that follow each other."""
    words = list(words)
    if any(listed.fullmatch(word) for word in words):
        return True
    signs = "".join(word if _SIGN.fullmatch(word) else " " for word in words)
    return not signs.isspace() and listed.search(signs) is not None


def _stems(block: str) -> re.Pattern[str] | None:
    """A pattern for the words of a list, in which `word*` stands for all that begins so; None for an empty one."""
    words = [re.escape(fold(word)).replace(r"\*", ".*") for line in lines(block) for word in line.split()]
    return re.compile("|".join(words)) if words else None


def _sequences(block: str) -> re.Pattern[str] | None:
    """A pattern for words that follow each other, one sequence a line, in which `word*` stands for all that begins so; None for no line."""
    found = [re.escape(fold(line)).replace(r"\*", r"\w*").replace(r"\ ", " ") for line in lines(block)]
    parted = [one if _SIGN.match(one) else rf"\b{one}\b" for one in found]
    return re.compile("|".join(parted)) if found else None
