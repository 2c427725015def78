"""Each cue holds where it should and does not where it should not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from vigie.analysis.triage.registry import registry
from vigie.analysis.triage.scoring import view_of
from vigie.analysis.triage.signals import Signal
from vigie.analysis.triage.signals.ages import under_age

TEL, OTHER, THIRD = "+33199000101", "+33199000102", "+33199000103"
Ads = list[dict[str, Any]]


def stated(*texts: str) -> Ads:
    return [{"text": text} for text in texts]


def named(*names: str, **more: Any) -> Ads:
    return [{"name": name, "phone": TEL, "day": day} | more for day, name in enumerate(names)]


def at(*hours: float, **more: Any) -> Ads:
    return [{"day": 0, "hour": hour, **more} for hour in hours]


def over(days: list[float], **more: Any) -> Ads:
    return [{"day": day, **more} for day in days]


def aged(*pairs: tuple[float, int]) -> Ads:
    return [{"day": day, "age": age, "phone": TEL} for day, age in pairs]


def places(*cities: str, apart: float = 3.0) -> Ads:
    return [{"place": city, "day": number * apart} for number, city in enumerate(cities)]


# For each cue: the ads of a party for which it holds, and of one for which it does not.
EXAMPLES: dict[str, tuple[Ads, Ads]] = {
    "obscured_phone": ([{"phone": TEL, "hidden": ("phone",)}] * 2, [{"phone": TEL}] * 2),
    "hidden_address": ([{"handle": "ana", "hidden": ("handle",)}] * 2, [{"handle": "ana"}] * 2),
    "trust_language": (stated("You can trust me", "de confiance"), stated("Come in")),
    "youth_language": (stated("Young and kind", "estudiante"), stated("Forty and kind")),
    "third_person": (stated("She is here", "Elle est là"), stated("I am here")),
    "we_voice": (stated("We are open", "Somos tres"), stated("I am here")),
    "restricted_movement": (stated("Incall only"), stated("I travel")),
    "asks_for_another": (stated("Ask for Ana", "pregunta por Ana"), stated("Call me")),
    "several_persons_in_ad": (stated("Two ladies"), stated("I am alone")),
    "third_party_contact": (stated("My driver waits"), stated("I drive")),
    "open_at_all_hours": (stated("Open 24/7"), stated("From ten to six")),
    "no_terms_of_her_own": (stated("No limits"), stated("Please be kind")),
    "coded_signs": (stated("Hi 🍒"), stated("Hi 😀")),
    "minor_coded_signs": (stated("Hi 🎀"), stated("Hi 😀")),
    "movement_language": (stated("New in town"), stated("I live here")),
    "screening_language": (stated("References required"), stated("Welcome")),
    "tattoo_words": (stated("I have a tattoo"), stated("I have a cat")),
    "prepayment_language": (stated("Pay first by gift card"), stated("Pay when we meet")),
    "own_voice": (stated("I am Ana and I live here"), stated("I am Ana. We are a team.")),
    "verifiable_reviews": (stated("Read my reviews"), stated("Welcome")),
    "own_terms": (stated("By appointment only"), stated("Come by")),
    "newcomer_language": (stated("I have just started"), stated("Ten years of work")),
    "minor_youth_language": (stated("Young and kind"), stated("Forty and kind")),
    "minor_screening": (stated("References required"), stated("Welcome")),
    "stated_age_under_23": (aged((0, 21), (1, 21)), aged((0, 30), (1, 30))),
    "states_under_age": ([], aged((0, 30), (1, 30))),
    "ages_conflict": (
        aged((0, 22), (30, 29)),
        [*aged((0, 22), (360, 23)), {"age": 40, "name": "bea"}, {"age": 31, "name": "cleo"}],
    ),
    "several_ages_at_once": (
        aged((0, 22), (1, 25), (1, 29)),
        [{"age": 22, "name": "ana"}, {"age": 29, "name": "bea"}],
    ),
    "ages_conflict_low": (aged((0, 20), (30, 27)), aged((0, 25), (30, 32))),
    "age_falls": (aged((0, 26), (100, 22)), aged((0, 26), (400, 27))),
    "lowest_adult_age": (aged((0, 19), (1, 19)), aged((0, 24), (1, 24))),
    "settled_age": (aged((0, 33), (1, 33)), aged((0, 21), (1, 33))),
    "steady_age": (aged((0, 31), (300, 31), (420, 32)), aged((0, 31), (400, 40))),
    "many_names_one_number": (named("ana", "bea", "cleo", "dina"), named("ana", "ana")),
    "many_numbers": (
        [{"phone": f"+3319900010{n}"} for n in range(5)],
        [{"phone": TEL}, {"phone": TEL}],
    ),
    "single_identity": (named("ana", "ana", "ana"), named("ana", "ana", "bea")),
    "settled_business": (
        named("ana", "bea", "cleo") + named("ana", day=90),
        [*named("ana", "bea", "cleo"), {"name": "ana", "day": 90, "place": "Nice"}],
    ),
    "persons_moved_together": (
        [{"name": name, "place": city} for name in ("ana", "bea") for city in ("Lyon", "Nice")],
        [{"name": "ana", "place": "Lyon"}, {"name": "bea", "place": "Nice"}],
    ),
    "one_body_changing_names": (
        [{"name": name, "height": 165} for name in ("ana", "bea", "cleo")],
        [{"name": "ana", "height": 165}, {"name": "bea", "height": 172}],
    ),
    "one_link_everywhere": (
        [{"name": name, "place": city, "url": "all.example/1"}
         for name in ("ana", "bea") for city in ("Lyon", "Nice")],
        [{"name": name, "url": "one.example"} for name in ("ana", "bea")],
    ),
    "few_ads": (over([0, 1, 2]), at(*range(1, 8))),
    "several_names": (named("ana", "bea"), named("ana", "ana")),
    "local_language": (stated("I live here"), stated("Here until Friday")),
    "circuit_of_cities": (
        places("Lyon", "Lille", "Nice", "Brest", "Metz"),
        places("Lyon", "Lyon", "Lyon"),
    ),
    "repeated_circuit": (
        places("Lyon", "Lille", "Nice", "Lyon", "Lille", "Nice", "Lyon"),
        places("Lyon", "Lille", "Lyon", "Lille", "Lyon"),
    ),
    "two_places_at_once": (
        places("Lyon", "Lille", "Lyon", apart=0.05),
        places("Lyon", "Lille", "Lyon", apart=2.0),
    ),
    "one_city": (
        over([0, 100], place="Lyon"),
        [{"place": "Lyon"}, {"place": "Nice", "day": 100}],
    ),
    "posting_round_the_clock": (
        at(*range(20), name="ana") + at(*range(20), name="bea"),
        at(*range(20), name="ana"),
    ),
    "posting_bursts": (at(*([5.2] * 7)), at(1, 3, 5, 7, 9, 11, 13)),
    "heavy_posting": (at(*range(12)), over([0, 20, 40])),
    "many_sites": (
        [{"site": site} for site in ("a", "b", "c")],
        [{"site": site} for site in ("a", "b")],
    ),
    "stable_identity": (over([0, 200], name="ana", phone=TEL),
                        [{"name": "ana", "phone": TEL}, {"name": "bea", "phone": TEL, "day": 200}]),
    "years_of_history": (
        over([0, 900], name="ana", phone=TEL),
        over([0, 100], name="ana", phone=TEL),
    ),
    "one_price_for_all": (named("ana", "bea", "cleo", rate=150), named("ana", "ana", rate=150)),
    "one_text_changing_names": (named("ana", "bea", template="T1"), named("ana", template="T1")),
    "one_text_changing_numbers": (
        [{"phone": tel, "template": "T1"} for tel in (TEL, OTHER, THIRD)],
        [{"phone": TEL, "template": "T1"}] * 3,
    ),
    "one_picture_changing_names": (named("ana", "bea", images=("p",)), named("ana", images=("p",))),
    "silence_then_new_number": (
        [{"phone": TEL}, {"phone": OTHER, "day": 60}],
        [{"phone": TEL}, {"phone": TEL, "day": 60}, {"phone": OTHER, "day": 65}],
    ),
    "own_website": (
        [{"url": "https://ana.example/now"}] * 2,
        [{"url": "https://pictures.example/1"}] * 2,
    ),
    "minor_several_names": (named("ana", "bea"), named("ana", "ana")),
    "minor_many_numbers": (
        [{"phone": "+3319900001"}, {"phone": "+3319900002"}],
        [{"phone": "+3319900001"}, {"phone": "+3319900001"}],
    ),
    "minor_text_changing_names": (
        named("ana", "bea", template="T1"), named("ana", template="T1"),
    ),
    "minor_single_identity": (named("ana", "ana", "ana"), named("ana", "ana", "bea")),
    "minor_own_website": (
        [{"url": "https://ana.example/now"}] * 2,
        [{"url": "https://pictures.example/1"}] * 2,
    ),
}  # fmt: skip
ELSEWHERE = {
    "low_price", "tied_to_known_case", "known_picture", "tied_to_ranked_profile",
    "number_of_other_names", "agency_number", "widely_copied_text", "stock_pictures",
    "minor_known_picture", "minor_tied_to_known_case", "wording",
}  # fmt: skip


def test_every_cue_has_an_example() -> None:
    assert set(EXAMPLES) | ELSEWHERE == {cue.id for cue in registry().used}


@pytest.mark.parametrize("cue", sorted(EXAMPLES))
def test_a_cue_holds_where_it_should_and_there_alone(
    cue: str, scene: Any, signal: Callable[[Any, str], Signal]
) -> None:
    holds, fails = EXAMPLES[cue]
    crowd = [{"url": "pictures.example/2"}] * 2
    found = signal(scene({"P1": holds, "P2": fails, "P3": crowd}), cue)
    assert found.strength[int(len(holds) > 0)] == 0, "it holds where it should not"
    if holds:
        assert found.strength[0] > 0, "it does not hold where it should"
        assert found.rows[: len(holds)].any(), "no ad shows it"
        assert not found.rows[len(holds) : len(holds) + len(fails)].any(), "a wrong ad shows it"


def test_an_age_under_the_age_of_majority_is_seen_at_any_age_of_majority(scene: Any) -> None:
    """Tried with an age of majority of 30, so that nobody under 18 has to be stated."""
    cue = replace(registry()["states_under_age"], parameters={"adult": 30})
    tables = scene({"P1": aged((0, 25), (1, 40)), "P2": aged((0, 30), (1, 31))}).tables()
    assert under_age(view_of(tables), cue).strength.tolist() == [1.0, 0.0]


def test_a_price_is_low_beside_many_others(scene: Any, signal: Callable[..., Signal]) -> None:
    parties = {f"P{n:02}": [{"rate": 200}, {"rate": 200}] for n in range(12)}
    found = signal(scene(parties | {"P99": [{"rate": 60}, {"rate": 80}]}), "low_price")
    assert found.strength[-1] == 1.0
    assert found.value is not None
    assert found.value[-1] == 30
    assert not found.strength[:-1].any()
    few = signal(scene({"P1": [{"rate": 200}], "P2": [{"rate": 60}]}), "low_price")
    assert not few.strength.any(), "ten parties are needed to say what is usual"


def test_a_number_of_other_names_is_told_from_an_agencys(
    scene: Any, signal: Callable[..., Signal]
) -> None:
    two = {"P1": named("ana"), "P2": named("bea")}
    many = {f"P{n}": named(f"n{n}") for n in range(9)}
    assert signal(scene(two), "number_of_other_names").strength.tolist() == [0.5**0.5] * 2
    assert not signal(scene(two), "agency_number").strength.any()
    assert not signal(scene(many), "number_of_other_names").strength.any()
    assert (signal(scene(many), "agency_number").strength == 1.0).all()


def test_what_many_others_share_is_counted(scene: Any, signal: Callable[..., Signal]) -> None:
    same = {f"P{n:02}": [{"template": "T", "images": ("p",)}] for n in range(12)}
    own = {"Q": [{"template": "U", "images": ("q",)}]}
    for cue in ("widely_copied_text", "stock_pictures"):
        found = signal(scene(same | own), cue)
        assert (found.strength[:12] > 0.5).all()
        assert found.strength[12] == 0


def test_a_known_case_speaks_of_its_neighbours_and_not_of_itself(
    scene: Any, signal: Callable[..., Signal]
) -> None:
    parties = {
        "P1": named("ana"), "P2": named("bea"), "P3": [{"phone": OTHER, "images": ("p",)}],
        "P4": [{"phone": THIRD, "images": ("p",)}], "P5": [{"phone": "+33199000109"}],
        "P6": [{"phone": "+33199000108"}],
    }  # fmt: skip
    cases = [("site/P1-000", "trafficking"), ("site/P3-000", "trafficking")]
    links = [("site/P1-000", "site/P5-000", 1.5), ("site/P3-000", "site/P6-000", -2.0)]
    given = scene(parties, cases=cases, links=links)
    assert signal(given, "tied_to_known_case").strength.tolist() == [0, 1, 0, 1, 1, 0]
    assert not signal(given, "minor_tied_to_known_case").strength.any(), "another question"


def test_a_list_of_known_pictures_speaks_of_minors_only_where_it_declares_them(
    scene: Any, signal: Callable[..., Signal]
) -> None:
    given = scene(
        {"P1": [{"images": ("a", "b")}, {}], "P2": [{"images": ("c",)}]},
        known_images=frozenset({"b", "c"}), minor_images=frozenset({"b"}),
    )  # fmt: skip
    assert signal(given, "known_picture").strength.tolist() == [1.0, 1.0]
    found = signal(given, "minor_known_picture")
    assert found.strength.tolist() == [1.0, 0.0]
    assert found.rows.tolist() == [True, False, False]


def test_a_link_to_a_profile_that_ranks_high_counts_by_its_own_probability(
    scene: Any, signal: Callable[..., Signal]
) -> None:
    high = [
        {"text": "She is young. We are here, trust me.", "phone": TEL, "hidden": ("phone",),
         "name": name, "template": "T"}
        for name in ("ana", "bea", "cleo", "dina", "eve")
    ]  # fmt: skip
    parties = {"P1": high, "P2": [{"phone": OTHER}], "P3": [{"phone": THIRD}], "P4": [{}]}
    links = [("site/P1-000", "site/P2-000", 2.0), ("site/P1-001", "site/P3-000", -3.0)]
    strength = signal(scene(parties, links=links), "tied_to_ranked_profile").strength
    assert strength[1] > 4 * strength[2] > 0
    assert np.array_equal(strength[[0, 3]], [0, 0])
