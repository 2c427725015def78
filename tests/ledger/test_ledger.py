"""The ledger takes entries, keeps them, and shows when somebody tampered."""

import pytest
from django.db import DatabaseError, connection, transaction

from vigie.ledger import queries
from vigie.ledger.actions import write, write_all
from vigie.ledger.chain import Deed
from vigie.ledger.models import Entry

pytestmark = pytest.mark.django_db


def some() -> None:
    write_all([Deed("alex", "case.opened", f"case:{n}", "because", {"n": n}) for n in range(3)])


def test_entries_follow_one_another() -> None:
    some()
    write(Deed("kim", "case.read", "case:1"))
    assert [entry.number for entry in Entry.objects.order_by("number")] == [1, 2, 3, 4]
    assert [entry.verb for entry in queries.entries_about("case:1")] == ["case.opened", "case.read"]
    assert queries.entries_by("kim").count() == 1
    assert list(queries.breaks()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET who = 'nobody'",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
    ],
)
def test_the_database_refuses_to_change_an_entry(statement: str) -> None:
    some()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Entry.objects.count() == 3


@pytest.mark.parametrize(
    ("tampering", "why"),
    [
        ("UPDATE ledger_entry SET who = 'nobody' WHERE number = 2", "not what was written"),
        ("UPDATE ledger_entry SET detail = '{}' WHERE number = 2", "not what was written"),
        ("DELETE FROM ledger_entry WHERE number = 2", "missing"),
        ("DELETE FROM ledger_entry WHERE number = 1", "missing"),
    ],
)
def test_tampering_past_the_trigger_shows(tampering: str, why: str) -> None:
    some()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        cursor.execute(tampering)
    assert why in " ".join(gap.why for gap in queries.breaks())


def fail_after_writing() -> None:
    with transaction.atomic():
        some()
        raise RuntimeError


def test_an_entry_stands_only_with_the_deed() -> None:
    with pytest.raises(RuntimeError):
        fail_after_writing()
    assert not Entry.objects.exists()
