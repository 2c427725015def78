import pytest

from vigie.analysis.triage.places import city_names


@pytest.mark.parametrize(
    "written",
    ["Leeds, GB", "England > Leeds", "leeds gb", "LEEDS", "Leeds, England", "Lèeds", "leeds  "],
)
def test_one_city_however_its_site_writes_it(written: str) -> None:
    assert city_names([written, "Leeds, GB"], [])[0] == "leeds"


def test_a_city_that_ads_name_is_known() -> None:
    assert city_names(["memphis tn", "new york ny", "new haven"], ["Memphis", "New York"]) == [
        "memphis",
        "new york",
        "new haven",
    ]


def test_no_place_is_no_city() -> None:
    assert city_names(["", " , FR", ">"], [""]) == ["", "", ""]
