"""Known hashes in the forms in which they are exchanged. Every hash here is made up."""

import json
from pathlib import Path

import pytest

from vigie.analysis.images.known import Entry
from vigie.lake.errors import LakeProblem
from vigie.lake.hashsources import read_hashes
from vigie.records import Reject

MD5, SHA1 = "0f" * 16, "0e" * 20
SHA256, PDQ = "0d" * 32, "0c" * 32
ALL = {Entry("md5", MD5), Entry("sha1", SHA1), Entry("sha256", SHA256), Entry("pdq", PDQ)}

NCMEC = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<queryResult xmlns="https://hashsharing.example/v2">
  <images count="2">
    <image><member id="1">A member</member><id>one</id>
      <fingerprints><md5>{MD5.upper()}</md5><sha1>{SHA1}</sha1><pdna>ab12...</pdna></fingerprints>
    </image>
    <deletedImage><id>two</id></deletedImage>
    <image><id>three</id><fingerprints><pdna>ab13...</pdna></fingerprints></image>
  </images>
</queryResult>
"""
FORMS = {
    "columns": f"md5,sha1,sha256,pdq\n{MD5},{SHA1},{SHA256},{PDQ}\n",
    "a column a row": f"md5,sha1,sha256,pdq\n{MD5},,,\n,{SHA1},,\n,,{SHA256},\n,,,{PDQ}\n",
    "kind and hash": f"kind,hash\nMD5,{MD5}\nSHA-1,{SHA1}\nsha256,{SHA256}\npdq,{PDQ}\n",
    "dataset --csv": (
        "signal_type,signal_str,collab,category,tags\n"
        f"video_md5,{MD5},c,POSITIVE_CLASS,\nsha1,{SHA1},c,INVESTIGATION_SEED,a b\n"
        f"video_sha256,{SHA256},c,POSITIVE_CLASS,\npdq,{PDQ},c,POSITIVE_CLASS,\n"
    ),
    "dataset -S": f"md5 {MD5}\nsha1 {SHA1}\nsha256 {SHA256}\npdq {PDQ}\n",
    "dataset -P": f"md5 {MD5} 'c' POSITIVE\nsha1 {SHA1} 'c'\nsha256 {SHA256} 'c'\npdq {PDQ} 'c'\n",
    "descriptors": json.dumps(
        {
            "data": [
                {"type": "HASH_MD5", "indicator": MD5, "status": "MALICIOUS"},
                {"type": "HASH_SHA1", "indicator": SHA1},
                {"type": "HASH_SHA256", "indicator": SHA256},
                {"type": "HASH_PDQ", "indicator": PDQ},
            ]
        }
    ),
    "a fetched state": json.dumps(
        {
            "updates": {
                "1-a": {"deleted": False, "fingerprints": {"md5": MD5, "sha1": SHA1}},
                "1-b": {"fingerprints": {"pdq": PDQ, "sha256": SHA256}},
            }
        }
    ),
    "JSON lines": "\n".join(
        json.dumps(row) for row in ({"md5": MD5, "sha1": SHA1}, {"pdq": PDQ}, {"sha256": SHA256})
    ),
}


def read(folder: Path, text: str, kind: str = "") -> tuple[set[Entry], list[str]]:
    """The entries and the reasons of the rejects."""
    path = folder / "list"
    path.write_text(text, "utf-8")
    found = list(read_hashes(path, kind))
    entries = {one for one in found if isinstance(one, Entry)}
    return entries, [one.reason for one in found if isinstance(one, Reject)]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_hashes(tmp_path: Path, form: str) -> None:
    assert read(tmp_path, FORMS[form]) == (ALL, [])


def test_ncmec_entries_are_read_and_what_is_no_hash_of_ours_is_said(tmp_path: Path) -> None:
    assert read(tmp_path, NCMEC) == ({Entry("md5", MD5), Entry("sha1", SHA1)}, ["no_hash"])


def test_a_bare_list_needs_its_kind_where_two_are_as_long(tmp_path: Path) -> None:
    assert read(tmp_path, f"{MD5}\n{SHA1}\n") == ({Entry("md5", MD5), Entry("sha1", SHA1)}, [])
    assert read(tmp_path, f"{PDQ}\n", "pdq") == ({Entry("pdq", PDQ)}, [])
    assert read(tmp_path, f"{PDQ}\n") == (set(), ["not_a_hash"])


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("md5,name\n0f0f,x\n", ["not_a_hash"]),
        (f"md5\n{MD5}\n{MD5},one too many\n", ["broken_list"]),
        ("signal_type,signal_str\ntext,hello\n", ["another_kind"]),
        (f"signal_type,signal_str,category\npdq,{PDQ},NEGATIVE_CLASS\n", ["said_to_be_innocent"]),
        ('[{"md5": "' + MD5 + '", "deleted": true}, 7]', ["deleted_entry", "broken_list"]),
        ("{broken\n" + json.dumps({"nothing": 1}) + "\n", ["broken_list", "no_hash"]),
        ("<queryResult><image>", ["broken_list"]),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', ["broken_list"]),
        ("", ["no_hash"]),
    ],
)
def test_a_row_that_cannot_be_used_says_why(tmp_path: Path, text: str, reasons: list[str]) -> None:
    assert read(tmp_path, text)[1] == reasons


def test_bytes_of_any_kind_are_rows_or_rejects(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(bytes(range(256)) * 40)
    assert all(isinstance(one, Reject) for one in read_hashes(path))


def test_a_list_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(LakeProblem, match="cannot be read"):
        list(read_hashes(tmp_path / "nothing"))
