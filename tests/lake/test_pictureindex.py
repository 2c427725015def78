"""The index of the lake's pictures: what is found through it, and what it survives."""

import multiprocessing
from pathlib import Path

import numpy as np
import pytest

from vigie.analysis.images import hashindex
from vigie.analysis.images.pairs import words_of
from vigie.lake import Lake, indexfile, pictureindex
from vigie.lake.indexfile import read_index, write_index
from vigie.lake.pictureindex import open_index, refresh_index
from vigie.lake.schemas import to_table
from vigie.records import ImagePrint


def scattered(seed: int, size: int) -> np.ndarray:
    """Random hashes, every other one near the one before it."""
    rng = np.random.default_rng(seed)
    bits = rng.integers(0, 2, (size, 256), dtype=np.uint8)
    for row in range(1, size, 2):
        bits[row] = bits[row - 1]
        bits[row, rng.choice(256, rng.integers(0, 36), replace=False)] ^= 1
    return np.packbits(bits, axis=1)


def keep(lake: Lake, hashes: np.ndarray, first: int) -> None:
    prints = [
        ImagePrint(f"id{first + row:05}", pdq=one.tobytes().hex(), quality=90, width=9, height=9)
        for row, one in enumerate(hashes)
    ]
    lake.add("pictures", to_table(ImagePrint, prints))


def near(hashes: np.ndarray, query: np.ndarray) -> set[str]:
    """What comparing all with all finds."""
    bits = np.unpackbits(hashes ^ query, axis=1).sum(axis=1)
    return {f"id{row:05}" for row in np.flatnonzero(bits <= 31)}


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    monkeypatch.setattr(pictureindex, "LEAST", 300)
    return Lake(tmp_path / "home")


def files(lake: Lake) -> list[Path]:
    return sorted((lake.home / "index").glob("*"))


def test_every_picture_is_found_before_and_after_it_is_sorted_in(lake: Lake) -> None:
    hashes = scattered(1, 1050)
    for first in range(0, 1050, 150):
        keep(lake, hashes[first : first + 150], first)
        opened = open_index(lake)
        for query in hashes[: first + 150 : 37]:
            expected = near(hashes[: first + 150], query)
            assert opened.within(query.reshape(1, 32), 31) == expected
        with lake.lock():
            refresh_index(lake)
    assert len(files(lake)) == 1
    opened = open_index(lake)
    assert 0 < opened.index.tail < 1050 == len(opened.index)


def test_what_says_too_little_is_not_in_it(lake: Lake) -> None:
    (one,) = scattered(2, 1)
    digits = one.tobytes().hex()
    prints = [
        ImagePrint("blurred", pdq=digits, quality=10, width=9, height=9),
        ImagePrint("dot", width=1, height=1),
        ImagePrint("pdq:x", pdq=digits, quality=100),
    ]
    lake.add("pictures", to_table(ImagePrint, prints))
    assert open_index(lake).within(one.reshape(1, 32), 31) == {"pdq:x"}


@pytest.mark.parametrize("damage", ["cut", "foreign", "empty", "gone", "stale"])
def test_a_file_that_cannot_be_trusted_is_passed_over_and_made_again(
    lake: Lake, damage: str
) -> None:
    hashes = scattered(3, 400)
    keep(lake, hashes, 0)
    with lake.lock():
        assert refresh_index(lake)
    (path,) = files(lake)
    content = path.read_bytes()
    if damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "foreign":
        path.write_bytes(b"not an index\n" * 1000)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "gone":
        path.unlink()
    else:
        lake.batches("pictures")[0].path.unlink()
        keep(lake, hashes[::-1], 0)
    opened = open_index(lake)
    assert opened.index.tail == 400
    assert len(opened.within(hashes[:1], 31)) == len(near(hashes, hashes[0]))
    with lake.lock():
        assert refresh_index(lake)
    assert open_index(lake).index.tail == 0
    assert len(files(lake)) == 1


def test_a_writer_that_is_killed_leaves_the_old_file(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(lake, scattered(4, 400), 0)
    with lake.lock():
        refresh_index(lake)
    before = files(lake)
    keep(lake, scattered(5, 400), 400)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(indexfile, "filled", killed)
    with pytest.raises(KeyboardInterrupt), lake.lock():
        refresh_index(lake)
    assert files(lake) == before
    assert open_index(lake).index.tail == 400


def test_an_open_index_outlives_its_file(lake: Lake) -> None:
    hashes = scattered(6, 400)
    keep(lake, hashes, 0)
    with lake.lock():
        refresh_index(lake)
    opened = open_index(lake)
    keep(lake, scattered(7, 400), 400)
    with lake.lock():
        assert refresh_index(lake)
    assert opened.within(hashes[:1], 31) == near(hashes, hashes[0])


def _ask(home: Path, hashes: np.ndarray, answers: "multiprocessing.SimpleQueue[int]") -> None:
    found = [len(open_index(Lake(home)).within(one.reshape(1, 32), 31)) for one in hashes]
    answers.put(sum(map(bool, found)))


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # no thread of ours is running
def test_two_processes_read_while_a_third_writes(lake: Lake) -> None:
    hashes = scattered(8, 600)
    keep(lake, hashes[:300], 0)
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    asking = [context.Process(target=_ask, args=(lake.home, hashes[:40], answers)) for _ in "ab"]
    for one in asking:
        one.start()
    with lake.lock():
        refresh_index(lake)
        keep(lake, hashes[300:], 300)
        refresh_index(lake)
    for one in asking:
        one.join(60)
    assert [answers.get(), answers.get()] == [40, 40]


@pytest.mark.parametrize("many", [2_000_000, 100], ids=["16 slots", "13 slots"])
def test_a_file_holds_what_memory_holds(
    tmp_path: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashindex, "_MANY", many)
    hashes = scattered(9, 200)
    write_index(tmp_path / "one.index", words_of(hashes), {"name": "x"})
    read = read_index(tmp_path / "one.index")
    assert read
    label, arrays = read
    made = hashindex.sorted_arrays(hashes)
    assert label == {"name": "x"}
    for name in ("words", "bounds", "order", "marks", "starts", "offsets"):
        assert (getattr(arrays, name) == getattr(made, name)).all()
