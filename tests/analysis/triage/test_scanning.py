import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.analysis.triage.folding import fold, signs_in
from vigie.analysis.triage.scanning import MISSING, build

LISTS = (("new in town", "young", "young and fresh"), ("🍒", "✈"), ("24 7", "she is"), ())
AUTOMATON = build(LISTS)
SIGNS = signs_in(phrase for phrases in LISTS for phrase in phrases)
PIECES = st.sampled_from(
    ["young", "YOUNG", "and", "fresh", "new", "in", "town", "🍒", "✈", "24", "/7", "she", "is", " ",
     "-", "\u0301", "é", "ÿ", "я", "𝐍", "\n", "🍒🍒", "isshe"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("New  in-Town!", [1, 0, 0, 0]),
        ("𝐍𝐞𝐰 𝐢𝐧 𝐭𝐨𝐰𝐧", [1, 0, 0, 0]),
        ("ŸOUNG, YÖUNG", [2, 0, 0, 0]),
        ("youngster", [0, 0, 0, 0]),
        ("young and fresh", [2, 0, 0, 0]),
        ("here🍒🍒now✈", [0, 3, 0, 0]),
        ("24/7", [0, 0, 1, 0]),
        ("sheis", [0, 0, 0, 0]),
        ("", [0, 0, 0, 0]),
        (None, [0, 0, 0, 0]),
    ],
)
def test_phrases_are_found_however_they_are_set(text: str | None, counts: list[int]) -> None:
    assert AUTOMATON.scan(pa.array([text], pa.string())).counts[0].tolist() == counts


def test_the_first_phrase_of_a_list_is_told() -> None:
    hits = AUTOMATON.scan(pa.array(["young and fresh, new in town", "nothing"]))
    assert hits.first[:, 0].tolist() == [0, MISSING]


@settings(deadline=None)  # the first call compiles
@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join))
def test_the_automaton_finds_what_a_plain_search_finds(text: str) -> None:
    if any("\ud800" <= char <= "\udfff" for char in text):
        return
    folded = fold(text, SIGNS)
    found = AUTOMATON.scan(pa.array(["x", text, "young"])).counts[1].tolist()
    assert found == [sum(_times(fold(phrase, SIGNS), folded) for phrase in phrases)
                     for phrases in LISTS]  # fmt: skip


def _times(phrase: list[int], text: list[int]) -> int:
    size = len(phrase)
    return sum(text[at : at + size] == phrase for at in range(len(text) - size + 1))


def test_a_slice_of_a_column_is_read_from_its_own_start() -> None:
    texts = pa.array(["young", "x", "new in town"]).slice(2)
    assert AUTOMATON.scan(texts).counts[:, 0].tolist() == [1]
