"""New ads among those that were linked before: seconds to updated profiles, beside linking all.

    python -m benchmarks.growing_links [--accounts 1000000] [--new 10000] [--seed 13] [--write]

The market of `benchmarks/market.py`, one ad an account; the ads that came last are the new ones.
Each figure comes from a process of its own. `beside all at once` is the pairwise F1 of the profiles
against those of everything linked at once, weights learned anew; ids are compared where a profile
holds the same ads before and after. One person's "different" stands between the two ads of the
heaviest link of each hundredth profile, given before the new ads come.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.links import agreement
from benchmarks.market import Habits, market
from benchmarks.market_ads import tables
from vigie.analysis.linking import Parameters, grow, known_tables, link, read_known
from vigie.analysis.linking.components import flatten
from vigie.analysis.profiles import Limits, Previous, of_known, resolve_linkage
from vigie.engines import LocalEngine
from vigie.records import Judgement

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "growing-links.md"
AT = datetime(2026, 1, 1, tzinfo=UTC)
STEPS = ("base", "all", "new")
Tables = dict[str, pa.Table]


def make(folder: Path, accounts: int, new: int, seed: int) -> None:
    """The tables of all ads, and which of them are new."""
    made = market(Habits(seed, accounts))
    late = np.zeros(accounts, bool)
    late[np.argsort(made.day, kind="stable")[accounts - new :]] = True
    np.savez(folder / "truth.npz", party=made.party, late=late)
    for name, table in tables(made).items():
        pq.write_table(table, folder / f"{name}.parquet")


def read(folder: Path, chosen: np.ndarray) -> Tables:
    """The tables of the chosen ads."""
    found = {
        name: pq.read_table(folder / f"{name}.parquet") for name in ("ads", "mentions", "templates")
    }
    ids = found["ads"]["ad_id"].combine_chunks().filter(pa.array(chosen))
    return {
        name: table.filter(pc.is_in(table["ad_id"], value_set=ids)) for name, table in found.items()
    }


def step(folder: Path, name: str) -> dict[str, Any]:
    """Do one of `STEPS` in this process, and say what it took."""
    with np.load(folder / "truth.npz") as kept:
        late = kept["late"]
    chosen = {"base": ~late, "all": np.ones(len(late), bool), "new": late}[name]
    given = read(folder, chosen)
    said = judgements(folder) if name != "base" else ()
    posted = pq.read_table(folder / "ads.parquet", columns=["ad_id", "posted_at", "collected_at"])
    flatten(np.zeros(1, np.int32))  # the compiler is in memory before the clock starts
    with tempfile.TemporaryDirectory() as spill, LocalEngine(Path(spill)) as engine:
        began, worked = perf_counter(), process_time()
        loaded, touched, previous = 0.0, None, None
        if name == "new":
            known, before = read_known(_kept(folder, "known")), _kept(folder, "base")
            previous = Previous(*(before[one] for one in ("members", "ids", "history", "profiles")))
            loaded = perf_counter() - began
            grown = grow(engine, known, given, Parameters())
            known, touched = grown.known, grown.touched
        else:
            known = link(engine, given, Parameters()).known
        linked = perf_counter() - began
        linkage = of_known(known, posted, touched)
        made = resolve_linkage(linkage, said, previous, Limits(), AT)
        seconds, processor = perf_counter() - began, process_time() - worked
    for part, table in made.tables().items():
        pq.write_table(table, folder / f"{name}.{part}.parquet")
    if name == "base":
        for part, table in known_tables(known).items():
            pq.write_table(table, folder / f"known.{part}.parquet")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {"step": name, "seconds": seconds, "processor": processor, "linked": linked,
            "loaded": loaded, "gigabytes": peak}  # fmt: skip


def _kept(folder: Path, prefix: str) -> Tables:
    files = folder.glob(f"{prefix}.*.parquet")
    return {file.name.split(".")[1]: pq.read_table(file) for file in files}


def judgements(folder: Path) -> tuple[Judgement, ...]:
    """A "different" inside each hundredth profile of the base, at its heaviest bridge."""
    bridges = pq.read_table(folder / "base.bridges.parquet")
    _, first = np.unique(bridges["profile_id"].to_numpy(), return_index=True)
    rows = bridges.take(pa.array(first[::100])).to_pylist()
    return tuple(
        Judgement(row["left"], row["right"], "different", "ann", "met both", AT) for row in rows
    )


def quality(folder: Path) -> dict[str, float]:
    """How the profiles with the new ads compare with everything at once, and with those before."""
    members = {
        name: pq.read_table(folder / f"{name}.members.parquet").sort_by("ad_id") for name in STEPS
    }
    codes = {
        name: np.unique(table["profile_id"].to_numpy(), return_inverse=True)[1]
        for name, table in members.items()
    }
    with np.load(folder / "truth.npz") as kept:
        party = kept["party"]
    who = dict(
        zip(*(members["new"][name].to_pylist() for name in ("ad_id", "profile_id")), strict=True)
    )
    said = judgements(folder)
    profiles = {
        name: pq.read_table(folder / f"{name}.profiles.parquet") for name in ("base", "new")
    }
    held = {tuple(row["ads"]): row["profile_id"] for row in profiles["base"].to_pylist()}
    same = [(held[tuple(row["ads"])], row["profile_id"]) for row in profiles["new"].to_pylist()
            if tuple(row["ads"]) in held]  # fmt: skip
    return {
        "beside": agreement(codes["new"], codes["all"])[0],
        "f1": agreement(codes["new"], party)[0],
        "f1_all": agreement(codes["all"], party)[0],
        "said": len(said),
        "kept": sum(who[one.left] != who[one.right] for one in said),
        "untouched": len(same),
        "moved": sum(was != now for was, now in same),
    }


def main() -> None:
    """Measure, print, and write the page where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--new", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folder", type=Path, help="keep the tables here for the next time")
    parser.add_argument("--do", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.do:
        folder = Path(asked.do[1])
        if asked.do[0] == "make":
            make(folder, asked.accounts, asked.new, asked.seed)
        else:
            print(json.dumps(step(folder, asked.do[0])))
        return
    with tempfile.TemporaryDirectory() as kept:
        text = page(asked, asked.folder or Path(kept))
    print(text)
    if asked.write:
        PAGE.write_text(text, "utf-8")


def page(asked: argparse.Namespace, folder: Path) -> str:
    """Make, measure each step in its own process, compare."""
    folder.mkdir(parents=True, exist_ok=True)
    size = ["--accounts", str(asked.accounts), "--new", str(asked.new), "--seed", str(asked.seed)]
    took = {}
    for name in ("make", *STEPS):
        if name == "make" and (folder / "truth.npz").exists():
            continue
        call = [sys.executable, "-m", "benchmarks.growing_links", *size, "--do", name, str(folder)]
        done = subprocess.run(call, check=True, capture_output=True, text=True)
        if name in STEPS:
            took[name] = json.loads(done.stdout.splitlines()[-1])
    seen = quality(folder)
    rows = [("all at once", took["all"]), (f"{asked.new:,} new ones", took["new"])]
    return "\n".join([
        "# New ads among a million", "", (__doc__ or "").split("\n\n", 2)[2].strip(), "",
        f"{asked.accounts:,} ads, seed {asked.seed}.", "",
        "| what is linked | to links, s | to profiles, s (processor) | of that loading, s | GB |",
        "|---|---|---|---|---|",
        *(f"| {name} | {one['linked']:.1f} | {one['seconds']:.1f} ({one['processor']:.1f}) "
          f"| {one['loaded']:.1f} | {one['gigabytes']:.2f} |" for name, one in rows), "",
        (f"Beside all at once: {seen['beside']:.4f}. F1 against the truth: {seen['f1']:.4f}; "
        f"all at once {seen['f1_all']:.4f}."), "",
        (f"Judgements kept: {seen['kept']:,} of {seen['said']:,}. Ids changed in "
        f"{seen['untouched']:,} untouched profiles: {seen['moved']:,}."), "",
    ])  # fmt: skip


if __name__ == "__main__":
    main()
