"""What must hold of every engine, and of DuckDB within its limits."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from vigie.engines import EngineFull, EngineInput, Limits, LocalEngine, UnknownQuery
from vigie.engines import local as local_module
from vigie.engines.engine import sql_names, sql_text


def ads(count: int = 6) -> pa.Table:
    return pa.table(
        {
            "ad_id": [f"s{i % 2}/{i}" for i in range(count)],
            "version": ["v"] * count,
            "source": [f"s{i % 2}" for i in range(count)],
            "location": ["Metz", "", "Lyon"] * (count // 3),
            "posted_at": pa.array(
                [datetime(2026, 1, 1 + i, tzinfo=UTC) for i in range(count)],
                pa.timestamp("us", "UTC"),
            ),
        }
    )


def templates(table: pa.Table) -> pa.Table:
    name = pa.array(["a"] * 4 + ["b"] * (table.num_rows - 4))
    return table.select(["ad_id", "version"]).append_column("template", name)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[LocalEngine]:
    with LocalEngine(tmp_path / "spill", Limits(memory="200MB", threads=2)) as opened:
        yield opened


def test_a_query_over_tables(engine: LocalEngine) -> None:
    found = engine.query(
        "template_spread", {"ads": ads(), "templates": templates(ads())}, {"at_least": 1}
    )
    assert found.select(["template", "ads", "sources", "places"]).to_pylist() == [
        {"template": "a", "ads": 4, "sources": 2, "places": 2},
        {"template": "b", "ads": 2, "sources": 2, "places": 1},
    ]
    assert found["first_posted"][0].as_py() == datetime(2026, 1, 1, tzinfo=UTC)


def test_parameters_are_values_and_never_text(engine: LocalEngine) -> None:
    tables = {"ads": ads(), "templates": templates(ads())}
    assert engine.query("template_spread", tables, {"at_least": 3}).num_rows == 1
    assert engine.query("template_spread", tables, {"at_least": 5}).num_rows == 0


def test_files_and_tables_give_the_same(engine: LocalEngine, tmp_path: Path) -> None:
    table = ads()
    paths = [tmp_path / "one'quoted.parquet", tmp_path / "two.parquet"]
    pq.write_table(table.slice(0, 2), paths[0])
    pq.write_table(table.slice(2), paths[1])
    named = {"templates": templates(table)}
    whole = engine.query("template_spread", named | {"ads": table}, {"at_least": 1})
    read = engine.query("template_spread", named | {"ads": paths}, {"at_least": 1})
    again = engine.query("template_spread", named | {"ads": table}, {"at_least": 1})
    assert whole.equals(read)
    assert whole.equals(again)


def test_a_table_lives_for_one_query(engine: LocalEngine) -> None:
    tables = {"ads": ads(), "templates": templates(ads())}
    engine.query("template_spread", tables, {"at_least": 1})
    with pytest.raises(Exception, match="templates"):
        engine.query("template_spread", {"ads": ads()}, {"at_least": 1})


def test_an_unknown_query_is_refused(engine: LocalEngine) -> None:
    for name in ("nothing_here", "../engine", "", "Template_spread"):
        with pytest.raises(UnknownQuery):
            engine.query(name, {}, {})


def test_a_table_name_is_plain(engine: LocalEngine) -> None:
    with pytest.raises(ValueError, match="name"):
        engine.query("template_spread", {"ads; drop": ads()}, {"at_least": 1})


def test_a_broken_file_is_a_problem_that_names_the_file(
    engine: LocalEngine, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(b"PAR1 and then nothing")
    for path in (cut, tmp_path / "absent.parquet"):
        with pytest.raises(EngineInput, match=path.stem):
            engine.query("template_spread", {"ads": [path]}, {"at_least": 1})


HEAVY = "SELECT list(n ORDER BY n) AS held FROM numbers GROUP BY n % $groups"


def numbers() -> pa.Table:
    return pa.table({"n": pa.array(range(2_000_000), pa.int64())})


def test_no_room_at_all_is_a_problem_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_module, "sql_text", lambda _: HEAVY)
    tight = Limits(memory="20MB", threads=1, disk="1MB")
    with (
        LocalEngine(tmp_path / "spill", tight) as engine,
        pytest.raises(EngineFull, match="20MB") as full,
    ):
        engine.query("heavy", {"numbers": numbers()}, {"groups": 3})
    assert full.value.retry
    assert "memory" in full.value.remedy


def test_past_its_memory_it_spills_and_still_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = "SELECT n, count(*) AS c FROM numbers GROUP BY n ORDER BY n DESC LIMIT $rows"
    monkeypatch.setattr(local_module, "sql_text", lambda _: sql)
    with LocalEngine(tmp_path / "spill", Limits(memory="40MB", threads=1)) as engine:
        found = engine.query("spilling", {"numbers": numbers()}, {"rows": 2})
    assert found["n"].to_pylist() == [1_999_999, 1_999_998]


@pytest.mark.parametrize("name", sql_names())
def test_a_query_file_is_one_select_that_says_what_it_answers(name: str) -> None:
    text = sql_text(name)
    assert text.startswith("-- ")
    assert text.count(";") <= 1
    body = [line for line in text.splitlines() if not line.startswith("--")]
    assert body[0].split()[0] in {"SELECT", "WITH"}


@pytest.mark.parametrize("memory", ["1B", "1KB", "100KB"])
def test_hardly_any_memory_is_the_same_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: str
) -> None:
    monkeypatch.setattr(local_module, "sql_text", lambda _: HEAVY)

    def ask() -> None:
        with LocalEngine(tmp_path / "spill", Limits(memory=memory, threads=1)) as engine:
            engine.query("heavy", {"numbers": numbers()}, {"groups": 3})

    with pytest.raises(EngineFull, match="ran out of room"):
        ask()
