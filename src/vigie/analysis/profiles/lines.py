"""Profiles as other programs receive them: one row each, with findings and ads."""

import numpy as np
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, arrow_table, lists, pc, structs

ESTIMATE = pa.struct([("probability", pa.float64()), ("low", pa.float64()), ("high", pa.float64())])
NO_REASONS = pa.list_(
    pa.struct(
        [
            ("indicator", pa.string()),
            ("question", pa.string()),
            ("sentence", pa.string()),
            ("bits", pa.float64()),
            ("ads", pa.list_(pa.string())),
        ]
    )
)


def profile_lines(profiles: pa.Table, findings: pa.Table | None, ads: pa.Table) -> pa.Table:
    """A row a profile: its rank and estimates, its reasons, its ads by source and native id.

    Those with a rank come first, in its order. Without findings, rank and estimates are null and
    there are no reasons. `ads` has ad_id, source, native_id; several versions of an ad are one.
    """
    found = _findings(profiles, findings)
    table = arrow_table({"profile_id": profiles["profile_id"], **found, "ads": _ads(profiles, ads)})
    return table.sort_by([("rank", "ascending"), ("profile_id", "ascending")])


def _findings(profiles: pa.Table, findings: pa.Table | None) -> dict[str, Column]:
    if findings is None:
        rows = profiles.num_rows
        return {
            "rank": pa.nulls(rows, pa.int64()),
            "trafficking": pa.nulls(rows, ESTIMATE),
            "minor": pa.nulls(rows, ESTIMATE),
            "abstained": array([""] * rows, pa.string()),
            "reasons": array([[]] * rows, NO_REASONS),
        }
    at = pc.index_in(profiles["profile_id"], value_set=findings["profile_id"].combine_chunks())
    columns = ("rank", "trafficking", "minor", "abstained", "reasons")
    return {name: findings[name].take(at) for name in columns}


def _ads(profiles: pa.Table, ads: pa.Table) -> Column:
    held = profiles["ads"].combine_chunks()
    ids: Column = pc.list_flatten(held)
    at = pc.index_in(ids, value_set=ads["ad_id"].combine_chunks())
    pairs = structs.from_arrays(
        [ads[name].combine_chunks().take(at) for name in ("source", "native_id")],
        names=["source", "native_id"],
    )
    offsets = np.zeros(profiles.num_rows + 1, np.int32)
    np.cumsum(pc.list_value_length(held).to_numpy(zero_copy_only=False), out=offsets[1:])
    return lists.from_arrays(array(offsets), pairs)
