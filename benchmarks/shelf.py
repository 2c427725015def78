"""Markets kept on disk, so that no measurement has a market's making in its seconds or memory."""

import json
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.market import Habits, Market, holdings, market
from vigie.analysis.linking.keys import Carried, Names
from vigie.analysis.linking.pairing import Holdings
from vigie.analysis.linking.parameters import Parameters
from vigie.analysis.linking.traits import Stays, Traits

PARTS = {"carried": Carried, "traits": Traits, "stays": Stays}


def put(folder: Path, habits: Habits) -> None:
    """Make a market and keep it: its truth and keys, and how linking holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = market(habits)
    whole: dict[str, Any] = {
        name: getattr(made, name) for name in ("party", "day", "name", "age", "price", "hour")
    }
    keys: dict[str, Any] = {
        f"keys.{at}.{part}.{row[1]}": row[part]
        for at, row in enumerate(made.keys)
        for part in (0, 2, 3)
    }
    stays: dict[str, Any] = {f"stays.{part}": column for part, column in enumerate(made.stays)}
    np.savez(folder / "market.npz", **whole, **keys, **stays)
    held = holdings(made, Parameters())
    del made, whole, keys, stays
    np.savez(folder / "holdings.npz", **_arrays(held))
    for name, column in (("names", held.names.value), ("places", held.places)):
        pq.write_table(pa.table({name: column}), folder / f"{name}.parquet")
    (folder / "habits.json").write_text(json.dumps(asdict(habits)))


def truth(folder: Path) -> np.ndarray:
    """The party of each account."""
    with np.load(folder / "market.npz") as kept:
        return np.asarray(kept["party"])


def kept_market(folder: Path) -> Market:
    """The market that was kept."""
    with np.load(folder / "market.npz") as kept:
        arrays = dict(kept)
    rows: dict[int, list[Any]] = {}
    for name, array in arrays.items():
        if name.startswith("keys."):
            _, at, part, kind = name.split(".")
            row = rows.setdefault(int(at), [None, kind, None, None])
            row[int(part)] = array
    traits = {name: arrays[name] for name in ("party", "day", "name", "age", "price", "hour")}
    return Market(
        Habits(**json.loads((folder / "habits.json").read_text())),
        keys=[tuple(rows[at]) for at in sorted(rows)],
        stays=tuple(arrays[f"stays.{part}"] for part in range(3)),
        **traits,
    )


def kept_holdings(folder: Path) -> Holdings:
    """The market as linking holds it."""
    with np.load(folder / "holdings.npz") as kept:
        parts = {
            name: made(**{field.name: kept[f"{name}.{field.name}"] for field in fields(made)})
            for name, made in PARTS.items()
        }
        names, places = (
            pq.read_table(folder / f"{name}.parquet")[name].combine_chunks()
            for name in ("names", "places")
        )
        return Holdings(
            names=Names(kept["kind"], names),
            counts=kept["counts"],
            tier=kept["tier"],
            places=places,
            **parts,
        )


def _arrays(held: Holdings) -> dict[str, Any]:
    arrays: dict[str, Any] = {"kind": held.names.kind, "counts": held.counts, "tier": held.tier}
    for name in PARTS:
        part = getattr(held, name)
        assert is_dataclass(part)
        arrays |= {f"{name}.{field.name}": getattr(part, field.name) for field in fields(part)}
    return arrays
