"""What linking says, as numbers of ads in the order of their ids."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, pc
from vigie.analysis.linking.known import Known
from vigie.analysis.profiles.adding import Ties
from vigie.analysis.profiles.union import Ints, Mask


@dataclass(frozen=True, slots=True)
class Linkage:
    """Every ad (sorted), its account (the id of the account's first ad), and the links.

    `first` says which ads are their account's first. `posted`: ad_id, posted_at, collected_at, in
    any order. `touched` are the ads that came or changed since the run before, with the accounts
    that they reach; None where all may have.
    """

    ads: Column
    account: Column
    first: Mask
    ties: Ties
    posted: pa.Table
    touched: Mask | None = None


def of_tables(tables: Mapping[str, pa.Table]) -> Linkage:
    """From the tables `accounts`, `links` and `ads`; the links' `key` may be missing."""
    accounts = tables["accounts"].sort_by("ad_id").combine_chunks()
    links = tables["links"]
    ads, account = (accounts[name].combine_chunks() for name in ("ad_id", "account"))
    left, right = (_index(links[end], ads) for end in ("left", "right"))
    key = links["key"].to_numpy() if "key" in links.column_names else np.zeros(len(left), np.int32)
    ties = Ties(left, right, links["bits"].to_numpy(), key).where((left >= 0) & (right >= 0))
    first = pc.equal(ads, account).to_numpy(zero_copy_only=False)
    return Linkage(ads, account, first, ties, tables["ads"])


def of_known(known: Known, posted: pa.Table, touched: Column | None = None) -> Linkage:
    """From what linking knows: no id is looked up but those of the touched ads."""
    order = pc.sort_indices(known.ads).to_numpy()
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    ads = known.ads.take(array(order))
    account = rank[known.account[order]]
    left, right, bits, key = known.links
    return Linkage(
        ads,
        ads.take(array(account)),
        account == np.arange(len(order)),
        Ties(rank[left], rank[right], bits, key),
        posted,
        None if touched is None else _marked(touched, ads),
    )


def rows_of(ids: Column, ads: Column) -> Ints:
    """Where each of some ids stands among the sorted ones, or -1: few are looked up, not many."""
    if not len(ads):
        return np.full(len(ids), -1, np.int32)
    at = np.minimum(pc.search_sorted(ads, ids).to_numpy(), len(ads) - 1).astype(np.int32)
    same = pc.equal(ads.take(array(at)), ids).to_numpy(zero_copy_only=False)
    return np.where(same, at, np.int32(-1))


def _marked(ids: Column, ads: Column) -> Mask:
    marked = np.zeros(len(ads), bool)
    rows = rows_of(ids, ads)
    marked[rows[rows >= 0]] = True
    return marked


def _index(ids: Column, ads: Column) -> Ints:
    found = pc.fill_null(pc.index_in(ids, value_set=ads), -1)
    return np.asarray(found.to_numpy(), dtype=np.int32)
