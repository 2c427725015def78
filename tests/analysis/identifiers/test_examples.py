"""Every example in a kind's or a trick's file holds."""

import pytest

from vigie.analysis.identifiers import Hints, extract
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.kinds import MODULES
from vigie.analysis.identifiers.tricks import MODULES as TRICKS
from vigie.records import KINDS, Mention

KIND_CASES = [
    pytest.param(example, example.kind or module.KIND, id=f"{module.__name__}-{example.text}")
    for module in MODULES
    for example in module.EXAMPLES
]
TRICK_CASES = [
    pytest.param(example, module.NAME, id=f"{module.NAME}-{example.text!a}")
    for module in TRICKS
    for example in module.EXAMPLES
]


def found(example: Example, kind: str) -> list[Mention]:
    hints = Hints(example.location, example.region)
    return [mention for mention in extract(example.text, hints) if mention.kind == kind]


@pytest.mark.parametrize(("example", "kind"), KIND_CASES)
def test_kind(example: Example, kind: str) -> None:
    if example.value is None:
        assert not found(example, kind)
        return
    mention = next(m for m in found(example, kind) if m.value == example.value)
    assert example.text[mention.start : mention.end] == mention.surface
    assert example.detail.items() <= dict(mention.detail).items()


@pytest.mark.parametrize(("example", "trick"), TRICK_CASES)
def test_trick(example: Example, trick: str) -> None:
    if example.value is None:
        assert not found(example, example.kind)
        return
    mention = next(m for m in found(example, example.kind) if m.value == example.value)
    assert trick in str(mention.detail["tricks"]).split()
    assert mention.trick == str(mention.detail["tricks"]).split()[0]


def test_every_kind_has_examples() -> None:
    shown = {example.kind or m.KIND for m in MODULES for example in m.EXAMPLES}
    assert set(KINDS) <= shown


def test_a_plain_number_has_no_trick() -> None:
    mention = found(Example("415-555-0132", None, region="US"), "phone")[0]
    assert mention.trick == ""
    assert "tricks" not in mention.detail


def test_a_number_that_is_only_possible_is_kept_with_doubt() -> None:
    mention = found(Example("call 123-456-7890", None, region="US"), "phone")[0]
    assert mention.value == "+11234567890"
    assert mention.confidence < 0.5
