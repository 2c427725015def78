"""The market of `benchmarks/market.py` as tables that linking gathers: one ad an account."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.market import CITIES, Market

DAY, HOUR = 86_400_000_000, 3_600_000_000


def tables(made: Market) -> dict[str, pa.Table]:
    """ads, mentions, templates."""
    many = len(made.party)
    ids = pa.array([f"a/{number:08}" for number in range(many)])
    text, images = pa.array([""] * many), pa.nulls(many, pa.list_(pa.string()))
    mentions, templates = [], pa.table({"ad_id": ids.slice(0, 0), "template": ids.slice(0, 0)})
    for kind in ("phone", "handle", "email", "picture", "template", "word"):
        owner = np.concatenate([row[0] for row in made.keys if row[1] == kind])
        number = np.concatenate([row[2] for row in made.keys if row[1] == kind])
        order = np.argsort(owner, kind="stable")
        values = pc.binary_join_element_wise(kind, pa.array(number[order]).cast(pa.string()), "")
        owner = owner[order]
        ends = np.searchsorted(owner, np.arange(many + 1)).astype(np.int32)
        if kind == "picture":
            images = pa.ListArray.from_arrays(pa.array(ends), values)
        elif kind == "template":
            templates = pa.table({"ad_id": ids.take(pa.array(owner)), "template": values})
        elif kind == "word":
            letters = values
            for digit, letter in zip("0123456789", "bcdfghjklm", strict=True):
                letters = pc.replace_substring(letters, digit, letter)
            text = pc.binary_join(pa.ListArray.from_arrays(pa.array(ends), letters), " ")
        else:
            mentions.append(_mentions(ids, owner, kind, values))
    for kind, trait in (("name", made.name), ("age", made.age), ("rate", made.price)):
        owner = np.flatnonzero(trait >= 0)
        values = pa.array(trait[owner]).cast(pa.string())
        mentions.append(_mentions(ids, owner, kind, values))
    moment = made.day * DAY + made.hour * HOUR + HOUR // 2
    account, _, city = made.stays
    place = np.full(many, -1)
    place[account[::-1]] = city[::-1]
    names = pa.array([*(f"city {n}, state {n // 6}" for n in range(CITIES)), ""])
    ads = pa.table({
        "ad_id": ids, "posted_at": pa.array(moment).cast(pa.timestamp("us", tz="UTC")),
        "collected_at": pa.nulls(many, pa.timestamp("us", tz="UTC")),
        "title": pa.array([""] * many), "text": text,
        "location": names.take(pa.array(np.where(place < 0, CITIES, place))),
        "images": images,
    })  # fmt: skip
    return {"ads": ads, "mentions": pa.concat_tables(mentions), "templates": templates}


def _mentions(ids: pa.Array, owner: np.ndarray, kind: str, values: pa.Array) -> pa.Table:
    many = len(owner)
    alike = pa.array(np.zeros(many, np.int32))
    detail = pa.array(["{}"]).take(alike)
    if kind == "rate":
        detail = pc.binary_join_element_wise('{"amount":', values, ',"minutes":60}', "")
    return pa.table({
        "ad_id": ids.take(pa.array(owner)), "kind": pa.array([kind]).take(alike),
        "value": values, "detail": detail, "confidence": pa.array(np.ones(many)),
    })  # fmt: skip
