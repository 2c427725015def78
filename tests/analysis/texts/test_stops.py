"""What is set aside: exactly the word pairs that stand in more texts than the cap."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from vigie.analysis.texts import stops as room
from vigie.analysis.texts.distinct import Distinct
from vigie.analysis.texts.stops import AT_LEAST, KEPT, stops, without


def collection(seed: int, texts: int = 400, common: int = 60) -> Distinct:
    """Texts that draw from few common hashes, some of them neighbours, and from many rare ones."""
    chance = np.random.default_rng(seed)
    often = np.unique(
        np.concatenate(
            [
                chance.integers(0, 1 << 32, common, np.uint32),
                np.uint32(77 << 12) + np.arange(20, dtype=np.uint32),
            ]
        )
    )
    sets = [
        np.unique(
            np.concatenate(
                [
                    chance.choice(often, chance.integers(1, 25)),
                    chance.integers(0, 1 << 32, chance.integers(0, 30), np.uint32),
                ]
            )
        )
        for _ in range(texts)
    ]
    lengths = np.array([len(one) for one in sets])
    return Distinct(
        np.arange(1, texts + 1, dtype=np.uint64),
        np.cumsum(lengths) - lengths,
        lengths,
        np.ones(texts, np.int64),
        np.concatenate(sets),
        np.zeros(texts, np.bool_),
    )


def sets_of(texts: Distinct) -> list[list[int]]:
    return [
        texts.shingles[at : at + many].tolist()
        for at, many in zip(texts.starts, texts.lengths, strict=True)
    ]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("at_once", [1, 4096])
def test_just_the_pairs_over_the_cap_are_stops(
    seed: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_AT_ONCE", at_once)
    texts = collection(seed)
    counts = Counter(value for one in sets_of(texts) for value in one)
    expected = sorted(value for value, many in counts.items() if many > AT_LEAST)
    assert expected
    assert stops(texts).tolist() == expected


@pytest.mark.parametrize("seed", range(4))
def test_texts_lose_their_stops_unless_they_are_made_of_them(seed: int) -> None:
    texts = collection(seed)
    stopped = stops(texts)
    with ThreadPoolExecutor(2) as threads:
        kept = without(texts, stopped, threads.map)
    for before, after, whole in zip(sets_of(texts), sets_of(kept), kept.whole, strict=True):
        left = [value for value in before if value not in set(stopped.tolist())]
        assert whole == (len(left) < KEPT * len(before))
        assert after == (before if whole else left)
