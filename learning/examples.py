"""The examples: what people answer, and what it means, one a line; all of them are written for this purpose.

`LANG.txt` and `LANG-followup.txt` hold whole answers to "may I introduce you?" and to "how did it go?", as `answer | text`, where the two
characters backslash and n are a line end. The tables of the tests are of this kind, too, and are learnt with them. `LANG.binds.txt` and
`LANG.stands.txt` hold sentences that, beside a plain yes, leave it open or let it stand; each is learnt behind one plain yes of that language
and before another.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent / "examples"
TABLES = Path(__file__).parent.parent / "tests" / "read" / "answers"
UNLABELLED = frozenset({"en-never-yes"})  # which tells only what its lines are not
BESIDE = {"binds": "unclear", "stands": "yes"}  # what a plain yes comes to beside such a sentence
SMALL = 0.5  # what a line of a table, or a sentence beside a plain yes, counts beside a whole letter
SHORT = 40  # characters: a yes that long is plain


@dataclass(frozen=True, slots=True)
class Example:
    """One text and the answer that every careful reader takes it for; `stage` is the question, `consent` or `followup`."""

    stage: str
    answer: str
    text: str
    language: str
    weight: float = 1.0  # how much it counts beside the others


def examples() -> list[Example]:
    """All examples, in the order of the files."""
    whole = [example for path in _files() if "." not in path.stem for example in _whole(path)]
    return [*whole, *_beside(whole)]


def fingerprint() -> str:
    """Says whether the examples are those that were learnt from: SHA-256 over all files, in hexadecimal."""
    told = hashlib.sha256()
    for path in _files():
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


def _files() -> list[Path]:
    return [path for folder in (HERE, TABLES) for path in sorted(folder.glob("*.txt")) if path.stem not in UNLABELLED]


def table(path: Path) -> Iterator[tuple[str, str]]:
    """Answer and text of every line of a file of whole answers, but for remarks behind "#"."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            answer, _, text = line.partition(" | ")
            yield answer, text.replace("\\n", "\n")


def _whole(path: Path) -> Iterator[Example]:
    language, _, stage = path.stem.partition("-")
    weight = SMALL if path.parent == TABLES else 1.0
    for answer, text in table(path):
        yield Example(stage or "consent", answer, text, language, weight)


def _beside(whole: list[Example]) -> Iterator[Example]:
    """Each sentence behind a plain yes and before another, drawn by a chance that is the same each time."""
    chance = random.Random(20261122)
    for path in sorted(HERE.glob("*.*.txt")):
        language, kind, _ = path.name.split(".")
        plain = [
            one.text
            for one in whole
            if (one.language, one.stage, one.answer) == (language, "consent", "yes") and len(one.text) <= SHORT
        ]
        for sentence in path.read_text("utf-8").splitlines():
            before, behind = (" ".join(chance.choice(plain).split()) for _ in range(2))
            for both in (f"{before} {sentence}", f"{sentence} {behind}"):
                yield Example("consent", BESIDE[kind], both, language, SMALL)
