"""What the hints change: national numbers, currencies, cities of one name."""

import pytest

from vigie.analysis.identifiers import Hints, extract


def values(text: str, hints: Hints, kind: str) -> list[str]:
    return [m.value for m in extract(text, hints) if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "hints", "value"),
    [
        ("06 39 98 12 34", Hints(region="FR"), "+33639981234"),
        ("06 39 98 12 34", Hints(location="Lyon, France"), "+33639981234"),
        ("0639981234", Hints(source="annonces.example.fr"), "+33639981234"),
        ("07700 900123", Hints(region="GB"), "+447700900123"),
        ("07700900123", Hints(location="Manchester, UK"), "+447700900123"),
        ("739 01 23 45", Hints(region="ES"), "+34739012345"),
        ("55 0001 5678", Hints(location="Ciudad de México"), "+525500015678"),
        ("416-555-0123", Hints(region="CA-ON"), "+14165550123"),
        ("416-555-0123", Hints(), "+14165550123"),
    ],
)
def test_national_numbers(text: str, hints: Hints, value: str) -> None:
    assert values(f"call {text}", hints, "phone") == [value]


def test_a_dollar_is_the_country_s() -> None:
    assert values("$200 per hour", Hints(region="CA"), "rate") == ["200 CAD/60"]
    assert values("$200 per hour", Hints(region="US"), "rate") == ["200 USD/60"]
    assert values("$200 per hour", Hints(location="Sydney, Australia"), "rate") == ["200 AUD/60"]


def test_a_city_is_the_one_of_the_region() -> None:
    text = "available in Springfield tonight"
    assert values(text, Hints(region="US-IL"), "place") == ["Springfield, IL, US"]
    assert values(text, Hints(location="Branson, Missouri"), "place") == ["Springfield, MO, US"]


TUESDAY = "2026-11-24T09:00:00Z"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("free tonight", "2026-11-24"),
        ("Tomorrow only", "2026-11-25"),
        ("disponible demain", "2026-11-25"),
        ("après-demain", "2026-11-26"),
        ("llego mañana", "2026-11-25"),
        ("pasado mañana", "2026-11-26"),
        ("next Friday", "2026-11-27"),
        ("vendredi prochain", "2026-11-27"),
        ("el próximo martes", "2026-12-01"),
        ("here until the 30th", "2026-11-30"),
        ("jusqu'au 3", "2026-12-03"),
        ("hasta el 14", "2026-12-14"),
    ],
)
def test_a_day_said_from_the_day_of_posting(text: str, value: str) -> None:
    found = [m for m in extract(text, Hints(posted=TUESDAY)) if m.kind == "date"]
    assert [(m.value, m.detail["relative"]) for m in found] == [(value, 1)]
    assert values(text, Hints(), "date") == []


@pytest.mark.parametrize("text", ["por la mañana", "until 9pm", "open Mondays", "hasta 20 €"])
def test_what_is_no_day(text: str) -> None:
    assert values(text, Hints(posted=TUESDAY), "date") == []


def test_a_posting_day_that_is_none_says_nothing() -> None:
    assert values("tomorrow", Hints(posted="soon"), "date") == []


def test_seven_digits_take_the_area_of_the_site() -> None:
    assert values("call 555-0142", Hints(region="US", source="list206.example"), "phone") == [
        "+12065550142"
    ]
    assert values("call 555-0142", Hints(region="US", source="list.example"), "phone") == []
