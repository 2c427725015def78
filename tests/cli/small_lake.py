"""A lake with one run over six ads, and commands given to it."""

import json
from datetime import UTC, datetime

import pyarrow as pa
from typer.testing import CliRunner, Result

from tests.analysis.linking.market import Market
from vigie.analysis.linking import Parameters, link
from vigie.analysis.profiles import Limits, Previous, resolve
from vigie.cli import app
from vigie.engines import LocalEngine
from vigie.lake import Lake

PHONE, MAIL = "+12125550101", "a@x.example"
EAST, WEST = "Boston, MA", "Reno, NV"


def market() -> Market:
    found = Market()
    for n, name in enumerate(("a1", "a2", "a3")):
        found.post(
            name, phone=PHONE, name="anna", age=24, day=n, place="Boston, MA", email="a@x.example"
        )
    found.post("b1", phone="+12125550102", name="bea", age=31, place=WEST)
    found.post(
        "b2", phone="+12125550102", name="bea", age=31, place="Reno, NV", email="b@x.example"
    )
    found.post("c1", phone="+12125550103")
    return found


def make_run(lake: Lake, found: Market) -> None:
    tables = found.tables()
    lake.add("ads", tables["ads"])
    latest = lake.latest_run()
    previous = (
        Previous(*(latest.table(name) for name in ("members", "ids", "history")))
        if latest
        else None
    )
    with LocalEngine(lake.scratch) as engine:
        linked = link(engine, tables, Parameters())
    inputs = {
        "ads": [batch.batch_id for batch in lake.batches("ads")],
        "said": len(lake.judgements()),
        "before": latest.run_id if latest else "",
    }
    draft = lake.begin_run(inputs)
    given = {**tables, "accounts": linked.accounts, "links": linked.links.weighed()}
    at = datetime(2026, 3, 1, tzinfo=UTC)
    resolved = resolve(given, lake.judgements(), previous, Limits(), at)
    pictures = pa.table({"image_id": pa.array([], pa.string()), "group": pa.array([], pa.string())})
    compared = {"mentions": tables["mentions"], "templates": tables["templates"]}
    made = {"links": linked.links.whole(), "pictures": pictures, **compared}
    for name, table in {**made, **resolved.tables()}.items():
        draft.add(name, table)
    draft.finish({"linking_weights": linked.model})


def vigie(lake: Lake, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--home", str(lake.home)])


def exported(lake: Lake, what: str) -> list[dict[str, object]]:
    result = vigie(lake, "export", what, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]
