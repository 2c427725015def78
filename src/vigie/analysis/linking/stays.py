"""Where each ad says it is, and on which day."""

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, chunked, pc
from vigie.analysis.linking.keys import NO_DAY, Ints

Stays = tuple[Ints, Ints, Ints]
"""Parallel arrays: the ad, the day, the place by its number."""


def stays(
    posted: pa.Table, ad: Ints, day: Ints, mentioned: tuple[Ints, Column]
) -> tuple[Stays, Column]:
    """Each ad's own location; for an ad that gives none, the places that its text names.

    `ad` and `day` belong to the rows of `posted`; `mentioned` is (ad, place) from the texts.
    Places are numbered in the order of their names, which are in lower case.
    """
    location = pc.utf8_lower(pc.utf8_trim_whitespace(pc.fill_null(posted["location"], "")))
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


def region(place: str) -> str:
    """The part of a place's name after its last comma (a state, a country), or the whole name."""
    return place.rsplit(",", 1)[-1].strip()
