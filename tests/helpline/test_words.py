"""Words of command, segments, languages, states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.helpline.conversations import states
from vigie.helpline.conversations.segments import size_of
from vigie.helpline.conversations.tongues import language_of
from vigie.helpline.conversations.words import WORDS, meaning


@pytest.mark.parametrize(("name", "words"), WORDS.items())
def test_every_word_means_what_it_stands_under(name: str, words: tuple[str, ...]) -> None:
    for word in words:
        for dressed in (word, word.upper(), f" {word}. ", f"\n{word}!"):
            assert meaning(dressed, "garden") == name
        assert meaning(f"{word} please", "garden") == ""


@given(st.text(max_size=50), st.text(max_size=10))
def test_no_text_breaks_the_words(body: str, safe: str) -> None:
    assert meaning(body, safe) in ("", "stop", "start", "help", "delete", "safe")


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "segments"),
    [
        ("", "GSM-7", 0, 0),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 306, 3),
        ("á", "UCS-2", 1, 1),
        ("á" * 70, "UCS-2", 70, 1),
        ("á" * 71, "UCS-2", 71, 2),
        ("🙂" * 35, "UCS-2", 70, 1),
        ("🙂" * 36, "UCS-2", 72, 2),
        ("á" * 66 + "🙂" + "á" * 66, "UCS-2", 134, 3),
    ],
)
def test_segments_as_the_standard_has_them(
    text: str, alphabet: str, units: int, segments: int
) -> None:
    size = size_of(text)
    assert (size.alphabet, size.units, size.segments) == (alphabet, units, segments)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("please help me i can't get out of here", "en"),
        ("je ne peux pas sortir, aidez moi", "fr"),
        ("no puedo salir, necesito ayuda por favor", "es"),
        ("ok", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_its_commonest_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_state_moves_only_as_the_table_says() -> None:
    assert states.after("queued", "claimed") == "assigned"
    assert states.after("assigned", "claimed") is None
    assert states.after("purged", "texter_wrote") is None
    assert states.after("closed", "reopened") == "queued"
    with pytest.raises(ValueError, match="cannot happen"):
        states.replay(["opened", "claimed"])
