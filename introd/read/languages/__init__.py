"""What people write, in eleven languages: one TOML file a language, which a native speaker can correct without reading code.

How a line of those files is written stands at the top of `en.toml`; `notation` reads it. All files together become one tree of words
(`Lexicon`): a text is compared with all phrases of all languages in one walk, whose cost depends on the text, not on how many phrases
there are. Answers of one line are too short to guess a language from, so nothing is guessed: every language is tried, and where the same
words mean different things, the language that most words of the text belong to decides, the language of the letter answered first.
"""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources

from introd.read.languages.lexicon import CODES, Lexicon, Phrase
from introd.read.languages.notation import lines
from introd.read.languages.traits import Traits

__all__ = ("CODES", "Lexicon", "Phrase", "lexicon", "lines", "traits")


def lexicon() -> Lexicon:
    """The lexicon of the packaged language files, read once."""
    return _read()[0]


def traits() -> Traits:
    """What single words tell, by the packaged language files, read once."""
    return _read()[1]


@cache
def _read() -> tuple[Lexicon, Traits]:
    """Both at once, so that the parsed files need not be kept for the second."""
    folder = resources.files(__name__)
    files = {code: tomllib.loads((folder / f"{code}.toml").read_text("utf-8")) for code in CODES}
    with _uncollected():
        return Lexicon(files), Traits(files)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for rubbish meanwhile: all of a tree of a hundred thousand nodes stays, and looking takes as long as building it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
