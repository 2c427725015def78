"""Every trick leaves a number that a person can tell."""

import re
import unicodedata

import pytest

from vigie.world.dialling import national, plain
from vigie.world.dice import Dice
from vigie.world.disguise import NAMES, disguise, disguise_address
from vigie.world.lexicon import LANGUAGES, language

NUMBERS = (
    ("+12125550147", "US"), ("+14165550190", "CA"), ("+442079460958", "GB"), ("+33199005081", "FR"),
    ("+34739012345", "ES"), ("+525500010907", "MX"), ("+447700900123", "GB"),
)  # fmt: skip
DIGIT_TRICKS = (
    "zero_width", "emoji_between", "punctuation_between", "wide_spaces", "filler_words",
    "fenced_groups", "fullwidth", "mathematical", "mathematical_mono", "keycap", "superscript",
    "arabic_indic", "devanagari", "circled", "title_body",
)  # fmt: skip


def digits(text: str) -> str:
    return "".join(
        str(int(value))
        for char in text
        if (value := unicodedata.numeric(char, -1)) >= 0 and value == int(value)
    )


@pytest.mark.parametrize(("number", "country"), NUMBERS)
def test_a_plain_number_keeps_its_digits(number: str, country: str) -> None:
    for seed in range(40):
        shown = plain(number, country, Dice(seed))
        assert number.endswith(re.sub(r"\D", "", shown).lstrip("0").removeprefix(number[1:3])) or (
            number[1:] == re.sub(r"\D", "", shown)
        )


@pytest.mark.parametrize("trick", DIGIT_TRICKS)
@pytest.mark.parametrize(("number", "country"), NUMBERS)
def test_digits_in_disguise_are_the_digits(trick: str, number: str, country: str) -> None:
    for seed in range(10):
        hidden = disguise(national(number, country), trick, Dice(seed), language("en"))
        assert digits(hidden.title + hidden.body) == national(number, country)
        assert hidden.trick == trick


@pytest.mark.parametrize("code", LANGUAGES)
def test_number_words_say_each_digit(code: str) -> None:
    words = language(code)
    said = disguise("2120555014", "number_words", Dice(1), words).body
    back = [words.numbers.index(word) for word in re.findall(r"\w+", said)]
    assert "".join(map(str, back)) == "2120555014"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_trick_leaves_the_number_as_it_was(name: str, code: str) -> None:
    for seed in range(20):
        hidden = disguise("2125550147", name, Dice(seed), language(code))
        assert "2125550147" not in hidden.body


def test_an_address_in_disguise_has_no_sign_left_in_place() -> None:
    for seed in range(30):
        shown, trick = disguise_address("quazo.vei@mail.example", Dice(seed))
        assert "quazo.vei@mail.example" not in shown
        assert trick in ("spaced_email", "worded_email")
