"""Every example in a kind's or a trick's file holds."""

import pytest

from vigie.analysis.identifiers import Hints, extract
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.kinds import MODULES
from vigie.records import KINDS

KIND_CASES = [
    pytest.param(example, example.kind or module.KIND, id=f"{module.__name__}-{example.text}")
    for module in MODULES
    for example in module.EXAMPLES
]


@pytest.mark.parametrize(("example", "kind"), KIND_CASES)
def test_example(example: Example, kind: str) -> None:
    found = [
        mention
        for mention in extract(example.text, Hints(example.location, example.region))
        if mention.kind == kind
    ]
    if example.value is None:
        assert not found
        return
    mention = next(m for m in found if m.value == example.value)
    assert example.text[mention.start : mention.end] == mention.surface
    assert example.detail.items() <= dict(mention.detail).items()


def test_every_kind_has_examples() -> None:
    shown = {example.kind or m.KIND for m in MODULES for example in m.EXAMPLES}
    assert set(KINDS) <= shown
