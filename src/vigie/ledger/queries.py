"""Reading the ledger and checking that it is whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from vigie.ledger.chain import FIRST, Deed, digest
from vigie.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold, and why."""

    number: int
    why: str


def entries_about(record: str) -> QuerySet[Entry]:
    """Everything done to one record, oldest first."""
    return Entry.objects.filter(record=record).order_by("number")


def entries_by(who: str) -> QuerySet[Entry]:
    """Everything that one person did, oldest first."""
    return Entry.objects.filter(who=who).order_by("number")


def counted(record: str, verb: str, since: datetime) -> int:
    """How often a thing was done to a record since then."""
    return Entry.objects.filter(record=record, verb=verb, at__gte=since).count()


def counted_by(who: str, verb: str, since: datetime, record: str = "") -> int:
    """How often somebody did a thing since then: to one record, or to any where it is ''."""
    done = Entry.objects.filter(who=who, verb=verb, at__gte=since)
    return (done.filter(record=record) if record else done).count()


def breaks() -> Iterator[Break]:
    """Every place where an entry is missing, altered or out of the chain."""
    number, previous = 0, FIRST
    for entry in Entry.objects.order_by("number").iterator(chunk_size=5_000):
        if entry.number != number + 1:
            yield Break(entry.number, f"entries {number + 1} to {entry.number - 1} are missing")
        elif entry.previous != previous:
            yield Break(entry.number, "it does not follow the entry before it")
        deed = Deed(entry.who, entry.verb, entry.record, entry.purpose, entry.detail)
        if digest(entry.previous, entry.number, entry.at, deed) != entry.digest:
            yield Break(entry.number, "its content is not what was written")
        number, previous = entry.number, entry.digest
