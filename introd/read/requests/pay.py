"""What somebody earns, and for how much they would come or sell: no letter tells it ("she's on 48,500", "he'd take 30 grand")."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from introd.read.requests.lexicon import WORDS, fold
from introd.read.requests.page import Page

_MOST = 40  # sums that are looked at; a mail that has more is no request
_NEAR = 30  # characters between the word and the sum
_SUM = re.compile(
    r"(?<![\w.,+])(?!0)(?:(?P<sign>[£$€¥])\s?\d[\d.,]*|\d{1,3}(?:[.,' ]\d{3})+|\d{3,7}|\d{1,3}(?:[.,]\d{1,3})?(?=\s?(?:k|grand|mil|mille|mila|tausend|tys|tusen|duizend|ton|lakh)\b))"
    r"(?:\s?(?:k|m|grand|mil|mille|mila|tausend|tys\.?|tusen|duizend|ton|lakh)\b)?"
    r"(?P<unit>\s?(?:£|€|\$|(?:euros?|eur|gbp|usd|pounds|quid|dollars|bucks|zl|zlotych|kronor|kr|franken|francs|chf|reais|contos|piek)\b))?"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_COUNTED = re.compile(r"\s?[^\W\d_]\w*")  # the word behind a sum, of which it may be the number: "earns 3,000 points"
_NO_THING = frozenset(
    fold(
        "a an per now net gross and but at plus before there where for today already if though which or the as im pro am brutto netto "
        "par brut al por mes limpios no lordi netti al bruto líquido limpo per maand schoon i för efter na miesięcznie w le la zum zur und "
        "aber och men en maar et mais y pero e ma mas a ale oraz there here in on with since until max tops all incl plus is was wo dort "
        "heute jetzt maintenant ahora adesso agora nu teraz là ici aquí qui aqui hier här tam tu donde dove onde waar där gdzie z to"
    ).split()
)


def told_pay(page: Page) -> list[int]:
    """The places of such sums: a word of earning or of a limit before them, and nothing behind that they count."""
    words = _words()
    found: list[int] = []
    sums = list(islice(_SUM.finditer(page.folded), _MOST + 1))
    if len(sums) > _MOST:
        return [match.start() for match in sums]  # too many to look at
    for match in sums:
        start = max(page.sentence_at(match.start()).start, match.start() - _NEAR)
        lead = list(words.finditer(page.folded, start, match.start()))
        if lead and not re.search(r"[.;:!?]\s", page.folded[lead[-1].end() : match.start()]) and _is_money(page, match):
            found.append(lead[-1].start())
    return found


def _is_money(page: Page, match: re.Match[str]) -> bool:
    """Whether a sum counts nothing but money, and is no year and no telephone."""
    if re.match(r"[ -]?\d", page.folded[match.end() :]):
        return False
    if match["sign"] or match["unit"]:
        return True
    behind = _COUNTED.match(page.folded, match.end(), match.end() + 24)
    thing = behind is not None and behind.group().strip() not in _NO_THING
    year = _YEAR.match(match.group()) is not None and not re.match(
        r"\s?(?:net|brut|gross|im monat|a month|al mes|al mese)", page.folded[match.end() :]
    )
    return not thing and not year


@cache
def _words() -> re.Pattern[str]:
    listed = {fold(word.strip()) for key, words in WORDS.items() if key.startswith(("earn:", "limit:")) for word in words}
    return re.compile(
        r"(?:(?<!\w)|(?='))(?:" + "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True)) + r")(?!\w)"
    )
