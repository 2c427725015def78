"""The two steps that the pipeline calls: a batch of ads to prints, all prints to templates."""

from typing import Any

import pyarrow as pa

from vigie.analysis.texts.columns import (
    hex_column,
    indices_column,
    prints_of,
    shingles_column,
    sorted_order,
    utf8_of,
)
from vigie.analysis.texts.compiled import Over
from vigie.analysis.texts.distinct import distinct
from vigie.analysis.texts.grouping import Templates, components, described
from vigie.analysis.texts.prints import TextPrints, joined, prints_of_bytes
from vigie.analysis.texts.stops import stops, without


def _required(name: str, kind: pa.DataType) -> Any:
    return pa.field(name, kind, nullable=False)


PRINTS = pa.schema(
    [
        _required("ad_id", pa.string()),
        _required("version", pa.string()),
        _required("fingerprint", pa.uint64()),
        _required("words", pa.int32()),
        _required("shingles", pa.list_(pa.uint32())),
    ]
)
"""A print a row: `fingerprint` is equal for equal texts, 0 for one with no words; `shingles` are
the sorted hashes of neighbouring word pairs."""

TEMPLATES = pa.schema(
    [
        _required("ad_id", pa.string()),
        _required("version", pa.string()),
        pa.field("template", pa.string()),
        pa.field("anchor", pa.string()),
        pa.field("anchor_version", pa.string()),
        _required("similarity", pa.float32()),
        _required("size", pa.int64()),
        _required("words", pa.int32()),
    ]
)
"""A row for every ad's version: `template` (16 hexadecimal digits; null where the text has no
words), the ad that stands for the template, the share of word pairs in common with it, how many
versions of ads the template has, and how many words this text has (a short one proves little)."""

_ROWS = 5_000


def prints_table(ads: pa.Table, over: Over = map) -> pa.Table:
    """Give the prints of a batch of ads (`ad_id`, `version`, `title`, `text`), row by row."""
    slices = (ads.slice(at, _ROWS) for at in range(0, ads.num_rows, _ROWS))
    made = joined(over(_prints, slices))
    columns = [
        ads["ad_id"].cast(pa.string()),
        ads["version"].cast(pa.string()),
        pa.array(made.fingerprints),
        pa.array(made.words),
        shingles_column(made),
    ]
    return pa.table(columns, schema=PRINTS)


def templates_table(prints: pa.Table, over: Over = map) -> pa.Table:
    """Group the prints of all batches into templates, by rising ad_id and version.

    The order of the rows and the threads of `over` change nothing.
    """
    named = prints.select(["ad_id", "version", "words"]).combine_chunks()
    order = sorted_order(named)
    held, place = distinct(joined(prints_of(prints)))
    labels = components(without(held, stops(held, over), over), over)
    found = described(held, labels, place[order], over)
    return _told(named.take(order), found)


def _told(named: pa.Table, found: Templates) -> pa.Table:
    anchors = indices_column(found.anchor, found.template == 0)
    columns = [
        named["ad_id"],
        named["version"],
        hex_column(found.template),
        named["ad_id"].take(anchors),
        named["version"].take(anchors),
        pa.array(found.similarity),
        pa.array(found.size),
        named["words"],
    ]
    return pa.table(columns, schema=TEMPLATES)


def _prints(ads: pa.Table) -> TextPrints:
    return prints_of_bytes(*utf8_of(ads))
