"""What a run is made from, named so exactly that the run can be made again."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow.compute as pc

from vigie import __version__
from vigie.analysis import linking, profiles
from vigie.lake import Lake
from vigie.lake.hashlists import active
from vigie.lake.localprints import local_tables
from vigie.lake.schemas import to_json
from vigie.pipeline.models import hash_of
from vigie.pipeline.versions import ROOMS, code_of, libraries

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who starts a run may settle.

    `as_of` is the run's idea of now (None: the latest time that stands in the ads, so that the
    same lake gives the same run on any day). `engine` is `local` (DuckDB) or `spark`, with its
    `master`; the same run comes of either. `memory` bounds what the engine holds here ("2GB").
    `processes` 0: one for each processor. `whole` links everything again.
    """

    as_of: datetime | None = None
    engine: str = "local"
    master: str = ""
    memory: str = "2GB"
    processes: int = 0
    whole: bool = False


def inputs(lake: Lake, options: Options) -> dict[str, Any]:
    """Every input by its hash, the code, the libraries, the parameters and the run's now.

    Memory, threads and processes are left out: they change how long a run takes, never its result.
    """
    return {
        "vigie": __version__,
        "code": code_of(*ROOMS),
        "libraries": libraries(),
        "ads": [batch.batch_id for batch in lake.batches("ads")],
        "pictures": [batch.batch_id for batch in lake.batches("pictures")],
        "local": [list(one) for one in local_tables(lake)],
        "judgements": _judgements(lake),
        "lists": [[one.name, one.hashes, one.shows] for one in active(lake)],
        "parameters": {
            "linking": asdict(linking.Parameters()),
            "profiles": asdict(profiles.Limits()),
        },
        "model": hash_of(lake),
        "as_of": (options.as_of or _latest(lake)).isoformat(),
    }


def _judgements(lake: Lake) -> list[str]:
    return [_hash({**asdict(one), "at": one.at.isoformat()}) for one in lake.judgements()]


def _hash(value: object) -> str:
    return hashlib.sha256(to_json(value).encode()).hexdigest()[:32]


def _latest(lake: Lake) -> datetime:
    times = lake.read("ads", ["posted_at", "collected_at"])
    found: list[datetime] = [
        latest.as_py()
        for name in ("posted_at", "collected_at")
        if (latest := pc.max(times[name])).is_valid
    ]
    return max(found, default=EPOCH)
