"""Whether links stay in the introduction: `Links: keep`, "keep the links", "take the links out"; nothing said is None."""

from __future__ import annotations

import re

from introd.read.requests.labels import Section
from introd.read.requests.lexicon import Hit, fold, is_cjk, words
from introd.read.requests.page import Page

_LONGEST = 80  # characters of a sentence that speaks of nothing else


def keeps_links(page: Page, sections: tuple[Section, ...]) -> bool | None:
    """What the label says, else what the sentences say; where one keeps and another takes out, they are taken out."""
    label = next((section for section in sections if section.key == "links"), None)
    if label is not None:
        return labelled(label.value)
    hits = said_of_links(page)
    return not any(hit.category == "drop_links" for hit in hits) if hits else None


def labelled(value: str) -> bool | None:
    """`keep` and `yes` are True, `drop` and `no` False; anything else is None, to be asked about."""
    first = re.search(r"[^\W_]+", fold(value))
    if first is None:
        return None
    if is_cjk(value):
        return False if _holds(value, "links_dropped", "no") else True if _holds(value, "links_kept", "yes") else None
    if first.group() in words("links_dropped") | words("no"):
        return False
    return True if first.group() in words("links_kept") | words("yes") else None


def _holds(value: str, *lists: str) -> bool:
    return any(word in fold(value) for key in lists for word in words(key) if is_cjk(word))


def said_of_links(page: Page, start: int = 0, end: int | None = None) -> tuple[Hit, ...]:
    """The phrases about links in short sentences, which speak of nothing else: "her books keep the links to the coast" is long."""
    hits = page.of("keep_links", "drop_links", start=start, end=end)
    return tuple(hit for hit in hits if len(page.sentence_at(hit.start).text.strip()) <= _LONGEST)
