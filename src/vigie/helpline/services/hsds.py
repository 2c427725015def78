"""Reading a directory in the Open Referral Human Services Data Specification (HSDS 3), as CSV.

A folder holds `services.csv` and, where there are any, `organizations.csv`, `phones.csv`,
`service_at_locations.csv`, `locations.csv`, `addresses.csv`, `languages.csv`, `attributes.csv` and
`taxonomy_terms.csv`. A row that refers to nothing is passed over and counted.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vigie.records import WrongUse

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Directory:
    """Services as the table holds them, and the number of rows that were passed over."""

    services: tuple[Row, ...]
    passed_over: int


def read_directory(folder: Path) -> Directory:
    """The active services of a directory. Errors: WrongUse where there is no `services.csv`."""
    if not (folder / "services.csv").exists():
        raise WrongUse(
            "no services.csv there", where=str(folder), remedy="name a folder of HSDS 3 CSV files"
        )
    organizations = {row["id"]: row for row in _rows(folder, "organizations")}
    phones = _first(_rows(folder, "phones"), "service_id", "number")
    org_phones = _first(_rows(folder, "phones"), "organization_id", "number")
    places, needs, languages = _places(folder), _needs(folder), _languages(folder)
    found, passed_over = [], 0
    for row in _rows(folder, "services"):
        if not row.get("id") or not row.get("name"):
            passed_over += 1
            continue
        if row.get("status", "active") not in ("active", ""):
            continue
        owner = organizations.get(row.get("organization_id", ""), {})
        found.append(
            {
                "id": row["id"],
                "name": row["name"],
                "organization": owner.get("name", ""),
                "description": row.get("description", ""),
                "place": "; ".join(sorted(places[row["id"]])),
                "needs": "; ".join(sorted(needs[row["id"]])),
                "phone": phones.get(row["id"]) or org_phones.get(owner.get("id", ""), ""),
                "email": row.get("email") or owner.get("email", ""),
                "url": row.get("url") or owner.get("website", "") or owner.get("url", ""),
                "languages": ", ".join(sorted(languages[row["id"]])),
            }
        )
    return Directory(tuple(found), passed_over)


def _places(folder: Path) -> defaultdict[str, set[str]]:
    addresses: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(folder, "addresses"):
        parts = (row.get(name, "") for name in ("city", "state_province", "country"))
        addresses[row.get("location_id", "")].add(", ".join(part for part in parts if part))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(folder, "service_at_locations"):
        found[row.get("service_id", "")] |= addresses[row.get("location_id", "")]
    return found


def _needs(folder: Path) -> defaultdict[str, set[str]]:
    terms = {row["id"]: row.get("name", "") for row in _rows(folder, "taxonomy_terms")}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(folder, "attributes"):
        if row.get("link_entity") == "service" and row.get("taxonomy_term_id") in terms:
            found[row.get("link_id", "")].add(terms[row["taxonomy_term_id"]])
    return found


def _languages(folder: Path) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(folder, "languages"):
        found[row.get("service_id", "")].add(row.get("code") or row.get("name", ""))
    return found


def _first(rows: Iterable[Row], owner: str, value: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        if row.get(owner) and row.get(value):
            found.setdefault(row[owner], row[value])
    return found


def _rows(folder: Path, table: str) -> list[Row]:
    path = folder / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        rows = csv.DictReader(line.replace("\x00", "") for line in stream)
        return [
            {
                str(name): (value or "").strip()
                for name, value in row.items()
                if isinstance(value, str)
            }
            for row in rows
            if row.get("id")
        ]
