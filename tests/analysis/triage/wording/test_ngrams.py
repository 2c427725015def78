from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.analysis.triage.registry import registry
from vigie.analysis.triage.wording.ngrams import MOST, SLOTS, score, slots


def of(text: str) -> list[int]:
    found, bounds = slots(pa.array([""]), pa.array([text]))
    assert bounds.tolist() == [0, len(found)]
    return sorted(found.tolist())


def test_case_accents_and_spacing_do_not_matter_and_words_do() -> None:
    assert of("Warm TEA, près d'ici") == of("warm   tea; pres d'ici")
    assert of("warm tea") != of("tea warm")


@pytest.mark.parametrize("number", ["33199000101", "150", "24/7"])
def test_no_number_is_learned(number: str) -> None:
    assert of(f"warm {number} tea") == of("warm tea")


@pytest.mark.parametrize("word", registry().masked)
def test_no_masked_word_is_learned(word: str) -> None:
    assert of(word.upper()) == []
    assert of(f"tea {word}") == of("tea")


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_the_score_is_that_of_the_slots(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    weights = np.random.default_rng(0).normal(size=SLOTS).astype(np.float32)
    blank, column = pa.array([""] * len(texts)), pa.array(texts, pa.string())
    found, bounds = slots(blank, column)
    expected = [
        weights[found[start:end]].astype(float).sum() / np.sqrt(max(1, end - start))
        for start, end in pairwise(bounds)
    ]
    assert score(blank, column, weights) == pytest.approx(expected, abs=1e-4)


def test_a_huge_text_is_cut() -> None:
    assert len(of("word " * 200_000)) <= MOST
