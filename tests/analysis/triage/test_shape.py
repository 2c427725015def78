import numpy as np
import pytest

from vigie.analysis.triage.shape import Shape
from vigie.analysis.triage.signals import Signal

SHAPE = Shape(
    ("few", "many"), ((1.0, 2.0), (10.0,)), np.array([0.5, 1.0, -2.0]), ((1, 2),),
    np.array([4.0]), np.array([0.0, -0.5]), np.array([[0.5, 1.0, -2.0], [0.0, 1.5, -1.0]]),
)  # fmt: skip


def signals(few: list[float], many: list[float]) -> dict[str, Signal]:
    rows = np.ones(len(few), bool)
    return {
        name: Signal(np.zeros(len(few)), rows, exact=np.array(numbers))
        for name, numbers in (("few", few), ("many", many))
    }


def test_steps_add_up_and_a_pair_is_shared_equally() -> None:
    parts = SHAPE.parts(signals([0.0, 2.0, 3.0, 3.0], [0.0, 10.0, 5.0, 11.0]))
    assert parts.tolist() == [[0.0, 0.5], [0.5, 0.5], [1.5, 0.5], [1.5 + 2.0, -2.0 + 0.5 + 2.0]]


def test_draws_stray_by_as_much_as_their_steps_do() -> None:
    apart = SHAPE.strayed(signals([0.0, 3.0], [11.0, 0.0]), slice(0, 2))
    assert apart.tolist() == [[0.0, 1.0], [0.0, -0.5 + 0.5]]
    assert SHAPE.strayed(signals([0.0, 3.0], [11.0, 0.0]), slice(1, 2)).shape == (1, 2)


def test_a_number_taken_out_adds_nothing_alone_or_in_a_pair() -> None:
    parts = SHAPE.without("many").parts(signals([3.0], [11.0]))
    assert parts.tolist() == [[1.5, 0.0]]
    assert SHAPE.without("unknown") is SHAPE


def test_steps_are_read_back_as_they_were_written_and_told_in_words() -> None:
    again = Shape.from_plain(SHAPE.to_plain())
    assert again.to_plain() == SHAPE.to_plain()
    assert [SHAPE.told(step) for step in range(3)] == ["few over 1", "few over 2", "many over 10"]


@pytest.mark.parametrize("change", [{"bits": [1.0]}, {"pairs": [[0, 7, 1.0]]}, {"draws": [[0.0]]}])
def test_steps_that_do_not_fit_together_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="steps"):
        Shape.from_plain(SHAPE.to_plain() | change)
