"""Write deeds into the ledger, in the transaction that does them."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.utils import timezone

from vigie.ledger.chain import FIRST, Deed, digest
from vigie.ledger.models import Entry


def write(deed: Deed) -> Entry:
    """Add one deed to the chain; it stands if and only if the caller's transaction commits."""
    return write_all([deed])[0]


def write_all(deeds: Sequence[Deed]) -> list[Entry]:
    """Add deeds to the chain in their order. The chain is held until the transaction ends.

    Take it late in a transaction: nobody else can write in the ledger meanwhile.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('vigie.ledger'))")
        last = Entry.objects.order_by("-number").values_list("number", "digest").first()
        number, previous = last or (0, FIRST)
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
        return Entry.objects.bulk_create(entries)
