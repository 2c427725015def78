"""What holds for any text whatever: nothing raises, offsets are true, time is linear."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.analysis.identifiers import extract
from vigie.records import KINDS

ALPHABET = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("0123456789$€@.-()/ '\n\x00\ud800⑫５٤²½İßﷺ🔟👻"),
        st.sampled_from("acdehilmnoprstuvwxyz"),
    ),
    max_size=300,
)


@settings(max_examples=300, deadline=None)
@given(ALPHABET)
def test_offsets_are_those_of_the_text_as_posted(text: str) -> None:
    for mention in extract(text):
        assert mention.kind in KINDS
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        assert 0 < mention.confidence <= 1


MEGABYTE = ("5", "@", "(", "💋")
PIECES = (
    "1 ", "4 ", "five ", "a@", "a.", "@a", "$1", "to ", "\n", "to for ", "4️⃣", "paris ", "1/2/",
    "i g ", "at dot ", "$200/hr ", "5'4 ", "anna ", "march 1 ", "dead beef ", "www.", "a.com ",
    "insta ", "new york ", "(at)", "０", "23 yo ", "1-", "twenty ", "million", "\u200b",
)  # fmt: skip


def seconds(text: str) -> float:
    began = process_time()
    extract(text)
    return process_time() - began


@pytest.mark.parametrize("piece", MEGABYTE)
def test_a_megabyte_of_one_character(piece: str) -> None:
    extract("warm")
    assert seconds(piece * 1_000_000) < 20


@pytest.mark.parametrize("piece", PIECES)
def test_time_is_linear(piece: str) -> None:
    extract("warm")
    short, long = ((piece * size)[:size] for size in (2_000, 32_000))
    assert seconds(long) < 48 * seconds(short) + 0.5
