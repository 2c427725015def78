"""Every proposition is a sentence that an investigator can read."""

import pytest

from vigie.analysis.linking.propositions import BY_NAME, FIELDS, sentence
from vigie.analysis.linking.weights import SOLE, WRITTEN


@pytest.mark.parametrize("name", BY_NAME)
def test_a_proposition_is_one_sentence(name: str) -> None:
    said = sentence(name)
    assert said.endswith(".")
    assert said[0].isupper()
    assert not {"suspected", "victim"} & set(said.lower().split())


def test_every_proposition_has_written_weights_and_no_other_has() -> None:
    assert set(BY_NAME) == set(SOLE) | set(WRITTEN)
    assert len(BY_NAME) == sum(len(field.propositions) for field in FIELDS)
