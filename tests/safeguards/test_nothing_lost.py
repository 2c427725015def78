import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigie.lake import Lake
from vigie.lake.sources import Settings
from vigie.pipeline import ingest
from vigie.records.progress import Silence

ad = st.builds(
    lambda number, text: json.dumps({"source": "s", "native_id": f"{number}", "text": text}),
    st.integers(0, 10**9),
    st.text(max_size=20),
)
dirt = st.one_of(
    st.text(st.characters(exclude_characters="\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1),
    st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists).map(json.dumps),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ad, max_size=8, unique=True), st.lists(dirt, max_size=8), st.randoms())
def test_every_row_is_an_ad_or_a_reject(ads: list[str], dirty: list[str], random: object) -> None:
    """A file of good rows and rubbish: no line is without an ad or a reject that names it."""
    lines = [*ads, *(f"{{{line}" for line in dirty)]
    random.shuffle(lines)  # type: ignore[attr-defined]  # a random.Random, by the strategy
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ads.jsonl"
        first = json.dumps(
            {"source": "s", "native_id": "first", "text": "so that it is JSON Lines"}
        )
        path.write_text("\n".join([first, *lines]) + "\n", "utf-8", errors="surrogatepass")
        lake = Lake(Path(folder) / "lake")
        ingest(lake, [path], Settings(), Silence())
        kept = lake.read("ads", ["line"])["line"].to_pylist()
        told = lake.read("rejects", ["line"])["line"].to_pylist()
    assert set(kept) | set(told) == set(range(1, len(lines) + 2))
    assert len(kept) >= len(ads) + 1
