"""What a screen shows of a template."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.analysis.texts.slots import SHOWN, Piece, describe_template

TEXTS = [
    "Rosa is in Metz until Friday, call 01 99 00 12 34 for the spa",
    "Lina is in Lyon until Friday, call 01 99 00 55 66 for the spa",
    "MAYA is in Metz until FRIDAY! call 01 99 00 77 88 for the spa",
]


def told(pieces: tuple[Piece, ...]) -> list[str]:
    return [p.words if p.constant else "|".join(f for f, _ in p.fillings) for p in pieces]


def test_constant_words_and_slots_in_order() -> None:
    assert told(describe_template(TEXTS[0], TEXTS[1:])) == [
        "Lina|MAYA|Rosa",
        "is in",
        "Metz|Lyon",
        "until Friday, call 01 99 00",
        "12 34|55 66|77 88",
        "for the spa",
    ]


def test_a_slot_counts_its_fillings() -> None:
    pieces = describe_template(TEXTS[0], TEXTS[1:])
    assert pieces[2] == Piece("", (("Metz", 2), ("Lyon", 1)))


def test_a_lone_insertion_among_many_is_no_slot() -> None:
    texts = ["open from noon every day"] * 30
    assert told(describe_template(texts[0], [*texts, "open from noon nearly every day"])) == [
        "open from noon every day"
    ]


def test_words_that_many_put_in_are_a_slot_though_the_anchor_has_none() -> None:
    texts = ["open from noon every day"] * 3 + ["open from noon nearly every day"] * 3
    assert told(describe_template(texts[0], texts)) == [
        "open from noon",
        "|nearly",
        "every day",
    ]


def test_texts_with_nothing_in_common_are_one_slot() -> None:
    (slot,) = describe_template("one two", ["three four five"])
    assert dict(slot.fillings) == {"one two": 1, "three four five": 1}


def test_many_fillings_are_counted_and_not_listed() -> None:
    pieces = describe_template("call n0 now", [f"call n{i} now" for i in range(50)])
    assert len(pieces[1].fillings) == SHOWN
    assert sum(count for _, count in pieces[1].fillings) + pieces[1].others == 51


def test_work_is_bounded() -> None:
    long = " ".join(f"w{i % 977}" for i in range(300_000))
    assert describe_template(long, [long[i:] for i in range(0, 9000, 90)])
    assert describe_template("x" * 2_000_000, ["y" * 2_000_000])


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=5))
@settings(max_examples=100, deadline=None)
def test_every_word_of_the_anchor_is_in_a_piece(anchor: str, texts: list[str]) -> None:
    pieces = describe_template(anchor, texts)
    shown = " ".join(p.words or " ".join(f for f, _ in p.fillings) for p in pieces).split()
    assert set(anchor.split()) <= set(shown)
