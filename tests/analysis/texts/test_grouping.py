"""Which texts are one template, and which are not though they share much."""

import numpy as np

from vigie.analysis.texts.distinct import distinct
from vigie.analysis.texts.grouping import Templates, templates
from vigie.analysis.texts.likeness import shared
from vigie.analysis.texts.prints import SHINGLES, text_prints
from vigie.analysis.texts.stops import cap, stops, without


def words(draw: np.random.Generator, count: int) -> str:
    letters = draw.integers(97, 123, (count, 6), np.uint8)
    return " ".join(row.tobytes().decode() for row in letters)


def grouped(texts: list[str]) -> Templates:
    return templates(text_prints(texts))


def edited(draw: np.random.Generator, text: str, changes: int) -> str:
    found = text.split()
    for at in draw.integers(0, len(found), changes):
        found[at] = words(draw, 1)
    return " ".join(found)


def test_edited_texts_are_one_template_and_others_are_not() -> None:
    draw = np.random.default_rng(1)
    bodies = [words(draw, 30) for _ in range(20)]
    texts = [edited(draw, body, 4) for body in bodies for _ in range(10)]
    found = grouped(texts)
    assert len(set(found.template.tolist())) == 20
    assert (found.template.reshape(20, 10) == found.template[::10, None]).all()
    assert found.size.tolist() == [10] * 200


def test_a_footer_under_every_text_joins_nothing() -> None:
    draw = np.random.default_rng(2)
    footer = words(draw, 24)
    texts = [f"{words(draw, 18)} {footer}" for _ in range(400)]
    assert len(set(grouped(texts).template.tolist())) == 400


def test_one_stock_phrase_in_two_short_texts_joins_nothing() -> None:
    draw = np.random.default_rng(3)
    phrase = words(draw, 6)
    texts = [f"{words(draw, 4)} {phrase}", f"{phrase} {words(draw, 4)}"]
    assert len(set(grouped(texts).template.tolist())) == 2


def test_a_template_larger_than_the_cap_stays_one() -> None:
    draw = np.random.default_rng(4)
    body = words(draw, 40)
    texts = [edited(draw, body, 1) for _ in range(200)] + [words(draw, 40) for _ in range(800)]
    held, _ = distinct(text_prints(texts))
    assert len(stops(held)) > 20
    assert without(held, stops(held)).whole.sum() > 190
    assert len(set(grouped(texts).template[:200].tolist())) == 1


def test_a_hundred_thousand_copies_are_held_once() -> None:
    draw = np.random.default_rng(5)
    spam, own = words(draw, 30), words(draw, 30)
    texts = [spam] * 100_000 + [own, edited(draw, spam, 2)]
    held, place = distinct(text_prints(texts))
    assert (len(held), len(place)) == (3, 100_002)
    assert len(stops(held)) == 0
    found = grouped(texts)
    assert found.size[[0, -2, -1]].tolist() == [100_001, 1, 100_001]
    assert found.anchor[-1] == 0


def test_likeness_is_exact_for_texts_and_sampled_alike_for_long_ones() -> None:
    left, right = (np.arange(low, low + 60, dtype=np.uint32) for low in (0, 20))
    assert shared(left, right) == (40, 80)
    assert shared(left, left[:0]) == (0, 60)
    draw = np.random.default_rng(6)
    everything = np.unique(draw.integers(0, 1 << 32, 30_000, np.uint32))
    small, cut = everything[::40], everything[:SHINGLES]
    both, either = shared(small, cut)
    assert both == (small <= cut[-1]).sum()
    assert either == SHINGLES


def test_the_cap_grows_with_the_collection() -> None:
    assert [cap(n) for n in (0, 1000, 1_000_000)] == [50, 50, 20_000]
