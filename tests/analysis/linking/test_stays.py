"""A city has one name in linking, however its site writes it."""

import numpy as np
import pyarrow as pa
import pytest

from vigie.analysis.linking.stays import city_name, region, stays


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("TX > San Antonio", "san antonio, tx"),
        ("San Antonio, TX", "san antonio, tx"),
        ("United States > Texas > San Antonio", "san antonio, tx"),
        ("san antonio tx", "san antonio, tx"),
        ("Leeds, GB", "leeds, eng"),
        ("England > Leeds", "leeds, eng"),
        ("London, UK", "london, eng"),
        ("London, ON", "london, on"),
        ("Toronto > Downtown", "toronto, on"),
        # what may be no city, or not that one, stays as it stands
        ("Downtown Leeds", "downtown leeds"),
        ("Nowhere At All", "nowhere at all"),
        ("city 3, state 1", "city 3, state 1"),
        (">, |", ">, |"),
        ("", ""),
    ],
)
def test_a_place_has_one_name(location: str, name: str) -> None:
    assert city_name(location) == name


def test_two_ways_of_writing_are_one_place() -> None:
    written = ["TX > San Antonio", "  San Antonio, TX ", "", None, "San Antonio, Texas", "Reno, NV"]
    posted = pa.table({"location": pa.array(written, pa.string())})
    ads = np.arange(6, dtype=np.int32)
    (ad, day, place), names = stays(
        posted, ads, np.full(6, 7, np.int32), (np.array([2]), pa.array(["san antonio, tx"]))
    )
    assert names.to_pylist() == ["reno, nv", "san antonio, tx"]
    assert dict(zip(ad.tolist(), place.tolist(), strict=True)) == {0: 1, 1: 1, 2: 1, 4: 1, 5: 0}
    assert set(day.tolist()) == {7}
    assert region(names[1].as_py()) == "tx"
