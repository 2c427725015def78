"""Where each ad says it is, and on which day."""

import numpy as np
import pyarrow as pa

from vigie.analysis.identifiers.gazetteer import gazetteer, key, locate
from vigie.analysis.linking.arrow import Column, array, chunked, pc
from vigie.analysis.linking.keys import NO_DAY, Ints

Stays = tuple[Ints, Ints, Ints]
"""Parallel arrays: the ad, the day, the place by its number."""


def stays(
    posted: pa.Table, ad: Ints, day: Ints, mentioned: tuple[Ints, Column]
) -> tuple[Stays, Column]:
    """Each ad's own location; for an ad that gives none, the places that its text names.

    `ad` and `day` belong to the rows of `posted`; `mentioned` is (ad, place) from the texts.
    Places are numbered in the order of their names, which are in lower case; a city that the
    gazetteer knows has one name, however its site writes it.
    """
    location = _named(pc.utf8_trim_whitespace(pc.fill_null(posted["location"], "")))
    given = pc.not_equal(location, "").to_numpy() & (day > NO_DAY)
    days = np.full(int(ad.max(initial=-1)) + 1, NO_DAY, np.int32)
    silent = (~given) & (day > NO_DAY)
    days[ad[silent]] = day[silent]
    says, place = mentioned
    helped = days[says] > NO_DAY
    names = chunked(
        [*location.filter(array(given)).chunks, place.filter(array(helped))], pa.string()
    )
    encoded = names.combine_chunks().dictionary_encode()
    order = pc.sort_indices(encoded.dictionary)
    rank = np.empty(len(order), np.int32)
    rank[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    numbers = rank[encoded.indices.to_numpy(zero_copy_only=False)]
    owners = np.concatenate([ad[given], says[helped]])
    at = np.concatenate([day[given], days[says[helped]]])
    return (owners.astype(np.int32), at.astype(np.int32), numbers), encoded.dictionary.take(order)


def _named(locations: Column) -> Column:
    """Each location as `city, region`, where it names one city; else as it stands."""
    encoded = locations.combine_chunks().dictionary_encode()
    names = array([city_name(place) for place in encoded.dictionary.to_pylist()], pa.string())
    return chunked([names.take(encoded.indices)], pa.string())


def city_name(location: str) -> str:
    """The city that a location names, and its region; the location itself where it may be none."""
    found = locate(location)
    parts = [key(part) for part in location.replace(">", ",").replace("|", ",").split(",")]
    plain = [*parts, *(part[:-3] for part in parts if part[-3:-2] == " ")]
    if found.city and any(found.city in gazetteer().cities(part) for part in plain):
        return f"{found.city.name}, {found.city.region}".lower()
    return location.lower()


def region(place: str) -> str:
    """The part of a place's name after its last comma (a state, a country), or the whole name."""
    return place.rsplit(",", 1)[-1].strip()
