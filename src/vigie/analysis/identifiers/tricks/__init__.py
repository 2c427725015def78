"""The ways in which identifiers are hidden, one file each; `MODULES` is their explicit list.

The main trick of a mention is the first of its tricks in this list.
"""

from types import ModuleType
from typing import Final

from vigie.analysis.identifiers.tricks import (
    at_and_dot,
    bracketed,
    broken_line,
    circled,
    emoji_between,
    filler_words,
    full_width,
    glued_words,
    homophone,
    invisible,
    keycap,
    leet_platform,
    leet_words,
    letters_for_digits,
    lookalikes,
    mathematical,
    missing_ending,
    next_line,
    number_words,
    other_digits,
    platform_emoji,
    punctuation_between,
    respelled_provider,
    spaced,
    split_platform,
    stretched_platform,
    superscript,
)

MODULES: Final[tuple[ModuleType, ...]] = (
    number_words, glued_words, leet_words, homophone, letters_for_digits, keycap, circled,
    full_width, mathematical, superscript, other_digits, lookalikes, invisible, filler_words,
    emoji_between, bracketed, punctuation_between, spaced, broken_line, at_and_dot,
    respelled_provider, missing_ending, stretched_platform, split_platform, leet_platform,
    platform_emoji, next_line,
)  # fmt: skip
ORDER: Final[tuple[str, ...]] = tuple(module.NAME for module in MODULES)
