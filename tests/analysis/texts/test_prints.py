"""What counts as the same text, and what may never break."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.analysis.texts.prints import SHINGLES, prints_of_bytes, text_prints

PLAIN = "Rosa is back in Metz call 01 99 00 12 34 today"


def same(left: str, right: str) -> bool:
    one, other = text_prints([left, right]).fingerprints
    return bool(one == other)


@pytest.mark.parametrize(
    "dressed",
    [
        PLAIN.upper(),
        PLAIN.replace(" ", "  \n\t"),
        PLAIN.replace("01 99 00 12 34", "0199001277"),
        PLAIN.replace("01 99 00 12 34", "01.99-00/12 34"),
        PLAIN.replace("Metz", "M\u200be\u00adt\u2060z"),
        PLAIN.replace("Rosa", "Rósà"),
        PLAIN.replace("Rosa", "Ro\u0301sa"),
        PLAIN.replace("Rosa", "Ｒｏｓａ"),
        PLAIN.replace("Rosa", "𝓡𝓸𝓼𝓪"),
        PLAIN.replace("Rosa", "Rоsа"),  # Cyrillic о, а
        PLAIN.replace("call", "--> call"),
    ],
)
def test_dress_does_not_make_another_text(dressed: str) -> None:
    assert dressed != PLAIN
    assert same(PLAIN, dressed)


@pytest.mark.parametrize(
    "other",
    [
        PLAIN.replace("Rosa", "Rose"),
        PLAIN.replace("back in", "in back"),
        PLAIN.replace("Rosa", "Rosa 💋"),
        PLAIN.replace("Rosa is", "Rosais"),
        PLAIN.replace("01 99 00 12 34", ""),
        PLAIN + " today",
    ],
)
def test_other_words_make_another_text(other: str) -> None:
    assert not same(PLAIN, other)


def test_emoji_and_unspaced_scripts_are_tokens_each() -> None:
    texts = ["💋💋👍🏽", "上海新", "สวัส", "don't", "24hrs 2day"]
    assert text_prints(texts).words.tolist() == [3, 3, 4, 1, 2]


def test_short_and_empty_texts() -> None:
    prints = text_prints(["", "\u200b\n ...", "one", "one two", "two one"])
    assert prints.words.tolist() == [0, 0, 1, 2, 2]
    assert np.diff(prints.starts).tolist() == [0, 0, 1, 1, 1]
    assert prints.fingerprints[:2].tolist() == [0, 0]
    assert len(set(prints.fingerprints[2:].tolist())) == 3


def test_a_very_long_text_is_held_in_little() -> None:
    words = " ".join(f"w{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}" for i in range(400_000))
    scrambled = " ".join(np.random.default_rng(1).permutation(words.split()))
    prints = text_prints([scrambled[:2_000_000], "💋" * 2_000_000, "x" * 2_000_000])
    assert np.diff(prints.starts).tolist() == [SHINGLES, 1, 1]


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=60), max_size=8))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_it(texts: list[str]) -> None:
    prints = text_prints(texts)
    assert len(prints) == len(texts)
    for i in range(len(texts)):
        held = prints.shingles[prints.starts[i] : prints.starts[i + 1]]
        assert (np.diff(held.astype(np.int64)) > 0).all()
        assert (prints.fingerprints[i] == 0) == (prints.words[i] == 0) == (len(held) == 0)


@given(st.binary(max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_bytes_break_it(content: bytes) -> None:
    text = np.frombuffer(content, np.uint8)
    assert len(prints_of_bytes(text, np.array([0, len(text)], np.int64))) == 1
