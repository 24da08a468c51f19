"""Learn the weights anew: `python -m learning`, or `make learn`. Takes a minute; needs the `learn` group of pyproject.toml."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from introd.read import learned
from introd.read.answers.clauses import words_of
from introd.read.learned.classifier import STEP, ZERO
from introd.read.learned.features import features
from learning.examples import Example, examples, fingerprint

INTO = Path(learned.__file__).parent
RARE = 2  # a feature of fewer examples teaches nothing
STRENGTH = 100.0  # C of the regression: the inverse of how much large weights are punished
FAINT = 3  # a feature none of whose weights is kept as more than this is left out


def main() -> None:
    """Learn each question from all its examples and write what was learnt."""
    told = examples()
    for question in ("consent", "followup"):
        learn(question, [example for example in told if example.stage == question])


def learn(question: str, told: list[Example]) -> None:
    """Learn one question; the texts are cut as `read/answers` cuts them."""
    found = [features(words_of(example.text)[0]) for example in told]
    often = Counter(feature for each in found for feature in each)
    places = {feature: at for at, feature in enumerate(sorted(feature for feature, n in often.items() if n >= RARE))}
    table = _table(found, places)
    model = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced")
    model.fit(table, [example.answer for example in told], sample_weight=[example.weight for example in told])
    weights = np.clip(np.rint(model.coef_.T * STEP), -ZERO, ZERO - 1).astype(int)
    kept = [(feature, weights[at]) for feature, at in places.items() if np.abs(weights[at]).max() > FAINT]
    lines = [fingerprint(), "\t".join(model.classes_), "\t".join(f"{one:.4f}" for one in model.intercept_)]
    lines += [f"{_line(feature)}\t{bytes(int(one) + ZERO for one in row).hex()}" for feature, row in kept]
    (INTO / f"{question}.tsv.gz").write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(f"{question}: {len(told)} examples, {len(kept)} of {len(places)} features")


def _table(found: list[set[str]], places: dict[str, int]) -> sparse.csr_matrix:
    """A row for each text, scaled by how many known features it has."""
    rows = [[places[feature] for feature in sorted(each) if feature in places] for each in found]
    starts = np.cumsum([0, *map(len, rows)])
    values = np.concatenate([np.full(len(row), len(row) ** -0.5) for row in rows if row])
    return sparse.csr_matrix((values, np.concatenate([row for row in rows if row]), starts), shape=(len(rows), len(places)))


def _line(feature: str) -> str:
    return feature.replace("\n", "\\n")


if __name__ == "__main__":
    main()
