"""Patterns for what stands right before something: tried only where their last words stand."""

import re


class Ending:
    """A pattern that must match up to the end of a text.

    `search` tries it only where the text, without the characters of `skip` at its end, ends in one
    of the words (`a|of the`): to try a pattern from every place in a text costs ten times as much.
    """

    __slots__ = ("_pattern", "_skip", "_words")

    def __init__(self, pattern: str, words: str, skip: str = " ") -> None:
        self._pattern = re.compile(pattern + r"\Z")
        self._words, self._skip = tuple(words.split("|")), skip

    def search(self, before: str) -> re.Match[str] | None:
        """The match that ends where the text ends, if there is one."""
        if not before.rstrip(self._skip).endswith(self._words):
            return None
        return self._pattern.search(before)
