"""How a supplied text model cuts a text into numbered pieces: WordPiece, or Unigram.

Read from the model's own `tokenizer.json` or `vocab.txt`. Written here, because the usual library
brings a network client with it. WordPiece: Wu and others, 2016; Unigram: Kudo, 2018.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from vigie.records import Problem

MOST = 256
LONGEST_WORD = 100
# Characters of a text that are cut at all: 256 pieces seldom hold a tenth of them.
LONGEST = 20_000
PAIRS = (("[CLS]", "[SEP]"), ("<s>", "</s>"))
SPACE = "\u2581"
# What a character that no piece holds costs, beside the rarest piece.
UNKNOWN_COST = 10.0


class Tokenizer(Protocol):
    """Something that turns a text into the numbers of its pieces, with a start and an end."""

    def ids(self, text: str) -> list[int]:
        """The numbers, 256 at most."""
        ...


@dataclass(frozen=True)
class WordPiece:
    """The longest known piece first, from the start of each word on."""

    pieces: Mapping[str, int]
    ends: tuple[int, int]
    unknown: int
    lower: bool = True
    unaccented: bool = True
    inside: str = "##"

    def ids(self, text: str) -> list[int]:
        """The numbers of the pieces of each word and sign."""
        found = [number for word in self._words(text[:LONGEST]) for number in self._pieces(word)]
        return [self.ends[0], *found[: MOST - 2], self.ends[1]]

    def _words(self, text: str) -> list[str]:
        plain = text.lower() if self.lower else text
        if self.unaccented:
            plain = unicodedata.normalize("NFD", plain)
            plain = "".join(char for char in plain if unicodedata.category(char) != "Mn")
        return "".join(_spaced(char) for char in plain).split()

    def _pieces(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self.unknown]
        found, start = [], 0
        while start < len(word):
            before = self.inside if start else ""
            sizes = range(len(word), start, -1)
            end = next((end for end in sizes if before + word[start:end] in self.pieces), 0)
            if not end:
                return [self.unknown]
            found.append(self.pieces[before + word[start:end]])
            start = end
        return found


@dataclass(frozen=True)
class Unigram:
    """The likeliest way to cut a text, each piece by its own log-probability."""

    pieces: Mapping[str, tuple[int, float]]
    ends: tuple[int, int]
    unknown: int
    unknown_score: float
    longest: int

    def ids(self, text: str) -> list[int]:
        """The numbers of the likeliest pieces; unknown characters in a row count as one."""
        found: list[int] = []
        for word in unicodedata.normalize("NFKC", text[:LONGEST]).split():
            for number in self._pieces(SPACE + word):
                if number != self.unknown or not found or found[-1] != self.unknown:
                    found.append(number)
        return [self.ends[0], *found[: MOST - 2], self.ends[1]]

    def _pieces(self, word: str) -> list[int]:
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        for end in range(1, len(word) + 1):
            found = [(best[end - 1][0] + self.unknown_score, end - 1, self.unknown)]
            found += [
                (best[start][0] + known[1], start, known[0])
                for start in range(max(0, end - self.longest), end)
                if (known := self.pieces.get(word[start:end]))
            ]
            best.append(max(found, key=lambda way: way[0]))
        numbers, at = [], len(word)
        while at:
            _, at, number = best[at]
            numbers.append(number)
        return numbers[::-1]


def tokenizer_of(name: str, text: str) -> Tokenizer:
    """The tokenizer that a file states: `tokenizer.json`, or a `vocab.txt` of WordPiece.

    Errors: Problem where it states none that is read here.
    """
    try:
        if not name.endswith(".json"):
            return _word_piece({"vocab": {p: n for n, p in enumerate(text.splitlines())}}, {})
        told = json.loads(text)
        kind = told["model"].get("type", "WordPiece")
        made = {"WordPiece": _word_piece, "Unigram": _unigram}.get(kind)
        if made:
            return made(told["model"], told)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Problem(f"does not say how a text is cut: {error}") from error
    raise Problem(f"cuts texts by {kind}", remedy="WordPiece and Unigram are read here")


def _word_piece(model: Mapping[str, Any], told: Mapping[str, Any]) -> Tokenizer:
    pieces = {str(piece): int(number) for piece, number in model["vocab"].items()}
    steps = list(_steps(told.get("normalizer", {"type": "BertNormalizer"}) or {}))
    lower = any(one["type"] == "Lowercase" or one.get("lowercase", True) for one in steps
                if one["type"] in {"Lowercase", "BertNormalizer"})  # fmt: skip
    accents = [one.get("strip_accents") for one in steps if one["type"] == "BertNormalizer"]
    unaccented = any(one["type"] == "StripAccents" for one in steps) or any(
        lower if said is None else said for said in accents
    )
    unknown = pieces[str(model.get("unk_token", "[UNK]"))]
    inside = str(model.get("continuing_subword_prefix", "##"))
    return WordPiece(pieces, _ends(pieces), unknown, lower, unaccented, inside)


def _unigram(model: Mapping[str, Any], _: Mapping[str, Any]) -> Tokenizer:
    listed = [(str(piece), float(score)) for piece, score in model["vocab"]]
    pieces = {piece: (number, score) for number, (piece, score) in enumerate(listed)}
    ends = _ends({piece: number for piece, (number, _) in pieces.items()})
    lowest = min(score for _, score in listed)
    longest = max(len(piece) for piece in pieces)
    return Unigram(pieces, ends, int(model["unk_id"]), lowest - UNKNOWN_COST, longest)


def _steps(normalizer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The steps of a normalizer, those of a sequence one by one."""
    if normalizer.get("type") == "Sequence":
        for one in normalizer["normalizers"]:
            yield from _steps(one)
    elif normalizer:
        yield normalizer


def _ends(pieces: Mapping[str, int]) -> tuple[int, int]:
    for start, end in PAIRS:
        if start in pieces and end in pieces:
            return pieces[start], pieces[end]
    raise ValueError("no [CLS] and [SEP], no <s> and </s>")


def _spaced(char: str) -> str:
    """A character as words are cut by it: a sign and a Chinese character stand alone."""
    kind = unicodedata.category(char)
    if kind[0] == "C" and char not in "\t\n\r":
        return ""
    if kind[0] == "Z" or char.isspace():
        return " "
    is_sign = kind[0] == "P" or (char.isascii() and not char.isalnum())
    is_chinese = 0x3400 <= ord(char) <= 0x9FFF or 0x20000 <= ord(char) <= 0x2FA1F
    return f" {char} " if is_sign or is_chinese else char
