"""What of a text's wording the classifier counts: pieces of words, and pairs of words."""

from itertools import pairwise

SHORTEST, LONGEST = 3, 5


def pieces(word: str) -> list[str]:
    """The pieces of 3 to 5 letters of a word, whose ends are marked: `_door_` has `_do`, `oor_`."""
    marked = f"_{word}_"
    return [
        marked[start : start + size]
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(marked) - size + 1)
    ]


def features(text: str) -> frozenset[str]:
    """The features of a text as `spelling.plain` leaves it: pieces of words, pairs of words."""
    words = text.split()
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return frozenset([*pairs, *(piece for word in set(words) for piece in pieces(word))])
