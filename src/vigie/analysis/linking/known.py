"""What linking knows at the end of a run, so that the next one touches only what new ads reach."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vigie.analysis.linking.arrow import Column, array, arrow_table, pc
from vigie.analysis.linking.commonness import HUB, CutOffs
from vigie.analysis.linking.gathering import Gathered
from vigie.analysis.linking.keys import Carried, Floats, Ints, Mask, Names, Small
from vigie.analysis.linking.links import Compared, Links
from vigie.analysis.linking.weights import probability

Pairs = tuple[Ints, Ints]
FIGURES = ("age", "price", "hour")


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where rare, middling and hub begin, by kind: of accounts, and of texts; and which keys stand
    in so many texts that they make no account (`widely`, by key)."""

    accounts: list[CutOffs]
    texts: list[CutOffs]
    widely: Mask


@dataclass(frozen=True, slots=True)
class Known:
    """Every ad with what it carries, how common that is, and all links.

    Ads and keys are numbered in the order in which they came. `account` is the number of the
    account's first ad; `counts`, `tier` (with each party's own hubs) and `strange` (mostly
    strangers share it) are by key; `links` are left, right, bits and key, as numbers.
    """

    ads: Column
    account: Ints
    carried: Carried
    names: Names
    counts: Ints
    tier: Small
    strange: Mask
    cuts: Cuts
    figures: Mapping[str, Pairs]
    stays: tuple[Ints, Ints, Ints]
    places: Column
    words: npt.NDArray[np.uint8]
    links: tuple[Ints, Ints, Floats, Ints]
    model: dict[str, list[float]]

    def account_table(self) -> pa.Table:
        """ad_id, account: the id of the account's first ad."""
        return arrow_table({"ad_id": self.ads, "account": self.ads.take(array(self.account))})

    def weighed(self) -> pa.Table:
        """left, right, bits, probability, key: all links, sorted, without their evidence."""
        left, right, bits, key = self.links
        table = arrow_table(
            {
                "left": self.ads.take(array(left)),
                "right": self.ads.take(array(right)),
                "bits": bits,
                "probability": np.round(probability(bits), 6),
                "key": key,
            }
        )
        return table.take(pc.sort_indices(table, [("left", "ascending"), ("right", "ascending")]))


def remember(gathered: Gathered, account: Ints, made: tuple[Compared, Links], cuts: Cuts) -> Known:
    """What there is to know after all ads were linked at once."""
    compared, links = made
    held = compared.pairs.holdings
    return Known(
        gathered.ads,
        account.astype(np.int32),
        gathered.carried,
        gathered.names,
        held.counts,
        compared.tier,
        (held.tier == HUB) & (compared.tier != HUB),
        cuts,
        {name: sorted_figures(*gathered.figures[name]) for name in FIGURES},
        sorted_stays(gathered.stays),
        gathered.places,
        gathered.words,
        (links.left.astype(np.int32), links.right.astype(np.int32), links.bits, links.key),
        compared.model.table(),
    )


def tables_of(known: Known) -> dict[str, pa.Table]:
    """The tables that a run keeps it under."""
    carried, cuts, links = known.carried, known.cuts, known.links
    kinds = {
        f"{name}_{end}": [getattr(one, end) for one in cut]
        for name, cut in (("accounts", cuts.accounts), ("texts", cuts.texts))
        for end in ("rare", "middling")
    }
    figures = [np.full(len(known.figures[name][0]), at, np.int8) for at, name in enumerate(FIGURES)]
    return {
        "known_ads": arrow_table({"ad_id": known.ads, "account": known.account}),
        "known_carried": arrow_table(
            {name: getattr(carried, name) for name in ("owner", "key", "first", "last")}
        ),
        "known_keys": arrow_table(
            {
                "kind": known.names.kind,
                "value": known.names.value,
                "counts": known.counts,
                "tier": known.tier,
                "strange": known.strange,
                "widely": cuts.widely,
            }
        ),
        "known_kinds": arrow_table(kinds),
        "known_figures": arrow_table(
            {
                "figure": np.concatenate(figures),
                "ad": np.concatenate([known.figures[name][0] for name in FIGURES]),
                "value": np.concatenate([known.figures[name][1] for name in FIGURES]),
            }
        ),
        "known_stays": arrow_table(dict(zip(("ad", "day", "place"), known.stays, strict=True))),
        "known_places": arrow_table({"place": known.places}),
        "known_words": arrow_table({"texts": known.words}),
        "known_links": arrow_table(dict(zip(("left", "right", "bits", "key"), links, strict=True))),
        "known_model": arrow_table(
            {
                "proposition": list(known.model),
                "bits": array(list(known.model.values()), pa.list_(pa.float64())),
            }
        ),
    }


NAMES = tuple(
    f"known_{name}"
    for name in (
        *("ads", "carried", "keys", "kinds", "figures"),
        *("stays", "places", "words", "links", "model"),
    )
)


def from_tables(tables: Mapping[str, pa.Table]) -> Known:
    """What `tables_of` wrote down."""
    rows = {name: _columns(tables[f"known_{name}"]) for name in (
        "carried", "kinds", "figures", "stays", "words", "links")}  # fmt: skip
    keys, ads, model = (tables[f"known_{name}"] for name in ("keys", "ads", "model"))
    by_key = _columns(keys.drop_columns(["value"]))
    carried, kinds = rows["carried"], rows["kinds"]
    figure = rows["figures"]["figure"]
    return Known(
        ads["ad_id"].combine_chunks(),
        _columns(ads.select(["account"]))["account"],
        Carried(ad=carried["owner"], **carried),
        Names(by_key["kind"], keys["value"].combine_chunks()),
        by_key["counts"],
        by_key["tier"],
        by_key["strange"],
        Cuts(_cut(kinds, "accounts"), _cut(kinds, "texts"), by_key["widely"]),
        {
            name: (rows["figures"]["ad"][figure == at], rows["figures"]["value"][figure == at])
            for at, name in enumerate(FIGURES)
        },
        (rows["stays"]["ad"], rows["stays"]["day"], rows["stays"]["place"]),
        tables["known_places"]["place"].combine_chunks(),
        rows["words"]["texts"],
        (
            rows["links"]["left"],
            rows["links"]["right"],
            rows["links"]["bits"],
            rows["links"]["key"],
        ),
        dict(zip(model["proposition"].to_pylist(), model["bits"].to_pylist(), strict=True)),
    )


def _columns(table: pa.Table) -> dict[str, np.ndarray]:
    return {name: np.asarray(table[name].to_numpy()) for name in table.column_names}


def _cut(kinds: Mapping[str, np.ndarray], name: str) -> list[CutOffs]:
    pairs = zip(kinds[f"{name}_rare"], kinds[f"{name}_middling"], strict=True)
    return [CutOffs(int(rare), int(middling)) for rare, middling in pairs]


def sorted_figures(ad: Ints, value: Ints) -> Pairs:
    """The rows in an order of their own."""
    order = np.lexsort((value, ad))
    return ad[order].astype(np.int32), value[order].astype(np.int32)


def sorted_stays(stays: tuple[Ints, Ints, Ints]) -> tuple[Ints, Ints, Ints]:
    """The rows in an order of their own."""
    ad, day, place = stays
    order = np.lexsort((place, day, ad))
    return ad[order].astype(np.int32), day[order].astype(np.int32), place[order].astype(np.int32)
