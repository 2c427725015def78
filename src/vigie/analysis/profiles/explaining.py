"""Everything that can be said of one profile, or of what lies between two ads, as plain values."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from vigie.analysis.linking.arrow import array, pc
from vigie.analysis.linking.propositions import sentence
from vigie.analysis.profiles.bridges import Bridge, path, split_at
from vigie.analysis.profiles.ids import leads_to
from vigie.records import Judgement

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """The tables of a run (members, profiles, ids, history, bridges, links; findings where there
    are any), the ads it was made from, and what people have said."""

    tables: Mapping[str, pa.Table]
    ads: pa.Table
    judgements: tuple[Judgement, ...]
    compared: pa.Table | None = None
    """For `explain_between`: the two ads compared anew, where no link of theirs was kept."""


def explain_profile(known: Known, asked: str) -> Told | None:
    """Who it is, since when, by which ads and links, what would split it; None if unknown."""
    profile_id = leads_to(known.tables["ids"], asked)
    profile = _row(known.tables["profiles"], "profile_id", profile_id)
    if profile_id is None or profile is None:
        return None
    ads = profile["ads"]
    bridges = _bridges(known, profile_id)
    return {
        "profile_id": profile_id,
        "asked": asked,
        "first_seen": profile["first_seen"],
        "last_seen": profile["last_seen"],
        "cut": profile["cut"],
        "disputed": profile["disputed"],
        "finding": _row(known.tables.get("findings"), "profile_id", profile_id),
        "ads": _ads(known, ads),
        "links": _links(known, ads, bridges),
        "weakest": _weakest(bridges),
        "judgements": _said(known, ads),
        "ledger": _ledger(known, profile_id),
        "history": _rows(known.tables["history"], "ad_id", ads),
    }


def explain_between(known: Known, left: str, right: str) -> Told:
    """What joins two ads, or speaks for and against it: their link, or the chain between them."""
    members = known.tables["members"]
    ours = {row["ad_id"]: row["profile_id"] for row in _rows(members, "ad_id", [left, right])}
    together = len(ours) == 2 and ours[left] == ours[right]
    bridges = _bridges(known, ours[left]) if together else []
    chain = path(left, right, bridges)
    steps = [_link(known, one, other) or _by_hand(one, other) for one, other, _ in chain]
    return {
        "left": left,
        "right": right,
        "profiles": [ours.get(left), ours.get(right)],
        "together": together,
        "link": _link(known, *sorted((left, right))),
        "compared": _compared(known),
        "chain": steps,
        "judgements": [
            _told(one) for one in known.judgements if {one.left, one.right} == {left, right}
        ],
    }


def profile_of(known: Known, ad_id: str) -> str | None:
    """The profile that holds the ad; None where the run does not know it."""
    row = _row(known.tables["members"], "ad_id", ad_id)
    return str(row["profile_id"]) if row else None


def _row(table: pa.Table | None, column: str, value: object) -> Told | None:
    if table is None:
        return None
    rows = table.filter(pc.equal(table[column], value)).to_pylist()
    return rows[0] if rows else None


def _rows(table: pa.Table, column: str, values: Iterable[str]) -> list[Told]:
    wanted = array(list(values), pa.string())
    rows: list[Told] = table.filter(pc.is_in(table[column], value_set=wanted)).to_pylist()
    return rows


def _ads(known: Known, ads: list[str]) -> list[Told]:
    columns = ["ad_id", "posted_at", "location", "title", "url"]
    rows = _rows(known.ads.select(columns), "ad_id", ads)
    newest = {row["ad_id"]: row for row in sorted(rows, key=lambda row: str(row["posted_at"]))}
    versions = Counter(row["ad_id"] for row in rows)
    members = _rows(known.tables["members"], "ad_id", ads)
    accounts = {row["ad_id"]: row["account"] for row in members}
    return [
        {**newest.get(ad, {"ad_id": ad}), "account": accounts[ad], "versions": versions[ad]}
        for ad in sorted(ads, key=lambda ad: (str(newest.get(ad, {}).get("posted_at")), ad))
    ]


def _bridges(known: Known, profile_id: str) -> list[Bridge]:
    rows = _rows(known.tables["bridges"], "profile_id", [profile_id])
    return [(row["left"], row["right"], row["bits"]) for row in rows]


def _links(known: Known, ads: list[str], bridges: list[Bridge]) -> list[Told]:
    """The links among these ads, bridges first, the heaviest first."""
    wanted = array(ads, pa.string())
    links = known.tables["links"]
    inside = pc.and_(
        pc.is_in(links["left"], value_set=wanted), pc.is_in(links["right"], value_set=wanted)
    )
    held = {(left, right) for left, right, _ in bridges}
    rows = [
        _read(row, bridge=(row["left"], row["right"]) in held)
        for row in links.filter(inside).to_pylist()
    ]
    by_hand = [_by_hand(left, right) for left, right, bits in bridges if bits is None]
    rows.sort(key=lambda row: (not row["bridge"], -row["bits"], row["left"], row["right"]))
    return [*by_hand, *rows]


def _link(known: Known, left: str, right: str) -> Told | None:
    links = known.tables["links"]
    chosen = pc.and_(pc.equal(links["left"], left), pc.equal(links["right"], right))
    rows = links.filter(chosen).to_pylist()
    return _read(rows[0], bridge=False) if rows else None


def _compared(known: Known) -> Told | None:
    """What two ads share and what parts them, where the run kept no link between them."""
    if known.compared is None:
        return None
    (row,) = known.compared.to_pylist()
    return _read(row, bridge=False)


def linked(known: Known, left: str, right: str) -> bool:
    """Whether the run kept a link between the two ads themselves."""
    return _link(known, *sorted((left, right))) is not None


def _by_hand(left: str, right: str) -> Told:
    """A step that a person's word makes and no link."""
    return {
        "left": left,
        "right": right,
        "bits": None,
        "probability": None,
        "bridge": True,
        "innocent": None,
        "evidence": [],
    }


def _read(row: Told, *, bridge: bool) -> Told:
    evidence = [
        {
            "proposition": one["proposition"],
            "sentence": sentence(one["proposition"]),
            "bits": one["bits"],
            "detail": json.loads(one["detail"]),
        }
        for one in row["evidence"]
    ]
    innocent = [one["detail"]["innocent"] for one in evidence if "innocent" in one["detail"]]
    return {
        **{name: row[name] for name in ("left", "right", "bits", "probability")},
        "bridge": bridge,
        "innocent": innocent[0] if innocent else None,
        "evidence": evidence,
    }


def _weakest(bridges: list[Bridge]) -> Told | None:
    """The lightest bridge, and the two sets of ads that taking it away would leave."""
    weighed = [bridge for bridge in bridges if bridge[2] is not None]
    if not weighed:
        return None
    weakest = min(weighed, key=lambda bridge: (bridge[2], bridge[0], bridge[1]))
    one, other = split_at(weakest, bridges)
    return {
        "left": weakest[0],
        "right": weakest[1],
        "bits": weakest[2],
        "sides": [list(one.ads), list(other.ads)],
    }


def _said(known: Known, ads: list[str]) -> list[Told]:
    ours = set(ads)
    return [_told(one) for one in known.judgements if one.left in ours or one.right in ours]


def _told(one: Judgement) -> Told:
    return asdict(one)


def _ledger(known: Known, profile_id: str) -> Told:
    own = _row(known.tables["ids"], "profile_id", profile_id) or {}
    merged = _rows(known.tables["ids"], "merged_into", [profile_id])
    return {
        "founder": own.get("founder"),
        "since": own.get("since"),
        "split_from": own.get("split_from"),
        "merged_from": [row["profile_id"] for row in merged],
    }
