"""What a plain assent outweighs: reasons and conditions in other sentences, which are about something else.

"Please connect us. I'm not hiring at the moment." and "Yes from me. I have some slots next week if he wants to call." agree. What stands in
one sentence with the assent, asks, or ties it to a condition of its own ("Yes. If it is paid.") is never outweighed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from introd.read.answers.clauses import Clause, Message, folded
from introd.read.answers.signs import Seen, Sign
from introd.read.languages import traits

_DOUBTS = frozenset({Sign.NO, Sign.HEDGE, Sign.CONDITION, Sign.LATER, Sign.NOT_NOW, Sign.STOP, Sign.ASIDE, Sign.CORRECTION})
_CLOSING = re.compile(r"\W*(?:(?:何卒|なにとぞ|どうぞ|どうか)\W*)?(?:よろしく|宜しく)お願い")
_EITHER_WAY = re.compile("結構|けっこう|大丈夫|いい")  # "結構です" refuses or agrees
_MERE = frozenset({"if", "until", "until i", "until you", "before", "before i", "before we", "before you"})
_TOLD = frozenset({Sign.NO, Sign.NOT_NOW, Sign.AWAY, Sign.SORRY})  # what others may do and be, too
_HARMLESS = frozenset({Sign.ASIDE, Sign.SOFT})  # what stands beside a doubt and makes it none the stronger
_DOUBTFUL = _TOLD | {Sign.CONDITION, Sign.CORRECTION, Sign.HEDGE, Sign.LATER, Sign.MAYBE}
_FEW = 3  # unknown words up to which a sentence may belong to what was said before
_TELLING = 3  # unknown words beside a doubt with which a clause tells something
_BINDING = frozenset(
    {
        *("would", "will", "only", "need", "must", "shall", "unless", "provided", "just", "but", "happy", "glad", "yes", "fine"),
        *(
            "zou",
            "zouden",
            "wil",
            "willen",
            "alleen",
            "enkel",
            "moet",
            "mits",
            "maar",
            "graag",
            "blij",
            "prima",
            "goed",
            "akkoord",
        ),
        *("mag", "mogen", "kan", "kunnen", "doe", "pas", "ok", "oke", "skulle", "vill", "kan", "far", "maste", "ska", "bara"),
        *("endast", "men", "garna", "glad", "ja", "okej", "bra", "gar", "fint", "villig", "forutsatt"),
    }
)


def outweighed(signs: Sequence[Seen], message: Message) -> tuple[Seen, ...]:
    """The signs without those that a plain assent in another sentence outweighs; `message` is where they stand."""
    signs = [seen for seen in signs if not (_is_overcome(seen, signs) or _closes(seen, signs))]
    doubtful = {seen.clause.sentence for seen in signs if seen.sign in _DOUBTS}
    plain = [seen for seen in signs if seen.sign is Sign.YES and seen.clause.sentence not in doubtful]
    if not plain:
        return tuple(signs)
    told_to_go = any(seen.section == "yes_go" for seen in plain)
    wished = told_to_go or any(
        seen.section in ("yes", "yes_asking")
        or all(clause.only("yes_words", "yes_whole", "yes") for clause in message.of_sentence(seen.clause.sentence))
        for seen in plain
    )
    if wished:
        stray = _by_the_way(signs, plain, message)
        signs = [seen for seen in signs if seen.clause.sentence not in stray]
    strong = told_to_go or any(seen.section in ("yes_words", "yes_asking") for seen in plain)
    if not strong:
        return tuple(signs)
    return tuple(
        seen
        for seen in signs
        if not (
            _is_about_another_matter(seen, plain, message, told_to_go) or (told_to_go and _is_whole_thought(seen, signs, message))
        )
    )


def _is_overcome(seen: Seen, signs: Sequence[Seen]) -> bool:
    """A mere reason to refuse before a "but" that agrees: "I'm retired now, but I'd be happy to talk to him"."""
    return seen.section in ("no_reason", "busy") and any(
        other.sign is Sign.YES
        and other.clause.has("contrast")
        and seen.order < other.order
        and other.clause.sentence - seen.clause.sentence in (0, 1)
        for other in signs
    )


def _closes(seen: Seen, signs: Sequence[Seen]) -> bool:
    """Whether it is but the courtesy that ends a Japanese letter, here behind a refusal: "辞退いたします。どうぞよろしくお願いいたします。"."""
    return (
        seen.section == "yes_whole"
        and _CLOSING.match(seen.words) is not None
        and any(
            other.sign is Sign.NO
            and other.section in ("no", "no_words")
            and other.clause.sentence < seen.clause.sentence
            and not _EITHER_WAY.search(other.words)
            for other in signs
        )
    )


def _is_about_another_matter(seen: Seen, plain: Sequence[Seen], message: Message, told_to_go: bool) -> bool:
    if seen.clause.opens_with_contrast and seen.order > plain[-1].order:
        return False
    if seen.sign is Sign.CONDITION:
        return not _binds(seen, told_to_go)
    if seen.sign is Sign.NO:
        return seen.section == "no_reason"
    first = message.of_sentence(seen.clause.sentence)[0] is seen.clause
    behind = first and _opens(seen) and seen.order > plain[-1].order  # "Go ahead. Not yet, though!"
    return seen.section == "busy" or (seen.sign is Sign.NOT_NOW and told_to_go and not behind)


def _by_the_way(signs: Sequence[Seen], plain: Sequence[Seen], message: Message) -> set[int]:
    """The sentences that tell of something else, in which everyday words look like doubts: "If it rains I shall mow tomorrow"."""
    found: dict[int, list[Seen]] = {}
    for seen in signs:
        found.setdefault(seen.clause.sentence, []).append(seen)
    return {number for number, within in found.items() if _tells_of_something_else(within, plain, message.of_sentence(number))}


def _tells_of_something_else(within: Sequence[Seen], plain: Sequence[Seen], sentence: Sequence[Clause]) -> bool:
    doubts = [seen for seen in within if seen.sign not in _HARMLESS]
    if not doubts or _turns(doubts, plain, sentence) or not _tells(sentence):
        return False
    # "As soon as my husband leaves hospital." is nothing but a condition
    if len(sentence) == 1 and doubts[0].sign is Sign.CONDITION and _opens(doubts[0]) and not _concludes(doubts[0]):
        return False
    languages = {language for seen in doubts for language in seen.languages}
    if all(_is_casual(seen) for seen in doubts):
        return not any(traits().speaks_of_terms(folded(sentence), language) for language in languages)
    return strays(sentence, languages) and all(_is_loose(seen) or _is_embedded(seen) for seen in doubts)


def _turns(doubts: Sequence[Seen], plain: Sequence[Seen], sentence: Sequence[Clause]) -> bool:
    """Whether the sentence turns the assent before it, or ends in nothing but a "but" and a doubt: "The trip was long, but I can't"."""
    if sentence[0].opens_with_contrast and doubts[0].order > plain[-1].order:
        return True
    return any(seen.clause.opens_with_contrast and not seen.clause.telling(seen.section) for seen in doubts)


def strays(sentence: Sequence[Clause], languages: Set[str]) -> bool:
    """Whether a sentence tells, in these languages, something that has no word in common with introductions, persons and permissions."""
    return _tells(sentence) and bool(languages) and all(traits().strays(folded(sentence), language) for language in languages)


def _tells(sentence: Sequence[Clause]) -> bool:
    """Whether a sentence states something with words of its own."""
    return sum(clause.telling() for clause in sentence) > _FEW and not sentence[-1].asks


def _opens(seen: Seen) -> bool:
    """Whether nothing stands before the sign in its clause."""
    return seen.clause.unknown_before(seen.phrases[0].first) == 0


def _concludes(seen: Seen) -> bool:
    """Whether the clause of a condition says what follows from it as well: "If he can mend my bike I'll bake him a cake"."""
    behind = [word.folded for word in seen.clause.words[seen.phrases[0].end :]]
    return any(traits().concludes(behind, language) for language in seen.languages)


def _is_loose(seen: Seen) -> bool:
    """Whether the doubt is but a word of every day, as "if", "first", "later"."""
    return seen.sign in _DOUBTFUL and _is(seen, traits().is_loose)


def _is_casual(seen: Seen) -> bool:
    """Whether the doubt is a word so common that only a sentence about terms makes it one."""
    return seen.sign in _DOUBTFUL and _is(seen, traits().is_casual)


def _is(seen: Seen, trait: Callable[[str, str], bool]) -> bool:
    """Whether the words of the sign, or of its phrases without what denies them, are of a kind in a language that it was read in."""
    if any(trait(seen.words, language) for language in seen.languages):
        return True
    spoken = [(" ".join(word.folded for word in seen.clause.words[one.first : one.end]), one.language) for one in seen.phrases]
    return seen.sign is Sign.NO and not seen.section.startswith("yes") and all(trait(*one) for one in spoken)


def _is_embedded(seen: Seen) -> bool:
    """Whether the words have a subject of their own that no rule knows, in a clause that goes on: "The canteen has stopped …"."""
    words = [word.folded for word in seen.clause.words]
    of_others = all(traits().tells_of_others(words, language) for language in seen.languages)
    told = seen.clause.telling(seen.section) >= _TELLING and not _opens(seen)
    return seen.sign in _TOLD and of_others and told


def _binds(seen: Seen, told_to_go: bool) -> bool:
    """Whether the condition is more than a mere "if", opens its clause, or stands behind words that speak of the assent: "I would do it if …"."""
    words = [word.folded for word in seen.clause.words]
    mere = seen.words.lower()
    opening = mere.split()[0]
    if (
        mere not in (_MERE if told_to_go else ("if",))
        or opening not in words
        or (seen.clause.has("negation") and opening != "if")
    ):
        return True
    place = words.index(opening)
    return seen.clause.unknown_before(place) == 0 or not _BINDING.isdisjoint(words[:place])


def _is_whole_thought(seen: Seen, signs: Sequence[Seen], message: Message) -> bool:
    """Whether an "if" opens a sentence that says something of its own: "If he turns out to be a salesman, you owe me lunch"."""
    if seen.sign is not Sign.CONDITION or seen.words.lower() != "if" or seen.clause.opens_with_contrast:
        return False
    sentence = seen.clause.sentence
    if any(other.clause.sentence == sentence and other is not seen for other in signs):
        return False
    behind = [clause for clause in message.of_sentence(sentence) if clause.words[0].start > seen.clause.words[0].start]
    concludes = any(word.folded == "then" for word in seen.clause.words[1:-1])
    return concludes or sum(clause.unknown() for clause in behind) > 1
