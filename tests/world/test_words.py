"""What a world never says: words of sex, of childhood, and of accusation."""

import re
import unicodedata
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest

from vigie.world.build import Order, build_world
from vigie.world.habits import HARSH, Habits
from vigie.world.lexicon import LANGUAGES, language, telephone_ranges

# The first twelve hexadecimal digits of the SHA-256 of each word, in lower case and without
# accents, for the words themselves are not to stand in this repository.
UNSAID = frozenset(Path(__file__).with_name("unsaid.txt").read_text("ascii").split())


def words(text: str) -> set[str]:
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return set(re.findall(r"[a-z0-9]+", bare))


def unsaid(text: str) -> set[str]:
    return {word for word in words(text) if sha256(word.encode()).hexdigest()[:12] in UNSAID}


def test_the_list_knows_a_word_when_it_meets_one() -> None:
    assert len(UNSAID) > 100
    assert unsaid("nobody here is a Víctim") == {"victim"}


@pytest.mark.parametrize("habits", [Habits(), HARSH])
def test_no_ad_says_what_is_never_said(habits: Habits, tmp_path: Path) -> None:
    build_world(Order(ads=3000, seed=21, habits=habits), tmp_path)
    assert unsaid((tmp_path / "ads.jsonl").read_text("utf-8")) == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_phrase_holds_what_is_never_said(code: str) -> None:
    path = Path(__file__).parents[2] / "src/vigie/world/words" / f"{code}.toml"
    assert unsaid(path.read_text("utf-8")) == set()


def test_every_language_has_every_kind_of_phrase() -> None:
    first, *others = (set(language(code).phrases) for code in LANGUAGES)
    assert all(other == first for other in others)
    assert all(len(language(code).numbers) == 100 for code in LANGUAGES)


def test_every_range_is_kept_for_fiction_or_given_to_nobody() -> None:
    import phonenumbers  # noqa: PLC0415 (loaded by this test alone)

    north = re.compile(r"\+1[2-9]\d{2}55501")
    for country, ranges in telephone_ranges().items():
        for prefix, free in islice(ranges.items(), 500):
            number = phonenumbers.parse(prefix + "7" * free)
            assert phonenumbers.is_possible_number(number), prefix
            if country in ("US", "CA"):
                assert north.fullmatch(prefix)
                assert phonenumbers.region_code_for_number(number) == country
