"""How likely each answer is, from the features of a text: multinomial logistic regression, of which only the weights are kept.

The weights are learnt from `learning/examples/` by `make learn`; nothing is learnt from the mail of those who use introd.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, sqrt

from introd.read.languages.words import Word
from introd.read.learned.features import around, features, token
from introd.read.reading import Answer

STEP = 10  # a weight of 1.0 is kept as 10
ZERO = 128  # as which a weight of 0.0 is kept, so that each fills one byte
_TELLING = 4  # words that are shown as those that decided


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely each answer is, from 0 to 1; together they make 1."""

    odds: Mapping[Answer, float]

    @property
    def answer(self) -> Answer:
        """The likeliest one."""
        return max(self.odds, key=self.odds.__getitem__)

    def of(self, answer: Answer) -> float:
        """How likely this one is; 0 where the question has no such answer."""
        return self.odds.get(answer, 0.0)


@dataclass(frozen=True, slots=True)
class Classifier:
    """The weights of one question. `weights` holds, for each feature, a byte for each of `answers`; `examples` tells from what it learnt."""

    answers: tuple[Answer, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, bytes]
    examples: str

    def likely(self, words: Sequence[Word]) -> Likely:
        """How likely each answer is to be what these words say."""
        known = [row for feature in features(words) if (row := self.weights.get(feature)) is not None]
        scale = STEP * sqrt(len(known) or 1)
        sums = [sum(column) for column in zip(*known, strict=True)] or [0] * len(self.answers)
        scores = [bias + (total - ZERO * len(known)) / scale for bias, total in zip(self.bias, sums, strict=True)]
        top = max(scores)
        raised = [exp(score - top) for score in scores]
        whole = sum(raised)
        return Likely({answer: one / whole for answer, one in zip(self.answers, raised, strict=True)})

    def telling(self, text: str, words: Sequence[Word], answer: Answer) -> tuple[str, ...]:
        """The words that speak most for this answer, as they stand in the text and in their order."""
        shown = [word for word in words if token(word) and word.kind in ("word", "cjk")]
        tokens, place = [token(word) for word in shown], self.answers.index(answer)
        worth = [sum(self._weight(feature, place) for feature in around(tokens, at)) for at in range(len(shown))]
        best = sorted(sorted(range(len(shown)), key=lambda at: -worth[at])[:_TELLING])
        return tuple(dict.fromkeys(text[shown[at].start : shown[at].end] for at in best if worth[at] > 0))

    def _weight(self, feature: str, place: int) -> int:
        row = self.weights.get(feature)
        return row[place] - ZERO if row is not None else 0


@cache
def learnt(question: str) -> Classifier:
    """The classifier of one question, `consent` or `followup`; loaded once."""
    packed = resources.files(__package__).joinpath(f"{question}.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").split("\n")
    examples, answers, bias = (line.split("\t") for line in lines[:3])
    rows = (line.rsplit("\t", 1) for line in lines[3:] if line)
    return Classifier(
        answers=tuple(Answer(answer) for answer in answers),
        bias=tuple(map(float, bias)),
        weights={feature.replace("\\n", "\n"): bytes.fromhex(row) for feature, row in rows},
        examples=examples[0],
    )
