"""The languages that the word lists cover, told by their most common words."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from vigie.analysis.triage.grouping import Flags
from vigie.analysis.triage.view import View

COMMON: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": ("the", "and", "for", "with", "my", "you", "your", "am", "is", "are", "this", "at",
               "call", "text me", "available", "please", "today", "hello", "from", "only"),
        "fr": ("le", "les", "des", "et", "je", "vous", "pour", "avec", "mon", "ma", "est", "suis",
               "sur", "une", "du", "pas", "bonjour", "appelez", "nous", "dans"),
        "es": ("el", "los", "las", "y", "con", "para", "mi", "tu", "soy", "una", "por", "muy",
               "hola", "estoy", "del", "que", "en", "llama", "solo", "tengo"),
    }
)  # fmt: skip
PREFIX = "language:"
LISTS = {PREFIX + code: words for code, words in COMMON.items()}


def languages(view: View) -> np.ndarray:
    """The language of each row as a place in `COMMON`, or -1 where fewer than two words tell it.

    The language with the most common words is it; of equals, the first.
    """
    counts = np.stack([view.hits.counts[:, view.lists[name]] for name in LISTS], axis=1)
    best = counts.argmax(axis=1)
    return np.where(counts.max(axis=1) >= 2, best, -1)


def understood(view: View) -> Flags:
    """Which profiles have an ad in a language that the word lists cover."""
    known = np.zeros(view.profiles, bool)
    known[view.profile[languages(view) >= 0]] = True
    return known
