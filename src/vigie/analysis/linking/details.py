"""The detail of each piece of evidence, written as JSON for many rows at once."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, pc
from vigie.analysis.linking.keys import NO_DAY, Ints

EPOCH = date(1970, 1, 1)
Fields = Mapping[str, Column]
"""JSON values by name, as strings; null where the row has none."""


def write(fields: Fields, rows: int) -> Column:
    """One compact JSON object a row, its names sorted."""
    if not fields:
        return array(["{}"]).take(array(np.zeros(rows, np.int32)))
    pieces = [
        pc.fill_null(pc.binary_join_element_wise(f'"{name}":', fields[name], ",", ""), "")
        for name in sorted(fields)
    ]
    joined = pc.binary_join_element_wise("{", *pieces, "")
    return pc.binary_join_element_wise(pc.utf8_rtrim(joined, ","), "}", "")


def texts(values: Column, rows: Ints) -> Column:
    """JSON strings of `values` at these rows; each distinct value is escaped once."""
    wanted, place = np.unique(rows, return_inverse=True)
    escaped = [json.dumps(v, ensure_ascii=False) for v in values.take(array(wanted)).to_pylist()]
    return array(escaped, pa.string()).take(array(place))


def choices(names: Sequence[str], rows: npt.NDArray[np.int8] | Ints) -> Column:
    """JSON strings out of a few; an empty one becomes null."""
    listed = [json.dumps(name) if name else None for name in names]
    return array(listed, pa.string()).take(array(rows))


def numbers(values: npt.NDArray[np.integer], missing: int | None = None) -> Column:
    """JSON integers; `missing` becomes null."""
    known = array(values, mask=None if missing is None else values == missing)
    return known.cast(pa.string())


def decimals(values: npt.NDArray[np.integer], missing: int) -> Column:
    """JSON numbers with two decimals, from hundredths; `missing` becomes null."""
    return pc.cast(array(values / 100.0, mask=values == missing), pa.string())


def days(values: Ints) -> Column:
    """JSON strings of days, as `2026-03-01`; an unknown day becomes null."""
    wanted, place = np.unique(values, return_inverse=True)
    written = [None if day == NO_DAY else f'"{_date(int(day))}"' for day in wanted]
    return array(written, pa.string()).take(array(place))


def _date(day: int) -> str:
    try:
        return (EPOCH + timedelta(days=day)).isoformat()
    except OverflowError:
        return "unknown"
