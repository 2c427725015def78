"""The packed file of cities, and what it costs to read."""

import runpy
import zlib
from pathlib import Path

from vigie.analysis.identifiers.gazetteer import gazetteer, packed

ROOT = Path(__file__).parents[3]
FILE = ROOT / "src" / "vigie" / "analysis" / "identifiers" / "cities.zlib"


def test_the_file_is_that_of_its_source() -> None:
    cities = runpy.run_path(str(ROOT / "docs" / "build" / "cities.py"))["cities"]()
    assert zlib.decompress(packed(cities)) == zlib.decompress(FILE.read_bytes()), (
        "run: python docs/build/cities.py"
    )


def test_a_name_has_its_cities_the_most_populous_first() -> None:
    named = [(city.name, city.region, city.country) for city in gazetteer().cities("paris")]
    assert named[0] == ("Paris", "IDF", "FR")
    assert ("Paris", "TX", "US") in named


def test_a_city_has_the_name_that_people_use_too() -> None:
    assert gazetteer().cities("vegas")[0].name == "Las Vegas"
    assert gazetteer().cities("no such place") == ()


def test_a_district_stands_behind_the_city_of_its_name() -> None:
    named = [(c.region, c.country) for c in gazetteer().cities("salamanca") if c.country == "ES"]
    assert named[:2] == [("CL", "ES"), ("MD", "ES")]
    assert gazetteer().cities("hollywood")[0].region == "CA"
