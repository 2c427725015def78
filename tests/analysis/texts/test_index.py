"""A growing index gives what doing everything again would give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.analysis.texts.index import TemplateIndex
from vigie.analysis.texts.prints import TextPrints, text_prints

NONE = np.zeros(0, np.uint32)


def variants(seed: int, families: int, each: int) -> list[str]:
    """Texts of several templates, each edited by chance; some edits reach a third of the words."""
    draw = np.random.default_rng(seed)
    words = [f"w{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(600)]
    made = []
    for _ in range(families):
        base = draw.choice(words, draw.integers(8, 30)).tolist()
        for _ in range(each):
            share = draw.uniform(0, 0.35)
            edited = [draw.choice(words) if draw.random() < share else word for word in base]
            made.append(" ".join(edited))
    return [made[i] for i in draw.permutation(len(made))]


def grown(prints_of_parts: list[TextPrints]) -> TemplateIndex:
    index = TemplateIndex(prints_of_parts[0], stopped=NONE)
    for part in prints_of_parts[1:]:
        index.add(part)
    return index


@pytest.mark.parametrize("seed", [0, 1, 19, 22, 28, 38])  # in the last four an anchor's loss splits
def test_additions_equal_one_go(seed: int) -> None:
    texts = variants(seed, families=12, each=90)
    whole = text_prints(texts)
    expected = TemplateIndex(whole, stopped=NONE).templates(whole)
    cuts = np.sort(np.random.default_rng(seed).integers(0, len(texts), 5)).tolist()
    parts = [texts[a:b] for a, b in zip([0, *cuts], [*cuts, len(texts)], strict=True)]
    index = grown([text_prints(part) for part in parts])
    assert (index.templates(whole) == expected).all()
    assert 12 <= len(np.unique(expected)) < len(texts) / 2


TEXTS = st.lists(
    st.lists(st.sampled_from("abcdefgh"), min_size=3, max_size=9).map(" ".join), max_size=60
)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=80, deadline=None)
def test_any_texts_in_any_parts(texts: list[str], first: int, second: int) -> None:
    whole = text_prints(texts)
    expected = TemplateIndex(whole, stopped=NONE).templates(whole)
    low, high = sorted((first, second))
    parts = [text_prints(texts[a:b]) for a, b in ((0, low), (low, high), (high, len(texts)))]
    assert (grown(parts).templates(whole) == expected).all()


def test_what_is_known_already_adds_nothing() -> None:
    prints = text_prints(variants(1, 3, 5))
    index = TemplateIndex(prints)
    before = len(index)
    assert index.add(prints) == 0
    assert len(index) == before


def test_an_empty_index_grows() -> None:
    index = TemplateIndex(text_prints([]))
    assert index.templates(text_prints(["one", ""])).tolist() == [0, 0]
    assert index.add(text_prints(["one two three four", "", "five"])) == 2
    assert len(np.unique(index.templates(text_prints(["one two three four", "five"])))) == 2
