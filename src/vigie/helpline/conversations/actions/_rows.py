"""Rows of the helpline's tables as JSON, and back: what the database's functions take and give."""

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def written(tables: Mapping[str, Sequence[models.Model]]) -> str:
    """Rows by table, as JSON; bytes are written as PostgreSQL reads them (`\\\\x` and digits)."""
    return json.dumps(
        {name: [_values(row) for row in rows] for name, rows in tables.items()}, default=_plain
    )


def kept(model: type[Row], row: Mapping[str, Any]) -> Row:
    """A row that `to_jsonb` wrote, as its model."""
    one = model(**{name: read(row[name]) for name, read in _readers(model).items()})
    one._state.adding = False
    return one


def _values(row: models.Model) -> dict[str, object]:
    return {name: getattr(row, name) for name in _readers(type(row))}


def _plain(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    if isinstance(value, datetime | uuid.UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} is in no column")


@cache
def _readers(model: type[models.Model]) -> dict[str, Callable[[Any], object]]:
    """How each column of a model is read from JSON, by its name."""
    return {field.attname: _reader(field) for field in model._meta.concrete_fields}


def _reader(field: Any) -> Callable[[Any], object]:
    kept_as = field.target_field if field.is_relation else field
    return next((read for kind, read in READ if isinstance(kept_as, kind)), _same)


def _same(value: object) -> object:
    return value


def _bytes(value: str) -> bytes:
    return bytes.fromhex(value[2:])


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


READ: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (models.BinaryField, _bytes),
    (models.DateTimeField, _moment),
    (models.UUIDField, uuid.UUID),
)
