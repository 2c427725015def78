"""When held-out labels let a fit pass, and how far it leans on the registry."""

import numpy as np
import pytest

from vigie.analysis.triage.learning.evaluation import Held
from vigie.analysis.triage.learning.gate import Gate, not_worse
from vigie.analysis.triage.learning.ways import PLAINEST, credibility

SIZE = 200
OUTCOME = np.arange(SIZE) % 4 == 0
GOOD = OUTCOME + 0.001 * np.arange(SIZE)


def held(bits: np.ndarray) -> Held:
    return Held(np.arange(SIZE), np.arange(SIZE) % 4, OUTCOME, bits, PLAINEST)


def gate(alone: np.ndarray, budget: int = 20) -> Gate:
    return Gate(alone, np.arange(SIZE), budget)


# A registry that knows the first 24 of the yes's alone, and puts the other 26 last.
YES = np.flatnonzero(OUTCOME)
ALONE = GOOD * 0.001
ALONE[YES[:24]], ALONE[YES[24:]] = 5.0, -5.0


def spoilt(bits: np.ndarray, by: int) -> np.ndarray:
    """The same ranking with so many of the no's put first."""
    moved = bits.copy()
    moved[np.flatnonzero(~OUTCOME)[-by:]] += 10.0
    return moved


def test_a_fit_that_ranks_as_the_registry_does_passes() -> None:
    assert gate(GOOD).why_not(held(GOOD)) == ""
    assert gate(ALONE).why_not(held(GOOD)) == ""


def test_a_fit_that_spoils_the_first_that_the_agency_reads_is_told() -> None:
    """Down the whole list it is better than the registry, and in the first twenty worse."""
    assert "in the first 20 0.500 against 1.000" in gate(ALONE).why_not(held(spoilt(GOOD, 10)))
    assert "average precision" in gate(GOOD).why_not(held(spoilt(GOOD, 1)))


def test_a_slip_of_one_at_the_budget_is_within_its_error() -> None:
    assert gate(spoilt(ALONE, 1)).why_not(held(spoilt(GOOD, 2))) == ""


def test_what_loses_more_is_worse_only_beyond_its_error() -> None:
    assert not_worse(held(3.0 * GOOD - 2.0), held(3.0 * GOOD - 2.0), 2.0)
    assert not not_worse(held(-3.0 * GOOD), held(3.0 * GOOD - 2.0), 2.0)


@pytest.mark.parametrize("wrong", [0.0, 0.1, 0.3])
def test_more_labels_lean_less_on_the_registry_and_wrong_ones_more(wrong: float) -> None:
    shares = [credibility(labels, wrong) for labels in (0, 20, 50, 200, 1000)]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1] < 1.0) == (0.0, True)
    assert credibility(200, wrong) >= credibility(200, wrong + 0.1)
    assert credibility(200, 0.5) == 0.0
