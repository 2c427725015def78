"""Every kind of bad input: a reject says what and where, the rest is read, nothing is lost."""

import gzip
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import zstandard

from tests.lake.sources.writing import AD, jsonl, numbered, warc
from vigie.lake import Lake
from vigie.lake.sources import Settings
from vigie.pipeline.ingest import ingest
from vigie.pipeline.summary import Summary
from vigie.records.progress import Silence

PAGE = "<html><h1>New in town</h1><article>Call 312-555-0123</article></html>"


class Ingested:
    """A folder whose files have been ingested: what was kept and what was rejected."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.lake = Lake(folder.parent / f"{folder.name}-home")
        paths = [folder / name for name in names] or [folder]
        self.summary: Summary = ingest(self.lake, paths, Settings(), Silence())
        self.ads: list[dict[str, Any]] = self.lake.read("ads").to_pylist()
        self.rejects: list[dict[str, Any]] = self.lake.read("rejects").to_pylist()

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return sorted((reject["line"], reject["reason"]) for reject in self.rejects)

    @property
    def ids(self) -> list[str]:
        return sorted(ad["native_id"] for ad in self.ads)


def ingested(tmp_path: Path, content: bytes, name: str = "ads.jsonl") -> Ingested:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(content)
    return Ingested(folder, name)


def between(*bad: Mapping[str, object] | bytes) -> bytes:
    """A good ad, the bad lines, another good ad."""
    lines = [one + b"\n" if isinstance(one, bytes) else jsonl([one]) for one in bad]
    return jsonl([{**AD, "native_id": "first"}]) + b"".join(lines) + jsonl([AD])


def test_broken_json(tmp_path: Path) -> None:
    got = ingested(tmp_path, between(b'{"source": "a', b"}{", b"nonsense", b'{"a":1} x'))
    assert got.ids == ["1", "first"]
    assert got.reasons == [(line, "broken_json") for line in (2, 3, 4, 5)]


def test_broken_json_on_the_first_line(tmp_path: Path) -> None:
    got = ingested(tmp_path, b"nonsense\n" + between())
    assert (got.ids, got.reasons) == (["1", "first"], [(1, "broken_json")])


def test_lines_that_are_no_objects(tmp_path: Path) -> None:
    got = ingested(tmp_path, between(b"[1, 2]", b"null", b"7", b'"text"', b"NaN"))
    assert got.ids == ["1", "first"]
    assert got.reasons == [(line, "not_an_object") for line in (2, 3, 4, 5, 6)]


def test_wrong_types(tmp_path: Path) -> None:
    bad = {"source": ["a"], "native_id": {"x": 1}, "text": 5, "posted_at": [], "images": 7}
    got = ingested(tmp_path, between({**AD, **bad, "source": "a"}, {**AD, **bad}))
    assert sorted(ad["text"] for ad in got.ads) == ["5", "Call 312-555-0123", "Call 312-555-0123"]
    assert got.reasons == [
        (2, "picture_unreadable"),
        (2, "wrong_type"),
        (3, "missing_source"),
    ]


def test_missing_ids(tmp_path: Path) -> None:
    nameless = {"source": "alpha.example", "text": "hello"}
    got = ingested(tmp_path, between(nameless, {**nameless, "native_id": None}, {"text": "hello"}))
    assert got.reasons == [(4, "missing_source")]
    assert (got.ids, got.summary.known) == (["", "1", "first"], 1)
    assert next(ad["ad_id"] for ad in got.ads if not ad["native_id"]).startswith("alpha.example/#")


def test_two_million_characters_in_one_field(tmp_path: Path) -> None:
    fields = {"title": "t" * 2_000_000, "text": "é" * 2_000_000, "location": "l" * 2_000_000}
    got = ingested(tmp_path, between({**AD, **fields, "native_id": "long", "x": "x" * 2_000_000}))
    assert got.ids == ["1", "first", "long"]
    assert got.reasons == [(2, "extra_too_long"), *[(2, "field_too_long")] * 3]
    assert [len(ad["text"]) for ad in got.ads if ad["native_id"] == "long"] == [500_000]


def test_a_line_past_every_bound(tmp_path: Path) -> None:
    huge = b'{"text": "' + b"x" * (80 << 20) + b'"}'
    got = ingested(tmp_path, between(huge))
    assert (got.ids, got.reasons) == (["1", "first"], [(2, "row_too_long")])


def test_nul_bytes_and_lone_surrogates(tmp_path: Path) -> None:
    got = ingested(
        tmp_path,
        between(
            rb'{"source": "a", "id": "raw' + b"\0" + rb'", "text": "x' + b"\0" + rb'y"}',
            rb'{"source": "a", "id": "lone", "text": "x\ud800y", "\udfff": "\u0000"}',
        ),
    )
    texts = {ad["native_id"]: (ad["text"], json.loads(ad["extra"])) for ad in got.ads}
    assert texts["raw"] == ("xy", {})
    assert texts["lone"] == ("x\ufffdy", {"\ufffd": ""})
    assert set(got.reasons) == {(2, "characters_replaced"), (3, "characters_replaced")}


def test_mixed_encodings(tmp_path: Path) -> None:
    row = '{"source": "a", "id": "ID", "text": "été"}\n'
    content = row.encode() + row.replace("ID", "2").encode("latin-1") + between()
    got = ingested(tmp_path, content)
    assert {ad["text"] for ad in got.ads if ad["source"] == "a"} == {"été"}
    assert got.reasons == [(2, "encoding_guessed")]


def test_dates_in_the_year_0_and_9999(tmp_path: Path) -> None:
    dates = ["0000-01-01", "9999-12-31T23:59:59-12:00", 0, 253402300799, "0001-01-01T00:00+14:00"]
    bad = [{**AD, "native_id": f"d{n}", "posted_at": date} for n, date in enumerate(dates)]
    got = ingested(tmp_path, between(*bad))
    assert len(got.ads) == 7
    assert {ad["posted_at"] for ad in got.ads} == {None}
    assert [line for line, _ in got.reasons] == [2, 3, 4, 5, 6]
    assert {reason for _, reason in got.reasons} <= {"date_out_of_range", "date_unreadable"}
    assert {json.loads(ad["extra"]).get("posted_at") for ad in got.ads} == {None, *dates}


def test_a_csv_with_ragged_rows(tmp_path: Path) -> None:
    content = b"id,source,text\n1,a,x\n2,a\n3,a,x,y,z\n4,a,x,,\n5,a,x\n"
    got = ingested(tmp_path, content, "ads.csv")
    assert got.ids == ["1", "4", "5"]
    assert got.reasons == [(3, "ragged_row"), (4, "ragged_row")]


def test_a_csv_with_a_quote_that_never_closes(tmp_path: Path) -> None:
    content = b'id,source,text\n1,a,"fine, ""really"""\n2,a,"open\n3,a,x\n4,a,y\n'
    got = ingested(tmp_path, content, "ads.csv")
    assert got.ids == ["1", "3", "4"]
    assert got.reasons == [(3, "unclosed_quote")]


def test_a_truncated_gzip(tmp_path: Path) -> None:
    whole = gzip.compress(jsonl(numbered(2000)), 1)
    got = ingested(tmp_path, whole[: len(whole) // 2], "ads.jsonl.gz")
    assert 500 < len(got.ads) < 1500
    assert [reason for _, reason in got.reasons] == ["gzip_cut"]
    assert got.reasons[0][0] in (len(got.ads), len(got.ads) + 1)


def test_a_damaged_gzip(tmp_path: Path) -> None:
    whole = bytearray(gzip.compress(jsonl(numbered(20000)), 1))
    whole[len(whole) // 2 :][:40] = b"\xff" * 40
    middle = len(whole) // 2
    whole[middle : middle + 40] = b"\xff" * 40
    got = ingested(tmp_path, bytes(whole), "ads.jsonl.gz")
    assert got.ads
    assert [reason for _, reason in got.reasons][-1:] == ["gzip_damaged"]


@pytest.mark.parametrize("size", [3, 40, 2000])
def test_a_truncated_zstd(size: int, tmp_path: Path) -> None:
    whole = zstandard.compress(jsonl(numbered(60000)))
    got = ingested(tmp_path, whole[: -len(whole) // 2] if size == 2000 else whole[:size], "a.zst")
    expected = "format_unknown" if size == 3 else "zstd_cut"
    assert [reason for _, reason in got.reasons] == [expected]
    assert bool(got.ads) == (size == 2000)


def test_members_one_after_another_and_padding_are_no_damage(tmp_path: Path) -> None:
    one, two = jsonl(numbered(2)), jsonl([{**AD, "native_id": "last"}])
    got = ingested(tmp_path, gzip.compress(one) + gzip.compress(two) + b"\0" * 512, "a.gz")
    assert (got.ids, got.reasons) == (["0", "1", "last"], [])
    again = tmp_path / "zstd"
    again.mkdir()
    (again / "a.zst").write_bytes(zstandard.compress(one) + zstandard.compress(two))
    assert Ingested(again, "a.zst").ids == ["0", "1", "last"]


def bomb(kind: str) -> bytes:
    """A good ad and then two gigabytes of one byte, packed."""
    if kind == "zstd":
        engine = zstandard.ZstdCompressor(level=3).compressobj()
    else:
        engine = zlib.compressobj(9, wbits=31)  # type: ignore[assignment]  # both compress and flush
    pieces = [engine.compress(jsonl([AD]))]
    pieces += [engine.compress(b"x" * (32 << 20)) for _ in range(8 if kind == "gzip" else 64)]
    return b"".join([*pieces, engine.flush()])


@pytest.mark.parametrize("kind", ["gzip", "zstd"])
def test_a_zip_bomb(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl"
    path.write_bytes(bomb(kind))
    peak, reasons = peak_of_reading(path)
    assert reasons == {"row_too_long", "expands_too_far", "a row"}
    assert peak < 400 << 20


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for count in (2_000, 100_000):
        path = tmp_path / f"{count}.jsonl"
        path.write_bytes(jsonl(numbered(count)))
        peaks.append(peak_of_reading(path)[0])
    assert peaks[1] - peaks[0] < 8 << 20


def peak_of_reading(path: Path) -> tuple[int, set[str]]:
    """The most memory that a process of its own held while it read a file; what it read.

    Not `ru_maxrss`: a child begins with its parent's, however little it uses itself.
    """
    program = (
        "import re, sys; from pathlib import Path\n"
        "from vigie.lake.sources import Place, Settings, rows\n"
        "read = rows(Place(Path(sys.argv[1])), Settings())\n"
        "found = {getattr(row, 'reason', 'a row') for row in read}\n"
        "peak = re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        "print(peak, *sorted(found), sep='|')\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    peak, *found = done.stdout.strip().split("|")
    return int(peak) << 10, set(found)


def test_a_warc_cut_in_the_middle(tmp_path: Path) -> None:
    whole = warc({f"https://alpha.example/{n}": PAGE for n in range(10)})
    got = ingested(tmp_path, whole[: int(len(whole) * 0.72)], "a.warc")
    assert len(got.ads) == 7
    assert [reason for _, reason in got.reasons] == ["warc_cut"]


def test_a_packed_warc_cut_in_the_middle(tmp_path: Path) -> None:
    whole = warc({f"https://alpha.example/{n}": PAGE for n in range(10)}, packed=True)
    got = ingested(tmp_path, whole[: int(len(whole) * 0.72)], "a.warc.gz")
    assert len(got.ads) == 7
    assert [reason for _, reason in got.reasons] == ["gzip_cut"]


def test_a_warc_with_a_broken_record_and_an_error_page(tmp_path: Path) -> None:
    pages = {"https://alpha.example/1": PAGE}
    broken = b"WARC/1.0\r\nContent-Length: many\r\n\r\n\r\n\r\n"
    gone = warc({"https://alpha.example/2": PAGE}, status="404 Not Found")
    got = ingested(tmp_path, broken + gone + warc(pages), "a.warc")
    assert [ad["url"] for ad in got.ads] == ["https://alpha.example/1"]
    assert got.reasons == [(1, "warc_record_broken"), (4, "http_status")]


def test_an_empty_file(tmp_path: Path) -> None:
    got = ingested(tmp_path, b"")
    assert (got.ads, got.reasons) == ([], [(0, "empty_file")])


@pytest.mark.parametrize(
    "packed",
    [gzip.compress(b"", mtime=0), zstandard.compress(b""), b"\n \r\n"],
    ids=["gzip", "zstd", "blank lines"],
)
def test_a_file_that_holds_nothing(packed: bytes, tmp_path: Path) -> None:
    got = ingested(tmp_path, packed)
    assert (got.ads, got.reasons) == ([], [(0, "empty_file")])


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    got = Ingested(tmp_path / "in")
    assert (got.ads, got.reasons) == ([], [(0, "empty_folder")])


def test_no_such_file_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ads.jsonl").write_bytes(jsonl([AD]))
    got = Ingested(tmp_path / "in", "absent.jsonl", "ads.jsonl")
    assert (got.ids, got.reasons) == (["1"], [(0, "missing_file")])


def test_a_folder_that_says_it_holds_no_ads_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "in" / "truth").mkdir(parents=True)
    (tmp_path / "in" / "ads.jsonl").write_bytes(jsonl([AD]))
    (tmp_path / "in" / "truth" / "cast.jsonl").write_bytes(jsonl([{**AD, "native_id": "9"}]))
    (tmp_path / "in" / "truth" / ".not-ads").touch()
    assert Ingested(tmp_path, "in").ids == ["1"]


def test_a_folder_is_read_to_its_depths_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "b" / "c").mkdir(parents=True)
    for number, name in enumerate(["z.jsonl", "b/c/a.csv", "b/a.jsonl.gz", ".hidden.jsonl"]):
        ad = {**AD, "native_id": str(number)}
        table = f"source,native_id,text\nalpha.example,{number},x\n".encode()
        content = table if name.endswith("csv") else jsonl([ad])
        (folder / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    (folder / "b" / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 99)
    got = Ingested(folder)
    assert (got.ids, got.reasons) == (["0", "1", "2"], [])


def test_symbolic_links_that_lead_outside_are_not_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.jsonl").write_bytes(jsonl([{**AD, "native_id": "secret"}]))
    (folder / "ads.jsonl").write_bytes(jsonl([AD]))
    (folder / "again.jsonl").symlink_to("ads.jsonl")
    (folder / "file.jsonl").symlink_to(outside / "secret.jsonl")
    (folder / "loop").symlink_to(folder)
    (folder / "folder").symlink_to(outside)
    (folder / "nowhere").symlink_to("absent")
    got = Ingested(folder)
    assert (got.ids, got.reasons) == (["1"], [(0, "link_leads_outside")] * 3)


def test_pipes_and_devices_in_a_folder_are_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "ads.jsonl").write_bytes(jsonl([AD]))
    got = Ingested(folder)
    assert (got.ids, got.reasons) == (["1"], [(0, "special_file")])


def test_a_device_that_is_named_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    got = Ingested(tmp_path / "in", "/dev/zero")
    assert (got.ads, got.reasons) == ([], [(0, "special_file")])


def test_no_read_permission(tmp_path: Path) -> None:
    """As another user than root, who may read everything."""
    folder = tmp_path / "in"
    (folder / "closed").mkdir(parents=True)
    (folder / "ads.jsonl").write_bytes(jsonl([AD]))
    (folder / "mine.jsonl").write_bytes(jsonl([{**AD, "native_id": "mine"}]))
    (folder / "mine.jsonl").chmod(0)
    (folder / "closed").chmod(0)
    program = (
        "import os, sys; from pathlib import Path\n"
        "from vigie.lake.sources import Settings, find_places, rows\n"
        "from vigie.records import Reject\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "for place in find_places(Path('.')):\n"
        "    for row in [place] if isinstance(place, Reject) else rows(place, Settings()):\n"
        "        print(getattr(row, 'reason', 'row'), getattr(row, 'file', ''))\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    (folder / "closed").chmod(0o700)
    assert sorted(done.stdout.splitlines()) == [
        "no_permission closed",
        "no_permission mine.jsonl",
        "row ",
    ]


def test_json_that_nests_without_end(tmp_path: Path) -> None:
    deep = [b'{"source": "a", "x": ' + b"[" * n + b"]" * n + b"}" for n in (60, 900, 100_000)]
    got = ingested(tmp_path, between(*deep))
    assert got.ids == ["1", "first"]
    assert got.reasons == [(2, "too_deep"), (3, "too_deep"), (4, "too_deep")]


def test_numbers_past_every_bound_and_keys_that_stand_twice(tmp_path: Path) -> None:
    digits = b"9" * 6000
    got = ingested(
        tmp_path,
        between(
            b'{"source": "a", "id": "huge", "x": ' + digits + b', "y": 1e999, "z": NaN}',
            b'{"source": "a", "id": "one", "id": "two", "text": "x"}',
        ),
    )
    extra = {ad["native_id"]: json.loads(ad["extra"]) for ad in got.ads}
    assert extra["huge"] == {"x": digits.decode(), "y": "inf", "z": "nan"}
    assert extra["two"] == {"duplicate_keys": {"id": ["one"]}}
    assert got.reasons == []


def test_an_array_that_is_cut_keeps_what_came_before(tmp_path: Path) -> None:
    whole = json.dumps(numbered(10), indent=1).encode()
    got = ingested(tmp_path, whole[:-40], "ads.json")
    assert len(got.ads) == 9
    assert [reason for _, reason in got.reasons] == ["broken_json"]
