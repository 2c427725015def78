"""The Parquet form of each record, derived from the record itself."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

Record = TypeVar("Record")
_PLAIN: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    datetime: pa.timestamp("us", tz="UTC"),
}
_AS_THEY_ARE = (str, int, float, bool, tuple[str, ...])
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def schema_of(record: Any) -> pa.Schema:
    """The columns of a record's table: its fields, in their order.

    Times are microseconds in UTC, tuples are lists, records inside records are structs, and a
    mapping is one string of compact JSON with sorted keys, so that equal records are equal bytes.
    """
    hints = get_type_hints(record)
    return pa.schema([(field.name, _arrow_type(hints[field.name])) for field in fields(record)])


def to_table(record: type[Record], rows: Iterable[Record]) -> pa.Table:
    """The table of some records, in their order."""
    schema, hints = schema_of(record), get_type_hints(record)
    listed = list(rows)
    columns = []
    for field in schema:
        values = map(attrgetter(field.name), listed)
        plain = values if hints[field.name] in _AS_THEY_ARE else map(_plain, values)
        columns.append(pa.array(list(plain), type=field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def from_table(record: type[Record], table: pa.Table) -> list[Record]:
    """The records of a table that `to_table` made; columns that the record lacks are left out."""
    return [_revive(record, row) for row in table.select(schema_of(record).names).to_pylist()]


def to_json(value: object) -> str:
    """Compact JSON with sorted keys: the one way a mapping is written in the lake."""
    return _encode(value)


def _arrow_type(hint: Any) -> pa.DataType:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _arrow_type(next(part for part in inner if part is not NoneType))
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(_arrow_type(inner[0]))
    if _is_mapping(hint):
        return pa.string()
    if is_dataclass(hint):
        return pa.struct(list(schema_of(hint)))
    return _PLAIN[hint]


def _is_mapping(hint: Any) -> bool:
    kind = get_origin(hint) or hint
    return isinstance(kind, type) and issubclass(kind, Mapping)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return to_json(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return value


def _revive(hint: Any, value: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if origin in (Union, UnionType):
        return _revive(next(part for part in inner if part is not NoneType), value)
    if origin is tuple:
        return tuple(_revive(inner[0], part) for part in value)
    if _is_mapping(hint):
        return json.loads(value)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(**{name: _revive(hints[name], part) for name, part in value.items()})  # type: ignore[operator]  # a type, by is_dataclass
    return value
