"""The ranked profiles as a person reads them, and as a program does."""

import json
from typing import Any

import pyarrow as pa
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vigie.lake import Run

STRONGEST = 3


def print_profiles(run: Run, top: int, *, as_json: bool) -> None:
    """Show the first profiles of a run: rank, probabilities with intervals, strongest reasons."""
    rows = ranked(run, top)
    if as_json:
        typer.echo(json.dumps({"run": run.run_id, "profiles": rows}, ensure_ascii=False))
        return
    console = Console()
    console.print(_table(rows))
    console.print(_legend(run), style="dim")


def ranked(run: Run, top: int) -> list[dict[str, Any]]:
    """The first profiles by rank, each with the number of its ads and its strongest reasons."""
    findings = run.table("findings").sort_by("rank").slice(0, top)
    counts = ads_of(run, findings["profile_id"])
    return [
        {
            "rank": row["rank"],
            "profile_id": row["profile_id"],
            "ads": counts[row["profile_id"]],
            "trafficking": row["trafficking"],
            "minor": row["minor"],
            "abstained": row["abstained"],
            "reasons": strongest(row["reasons"]),
        }
        for row in findings.to_pylist()
    ]


def ads_of(run: Run, profiles: pa.ChunkedArray) -> dict[str, int]:
    """How many ads each of these profiles has."""
    members = run.table("members", ["profile_id"])
    counted = members.group_by("profile_id").aggregate([([], "count_all")])
    known = dict(
        zip(counted["profile_id"].to_pylist(), counted["count_all"].to_pylist(), strict=True)
    )
    return {name: known[name] for name in profiles.to_pylist()}


def strongest(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reasons that weigh most, for or against."""
    ordered = sorted(reasons, key=lambda one: (-abs(one["bits"]), one["indicator"]))
    return [
        {"sentence": one["sentence"], "bits": one["bits"], "question": one["question"]}
        for one in ordered[:STRONGEST]
    ]


def _table(rows: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, right in (("rank", True), ("profile", False), ("ads", True)):
        table.add_column(name, justify="right" if right else "left", no_wrap=True)
    table.add_column("trafficking", no_wrap=True)
    table.add_column("minor", no_wrap=True)
    table.add_column("strongest reasons, for (+) and against (−)")
    for row in rows:
        table.add_row(
            str(row["rank"]),
            row["profile_id"],
            str(row["ads"]),
            _estimate(row["trafficking"]) if not row["abstained"] else "—",
            _estimate(row["minor"]) if not row["abstained"] else "—",
            escape(row["abstained"] or "\n".join(map(_reason, row["reasons"]))),
        )
    return table


def _estimate(one: dict[str, float]) -> str:
    return f"{one['probability']:.0%} ({one['low']:.0%}–{one['high']:.0%})"


def _reason(one: dict[str, Any]) -> str:
    return f"{'+' if one['bits'] >= 0 else '−'} {one['sentence']}"


def _legend(run: Run) -> str:
    total = run.manifest["outcome"]["profiles"]
    return (
        f"{total:,} profiles in run {run.run_id}. A rank is where to look first, never a verdict. "
        "Next: vigie explain PROFILE"
    )
