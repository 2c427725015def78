"""Functions of the database, called through the connection that Django holds."""

import json
from typing import Any, cast

import psycopg
from django.db import connection
from psycopg import sql

_JSONB = 3802


def called(function: str, *given: object) -> Any:
    """What a function of the database returns: one round trip, planned once a connection.

    It runs inside the caller's transaction; JSON is read. Errors: django.db.DatabaseError.
    """
    marks = sql.SQL(", ").join(sql.Placeholder() * len(given))
    query = sql.SQL("SELECT {}({})").format(sql.Identifier(function), marks)
    connection.ensure_connection()
    with connection.wrap_database_errors:
        raw = cast("psycopg.Connection[tuple[Any, ...]]", connection.connection)
        cursor = psycopg.Cursor(raw)
        row = cursor.execute(query, given, prepare=True).fetchone()
    value = row[0] if row else None
    # Django turns psycopg's own reading of jsonb off.
    kind = cursor.description[0].type_code if cursor.description else None
    return json.loads(value) if kind == _JSONB and isinstance(value, str) else value
