"""A million ads as tables, for the clock alone: the shapes are right, the content is noise."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vigie.analysis.triage import TriageTables

SENTENCES = np.array([
    "Hello, this is the place for you, available today.", "She is young and kind, call us please.",
    "Only by appointment, my reviews are verified and references are required.",
    "Bonjour, je suis disponible pour vous, de confiance.", "Hola, soy seria, estoy en el centro.",
    "New in town, just arrived, fresh and 100% real.", "Incall only, my driver waits, open 24/7.",
    "Please text me for details about the schedule this week.",
])  # fmt: skip


def crowd(ads: int, seed: int = 0) -> TriageTables:
    """The tables of so many ads, four a party, with five mentions and two pictures each."""
    random = np.random.default_rng(seed)
    parties = max(1, ads // 4)
    owner = np.minimum((random.random(ads) ** 1.5 * parties).astype(int), parties - 1)
    number = pa.array(np.arange(ads)).cast(pa.string())
    ad = pc.binary_join_element_wise("site/", number, "")
    city = np.where(random.random(ads) < 0.8, owner % 200, random.integers(0, 200, ads))
    moment = 1_767_225_600 + random.integers(0, 86_400 * 300, ads)
    ones = pa.array(["1"] * ads)
    table = pa.table({
        "ad_id": ad, "version": ones,
        "source": pa.array(np.array(["a", "b", "c"])[random.integers(0, 3, ads)]),
        "posted_at": pa.array(moment * 1_000_000).cast(pa.timestamp("us", tz="UTC")),
        "title": pa.array(SENTENCES[random.integers(0, 8, ads)]),
        "text": pc.binary_join_element_wise(
            *[pa.array(SENTENCES[random.integers(0, 8, ads)]) for _ in range(6)], number, " "),
        "location": _named("City {}, XX", city),
        "images": pa.ListArray.from_arrays(
            pa.array(np.arange(0, 2 * ads + 1, 2).astype(np.int32)),
            _named("picture {}", random.integers(0, ads, 2 * ads))),
    })  # fmt: skip
    said = {
        "phone": (_named("+1416555{}", owner % 100_000), pa.array(["{}"] * ads)),
        "name": (_named("name {}", random.integers(0, 300, ads)), pa.array(["{}"] * ads)),
        "age": (_named("{}", random.integers(20, 50, ads)), pa.array(["{}"] * ads)),
        "rate": (
            _named("{}", random.integers(50, 400, ads)),
            _named('{{"amount":{},"currency":"EUR","minutes":60}}', random.integers(50, 400, ads)),
        ),
        "place": (_named("City {}", city), _named('{{"city":"City {}"}}', city)),
    }
    mentions = pa.concat_tables([
        pa.table({"ad_id": ad, "version": ones, "kind": pa.array([kind] * ads), "value": value,
                  "trick": pa.array(np.where(random.random(ads) < 0.3, "spaced", "")),
                  "detail": detail})
        for kind, (value, detail) in said.items()
    ])  # fmt: skip
    ends = [ad.take(pa.array(random.integers(0, ads, ads // 2))) for _ in range(2)]
    bits = random.normal(0, 3, ads // 2)
    return TriageTables(
        pa.table({"profile_id": _named("P{}", owner), "ad_id": ad}), table, mentions,
        pa.table({"ad_id": ad, "version": ones,
                  "template": _named("T{}", random.integers(0, max(1, ads // 3), ads))}),
        pa.table({"left": ends[0], "right": ends[1], "bits": bits,
                  "probability": 1 / (1 + np.exp2(-bits))}),
    )  # fmt: skip


def _named(form: str, numbers: np.ndarray) -> pa.Array:
    values, place = np.unique(numbers, return_inverse=True)
    return pa.array([form.format(value) for value in values.tolist()]).take(pa.array(place))
