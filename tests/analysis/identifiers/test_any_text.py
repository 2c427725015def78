"""What holds for any text whatever: nothing raises, offsets are true, time is linear."""

import sys
from time import process_time
from types import FrameType

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
    "insta ", "new york ", "(at)", "０", "23 yo ", "1-", "twenty ", "million", "\u200b", "1.", "5 ",
    "1,", "1:", "12 34 ", "one two ", "5💋", "415-555-0132 ", "1' ", "San ", "$ix ", "(",
    "I'm Xyza ", "Xyza ", "sn@p: ab1 ", "F33, ", "555-0142 ",
)  # fmt: skip
CALLS_A_CHARACTER = 80


def seconds(text: str) -> float:
    began = process_time()
    extract(text)
    return process_time() - began


def calls(text: str) -> int:
    """How many functions are called while a text is read."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    extract(text)
    sys.setprofile(count)
    try:
        extract(text)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("piece", MEGABYTE)
def test_a_megabyte_of_one_character(piece: str) -> None:
    extract("warm")
    assert seconds(piece * 1_000_000) < 20


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    short, long = ((piece * size)[:size] for size in (2_000, 8_000))
    assert calls(long) < 4.4 * calls(short) + 500
    assert calls(long) < CALLS_A_CHARACTER * len(long)
