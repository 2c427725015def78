"""The tables of a run as columns of numbers, in one order that does not depend on theirs."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from vigie.analysis.triage.arrow import INSTANT, LONG_TEXT, TEXT, Column, arrow, compute
from vigie.analysis.triage.grouping import Flags, Floats, Ints, count, count_distinct, ints
from vigie.analysis.triage.places import city_names, plain
from vigie.analysis.triage.scanning import Automaton, Hits
from vigie.analysis.triage.tables import TriageTables

UNKNOWN = -1
# The kinds of mention that triage uses.
KINDS = ("phone", "email", "handle", "url", "wallet", "onion", "age", "height", "rate", "name",
         "place")  # fmt: skip


@dataclass(frozen=True)
class Mentions:
    """The mentions of one kind: the row and profile of each, its value as a code, its detail.

    `values` are the different values in order; `code` points into them. `details` are the
    different details, decoded, and `detail` points into those.
    """

    row: Ints
    profile: Ints
    code: Ints
    values: list[str]
    hidden: Flags
    detail: Ints
    details: list[dict[str, Any]]

    def detailed(self, name: str) -> list[Any]:
        """One field of each different detail, None where it lacks."""
        return [detail.get(name) for detail in self.details]


@dataclass(frozen=True)
class View:
    """Rows (ads at one version) by profile, ad and version; profiles by their ids.

    `profile`, `ad`, `source`, `minute` (of the posting, since 1970; UNKNOWN without a time) are
    one number a row. `ad` counts the ads in the order of `ad_ids`.
    """

    profile_ids: Column
    ad_ids: Column
    profile: Ints
    ad: Ints
    minute: Ints
    ads: Any
    hits: Hits
    lists: dict[str, int]
    tables: TriageTables
    mention_rows: Ints

    @property
    def profiles(self) -> int:
        """How many profiles there are."""
        return len(self.profile_ids)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.profile)

    @cached_property
    def ads_of(self) -> Ints:
        """How many different ads each profile has."""
        return count_distinct(self.profile, self.ad, self.profiles)

    @cached_property
    def profile_of_ad(self) -> Ints:
        """The profile of each ad."""
        result = np.full(len(self.ad_ids), UNKNOWN, np.int64)
        result[self.ad] = self.profile
        return result

    @cached_property
    def timed(self) -> Flags:
        """Which rows have a time of posting."""
        return np.asarray(self.minute != UNKNOWN)

    @cached_property
    def by_time(self) -> Ints:
        """The rows that have a time, by profile, time, ad."""
        order = np.lexsort((self.ad, self.minute, self.profile))
        return ints(order[self.timed[order]])

    @cached_property
    def days_spanned(self) -> Floats:
        """The days from each profile's first posting to its last."""
        order = self.by_time
        first = np.zeros(self.profiles)
        last = np.zeros(self.profiles)
        last[self.profile[order]] = self.minute[order]
        first[self.profile[order[::-1]]] = self.minute[order[::-1]]
        return (last - first) / 1440.0

    @cached_property
    def source(self) -> Ints:
        """The site of each row, as a code."""
        return _codes(self.ads.column("source"))[0]

    @cached_property
    def _cities(self) -> tuple[Ints, dict[str, int]]:
        code, locations = _codes(self.ads.column("location"))
        places = self.mentions["place"]
        stated = [str(city or "") for city in places.detailed("city")]
        posted = city_names(locations, stated)
        named = [plain(city) for city in stated]
        rank = {city: number for number, city in enumerate(sorted({*posted, *named} - {""}))}
        result = ints([rank.get(city, UNKNOWN) for city in posted])[code]
        cities = ints([rank.get(city, UNKNOWN) for city in named])
        mentioned = cities[places.detail] if len(cities) else places.detail
        kept = mentioned != UNKNOWN
        first = np.full(self.rows, UNKNOWN, np.int64)
        first[places.row[kept][::-1]] = mentioned[kept][::-1]
        return ints(np.where(result == UNKNOWN, first, result)), rank

    @property
    def city(self) -> Ints:
        """The city of each row as a code: where it was posted, else the place it names."""
        return self._cities[0]

    def city_code(self, place: str) -> int:
        """The code of the city that a place names, UNKNOWN where no ad is from it."""
        known = self._cities[1]
        return known.get(city_names([place], known)[0], UNKNOWN)

    @cached_property
    def template(self) -> Ints:
        """The template of each row as a code, UNKNOWN without one."""
        table: Any = self.tables.templates
        table = table.filter(compute.is_valid(table.column("template")))
        where = compute.index_in(self.ads.column("ad_id"), value_set=_flat(table.column("ad_id")))
        found = ints(compute.fill_null(where, UNKNOWN))
        if not table.num_rows:
            return found
        code, _ = _codes(table.column("template"))
        return ints(np.where(found == UNKNOWN, UNKNOWN, code[found]))

    @cached_property
    def pictures(self) -> tuple[Ints, Ints, list[str]]:
        """The row and the code of every picture, and the ids that the codes stand for."""
        images = self.ads.column("images").combine_chunks()
        rows = ints(compute.list_parent_indices(images))
        code, names = _codes(compute.list_flatten(images))
        return rows, code, names

    @cached_property
    def mentions(self) -> dict[str, Mentions]:
        """The mentions of each kind that triage uses."""
        return {kind: self._mentions(kind) for kind in KINDS}

    def _mentions(self, kind: str) -> Mentions:
        table: Any = self.tables.mentions
        wanted: Flags = np.asarray(compute.equal(table.column("kind"), kind).combine_chunks()
                            if table.num_rows else [], dtype=bool)  # fmt: skip
        chosen = np.flatnonzero(wanted & (self.mention_rows != UNKNOWN))
        part = table.take(arrow.array(chosen))
        row = self.mention_rows[chosen]
        code, values = _codes(part.column("value"))
        detail, texts = _codes(part.column("detail"))
        hidden: Flags = np.asarray(
            compute.not_equal(part.column("trick").fill_null(""), ""), dtype=bool
        )
        order = np.lexsort((detail, code, row))
        return Mentions(
            row[order], self.profile[row[order]], code[order], values, hidden[order],
            detail[order], [_decode(text) for text in texts],
        )  # fmt: skip

    def found(self, name: str) -> Flags:
        """Which rows have a phrase of the named list."""
        return self.hits.counts[:, self.lists[name]] > 0

    def share(self, rows: Flags) -> Floats:
        """The share of each profile's ads that the marked rows are of."""
        return self.marked(rows) / np.maximum(self.ads_of, 1)

    def marked(self, rows: Flags) -> Ints:
        """How many ads of each profile the marked rows are of."""
        return count(self.profile_of_ad[self.ads_marked(rows)], self.profiles)

    def ads_marked(self, rows: Flags) -> Ints:
        """The ads that the marked rows are of, by profile and id."""
        marked = np.zeros(len(self.ad_ids), bool)
        marked[self.ad[rows]] = True
        return ints(np.flatnonzero(marked))

    @cached_property
    def phone(self) -> Ints:
        """The first telephone number (in order of value) of each row, UNKNOWN without one."""
        phones = self.mentions["phone"]
        result = np.full(self.rows, UNKNOWN, np.int64)
        result[phones.row[::-1]] = phones.code[::-1]
        return result

    @cached_property
    def name(self) -> Ints:
        """The first name (in order of value) of each row, UNKNOWN without one."""
        names = self.mentions["name"]
        result = np.full(self.rows, UNKNOWN, np.int64)
        result[names.row[::-1]] = names.code[::-1]
        return result

    @cached_property
    def names_of(self) -> Ints:
        """How many different first names each profile's ads give."""
        names = self.mentions["name"]
        return count_distinct(names.profile, names.code, self.profiles)


def _decode(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text) if text else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _flat(column: Any) -> Column:
    return column.combine_chunks() if isinstance(column, arrow.ChunkedArray) else column


def _codes(column: Any) -> tuple[Ints, list[str]]:
    """Numbers that stand for the different values in their order; a null is an empty text."""
    coded = _flat(column).cast(TEXT).fill_null("").dictionary_encode()
    if isinstance(coded, arrow.ChunkedArray):
        coded = coded.combine_chunks()
    order = compute.sort_indices(coded.dictionary)
    rank = np.empty(len(order), np.int64)
    rank[np.asarray(order)] = np.arange(len(order))
    codes = rank[np.asarray(coded.indices, dtype=np.int64)] if len(order) else np.zeros(0, np.int64)
    return codes, coded.dictionary.take(order).to_pylist()


def look(tables: TriageTables, automaton: Automaton, lists: dict[str, int]) -> View:
    """The view of a run's tables. An ad that is in no profile is left out."""
    members = tables.members.select(["profile_id", "ad_id"]).sort_by(
        [("profile_id", "ascending"), ("ad_id", "ascending")]
    )
    profile_of, names = _codes(members.column("profile_id"))
    ad_ids = _flat(members.column("ad_id"))
    position = compute.index_in(tables.ads.column("ad_id"), value_set=ad_ids)
    found = np.asarray(compute.fill_null(position, UNKNOWN), dtype=np.int64)
    version = _codes(tables.ads.column("version"))[0]
    order = np.lexsort((version, found))
    order = order[found[order] != UNKNOWN]
    ads: Any = tables.ads.take(arrow.array(order)).combine_chunks()
    ad = found[order]
    text = compute.binary_join_element_wise(
        ads.column("title").cast(LONG_TEXT).fill_null(""),
        ads.column("text").cast(LONG_TEXT).fill_null(""),
        arrow.scalar("\n", LONG_TEXT),
    )
    return View(
        arrow.array(names, TEXT), ad_ids, profile_of[ad], ad, _minutes(ads), ads,
        automaton.scan(text), lists, tables, _mention_rows(tables.mentions, ads),
    )  # fmt: skip


def _minutes(ads: pa.Table) -> Ints:
    posted = ads.column("posted_at").cast(INSTANT).cast(arrow.int64())
    minutes = compute.divide(posted, arrow.scalar(60_000_000, arrow.int64()))
    return ints(np.asarray(compute.fill_null(minutes, UNKNOWN)))


def _mention_rows(mentions: pa.Table, ads: pa.Table) -> Ints:
    """The row that each mention belongs to, UNKNOWN where it is of no row."""
    keys = [
        compute.binary_join_element_wise(
            _flat(part.column("ad_id")), _flat(part.column("version")), "\x1f"
        )
        for part in (mentions, ads)
    ]
    return ints(
        np.asarray(compute.fill_null(compute.index_in(keys[0], value_set=keys[1]), UNKNOWN))
    )
