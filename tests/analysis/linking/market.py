"""Small made-up markets: ads with what the stages before linking found in them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from vigie.lake.schemas import schema_of, to_table
from vigie.records import Ad, Mention
from vigie.records.mention import Detail

START = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


@dataclass
class Market:
    """Ads put up one by one; `tables` is what linking reads."""

    ads: list[Ad] = field(default_factory=list)
    mentions: list[tuple[str, Mention]] = field(default_factory=list)
    templates: list[tuple[str, str]] = field(default_factory=list)

    def post(
        self,
        native_id: str,
        /,
        *,
        day: int = 0,
        place: str = "",
        text: str = "",
        template: str = "",
        pictures: Sequence[str] = (),
        **found: str | int | Sequence[str],
    ) -> str:
        """Put an ad up: `phone="+1…"`, `name=…`, `age=…`, `price=…` are what was found in it."""
        ad_id = f"site/{native_id}"
        self.ads.append(
            Ad(
                ad_id=ad_id,
                version=f"{len(self.ads):032x}",
                source="site",
                native_id=native_id,
                posted_at=START + timedelta(days=day),
                text=text,
                location=place,
                images=tuple(pictures),
            )
        )
        if template:
            self.templates.append((ad_id, template))
        for kind, values in found.items():
            for value in [values] if isinstance(values, str | int) else values:
                self.mentions.append((ad_id, mention(kind, value)))
        return ad_id

    def tables(self) -> dict[str, pa.Table]:
        """The tables as the lake gives them."""
        found = to_table(Mention, [one for _, one in self.mentions])
        owner = [ad_id for ad_id, _ in self.mentions]
        version = pa.array(["0" * 32] * len(owner), pa.string())
        found = found.add_column(0, "ad_id", pa.array(owner, pa.string()))
        return {
            "ads": to_table(Ad, self.ads),
            "mentions": found.add_column(1, "version", version),
            "templates": pa.table(
                {
                    "ad_id": pa.array([ad for ad, _ in self.templates], pa.string()),
                    "template": pa.array([t for _, t in self.templates], pa.string()),
                }
            ),
        }


def mention(kind: str, value: str | int) -> Mention:
    """A mention of this value, written plainly."""
    if kind == "price":
        detail: Detail = {"amount": int(value), "currency": "USD", "minutes": 60}
        return Mention("rate", f"{value} USD/60", str(value), 0, 1, detail=detail)
    if kind == "handle":
        return Mention(kind, str(value), str(value), 0, 1, detail={"platform": "telegram"})
    return Mention(kind, str(value), str(value), 0, 1)


def shuffled(table: pa.Table, seed: int) -> pa.Table:
    """The same rows in another order."""
    order = sorted(range(table.num_rows), key=lambda row: json.dumps([seed, row * 7919 % 1009]))
    return table.take(pa.array(order, pa.int64()))


assert schema_of(Ad).names[0] == "ad_id"
