"""The export holds the standard's own names and values: its table Case, as published."""

import csv
from io import StringIO

import pytest

from tests.helpline.test_numbers import kept
from vigie.helpline.conversations.outcomes import FIELDS, OUTCOMES, VERSION, Outcome
from vigie.helpline.numbers import tables

# The rows of "HTCDS Field Standards 2.0.ods" whose prefix is cas_: field, type, values of its list.
# https://github.com/UNMigration/HTCDS at 3c2f653
REASONS = ("AdditionalServicesRequired", "MigrationOrChangeOfLocation", "Other")
CASE: dict[str, tuple[str, tuple[str, ...]]] = {
    "cas_Status": ("Picklist", ("Active", "FollowUp", "Closed", "ClosedReferred")),
    "cas_ReasonForCaseClosure": ("Long Text", ()),
    "cas_CaseOwner": ("Lookup", ()),
    "cas_ReferringOrganisation": ("Lookup", ()),
    "cas_IncomingReferralDate": ("Date", ()),
    "cas_ReferringPrimaryCaseWorker": ("Lookup", ()),
    "cas_ReasonForIncomingReferral": ("Picklist", REASONS),
    "cas_IncomingReferralDetails": ("Long Text", ()),
    "cas_ReferredOrganisation": ("Lookup", ()),
    "cas_ReferredPrimaryCaseWorker": ("Lookup", ()),
    "cas_ReasonForOutgoingReferral": ("Picklist", REASONS),
    "cas_OutgoingReferralDate": ("Date", ()),
    "cas_OutgoingReferralDetails": ("Long Text", ()),
}


def unfit(fields: dict[str, str]) -> list[str]:
    """What of a case the standard does not know: a field, or a value that its list has not."""
    return [
        f"{name}: {value}"
        for name, value in fields.items()
        if name not in CASE or (CASE[name][1] and value not in CASE[name][1])
    ]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.code)
def test_every_outcome_is_a_case_of_the_standard(outcome: Outcome) -> None:
    assert unfit(outcome.fields()) == []


def test_the_exported_file_is_of_the_standard() -> None:
    months = [kept("2026-03", **{outcome.code: 20 for outcome in OUTCOMES})]
    rows = list(csv.DictReader(StringIO(tables.as_htcds(months))))
    assert len(rows) == len(OUTCOMES)
    for row in rows:
        assert row["standard"] == VERSION
        assert unfit({name: row[name] for name in FIELDS if row[name]}) == []


def test_what_the_standard_does_not_know_is_seen() -> None:
    assert unfit({"cas_Status": "closed", "cas_State": "Closed"}) == [
        "cas_Status: closed",
        "cas_State: Closed",
    ]
