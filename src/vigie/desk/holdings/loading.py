"""Rows into tables by COPY, called by `publish` inside its transaction."""

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
from django.db import connection, models

from vigie.desk.holdings.columns import as_csv

SKIPPED = ("id", "batch", "run")


def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a table that the lake has too."""
    fields = model._meta.concrete_fields
    return tuple(
        field.name
        for field in fields
        if field.name not in SKIPPED and not getattr(field, "generated", False)
    )


def copy(model: type[models.Model], pieces: Iterable[pa.RecordBatch], *, whole: bool = True) -> int:
    """Copy rows into a table; the number of them that are new.

    `whole` says that no row can be there already; otherwise rows that are there are passed over.
    """
    if whole:
        return _copy_into(model._meta.db_table, pieces)
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute(
            f"CREATE TEMP TABLE arriving (LIKE {table} INCLUDING DEFAULTS) ON COMMIT DROP"
        )
        cursor.execute("ALTER TABLE arriving DROP COLUMN id")
        for field in model._meta.concrete_fields:
            if getattr(field, "generated", False):
                cursor.execute(f'ALTER TABLE arriving DROP COLUMN "{field.column}"')
        _copy_into("arriving", pieces)
        names = _quoted(_names(model))
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM arriving"  # noqa: S608 (names only)
            " ORDER BY ad_id, version ON CONFLICT DO NOTHING"
        )
        added = int(cursor.rowcount)
        cursor.execute("DROP TABLE arriving")
    return added


def _copy_into(table: str, pieces: Iterable[pa.RecordBatch]) -> int:
    rows = 0
    with connection.cursor() as cursor:
        for piece in pieces:
            statement = f"COPY {connection.ops.quote_name(table)} ({_quoted(piece.schema.names)})"
            with cursor.copy(f"{statement} FROM STDIN (FORMAT csv)") as stream:
                stream.write(as_csv(piece))
            rows += piece.num_rows
    return rows


def learn_words() -> None:
    """Add to the word list every word of an ad that was not there yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO holdings_word (word)"
            " SELECT word FROM ts_stat('SELECT document FROM holdings_ad')"
            " WHERE length(word) BETWEEN 4 AND 40 ON CONFLICT DO NOTHING"
        )


def gather_statistics(tables: Sequence[type[Any]]) -> None:
    """Tell the planner how the tables look now, in the same transaction."""
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _names(model: type[models.Model]) -> list[str]:
    return [*columns_of(model), "batch_id"]


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)
