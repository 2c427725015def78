"""New and changed ads are written into what was known: rows of arrays, nothing compared yet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, concat, pc
from vigie.analysis.linking.gathering import Gathered, gather
from vigie.analysis.linking.keys import Carried, Ints, Mask, Names, Small
from vigie.analysis.linking.kinds import CODES
from vigie.analysis.linking.known import Known, sorted_figures, sorted_stays
from vigie.analysis.linking.parameters import Parameters
from vigie.analysis.linking.stays import Stays
from vigie.analysis.linking.wording import Heard


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What is known now (`counts`, `tier` and `account` still as they were; nothing of new keys,
    each new ad an account of its own), and which ads are new or changed."""

    known: Known
    dirty: Mask


def absorb(known: Known, tables: Mapping[str, pa.Table], parameters: Parameters) -> Absorbed:
    """Put the rows of `tables` (all rows of each new or changed ad) in place of what those had."""
    ids = pc.unique(tables["ads"]["ad_id"])
    ids = ids.take(pc.sort_indices(ids))
    number = _positions(ids, known.ads)
    heard = Heard(known.words, (number < 0) & ~_repeats(ids, known, tables))
    fresh = gather(tables, parameters, heard)
    new = number < 0
    number[new] = len(known.ads) + np.arange(int(new.sum()), dtype=np.int32)
    key, names = _numbered(known.names, fresh.names)
    dirty = np.zeros(len(known.ads) + int(new.sum()), bool)
    dirty[number] = True
    more = len(names) - len(known.names)
    stays, places = _stays(known, fresh, number, dirty)
    return Absorbed(
        replace(
            known,
            ads=concat([known.ads, fresh.ads.filter(array(new))]),
            account=np.concatenate([known.account, number[new]]),
            carried=_carried(known.carried, fresh.carried, (number, key), dirty),
            names=names,
            counts=_longer(known.counts, more),
            tier=_longer(known.tier, more),
            strange=_longer(known.strange, more),
            cuts=replace(known.cuts, widely=_longer(known.cuts.widely, more)),
            figures={
                name: _pairs(rows, fresh.figures[name], number, dirty)
                for name, rows in known.figures.items()
            },
            words=fresh.words,
            stays=stays,
            places=places,
        ),
        dirty,
    )


def _positions(ids: Column, among: Column) -> Ints:
    found = pc.fill_null(pc.index_in(ids, value_set=among), -1)
    return np.array(found.to_numpy(zero_copy_only=False), dtype=np.int32)


def _repeats(ids: Column, known: Known, tables: Mapping[str, pa.Table]) -> Mask:
    """Which ads have a text that was read before, as a template that is known."""
    repeats = np.zeros(len(ids), bool)
    if "templates" in tables:
        rows = tables["templates"]
        seen = known.names.value.filter(array(known.names.kind == CODES["template"]))
        at = _positions(rows["ad_id"].combine_chunks(), ids)
        known_text = pc.is_in(rows["template"].combine_chunks().cast(pa.string()), value_set=seen)
        repeats[at[known_text.to_numpy(zero_copy_only=False) & (at >= 0)]] = True
    return repeats


def _numbered(known: Names, fresh: Names) -> tuple[Ints, Names]:
    """The number of each fresh key: the known one, or one that follows."""
    same_value = pc.is_in(known.value, value_set=pc.unique(fresh.value))
    rows = np.flatnonzero(same_value.to_numpy(zero_copy_only=False))
    at = _positions(
        _lettered(fresh.kind, fresh.value),
        _lettered(known.kind[rows], known.value.take(array(rows))),
    )
    number = np.append(rows, -1)[at].astype(np.int32)
    new = number < 0
    number[new] = len(known) + np.arange(int(new.sum()), dtype=np.int32)
    kind = np.concatenate([known.kind, fresh.kind[new]])
    return number, Names(kind, concat([known.value, fresh.value.filter(array(new))]))


def _lettered(kind: Small, value: Column) -> Column:
    letters = array([chr(65 + code) for code in range(64)]).take(array(kind))
    return pc.binary_join_element_wise(letters, value, "")


def _carried(old: Carried, fresh: Carried, numbers: tuple[Ints, Ints], dirty: Mask) -> Carried:
    number, key = numbers
    kept = old.where(~dirty[old.owner])
    owner = np.concatenate([kept.owner, number[fresh.owner]])
    return Carried(
        owner,
        np.concatenate([kept.key, key[fresh.key]]),
        np.concatenate([kept.first, fresh.first]),
        np.concatenate([kept.last, fresh.last]),
        owner,
    )


def _pairs(
    old: tuple[Ints, Ints], fresh: tuple[Ints, Ints], number: Ints, dirty: Mask
) -> tuple[Ints, Ints]:
    kept = ~dirty[old[0]]
    ad, value = sorted_figures(number[fresh[0]], fresh[1])
    return np.concatenate([old[0][kept], ad]), np.concatenate([old[1][kept], value])


def _stays(known: Known, fresh: Gathered, number: Ints, dirty: Mask) -> tuple[Stays, Column]:
    place = _positions(fresh.places, known.places)
    new = place < 0
    place[new] = len(known.places) + np.arange(int(new.sum()), dtype=np.int32)
    kept = ~dirty[known.stays[0]]
    added = sorted_stays((number[fresh.stays[0]], fresh.stays[1], place[fresh.stays[2]]))
    ad, day, city = (
        np.concatenate([old[kept], more]) for old, more in zip(known.stays, added, strict=True)
    )
    return (ad, day, city), concat([known.places, fresh.places.filter(array(new))])


def _longer(values: np.ndarray, more: int) -> np.ndarray:
    return np.concatenate([values, np.zeros(more, values.dtype)])
