"""Advertisement-like texts with known templates, made of invented words and fictional numbers.

What makes real ones hard is here: templates of very unequal size; edits from none to heavy (words
changed, phrases moved, left out or put in, emoji, accents, capitals, invisible characters, other
numbers); stock phrases that unrelated texts share; footers that a site puts under every ad.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

SYLLABLES = [c + v for c in "bdfglmnprstv" for v in "aeiou"] + ["an", "en", "or", "is", "el", "um"]
LARGEST = 0.01
"""The largest template's share of all texts."""


@dataclass(frozen=True)
class Setting:
    """How hard the texts are: the share of words changed in the most edited template, and so on."""

    heaviest: float = 0.15
    stock: float = 0.35
    alone: float = 0.25


class Maker:
    """Makes texts from one seed; the same seed gives the same texts."""

    def __init__(self, seed: int, setting: Setting = Setting()) -> None:
        self._random, self._setting = random.Random(seed), setting
        self._words = [self._word() for _ in range(6000)]
        self._stock = [self._phrase(3, 8) for _ in range(600)]
        self._footers = [" ".join(self._phrase(10, 24)) for _ in range(3)]

    def texts(self, count: int) -> Iterator[tuple[str, int]]:
        """Give texts with the number of their template, in an order that mixes templates."""
        window: list[tuple[str, int]] = []
        template, made = 0, 0
        while made < count:
            size = min(self._size(count), count - made)
            window.extend(self._family(template, size))
            template, made = template + 1, made + size
            if len(window) > 200_000:
                yield from self._released(window, 100_000)
        yield from self._released(window, len(window))

    def _released(self, window: list[tuple[str, int]], many: int) -> Iterator[tuple[str, int]]:
        self._random.shuffle(window)
        yield from (window.pop() for _ in range(many))

    def _size(self, count: int) -> int:
        if self._random.random() < self._setting.alone:
            return 1
        return 1 + min(int(self._random.paretovariate(0.9)), max(1, int(count * LARGEST)))

    def _family(self, template: int, size: int) -> Iterator[tuple[str, int]]:
        draw = self._random
        own = [self._phrase(4, 9) for _ in range(2)]  # without words of its own it is no template
        body = own + [self._sentence() for _ in range(draw.randint(1, 10))]
        draw.shuffle(body)
        edits = draw.uniform(0, self._setting.heaviest)
        footer = draw.choice([*self._footers, "", "", ""])
        for _ in range(size):
            yield self._edited(body, edits if size > 1 else 0, footer), template

    def _edited(self, body: list[list[str]], edits: float, footer: str) -> str:
        draw = self._random
        phrases = [list(phrase) for phrase in body]
        if draw.random() < edits and len(phrases) > 3:
            phrases.pop(draw.randrange(len(phrases)))
        if draw.random() < edits:
            phrases.insert(draw.randrange(len(phrases)), draw.choice(self._stock))
        if draw.random() < edits:
            phrases.append(phrases.pop(0))
        text = draw.choice([". ", "! ", "\n"]).join(
            " ".join(self._typed(word, edits) for word in phrase) for phrase in phrases
        )
        return f"{self._dressed(text, edits)} {self._number()} {footer}".strip()

    def _typed(self, word: str, edits: float) -> str:
        draw = self._random
        if draw.random() < edits * 0.6:
            return draw.choice(self._words)
        return word

    def _dressed(self, text: str, edits: float) -> str:
        draw = self._random
        if draw.random() < edits:
            text = text.upper()
        if draw.random() < edits:
            text = text.replace("a", "á").replace(" b", " \u200bb")
        if draw.random() < edits:
            text = f"💐 {text} ⭐"
        return text

    def _number(self) -> str:
        number = f"{self._random.randint(0, 99):02}"
        return self._random.choice([f"202-555-01{number}", f"(202) 555 01 {number}"])

    def _sentence(self) -> list[str]:
        if self._random.random() < self._setting.stock:
            at = min(int(self._random.paretovariate(0.4)) - 1, len(self._stock) - 1)
            return self._stock[at]
        return self._phrase(3, 9)

    def _phrase(self, least: int, most: int) -> list[str]:
        many = self._random.randint(least, most)
        return [self._common() for _ in range(many)]

    def _common(self) -> str:
        at = int(6000 ** self._random.random()) - 1  # as frequent as its rank is high (Zipf)
        return self._words[at]

    def _word(self) -> str:
        return "".join(self._random.choices(SYLLABLES, k=self._random.choice([1, 2, 2, 3, 3, 4])))
