"""Neither the order of rows nor the number of threads nor an engine's memory changes a link.

    python -m benchmarks.invariance [--accounts 100000] [--seed 13]

For the night: the market of `benchmarks/market.py` is linked as it comes, then with all rows of all
tables in another order, on one thread and on two, and with little memory. Accounts, links with
their evidence, weights and what is known afterwards must be equal each time, row for row, or it
exits with 1. New ads that come in one lot or in three, shuffled: the share of links in common.
"""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.market import Habits, market
from benchmarks.market_ads import tables
from vigie.analysis.linking import Known, Parameters, grow, known_tables, link
from vigie.engines import LocalEngine
from vigie.engines.local import Limits

Tables = Mapping[str, pa.Table]
SETTINGS = (Limits("2GB", 2), Limits("2GB", 1), Limits("600MB", 2))


def shuffled(given: Tables, seed: int) -> dict[str, pa.Table]:
    """The same rows in another order."""
    random = np.random.default_rng(seed)
    return {
        name: table.take(pa.array(random.permutation(table.num_rows)))
        for name, table in given.items()
    }


def digest(known: Known, parts: list[pa.Table]) -> str:
    """A hash of everything that linking made."""
    made = hashlib.sha256()
    for table in [*known_tables(known).values(), *parts]:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table.combine_chunks())
        made.update(sink.getvalue())
    return made.hexdigest()


def whole(given: Tables, limits: Limits) -> tuple[str, Known]:
    """Everything linked within these limits: the hash of it, and what is known."""
    with tempfile.TemporaryDirectory() as spill, LocalEngine(Path(spill), limits) as engine:
        made = link(engine, given, Parameters())
        return digest(made.known, list(made.links.parts())), made.known


def grown(known: Known, lots: list[Tables]) -> Known:
    """What is known after lots of new ads, one after the other."""
    with tempfile.TemporaryDirectory() as spill, LocalEngine(Path(spill)) as engine:
        for lot in lots:
            known = grow(engine, known, lot, Parameters()).known
    return known


def pairs(known: Known) -> set[tuple[str, str]]:
    """Which ads are linked."""
    table = known.weighed()
    return set(zip(table["left"].to_pylist(), table["right"].to_pylist(), strict=True))


def of(given: Tables, ads: pa.Array) -> dict[str, pa.Table]:
    """The rows of some ads."""
    return {
        name: table.filter(pc.is_in(table["ad_id"], value_set=ads)) for name, table in given.items()
    }


def main() -> None:
    """Try all of it; say what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=13)
    asked = parser.parse_args()
    made = market(Habits(asked.seed, asked.accounts))
    given = tables(made)
    hashes = {}
    for at, limits in enumerate(SETTINGS):
        for order in (0, 1):
            rows = shuffled(given, at) if order else given
            name = f"{limits.threads} threads, {limits.memory}, order {order}"
            hashes[name] = whole(rows, limits)[0]
    for name, found in hashes.items():
        print(f"{found[:16]}  {name}")
    ids = given["ads"]["ad_id"].combine_chunks().take(pa.array(np.argsort(made.day, kind="stable")))
    many = len(ids) // 100
    _, known = whole(of(given, ids[: -3 * many]), SETTINGS[0])
    late = ids[-3 * many :]
    lots = [of(given, late[at * many : (at + 1) * many]) for at in range(3)]
    once = pairs(grown(known, [of(given, late)]))
    thrice = pairs(grown(known, [shuffled(lot, 7) for lot in lots]))
    print(f"links, new ads in one lot or in three: {len(once & thrice) / len(once | thrice):.4f}")
    sys.exit(len(set(hashes.values())) != 1)


if __name__ == "__main__":
    main()
