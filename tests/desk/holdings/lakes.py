"""Small lakes with a finished run, for the desk's tests."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from vigie.lake import Lake, Run
from vigie.lake.schemas import schema_of, to_table
from vigie.records import Ad, Estimate, Evidence, Finding, Link, Mention, Profile, Reason

STAGE = "9"
WHEN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def ad(number: int, text: str, **more: object) -> Ad:
    """An ad of the tests' own source."""
    fields = {"extra": {"mood": 'quoted "text", with commas\nand lines'}, **more}
    return Ad(
        ad_id=f"board/{number}",
        version=f"{number:032x}",
        source="board",
        native_id=str(number),
        posted_at=WHEN,
        collected_at=WHEN,
        text=text,
        images=('a"b\\c', "md5:0"),
        **fields,  # type: ignore[arg-type]  # fields of Ad, by name
    )


def phone(value: str, surface: str = "seen") -> Mention:
    """A telephone number read in an ad."""
    return Mention("phone", value, surface, 0, len(surface), 0.9)


def lake_with(
    home: Path, ads: Sequence[Ad], mentions: Mapping[str, Sequence[Mention]], shift: int = 0
) -> tuple[Lake, Run]:
    """A lake with one more batch of ads and a finished run over all that it holds."""
    lake = Lake(home)
    batch = lake.add("ads", to_table(Ad, ads))
    if batch:
        lake.write(lake.derived("mentions", batch, STAGE), _mentions(ads, mentions))
    ids = {str(i) for i in lake.read("ads", ["ad_id"]).column("ad_id").to_pylist()}
    inputs = {"ads": [one.batch_id for one in lake.batches("ads")], "mentions": STAGE, "n": shift}
    draft = lake.begin_run(inputs)
    profiles = [Profile(f"P{n + shift:012d}", (i,), WHEN, WHEN) for n, i in enumerate(sorted(ids))]
    draft.add("profiles", to_table(Profile, profiles))
    evidence = (Evidence("same_phone", 7.5, {"value": "+12025550143"}),)
    draft.add("links", to_table(Link, [Link("board/1", "board/2", 6.5, 0.98, evidence)]))
    estimate = Estimate(0.3, 0.2, 0.4)
    reasons = (Reason("many_cities", "trafficking", "Ads in many cities.", 2.0, ("board/1",)),)
    findings = [
        Finding(profile.profile_id, rank, estimate, estimate, "", reasons)
        for rank, profile in enumerate(profiles, 1)
    ]
    draft.add("findings", to_table(Finding, findings))
    return lake, draft.finish({})


def _mentions(ads: Sequence[Ad], mentions: Mapping[str, Sequence[Mention]]) -> pa.Table:
    rows = [(ad, mention) for ad in ads for mention in mentions.get(ad.ad_id, ())]
    table = to_table(Mention, [mention for _, mention in rows])
    where = {
        "ad_id": pa.array([ad.ad_id for ad, _ in rows], pa.string()),
        "version": pa.array([ad.version for ad, _ in rows], pa.string()),
    }
    names = [*where, *(field.name for field in fields(Mention))]
    columns = [*where.values(), *table.columns]
    assert schema_of(Mention).names == names[2:]
    return pa.table(columns, names)
