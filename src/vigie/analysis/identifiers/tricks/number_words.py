"""Digits written as words in English, French or Spanish, alone, compound or mixed with digits.

Read by `numerals` (the words) and `numbers` (what they say together: `twenty one`,
`quatre-vingt-dix`).
"""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "number_words"
EXAMPLES: Final = (
    Example("four one five triple 5 zero one three two", "+14155550132", kind="phone", region="US"),
    Example(
        "call four one five, five five five, zero one three two",
        "+14155550132",
        kind="phone",
        region="US",
    ),
    Example("415 five five five 01 thirty two", "+14155550132", kind="phone", region="US"),
    Example(
        "zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre",
        "+33639981234",
        kind="phone",
        region="FR",
    ),
    Example(
        "llama siete tres nueve cero uno dos tres cuatro cinco",
        "+34739012345",
        kind="phone",
        region="ES",
    ),
    Example("three of us, two cars, one dog", None, kind="phone", region="US"),
    Example("twenty three years old", "23", kind="age"),
)
