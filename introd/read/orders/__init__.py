"""Orders in the words that people really use: which kinds of words stand together in a sentence, language by language."""

from __future__ import annotations

import re
from datetime import date

from introd.read.orders.order import Order
from introd.read.orders.rules import RULES
from introd.read.orders.vocabulary import VOCABULARIES, Said
from introd.read.reading import Command, Context
from introd.read.requests.lexicon import fold, is_cjk
from introd.read.requests.page import Page, Sentence

__all__ = ["ordered", "spaced"]

LONGEST = 400  # characters of a sentence that may be an order
LONGEST_MAIL = 800  # characters of a mail with an order in it
_TWO = 2
_BY_LANGUAGE = {vocabulary.language: vocabulary for vocabulary in VOCABULARIES}
_CJK = "\u3040-\u30ff\u3400-\u9fff"
_GLUED = re.compile(rf"(?<=[{_CJK}])(?=[a-z0-9._+-]{{1,64}}@[a-z0-9])|(?<=[a-z])(?=[{_CJK}])", re.IGNORECASE)


def ordered(page: Page, sentence: Sentence, sent: date | None, context: Context, subject: str = "") -> Command | None:
    """The order that a sentence gives by the kinds of its words, or None; none where two people with their addresses are to meet."""
    if len(sentence.text) > LONGEST or len(page.text) > LONGEST_MAIL:
        return None
    asked = len({found.email for found in page.found}) >= _TWO or (page.found and page.of("ask", "meet"))
    folded = fold(sentence.text)
    heard = ((language, tuple(vocabulary.find(folded))) for language, vocabulary in _BY_LANGUAGE.items())
    for language, said in sorted(heard, key=lambda pair: -_share(pair[1])):
        if said:
            order = Order(page, sentence, sent, context, said, subject, language, _around(page, language))
            if order.has("how") and (order.asks or order.begins("how")):
                return None
            found = next((command for rule in RULES[: 1 if asked else None] if (command := rule(order))), None)
            if found:
                return found
    return None


def _around(page: Page, language: str) -> frozenset[str]:
    """The lists of a language of which a phrase stands anywhere in a mail with an address."""
    if not page.found:
        return frozenset()
    return frozenset(one.list for sentence in page.sentences for one in _BY_LANGUAGE[language].find(fold(sentence.text)))


def spaced(text: str) -> str:
    """A Chinese or Japanese text with blanks around its addresses, which it writes without: "改成zhang@new.example。"."""
    return _GLUED.sub(" ", text) if "@" in text and is_cjk(text) else text


def _share(said: tuple[Said, ...]) -> int:
    """How many signs of a sentence are words of a language, which tells the languages apart."""
    return len({at for one in said for at in range(one.start, one.start + 20 if one.split else one.end)})
