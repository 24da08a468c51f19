"""What somebody says of themselves in a correction: "Headline: CEO", "my name to Jane Doe", "Mein Beruf ist jetzt Imkerin"."""

from __future__ import annotations

import re
from functools import cache

from introd.read.reading import PROFILE_KEYS
from introd.read.requests.lexicon import fold, table

Facts = dict[str, str]

_FACTS = frozenset(PROFILE_KEYS) - {"tier"}  # how near somebody is to an introducer is not theirs to say
_PIECES = re.compile(r"[\n;]")
_LABELLED = re.compile(r"^\W*([^\W\d_][^\n:=]{1,30}?)\s*[:=]\s*(.+)$")
_LONGEST = 2000  # characters of one fact
_LONGEST_NAME = 200


def read_correction(words: str) -> tuple[Facts, str]:
    """The facts by their profile keys, and the name, that a correction gives; other words give nothing."""
    facts, name = {}, ""
    for piece in _PIECES.split(words):
        key, said = _fact(piece.strip())
        if key == "name":
            name = said.strip(" .")[:_LONGEST_NAME]
        elif key:
            facts[key] = said[:_LONGEST]
    return facts, name


def _fact(piece: str) -> tuple[str, str]:
    """The key and the words of one labelled piece; empty where it has no label that is known."""
    labelled, stated = _LABELLED.match(piece), _sentence().match(piece)
    if stated and (key := _own().get(fold(stated[1]))):
        return ("", "") if _only_denies(stated[2]) else (key, stated[2].strip())
    if labelled and (key := _plain().get(_bare(labelled[1]))):
        return key, labelled[2].strip()
    return "", ""


def _only_denies(said: str) -> bool:
    """ "My paragraph is wrong" says what is not so, and not what is."""
    folded = fold(said.strip())
    return any(re.match(rf"{re.escape(word)}\b", folded) for word in table("own_words")["wrong"])


def _bare(label: str) -> str:
    """A label without "my" before it."""
    folded = fold(label.strip())
    return next((folded[len(word) + 1 :] for word in _mine() if folded.startswith(f"{word} ")), folded)


@cache
def _own() -> dict[str, str]:
    """The labels that may also stand in a sentence: "my job is …"."""
    return {label: key for key, labels in table("own_labels").items() if key in _FACTS or key == "name" for label in labels}


@cache
def _plain() -> dict[str, str]:
    """Those, and the labels of requests in every language that is read: they count before a colon alone."""
    requests = {label: key for key, labels in table("labels").items() if key in _FACTS for label in labels if "{" not in label}
    return requests | _own()


@cache
def _mine() -> tuple[str, ...]:
    return table("own_words")["mine"]


@cache
def _sentence() -> re.Pattern[str]:
    """ "my job to …", "mein Beruf ist jetzt …"."""
    mine, label, verb = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        for words in (_mine(), _own(), table("own_words")["becomes"])
    )
    return re.compile(rf"^\W*(?:(?:{mine}) )?({label})(?:\s*[:=]\s*|\s+(?:{verb})\s+)(.+)$", re.IGNORECASE)
