"""What many examples teach: how likely each answer is, by all the words of a text together.

The lists in `read/languages/` know what a phrase means; this room knows how people sound. Neither is enough: `answers/settled.py` hears both.
"""

from introd.read.learned.classifier import Classifier, Likely, learnt

__all__ = ["Classifier", "Likely", "learnt"]
