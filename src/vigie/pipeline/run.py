"""The whole analysis on one page, in order: what the lake holds becomes a run."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pyarrow as pa

from vigie.analysis import profiles, triage
from vigie.engines import Choice, Engine, open_engine
from vigie.engines.workers import Bounds
from vigie.lake import Lake, Run
from vigie.lake.keeping import kept
from vigie.pipeline.inputs import Options, inputs
from vigie.pipeline.known import hold_against_lists, known_images
from vigie.pipeline.linking import Joined, base_of, linked_since, linked_whole
from vigie.pipeline.mentions import mentions
from vigie.pipeline.models import current_model, known_cases, listed_pictures
from vigie.pipeline.pictures import alike
from vigie.pipeline.related import keyed, related
from vigie.pipeline.templates import templates
from vigie.records.progress import Watcher

ADS = (
    *("ad_id", "version", "source", "posted_at", "collected_at"),
    *("title", "text", "location", "images"),
)


def run(lake: Lake, options: Options, watcher: Watcher) -> Run:
    """Make a run of everything in the lake, or find the one that it already has.

    Links are made anew only where new or changed ads reach, when the run before allows it: its id
    is `linked_since` in the manifest. The same ads, pictures, judgements, code, `as_of` and
    `linked_since` give the same bytes, whatever the order in which they came. Killed at any point,
    it leaves the lake as it was. Errors: LakeBusy, DiskFull, EngineFull.
    """
    with lake.lock():
        hold_against_lists(lake, watcher)
        given = inputs(lake, options)
        before = lake.latest_run()
        if before and _same(before, given, options):
            return before
        since = None if options.whole else base_of(lake, before, given)
        previous = before.run_id if before else None
        draft = lake.begin_run(
            {**given, "previous": previous, "linked_since": since.run_id if since else None}
        )
        as_of = datetime.fromisoformat(given["as_of"])
        found, joined = _analyse(lake, options, watcher, (before, since), as_of)
        rows = {"links": draft.add_parts("links", joined.parts)}
        for name, table in (found | joined.tables()).items():
            draft.add(name, table)
            rows[name] = table.num_rows
        outcome = {
            "linking_weights": joined.known.model,
            "linking": joined.told,
            "pictures_kept": kept(lake),
        }
        return draft.finish({**rows, **outcome})


def _analyse(
    lake: Lake,
    options: Options,
    watcher: Watcher,
    runs: tuple[Run | None, Run | None],
    as_of: datetime,
) -> tuple[dict[str, pa.Table], Joined]:
    """The tables of the run, and what linking made: its links are written part by part.

    `runs`: the one before, and the one whose links are gone on from.
    """
    before, since = runs
    tables = {"ads": lake.read("ads", ADS)}
    tables["mentions"] = mentions(lake, watcher, Bounds(processes=options.processes))
    tables["templates"] = templates(lake, watcher)
    tables["pictures"] = alike(lake, watcher)
    tables["related"] = related(lake, since, watcher, options.processes)
    tables |= keyed(tables["related"], tables["pictures"])
    tables["known_images"] = known_images(lake)

    with _told(watcher, "linking") as note, _engine(lake, options) as engine:
        joined = (
            linked_since(engine, since, lake, tables) if since else linked_whole(engine, tables)
        )
        tables |= {"accounts": joined.known.account_table(), "links": joined.known.weighed()}
        reached = f", {joined.told['touched']:,} ads touched" if since else ""
        note.append(f"{tables['links'].num_rows:,} links{reached}")

    with _told(watcher, "profiles") as note:
        linkage = profiles.of_known(joined.known, tables["ads"], joined.touched)
        resolved = profiles.resolve_linkage(
            linkage, lake.judgements(), _left_by(before), profiles.Limits(), as_of
        )
        note.append(f"{resolved.profiles.num_rows:,} profiles")

    with _told(watcher, "triage") as note:
        seen = triage.TriageTables(
            members=resolved.members,
            ads=tables["ads"],
            mentions=tables["mentions"],
            templates=tables["templates"],
            links=tables["links"],
            cases=known_cases(lake),
            **listed_pictures(tables["known_images"]),
        )
        findings = triage.triage(seen, current_model(lake), as_of)
        note.append(f"{findings.num_rows:,} findings")

    made = (
        *("mentions", "templates", "pictures", "related", "altered", "scenes"),
        *("known_images", "accounts"),
    )
    found = {name: tables[name] for name in made} | dict(resolved.tables()) | {"findings": findings}
    return found, joined


def _same(run: Run, given: Mapping[str, Any], options: Options) -> bool:
    """Whether a run was made from just this; the run before it only gave it its ids and links."""
    made_from = dict(run.manifest["inputs"])
    made_from.pop("previous", None)
    since = made_from.pop("linked_since", None)
    return made_from == given and not (options.whole and since)


def _left_by(before: Run | None) -> profiles.Previous | None:
    if before is None:
        return None
    return profiles.Previous(
        *(before.table(name) for name in ("members", "ids", "history", "profiles"))
    )


def _engine(lake: Lake, options: Options) -> Engine:
    return open_engine(Choice(options.engine, options.memory, options.master), lake.scratch)


@contextmanager
def _told(watcher: Watcher, stage: str) -> Iterator[list[str]]:
    note: list[str] = []
    watcher.start(stage)
    yield note
    watcher.finish(stage, " ".join(note))
