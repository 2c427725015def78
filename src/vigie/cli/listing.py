"""The ranked profiles as a person reads them, and as a program does."""

import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import typer
from rich.console import Console
from rich.text import Text

from vigie.cli.counting import counted
from vigie.lake import Run

STRONGEST = 3


def print_profiles(
    run: Run, top: int, *, as_json: bool = False, console: Console | None = None
) -> None:
    """Show the first profiles of a run: rank, probabilities with intervals, strongest reasons."""
    rows = ranked(run, top)
    if as_json:
        typer.echo(json.dumps({"run": run.run_id, "profiles": rows}, ensure_ascii=False))
        return
    console = console or Console(highlight=False)
    for row in rows:
        for line in _entry(row):
            console.print(line, soft_wrap=True)
    console.print(_legend(run), style="dim", soft_wrap=True)


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
    groups = members.group_by("profile_id").aggregate([([], "count_all")])
    known = dict(
        zip(groups["profile_id"].to_pylist(), groups["count_all"].to_pylist(), strict=True)
    )
    return {name: known[name] for name in profiles.to_pylist()}


def strongest(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reasons that weigh most: three that speak for, and three that speak against."""
    ordered = sorted(reasons, key=lambda one: (-abs(one["bits"]), one["indicator"]))
    ordered = [one for at, one in enumerate(ordered) if one["sentence"] not in _told(ordered[:at])]
    speak_for = [one for one in ordered if one["bits"] >= 0][:STRONGEST]
    against = [one for one in ordered if one["bits"] < 0][:STRONGEST]
    return [
        {"sentence": one["sentence"], "bits": one["bits"], "question": one["question"]}
        for one in (*speak_for, *against)
    ]


def _told(reasons: list[dict[str, Any]]) -> set[str]:
    return {one["sentence"] for one in reasons}


def _entry(row: dict[str, Any]) -> Iterator[Text]:
    """A profile as a headline and its reasons; it fits 80 columns."""
    head = Text(f"{row['rank']:>4}  ")
    head.append(row["profile_id"], style="bold")
    head.append(f"  {counted(row['ads'], 'ad')}")
    if row["abstained"]:
        yield head.append(f"  nothing can be said: {row['abstained']}", style="dim")
        return
    for question, asked in (("trafficking", "signs of trafficking"), ("minor", "of a minor")):
        head.append(f"   {asked} ").append(_estimate(row[question]), style="bold")
    yield head
    for one in row["reasons"]:
        speaks_for = one["bits"] >= 0
        yield Text(
            f"      {'+' if speaks_for else '−'} ", style="" if speaks_for else "dim"
        ).append(one["sentence"])


def _estimate(one: dict[str, float]) -> str:
    return f"{one['probability']:.0%} ({one['low']:.0%} to {one['high']:.0%})"


def _legend(run: Run) -> str:
    total = run.manifest["outcome"]["profiles"]
    return (
        f"\n{counted(total, 'profile')} in run {run.run_id}. "
        "A rank is where to look first, never a verdict.\n"
        "Next: vigie explain PROFILE"
    )
