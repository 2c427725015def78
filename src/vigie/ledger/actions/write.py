"""Write deeds into the ledger, in the transaction that does them."""

import json
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from vigie.database.calls import called
from vigie.ledger.chain import FIRST, Deed, digest
from vigie.ledger.models import Entry

COLUMNS = ("number", "at", "who", "verb", "record", "purpose", "detail", "previous", "digest")


def write(deed: Deed) -> Entry:
    """Add one deed to the chain; it stands if and only if the caller's transaction commits."""
    return write_all([deed])[0]


def write_all(deeds: Sequence[Deed]) -> list[Entry]:
    """Add deeds to the chain in their order. The chain is held until the transaction ends.

    Take it late in a transaction: nobody else can write in the ledger meanwhile.
    """
    with transaction.atomic(savepoint=False):
        number, previous = called("ledger_end") or (0, FIRST)
        entries, at = [], timezone.now()
        for deed in deeds:
            number += 1
            entry = Entry(
                number=number,
                at=at,
                who=deed.who,
                verb=deed.verb,
                record=deed.record,
                purpose=deed.purpose,
                detail=dict(deed.detail),
                previous=previous,
                digest=digest(previous, number, at, deed),
            )
            previous = entry.digest
            entries.append(entry)
        rows = [{name: getattr(one, name) for name in COLUMNS} for one in entries]
        called("ledger_append", json.dumps(rows, default=str))
    return entries
