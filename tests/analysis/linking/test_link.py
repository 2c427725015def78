"""Which pairs must stand above which, and what must never depend on order."""

import json
from typing import Any

import pyarrow as pa
import pytest

from tests.analysis.linking.conftest import Linker
from tests.analysis.linking.market import Market, shuffled
from vigie.analysis.linking import Linked

PHONE = "+12125550101"


def bits(linked: Linked) -> dict[tuple[str, str], float]:
    """Bits by pair of native ids."""
    rows = linked.links.weighed().to_pylist()
    return {(row["left"][5:], row["right"][5:]): row["bits"] for row in rows}


def evidence(linked: Linked, left: str, right: str) -> dict[str, dict[str, Any]]:
    """The detail of each proposition of one link."""
    for row in linked.links.whole().to_pylist():
        if (row["left"], row["right"]) == (f"site/{left}", f"site/{right}"):
            return {
                one["proposition"]: {"bits": one["bits"], **json.loads(one["detail"])}
                for one in row["evidence"]
            }
    return {}


def town(noise: int = 40) -> Market:
    """A market where names, ages and places of unrelated ads are whatever they are."""
    market = Market()
    for n in range(noise):
        market.post(
            f"noise{n:03}",
            phone=f"+1202555{1000 + n // 2 if n < 8 else 2000 + n}",
            name=["anna", "bea", "cleo", "dora", "eva"][n % 5],
            age=22 + n % 17,
            place=["Boston, MA", "Austin, TX", "Reno, NV"][n % 3],
            day=n % 30,
        )
    return market


def test_agreement_on_everything_else_stands_above_disagreement(linker: Linker) -> None:
    market = town()
    market.post("a1", phone=PHONE, name="anna", age=24, day=3, place="Boston, MA")
    market.post("a2", phone=PHONE, name="anna", age=25, day=3, place="Boston, MA")
    market.post("b1", phone="+12125550102", name="anna", age=24, day=3, place="Boston, MA")
    market.post("b2", phone="+12125550102", name="zita", age=39, day=3, place="Reno, NV")
    found = bits(linker(market.tables()))
    assert found[("a1", "a2")] > found.get(("b1", "b2"), -99.0)


def test_two_rare_keys_stand_above_one(linker: Linker) -> None:
    market = town()
    market.post("a1", phone=PHONE, email="one@mail.example")
    market.post("a2", phone=PHONE, email="one@mail.example")
    market.post("b1", phone="+12125550102")
    market.post("b2", phone="+12125550102")
    found = bits(linker(market.tables()))
    assert found[("a1", "a2")] > found[("b1", "b2")]


def test_a_number_seen_again_after_a_long_gap_weighs_less_and_says_why(linker: Linker) -> None:
    market = town()
    market.post("a1", phone=PHONE, day=0)
    market.post("a2", phone=PHONE, day=5)
    market.post("b1", phone="+12125550102", day=0)
    market.post("b2", phone="+12125550102", day=400)
    linked = linker(market.tables())
    found = bits(linked)
    assert found[("a1", "a2")] > found.get(("b1", "b2"), -99.0)
    market.post("b3", email="x@mail.example", phone="+12125550103", day=0)
    market.post("b4", email="x@mail.example", phone="+12125550103", day=400)
    detail = evidence(linker(market.tables()), "b3", "b4")["same_phone"]
    assert detail["innocent"] == "recycled_number"
    assert detail["gap_days"] == 400


def test_a_hub_joins_nobody_and_is_shown_with_what_it_may_be(linker: Linker) -> None:
    market = town()
    for n in range(60):
        market.post(f"hub{n:02}", phone="+12125550199", age=20 + n % 30)
    market.post("x1", phone="+12125550199", email="x@mail.example")
    market.post("x2", phone="+12125550199", email="x@mail.example")
    linked = linker(market.tables())
    inside = [pair for pair in bits(linked) if pair[0].startswith("hub")]
    assert inside == []
    shown = evidence(linked, "x1", "x2")["same_phone"]
    assert shown["bits"] == 0
    assert shown["innocent"] == "agency_number"
    assert shown["accounts"] == 62


def test_a_copied_text_joins_nobody(linker: Linker) -> None:
    market = town()
    for n in range(60):
        market.post(f"copy{n:02}", template="t", text="the same words for everybody here")
    assert [pair for pair in bits(linker(market.tables())) if pair[0].startswith("copy")] == []


def test_a_stock_picture_joins_nobody(linker: Linker) -> None:
    market = town()
    for n in range(60):
        market.post(f"stock{n:02}", pictures=["p" * 64], text=f"text number {n}")
    assert [pair for pair in bits(linker(market.tables())) if pair[0].startswith("stock")] == []


def test_one_number_and_one_text_are_one_account_named_by_its_first_ad(linker: Linker) -> None:
    market = town()
    for name in ("z", "m", "k"):
        market.post(name, phone=PHONE, template="t7", text="nearly the same words")
    linked = linker(market.tables())
    named = {row["ad_id"]: row["account"] for row in linked.accounts.to_pylist()}
    assert {named[f"site/{name}"] for name in "zmk"} == {"site/k"}
    assert evidence(linked, "k", "m")["same_phone"]["value"] == PHONE


def test_a_link_inside_an_account_says_what_is_shared_how_common_it_is_and_when(
    linker: Linker,
) -> None:
    market = town()
    market.post("k", phone=PHONE, template="t7", text="nearly the same words", day=2)
    market.post("k", phone=PHONE, template="t7", text="nearly the same words", day=6)
    market.post("m", phone=PHONE, template="t7", text="nearly the same words", day=9)
    market.post("x", phone=PHONE, email="x@mail.example", text="quite another one", day=30)
    found = evidence(linker(market.tables()), "k", "m")
    days = {"left_from": "2026-01-07", "left_to": "2026-01-11"} | {
        "right_from": "2026-01-14",
        "right_to": "2026-01-14",
    }
    assert found["same_phone"].pop("bits") > 0
    assert found["same_phone"] == days | {"value": PHONE, "accounts": 2, "one_account": True}
    assert found["same_template"] == days | {
        "bits": 8.0,
        "value": "t7",
        "accounts": 1,
        "one_account": True,
        "innocent": "copied_text",
    }


def test_a_link_inside_an_account_without_dates_says_none(linker: Linker) -> None:
    market = town()
    for name in ("k", "m"):
        market.post(name, phone=PHONE, template="t7", text="nearly the same words")
    tables = market.tables()
    place = tables["ads"].schema.get_field_index("posted_at")
    kind = tables["ads"].schema.field(place)
    nulls = pa.nulls(tables["ads"].num_rows, kind.type)
    tables["ads"] = tables["ads"].set_column(place, kind, nulls)
    found = evidence(linker(tables), "k", "m")
    assert not {name for one in found.values() for name in one if name.endswith(("_from", "_to"))}
    assert found["same_phone"]["value"] == PHONE


def test_versions_of_one_ad_are_one_ad(linker: Linker) -> None:
    market = town()
    market.post("a1", phone=PHONE)
    market.post("a1", phone="+12125550102", day=4)
    market.post("b1", phone="+12125550102", day=5)
    linked = linker(market.tables())
    assert linked.accounts.num_rows == len(set(linked.accounts["ad_id"].to_pylist()))
    assert ("a1", "b1") in bits(linked)


def test_evidence_adds_up_to_the_bits_with_the_prior(linker: Linker) -> None:
    market = town()
    market.post("a1", phone=PHONE, email="one@mail.example", name="anna", age=24)
    market.post("a2", phone=PHONE, email="one@mail.example", name="zita", age=34)
    linked = linker(market.tables())
    total = sum(one["bits"] for one in evidence(linked, "a1", "a2").values())
    assert total + linked.model["prior"][0] == pytest.approx(bits(linked)[("a1", "a2")], abs=0.01)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_changes_nothing(linker: Linker, seed: int) -> None:
    market = town()
    for n in range(30):
        market.post(
            f"ad{n}",
            phone=f"+1212555{n % 7:04}",
            email=f"m{n % 11}@mail.example",
            template=f"t{n % 5}",
            text=f"singular{n % 9}words ☎☎ !!! number {n}",
            pictures=[f"p{n % 6}"],
            place=["Boston, MA", ""][n % 2],
            day=n,
            price=100 + n % 3,
        )
    tables = market.tables()
    first = linker(tables)
    again = linker({name: shuffled(table, seed) for name, table in tables.items()})
    assert again.links.whole().equals(first.links.whole())
    assert again.accounts.equals(first.accounts)
    assert again.model == first.model


def test_parts_hold_what_the_whole_holds(linker: Linker, monkeypatch: pytest.MonkeyPatch) -> None:
    market = town()
    for n in range(12):
        market.post(f"a{n:02}", phone=f"+1212555{n // 3:04}", email=f"m{n // 2}@mail.example")
        market.post(f"b{n:02}", phone=f"+1212555{n // 3:04}", template=f"t{n // 4}", text="words")
    links = linker(market.tables()).links
    whole = links.whole()
    monkeypatch.setattr("vigie.analysis.linking.links.PART", 3)
    parts = list(links.parts())
    assert {part.num_rows for part in parts[:-1]} == {3}
    assert pa.concat_tables(parts).to_pylist() == whole.to_pylist()
    assert (
        links.weighed().drop_columns(["key"]).to_pylist()
        == whole.drop_columns(["evidence"]).to_pylist()
    )
    assert all(row["evidence"] for row in whole.to_pylist())


def test_nothing_in_gives_nothing_out(linker: Linker) -> None:
    linked = linker(Market().tables())
    assert (linked.accounts.num_rows, len(linked.links)) == (0, 0)


def test_ads_without_dates_places_or_words_are_linked_by_what_they_have(linker: Linker) -> None:
    market = Market()
    market.post("a", email="x@mail.example", phone=PHONE)
    market.post("b", email="x@mail.example", phone=PHONE)
    tables = market.tables()
    blank = tables["ads"]
    nothing = blank["posted_at"].slice(0, 0).combine_chunks()
    nulls = pa.nulls(blank.num_rows, nothing.type)
    place = blank.schema.get_field_index("posted_at")
    tables["ads"] = blank.set_column(place, blank.schema.field(place), nulls)
    assert ("a", "b") in bits(linker(tables))
