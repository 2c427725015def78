"""The score: cues with their sources, denials, texting spelling, bits that add up, the order."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import helpline_crisis_fit as fit
from benchmarks.crisis_texts import texts
from tests.helpline.line import opened
from vigie.helpline.conversations import queries
from vigie.helpline.conversations.scoring import (
    Reader,
    Standing,
    most_urgent,
    ordered,
    score_of,
    urgency,
)
from vigie.helpline.conversations.tongues import language_of
from vigie.helpline.crisis.beginnings import beginnings
from vigie.helpline.crisis.cues import CUES, cues_in
from vigie.helpline.crisis.score import bits_of, read, weights
from vigie.helpline.crisis.spelling import plain

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TOLD = "they took my passport and he says he will kill me if i leave"
SOURCES = {"DA", "DA5", "CSSRS", "PF", "ILO", "IOM", "SAMHSA", "OWN"}


def names(text: str, language: str) -> set[str]:
    return {cue.name for cue in cues_in(plain(text, language))}


def test_cues_say_why_and_whence_and_have_a_weight() -> None:
    assert len({cue.name for cue in CUES}) == len(CUES) == len(weights().cues)
    for cue in CUES:
        assert cue.sentence.endswith(".")
        assert cue.source in SOURCES
        assert weights().cues[cue.name] * cue.bits > 0, "its weight turned against its meaning"


def test_no_cue_is_missed_for_how_its_wordings_begin() -> None:
    said = [plain(one.text, one.language) for part in ("training", "test") for one in texts(part)]
    assert len(said) > 500
    for text in said:
        assert cues_in(text) == tuple(cue for cue in CUES if cue.holds(text))


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\bhelp me", {"help"}),
        (r"\b(?:no|not a) gun", {"no g", "not "}),
        (r"\b(?:a )?gun\b", {"a gu", "gun"}),
        (r"\bkill\w*", {"kill"}),
        (r"\bgo(?:es|ne)?\b", {"goes", "gone", "go"}),
        (r"\bha+h", {"ha"}),
        (r"\bh[aio]t", {"hat", "hit", "hot"}),
        (r"\b\d+ men", {""}),
        (r"(?!)", {""}),
        (r"\bi (?!never)go", {"i go"}),
    ],
)
def test_how_what_a_pattern_matches_begins(pattern: str, found: set[str]) -> None:
    assert beginnings(pattern) == found


@given(st.lists(st.sampled_from(["he", "she won t", "let me go", "il a", "couteau", "salir"])))
def test_points_are_those_of_the_reading(words: list[str]) -> None:
    text = " ".join(words)
    reading = read(text, "en")
    bits, now = bits_of(text, "en")
    assert bits == pytest.approx(reading.bits)
    assert now == reading.now


@pytest.mark.parametrize(
    ("language", "said", "denied", "cue"),
    [
        ("en", "he has a gun", "he has no gun", "weapon"),
        ("en", "we are in danger", "we are not in danger", "danger_now"),
        ("en", "he beats me", "he never beats me", "violence"),
        ("en", "they hit us", "they have never hit us", "violence"),
        ("fr", "il m'a frappée", "il ne m'a pas frappée", "violence"),
        ("fr", "il a un couteau", "il n'a pas de couteau", "weapon"),
        ("es", "tiene una pistola", "no tiene pistola", "weapon"),
        ("es", "me pega", "nunca me pega", "violence"),
    ],
)
def test_what_is_denied_is_no_cue(language: str, said: str, denied: str, cue: str) -> None:
    assert cue in names(said, language)
    assert cue not in names(denied, language)


@pytest.mark.parametrize(
    ("language", "text", "cue"),
    [
        ("en", "i cant leave", "held"),
        ("en", "they wont stop hitting us", "violence"),
        ("en", "i dont know if he will kill me", "threat_of_killing"),
        ("fr", "jpeux pas sortir", "held"),
        ("es", "no me deja salir", "held"),
        ("es", "no estoy a salvo", "danger_now"),
    ],
)
def test_a_denial_that_is_the_danger_counts(language: str, text: str, cue: str) -> None:
    assert cue in names(text, language)


@pytest.mark.parametrize(
    ("language", "texted", "written"),
    [
        ("en", "pls hlp hes hereee", "please help he s here"),
        ("fr", "jpeux pa, kil vien", "je peux pas qu il vient"),
        ("es", "xfa ayuda q viene", "por favor ayuda que viene"),
        ("", "J'ai été à l'hôpital", "j ai ete a l hopital"),
        ("en", "🆘 🔪", "sos knife"),
    ],
)
def test_texting_spelling_is_undone(language: str, texted: str, written: str) -> None:
    assert plain(texted, language) == written


def test_the_bits_add_up_and_each_is_shown() -> None:
    reading = read(TOLD, "en")
    assert reading.bits == pytest.approx(weights().start + sum(r.bits for r in reading.reasons))
    assert reading.urgent
    assert {r.source for r in reading.reasons} >= {"PF", "DA5"}
    worded = [r for r in reading.reasons if r.words]
    assert worded
    assert set(worded[0].words) <= set(TOLD.split())


def test_a_text_that_can_wait_says_why() -> None:
    reading = read("thank you i am safe now", "en")
    assert not reading.urgent
    assert "The texter says that they, or others, are safe." in [
        r.sentence for r in reading.reasons
    ]
    assert reading.probability < 0.1


# Ranking rather than scores: who must stand before whom.
@pytest.mark.parametrize(
    ("sooner", "later"),
    [
        ("he has a knife and says he will kill me", "what are your opening hours"),
        ("they took my passport and i can't leave", "hello"),
        ("il m'a frappée, je ne peux pas sortir", "bonjour, avez-vous des horaires"),
        ("me va a matar, estoy encerrada", "hola, una pregunta"),
        ("i want to die", "i feel a bit sad"),
        ("he is at the door with a knife", "he had a knife years ago"),
        ("my boss says he will kill me", "lol my boss is killing me with deadlines"),
        ("someone here can't leave", "i saw your poster"),
    ],
)
def test_who_is_in_danger_stands_first(sooner: str, later: str) -> None:
    assert score_of(sooner, language_of(sooner)) > score_of(later, language_of(later))


def test_most_urgent_is_no_mean_and_calm_texts_take_nothing_from_it() -> None:
    alone = most_urgent(["he has a gun"], "en")
    assert most_urgent(["hello", "he has a gun", "thanks", "ok"], "en").bits >= alone.bits
    apart = ["he has a gun", "thanks", "ok", "when are you open", "bye"]
    assert most_urgent(apart, "en").bits >= alone.bits
    assert most_urgent([], "en").bits < 0


@given(st.text(max_size=300), st.sampled_from(["", "en", "fr", "es"]))
def test_no_text_breaks_the_score(body: str, language: str) -> None:
    assert score_of(body, language) >= 0.0


@given(st.text(alphabet="ab é\u0301'’🔪", max_size=80))
def test_plain_is_plain_already(body: str) -> None:
    once = plain(body, "")
    assert plain(once, "") == once


def test_urgent_texts_that_nothing_was_fitted_to_are_found() -> None:
    judged = [(one.urgent, read(one.text, language_of(one.text)).urgent) for one in texts("test")]
    found = [called for urgent, called in judged if urgent]
    false = [called for urgent, called in judged if not urgent]
    assert sum(found) / len(found) >= 0.86
    assert sum(false) / len(false) <= 0.30


def test_no_text_stands_in_two_parts() -> None:
    parts = [{one.text for one in texts(part)} for part in ("training", "calibration", "test")]
    longer = [{text for text in part if len(text.split()) > 3} for part in parts]
    assert longer[0] & longer[2] == longer[1] & longer[2] == longer[0] & longer[1] == set()
    assert len(parts[2]) >= 290
    assert len(parts[0]) >= 400


def test_the_weights_are_those_that_the_texts_give() -> None:
    made, kept = fit.fit(), json.loads(fit.PAGE.read_text("utf-8"))
    assert made["cues"] == pytest.approx(kept["cues"], abs=0.02)
    assert made["start"] == pytest.approx(kept["start"], abs=0.02)
    both = made["wording"].keys() & kept["wording"].keys()
    assert len(both) >= 0.98 * len(kept["wording"])
    assert all(abs(made["wording"][name] - kept["wording"][name]) < 0.02 for name in both)


def standing(
    score: float, minutes: float = 0, language: str = "en", *, flag: bool = False
) -> Standing:
    since = NOW - timedelta(minutes=minutes)
    return Standing(score, flag, since, since, language)


ENGLISH, LEARNER = Reader(("en",)), Reader(("en",), learning=True)


def order(reader: Reader, **standings: Standing) -> list[str]:
    rows = [(one, name) for name, one in standings.items()]
    return [name for _, name in ordered(rows, reader, NOW)]


def test_nobody_starves() -> None:
    worst = score_of("he has a gun he will kill me he is at the door help call 911 " * 9, "en")
    heavy = urgency(worst, NOW, NOW, flag=True)
    assert urgency(0.0, NOW - timedelta(minutes=77), NOW, flag=False) > heavy
    assert urgency(0.0, NOW - timedelta(minutes=45), NOW, flag=False) > score_of("he hits me", "en")


def test_the_first_minutes_weigh_little() -> None:
    assert order(ENGLISH, waited=standing(2.0, 10), danger=standing(8.0)) == ["danger", "waited"]


def test_a_language_or_a_learner_lowers_and_never_hides() -> None:
    mine, theirs = standing(3.0), standing(5.0, language="es")
    assert order(ENGLISH, theirs=theirs, mine=mine) == ["mine", "theirs"]
    assert order(Reader(("en", "es")), theirs=theirs, mine=mine) == ["theirs", "mine"]
    waited = standing(5.0, 40, language="es")
    assert order(ENGLISH, mine=mine, waited=waited) == ["waited", "mine"]
    assert order(LEARNER, danger=standing(9.0), hello=standing(4.0)) == ["hello", "danger"]
    assert order(ENGLISH, hello=standing(4.0), danger=standing(9.0)) == ["danger", "hello"]
    assert order(LEARNER, hello=standing(4.0), danger=standing(9.0, 60)) == ["danger", "hello"]


@pytest.mark.django_db
def test_the_consoles_list_is_in_this_order_and_holds_everybody() -> None:
    said = {
        "hello": "+12025550111",
        "he has a knife, he is at the door": "+12025550112",
        "no me deja salir y me pega": "+12025550113",
        "what are your opening hours": "+12025550114",
    }
    numbered = {opened(text, number=number).id: text for text, number in said.items()}

    def listed(*languages: str) -> list[str]:
        rows = queries.queue(languages)
        assert len(rows) == len(said)
        return [numbered[row.conversation.id] for row in rows]

    first = "he has a knife, he is at the door"
    assert listed("en", "es")[:2] == [first, "no me deja salir y me pega"]
    assert listed("en")[0] == first
    page = queries.opened(next(one for one, text in numbered.items() if text == first))
    assert page.reading.urgent
    assert page.reading.now
    assert any(reason.words for reason in page.reading.reasons)
