"""What a plain assent outweighs: reasons and conditions in other sentences, which are about something else.

"Please connect us. I'm not hiring at the moment." and "Yes from me. I have some slots next week if he wants to call." agree. What stands in
one sentence with the assent, asks, or ties it to a condition of its own ("Yes. If it is paid.") is never outweighed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from introd.read.answers.signs import Seen, Sign

_DOUBTS = frozenset({Sign.NO, Sign.HEDGE, Sign.CONDITION, Sign.LATER, Sign.NOT_NOW, Sign.STOP, Sign.ASIDE, Sign.CORRECTION})
_IF = re.compile(
    r"if|als|om(?: (?:han|hon|det|de|dem|jag|vi|du|ni|min|mitt))?", re.IGNORECASE
)  # "net als", "prata om" bind nothing
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


def outweighed(signs: Sequence[Seen]) -> tuple[Seen, ...]:
    """The signs without those that a plain assent in another sentence outweighs."""
    signs = [seen for seen in signs if not _is_overcome(seen, signs)]
    doubtful = {seen.clause.sentence for seen in signs if seen.sign in _DOUBTS}
    plain = [seen for seen in signs if seen.sign is Sign.YES and seen.clause.sentence not in doubtful]
    if not plain:
        return tuple(signs)
    told_to_go = any(seen.section == "yes_go" for seen in plain)
    strong = told_to_go or any(seen.section in ("yes_words", "yes_asking") for seen in plain)
    return tuple(seen for seen in signs if not (strong and _is_about_another_matter(seen, plain, told_to_go)))


def _is_overcome(seen: Seen, signs: Sequence[Seen]) -> bool:
    """A mere reason to refuse before a "but" that agrees: "I'm retired now, but I'd be happy to talk to him"."""
    return seen.section == "no_reason" and any(
        other.sign is Sign.YES
        and other.clause.has("contrast")
        and seen.order < other.order
        and other.clause.sentence - seen.clause.sentence in (0, 1)
        for other in signs
    )


def _is_about_another_matter(seen: Seen, plain: Sequence[Seen], told_to_go: bool) -> bool:
    if seen.clause.opens_with_contrast and seen.order > plain[-1].order:
        return False
    if seen.sign is Sign.CONDITION:
        return bool(_IF.fullmatch(seen.words)) and not _binds(seen)
    if seen.sign is Sign.NO:
        return seen.section == "no_reason"
    return seen.sign is Sign.NOT_NOW and (told_to_go or seen.section == "busy")


def _binds(seen: Seen) -> bool:
    """Whether the condition opens its clause, or stands behind words that speak of the assent: "I would do it if …"."""
    place = next(phrase.first for phrase in seen.clause.phrases if phrase.section == seen.section)
    words = [word.folded for word in seen.clause.words[:place]]
    return seen.clause.unknown_before(place) == 0 or not _BINDING.isdisjoint(words)
