import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from vigie.lake import Lake, LakeBusy, LakeProblem, NothingThere
from vigie.lake.files import UNFINISHED
from vigie.lake.schemas import to_table
from vigie.records import Ad, Judgement


def ads(*ids: str) -> pa.Table:
    return to_table(Ad, [Ad(f"s/{one}", "v", "s", one) for one in ids])


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "home")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def test_an_empty_lake_reads_as_empty_tables(lake: Lake) -> None:
    assert lake.read("ads").num_rows == 0
    assert lake.read("ads", ["ad_id"]).column_names == ["ad_id"]


def test_the_same_batch_again_changes_nothing(lake: Lake) -> None:
    assert lake.add("ads", ads("1", "2")) is not None
    before = tree(lake.home)
    assert lake.add("ads", ads("1", "2")) is None
    assert tree(lake.home) == before


def test_batches_are_listed_in_an_order_that_does_not_depend_on_arrival(tmp_path: Path) -> None:
    one, other = Lake(tmp_path / "one"), Lake(tmp_path / "other")
    for lake, order in ((one, "12"), (other, "21")):
        for name in order:
            lake.add("ads", ads(name))
    assert one.read("ads").equals(other.read("ads"))


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    trees = []
    for name in ("one", "other"):
        lake = Lake(tmp_path / name)
        draft = lake.begin_run({"ads": ["x"]})
        draft.add("members", pa.table({"profile_id": ["P1"]}))
        draft.finish({"profiles": 1})
        trees.append(tree(lake.home))
    assert trees[0] == trees[1]


def test_a_run_is_seen_only_when_it_is_whole(lake: Lake) -> None:
    draft = lake.begin_run({})
    draft.add("members", pa.table({"profile_id": ["P1"]}))
    assert lake.runs() == ()
    run = draft.finish({})
    assert lake.latest_run() == run
    assert run.table("members")["profile_id"].to_pylist() == ["P1"]


def test_asking_for_a_run_that_is_not_there_says_what_to_do(lake: Lake) -> None:
    with pytest.raises(NothingThere, match="vigie ingest"):
        lake.needed_run()


def test_a_damaged_file_is_named(lake: Lake) -> None:
    batch = lake.add("ads", ads("1"))
    assert batch is not None
    batch.path.write_bytes(b"not parquet")
    with pytest.raises(LakeProblem, match=batch.batch_id):
        lake.read("ads")


def test_judgements_are_kept_once_and_listed_oldest_first(lake: Lake) -> None:
    later = Judgement("a", "b", "same", "Ada", "same handwriting", datetime(2026, 3, 2, tzinfo=UTC))
    older = Judgement("a", "c", "different", "Ben", "met both", datetime(2026, 3, 1, tzinfo=UTC))
    for one in (later, older, later):
        lake.add_judgement(one)
    assert lake.judgements() == (older, later)


def test_a_second_writer_waits_and_then_says_who_is_at_work(lake: Lake) -> None:
    with (
        lake.lock(),
        pytest.raises(LakeBusy, match=str(os.getpid())),
        lake.lock(patience=0.1),
    ):
        pass


def test_a_killed_writer_leaves_nothing_behind(lake: Lake) -> None:
    script = f"""
import time
from pathlib import Path
from vigie.lake import Lake
from vigie.lake.files import appearing
lake = Lake(Path({str(lake.home)!r}))
with lake.lock(), appearing(lake.home / "batches" / "ads" / "0a.parquet") as draft:
    draft.write_bytes(b"half")
    print("writing", flush=True)
    time.sleep(60)
"""
    writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"writing\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    assert list(lake.home.rglob(f"{UNFINISHED}*"))
    started = time.monotonic()
    with lake.lock(patience=5):
        assert not list(lake.home.rglob(f"{UNFINISHED}*"))
    assert time.monotonic() - started < 5
    assert lake.batches("ads") == ()
