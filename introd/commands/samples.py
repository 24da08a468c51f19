"""Sample letters of every kind, so that `introd check` finds a broken template before a person does."""

from __future__ import annotations

from collections.abc import Iterator

from introd.decide.letter import Kind
from introd.decide.settings import Settings
from introd.write import samples
from introd.write.letters import compose
from introd.write.stationery import Written, languages


def letters(settings: Settings) -> Iterator[tuple[Kind, Written]]:
    """Every kind in every shape, under these settings, in every language that has templates. Raises what a template raises."""
    for language in languages():
        owner = settings.introducers[0].but(language=language)
        spoken = settings.but(introducers=(owner, *settings.introducers[1:]))
        for sample in samples.samples(owner, language):
            yield sample.letter.kind, compose(sample.letter, sample.case, spoken, date=samples.NOW)
