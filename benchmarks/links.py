"""Who is behind a market of accounts: Vigie beside components over phones, and beside Splink.

    python -m benchmarks.links [--accounts 10000 100000 1000000] [--seeds 11 12] [--write]

A million accounts are measured on the first seed alone, to keep the whole under eight minutes.
Each setting with ten times larger hubs stands under the plain one: what hubs add to pairs and to
the largest cluster is the difference. dedupe needs a compiler (`uv pip install dedupe`); version
3.0.3 ends in its own index: 'BTrees.IFBTree.IFBucket' object has no attribute 'byValue'.

Seeds 1 to 10 were used for tuning; report on others. Each figure comes from a process of its own:
wall and processor seconds and peak memory include loading the market from disk and writing the
links with their evidence, not making the market. F1 is over all
pairs of accounts; `of perfect` divides by what components over the truly shared keys reach.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from benchmarks.dedupe_peer import dedupe_groups
from benchmarks.market import Habits, Market
from benchmarks.shelf import kept_holdings, kept_market, put
from vigie.analysis.linking import Parameters
from vigie.analysis.linking.accounts import Joins
from vigie.analysis.linking.components import flatten, join
from vigie.analysis.linking.link import compare
from vigie.analysis.linking.links import links_of
from vigie.analysis.profiles import Limits, Standing
from vigie.analysis.profiles.clusters import cluster
from vigie.analysis.profiles.linkage import of_tables
from vigie.engines import LocalEngine
from vigie.engines.local import Limits as Memory
from vigie.lake.batches import write_parts

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "links.md"
HEADING = (
    "| method | accounts | seed | setting | F1 | of perfect | precision | recall | largest "
    "| pairs | seconds, wall / processor | GB |"
)
MANY = 1_000_000
Group = npt.NDArray[np.integer]
Kinds = ("phone", "handle", "email", "picture", "template", "word")


@dataclass(frozen=True, slots=True)
class Score:
    """How a way of grouping did."""

    method: str
    accounts: int
    seed: int
    setting: str
    f1: float
    of_perfect: float
    precision: float
    recall: float
    largest: int
    pairs: int
    seconds: float
    processor: float
    gigabytes: float


def vigie(folder: Path) -> tuple[Group, int]:
    """Compare, weigh, keep the evidence of every link on disk, cluster."""
    held = kept_holdings(folder)
    many = len(held.traits.price)
    names = [f"a/{number:08}" for number in range(many)]
    ads = pa.array(names)
    none = np.zeros(0, np.int32)
    with (
        tempfile.TemporaryDirectory() as spill,
        LocalEngine(Path(spill), Memory("700MB")) as engine,
    ):
        found = compare(engine, held, Parameters())
        links = links_of(ads, found, Joins(none, none, none, none, (none, none), (none, none)), 0.0)
        write_parts(Path(spill) / "links.parquet", links.parts())
    tables = {"accounts": pa.table({"ad_id": ads, "account": ads}), "links": links.weighed()}
    linkage = of_tables({**tables, "ads": tables["accounts"]})
    group = cluster(linkage, Standing((), (), ()), Limits()).group
    return group, len(found.pairs)


def phones(folder: Path) -> tuple[Group, int]:
    """Whoever shares a phone is one: connected components."""
    made = kept_market(folder)
    return _components(made, ("phone",), truly=False), 0


def perfect(made: Market) -> Group:
    """Components over keys, where both accounts are truly of one party: what keys allow."""
    return _components(made, Kinds, truly=True)


def splink(folder: Path) -> tuple[Group, int]:
    """Splink with arrays: blocked on shared values, random u, EM m; the best of five thresholds."""
    import splink.comparison_library as cl  # noqa: PLC0415 (only this peer needs it)
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    made = kept_market(folder)
    kinds = ("phone", "handle", "email", "picture")
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on(kind, arrays_to_explode=[kind]) for kind in kinds
        ],
        comparisons=[
            *(cl.ArrayIntersectAtSizes(kind, [2, 1]) for kind in kinds),
            cl.ExactMatch("name").configure(term_frequency_adjustments=True),
            cl.ExactMatch("age"),
            cl.ExactMatch("price"),
        ],
    )
    linker = Linker(DuckDBAPI().register(_rows(made, kinds)), settings)
    linker.training.estimate_u_using_random_sampling(1e6, seed=1)
    for trait in ("name", "price"):  # it takes no exploding rule here
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(trait, "age"))
    scored = linker.inference.predict(threshold_match_probability=0.01)
    groups = [_clustered(linker, scored, at) for at in (0.01, 0.1, 0.5, 0.9, 0.99)]
    return max(groups, key=lambda group: agreement(group, made.party)[0]), _arrow(scored).num_rows


def _clustered(linker: Any, scored: Any, at: float) -> Group:
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, at)
    table = _arrow(found).sort_by("unique_id")
    return np.unique(table["cluster_id"].to_numpy(), return_inverse=True)[1]


def _arrow(frame: Any) -> pa.Table:
    table: pa.Table = frame.as_pyarrow_table()
    return table


def _rows(made: Market, kinds: tuple[str, ...]) -> pa.Table:
    columns: dict[str, Any] = {"unique_id": np.arange(len(made.party))}
    for kind in kinds:
        rows = np.concatenate([owner for owner, name, *_ in made.keys if name == kind])
        value = np.concatenate([number for _, name, number, _ in made.keys if name == kind])
        order = np.lexsort((value, rows))
        ends = np.searchsorted(rows[order], np.arange(len(made.party) + 1)).astype(np.int32)
        columns[kind] = pa.ListArray.from_arrays(pa.array(ends), pa.array(value[order]))
    for trait in ("name", "age", "price"):
        known = getattr(made, trait)
        columns[trait] = pa.array(known, mask=known < 0)
    return pa.table(columns)


def _components(made: Market, kinds: tuple[str, ...], *, truly: bool) -> Group:
    parent = np.arange(len(made.party), dtype=np.int32)
    for kind in kinds:
        rows = np.concatenate([owner for owner, name, *_ in made.keys if name == kind])
        number = np.concatenate([value for _, name, value, _ in made.keys if name == kind])
        key = number if not truly else number << 24 | made.party[rows]
        order = np.argsort(key, kind="stable")
        same = np.flatnonzero(np.diff(key[order]) == 0)
        owner = rows[order].astype(np.int32)
        join(parent, owner[same], owner[same + 1])
    flatten(parent)
    return parent


def agreement(group: Group, party: Group) -> tuple[float, float, float, int]:
    """F1, precision and recall over pairs, and the largest group."""
    both = np.unique(group.astype(np.int64) << 32 | party, return_counts=True)[1]
    right, put, true = (
        float((sizes.astype(np.int64) * (sizes - 1) // 2).sum())
        for sizes in (both, np.bincount(group), np.bincount(party))
    )
    return (
        2 * right / (put + true),
        right / max(put, 1),
        right / true,
        int(np.bincount(group).max()),
    )


METHODS = {
    "Vigie": vigie,
    "components over phones": phones,
    "Splink, arrays": splink,
    "dedupe": dedupe_groups,
}
AT_MOST = {"dedupe": 10_000}
"""A peer that fails at this size is asked at no larger one, and only with --methods."""


def measure(method: str, folder: Path) -> Score:
    """One method on one market that lies in a folder, in this process."""
    began, worked = perf_counter(), process_time()
    group, pairs = METHODS[method](folder)
    seconds, processor = perf_counter() - began, process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    made = kept_market(folder)
    habits, best = made.habits, agreement(perfect(made), made.party)[0]
    f1, precision, recall, largest = agreement(group, made.party)
    setting = "harsh" if habits.harsh else f"hubs x{habits.hub_size:g}"
    return Score(
        method, habits.accounts, habits.seed, setting, f1, f1 / best, precision, recall, largest,
        pairs, seconds, processor, peak,
    )  # fmt: skip


def shelved(shelf: Path, habits: Habits) -> Path:
    """Where the market lies; a process of its own makes it, if none has."""
    folder = shelf / f"{habits.seed}-{habits.accounts}-{habits.hub_size:g}-{habits.harsh}"
    if not folder.exists():
        making = [sys.executable, "-m", "benchmarks.links", "--make", str(folder)]
        subprocess.run([*making, json.dumps(asdict(habits))], check=True)
    return folder


def apart(method: str, folder: Path, limit: float) -> Score | str:
    """The measurement in a process of its own, or why there is none."""
    words = [sys.executable, "-m", "benchmarks.links", "--one", method, str(folder)]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        return f"not done after {limit:.0f} s"
    except subprocess.CalledProcessError as error:
        return f"failed: {error.stderr.strip().splitlines()[-1][:110] if error.stderr else error}"
    return Score(**json.loads(done.stdout.splitlines()[-1]))


def line(method: str, habits: Habits, score: Score | str) -> str:
    """One row of the table."""
    setting = "harsh" if habits.harsh else f"hubs x{habits.hub_size:g}"
    start = f"| {method} | {habits.accounts:,} | {habits.seed} | {setting} "
    if isinstance(score, str):
        return f"{start}| {score} | | | | | | | |"
    return start + (
        f"| {score.f1:.4f} | {score.of_perfect:.3f} | {score.precision:.4f} | {score.recall:.4f} "
        f"| {score.largest:,} | {score.pairs:,} | {score.seconds:.1f} / {score.processor:.1f} "
        f"| {score.gigabytes:.2f} |"
    )


def main() -> None:
    """Measure what was asked for, print the table, write it where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12])
    parser.add_argument("--limit", type=float, default=180.0, help="seconds for one measurement")
    parser.add_argument(
        "--methods", nargs="+", default=[one for one in METHODS if one not in AT_MOST]
    )
    parser.add_argument("--shelf", type=Path, help="keep the markets here for the next time")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--make", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(asdict(measure(asked.one[0], Path(asked.one[1])))))
        return
    if asked.make:
        put(Path(asked.make[0]), Habits(**json.loads(asked.make[1])))
        return
    with tempfile.TemporaryDirectory() as shelf:
        lines = table(asked, asked.shelf or Path(shelf))
    if asked.write:
        text = (__doc__ or "").split("\n\n", 2)
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text("\n".join(["# Links", "", text[0], "", text[2].strip(), "", *lines, ""]))


def table(asked: argparse.Namespace, shelf: Path) -> list[str]:
    """Measure all that was asked for; every row is printed as it comes."""
    lines = [HEADING, "|---" * 12 + "|"]
    print("\n".join(lines))
    for accounts in asked.accounts:
        for seed in asked.seeds[: 1 if accounts >= MANY else None]:
            plain = Habits(seed, accounts)
            cases = [
                (name, plain) for name in asked.methods if accounts <= AT_MOST.get(name, accounts)
            ]
            if "Vigie" in asked.methods:
                cases += [
                    ("Vigie", Habits(seed, accounts, 10.0)),
                    ("Vigie", Habits(seed, accounts, 1.0, True)),
                ]
            for method, habits in cases:
                lines.append(
                    line(method, habits, apart(method, shelved(shelf, habits), asked.limit))
                )
                print(lines[-1], flush=True)
    return lines


if __name__ == "__main__":
    main()
