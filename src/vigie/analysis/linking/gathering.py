"""What each ad carries: its keys, its days, its places, its figures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, chunked, pc
from vigie.analysis.linking.keys import NO_DAY, Carried, Ints, Names, Small, number, regroup
from vigie.analysis.linking.kinds import CODES, FROM_MENTIONS
from vigie.analysis.linking.parameters import Parameters
from vigie.analysis.linking.stays import stays
from vigie.analysis.linking.wording import Heard, habits, nothing_heard, rare_words

DAY = 86_400_000_000
"""Microseconds in a day."""
NO_TIME = -(2**62)
"""The time of an ad whose date is unknown."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Every ad once (versions together), in the order of ids, with all that it carries.

    `template` is -1 where the ad's text has no near-duplicate. `figures` are (ad, value) arrays by
    name: `age` in years, `price` per hour in hundredths, `hour` of the day in UTC.
    `stays` are (ad, day, place) rows; `places` names them as `city, region`. `words` counts in how
    many texts each word is found.
    """

    ads: Column
    first: Ints
    last: Ints
    carried: Carried
    names: Names
    template: Ints
    figures: Mapping[str, tuple[Ints, Ints]]
    stays: tuple[Ints, Ints, Ints]
    places: Column
    words: npt.NDArray[np.uint8]


def gather(
    tables: Mapping[str, pa.Table], parameters: Parameters, heard: Heard | None = None
) -> Gathered:
    """Put together what the stages before found, whatever the order of their rows.

    Tables: `ads` and `mentions`; where there are any, `templates` (ad_id, template), `pictures`
    (image_id, group), `altered` (image_id, altered) and `scenes` (image_id, scene), in which a
    picture may have several rows. Rows about unknown ads are left out. `heard` counts the words of
    texts that were read before.
    """
    posted = tables["ads"]
    ads = pc.unique(posted["ad_id"])
    ads = ads.take(pc.sort_indices(ads))
    rows = _index(posted["ad_id"], ads)
    when = _when(posted)
    days = np.where(when == NO_TIME, NO_DAY, when // DAY).astype(np.int32)
    first, last = _span(rows, days, len(ads))
    mentions = _trusted(tables["mentions"], ads, parameters)
    template, templates = _templates(tables.get("templates"), ads)
    rare, words = rare_words(posted, rows, template, heard or nothing_heard())
    carried, names = _number(
        [
            *_from_mentions(mentions),
            *_from_pictures(posted, rows, tables),
            *templates,
            *rare,
            *habits(posted, rows),
        ],
        (first, last),
    )
    at, places = stays(posted, rows, days, _places_named(mentions))
    return Gathered(
        ads=ads,
        first=first,
        last=last,
        carried=carried,
        names=names,
        template=template,
        figures={**_figures(mentions), "hour": _hours(rows, when)},
        stays=at,
        places=places,
        words=words,
    )


Rows = tuple[str, Ints, Column]
"""A kind of key, the ads that carry it, and its values."""


def _index(ids: Column, ads: Column) -> Ints:
    found = pc.fill_null(pc.index_in(ids, value_set=ads), -1)
    return np.asarray(found.to_numpy(), dtype=np.int32)


def _when(posted: pa.Table) -> np.ndarray:
    times = pc.coalesce(posted["posted_at"], posted["collected_at"])
    return np.asarray(pc.fill_null(pc.cast(times, pa.int64()), NO_TIME).to_numpy())


def _span(rows: Ints, days: Ints, ads: int) -> tuple[Ints, Ints]:
    first, last = np.full(ads, 2**31 - 1, np.int64), np.full(ads, NO_DAY, np.int64)
    known = days > NO_DAY
    np.minimum.at(first, rows[known], days[known])
    np.maximum.at(last, rows[known], days[known])
    first[first == 2**31 - 1] = NO_DAY
    return first.astype(np.int32), last.astype(np.int32)


def _trusted(mentions: pa.Table, ads: Column, parameters: Parameters) -> pa.Table:
    kept = mentions.filter(pc.greater_equal(mentions["confidence"], parameters.confidence))
    owner = _index(kept["ad_id"], ads)
    table = kept.select(["kind", "value", "detail"]).append_column("ad", array(owner))
    return table.filter(array(owner >= 0))


def _of_kind(mentions: pa.Table, kind: str) -> pa.Table:
    return mentions.filter(pc.equal(mentions["kind"], kind)).combine_chunks()


def _details(table: pa.Table, *fields: str) -> list[list[Any]]:
    """The named fields of each row's detail; each distinct detail is read once."""
    encoded = pc.fill_null(table["detail"], "{}").combine_chunks().dictionary_encode()
    read = [json.loads(text or "{}") for text in encoded.dictionary.to_pylist()]
    indices = encoded.indices.to_numpy(zero_copy_only=False)
    columns = [np.array([one.get(field) for one in read], dtype=object) for field in fields]
    return [list(column[indices]) if len(read) else [] for column in columns]


def _from_mentions(mentions: pa.Table) -> list[Rows]:
    found = []
    for kind in FROM_MENTIONS:
        rows = _of_kind(mentions, kind)
        values = rows["value"].combine_chunks()
        if kind == "handle":
            platforms = array([str(p or "") for p in _details(rows, "platform")[0]], pa.string())
            values = pc.binary_join_element_wise(platforms, values, ":")
        if kind == "name":
            values = pc.utf8_lower(values)
        found.append((kind, rows["ad"].to_numpy(), values))
    return found


def _from_pictures(posted: pa.Table, rows: Ints, tables: Mapping[str, pa.Table]) -> list[Rows]:
    lists = posted["images"].combine_chunks()
    owner = rows[pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)]
    images = pc.list_flatten(lists)
    found = [("picture", owner, _renamed(images, tables.get("pictures"), "group"))]
    for name, kind in (("altered", "altered"), ("scenes", "scene")):
        if name in tables and tables[name].num_rows:
            found.append((kind, *_of_pictures(images, owner, tables[name], kind)))
    return found


def _renamed(images: Column, table: pa.Table | None, column: str) -> Column:
    """The group of each picture; where it has none, the picture itself."""
    if table is None or not table.num_rows:
        return images
    at = pc.index_in(images, value_set=table["image_id"].combine_chunks())
    groups = table[column].combine_chunks().cast(pa.string()).take(at)
    return pc.coalesce(groups, images)


def _of_pictures(images: Column, owner: Ints, table: pa.Table, column: str) -> tuple[Ints, Column]:
    """Every key that the table gives a picture, for each ad that shows it."""
    names = pc.unique(table["image_id"].combine_chunks())
    given = np.asarray(pc.index_in(table["image_id"], value_set=names).to_numpy())
    order = np.argsort(given, kind="stable")
    many = np.bincount(given, minlength=len(names))
    first = np.cumsum(many) - many
    at = np.asarray(pc.fill_null(pc.index_in(images, value_set=names), -1).to_numpy())
    shown = np.flatnonzero(at >= 0)
    times = many[at[shown]]
    begins = np.repeat(first[at[shown]], times)
    inner = np.arange(len(begins)) - np.repeat(np.cumsum(times) - times, times)
    values = table[column].combine_chunks().cast(pa.string())
    return np.repeat(owner[shown], times), values.take(array(order[begins + inner]))


def _templates(table: pa.Table | None, ads: Column) -> tuple[Ints, list[Rows]]:
    template = np.full(len(ads), -1, np.int32)
    if table is None or not table.num_rows:
        return template, []
    table = table.filter(pc.is_valid(table["template"]))
    owner = _index(table["ad_id"], ads)
    kept = table["template"].combine_chunks().cast(pa.string()).filter(array(owner >= 0))
    owner = owner[owner >= 0]
    encoded = kept.dictionary_encode()
    rank = np.argsort(np.argsort(encoded.dictionary.to_numpy(zero_copy_only=False)))
    template_of = rank[encoded.indices.to_numpy(zero_copy_only=False)].astype(np.int32)
    np.maximum.at(template, owner, template_of)
    return template, [("template", owner, kept)]


def _number(parts: list[Rows], span: tuple[Ints, Ints]) -> tuple[Carried, Names]:
    owner = np.concatenate([rows for _, rows, _ in parts]).astype(np.int32)
    kinds: Small = np.concatenate(
        [np.full(len(rows), CODES[kind], np.int8) for kind, rows, _ in parts]
    )
    values = chunked([v.cast(pa.string()) for _, _, v in parts], pa.string())
    key, names = number(kinds, values.combine_chunks())
    first, last = span
    rows = Carried(owner, key, first[owner], last[owner], owner)
    return regroup(rows, owner), names


def _figures(mentions: pa.Table) -> dict[str, tuple[Ints, Ints]]:
    ages = _of_kind(mentions, "age")
    years = pc.cast(
        pc.if_else(pc.match_substring_regex(ages["value"], r"^\d{2}$"), ages["value"], None),
        pa.int32(),
    )
    known = pc.is_valid(years).to_numpy()
    rates = _of_kind(mentions, "rate")
    amount, minutes = _details(rates, "amount", "minutes")
    hourly = np.array(
        [
            round(float(a) * 6000 / float(m)) if _figure(a) and _figure(m) else -1
            for a, m in zip(amount, minutes, strict=True)
        ],
        dtype=np.int64,
    )
    hour = hourly > 0
    return {
        "age": (ages["ad"].to_numpy()[known], years.drop_null().to_numpy().astype(np.int32)),
        "price": (
            rates["ad"].to_numpy()[hour],
            np.minimum(hourly[hour], 2**31 - 1).astype(np.int32),
        ),
    }


def _figure(value: Any) -> bool:
    return isinstance(value, int | float) and 0 < value < 1e7


def _hours(rows: Ints, when: np.ndarray) -> tuple[Ints, Ints]:
    timed = (when != NO_TIME) & (when % DAY != 0)
    return rows[timed], (when[timed] % DAY // (DAY // 24)).astype(np.int32)


def _places_named(mentions: pa.Table) -> tuple[Ints, Column]:
    rows = _of_kind(mentions, "place")
    city, area = _details(rows, "city", "region")
    names = [
        ", ".join(str(part) for part in parts if part).lower()
        for parts in zip(city, area, strict=True)
    ]
    named = np.array([bool(name) for name in names], bool)
    values = array(names, pa.string()).filter(array(named))
    return rows["ad"].to_numpy()[named], values
