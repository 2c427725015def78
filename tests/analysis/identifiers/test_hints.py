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
