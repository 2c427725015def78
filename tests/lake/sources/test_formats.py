import codecs
import csv
import io
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lake.sources.writing import AD, PACKERS, jsonl, numbered, read, read_pages, values, warc
from vigie.analysis.reading import Columns, Rules
from vigie.lake.sources import FORMATS, Place, Settings, formats, rows

PAGE = """<!doctype html><html><head><title>x</title>
<link rel="canonical" href="https://alpha.example/ad/1"></head>
<body><nav>Home</nav><h1>New in town</h1><article><p>Call 312-555-0123</p></article></body>
</html>"""


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("kind", ["jsonl", "array", "pretty", "csv"])
def test_every_format_is_told_by_its_bytes_packed_or_plain(
    kind: str, packer: str, tmp_path: Path
) -> None:
    ads = numbered(3)
    table = io.StringIO()
    writer = csv.DictWriter(table, list(ads[0]))
    writer.writeheader()
    writer.writerows(ads)
    content = {
        "jsonl": jsonl(ads),
        "array": json.dumps(ads, indent=1).encode(),
        "pretty": b"\n".join(json.dumps(ad, indent=2).encode() for ad in ads),
        "csv": table.getvalue().encode(),
    }[kind]
    path = written(tmp_path / "file.bin", PACKERS[packer](content))
    found, rejects = read(path)
    assert (values(found), rejects) == (ads, [])


def test_rows_know_their_lines(tmp_path: Path) -> None:
    lines = b"\n" + jsonl(numbered(2)) + b"\n" + jsonl(numbered(1))
    found, _ = read(written(tmp_path / "a.jsonl", lines))
    assert [row.where.line for row in found] == [2, 3, 5]
    array = b'[\n  {"id": 1,\n   "source": "a"},\n\n  {"id": 2, "x": "}]\\""} ]'
    found, rejects = read(written(tmp_path / "b.json", array))
    assert ([row.where.line for row in found], rejects) == ([2, 5], [])
    table = b'id,source,text\r\n1,a,"two\r\nlines"\r\n2,a,x\r\n'
    found, _ = read(written(tmp_path / "c.csv", table))
    assert [row.where.line for row in found] == [2, 4]


@pytest.mark.parametrize(
    ("delimiter", "quote", "encoding"),
    list(itertools.product(",;\t|", "\"'", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])),
)
def test_a_table_in_any_dialect(delimiter: str, quote: str, encoding: str, tmp_path: Path) -> None:
    rows_in = [
        ["N° annonce", "Titre", "Texte", "Publié le"],
        ["1", "Été", f"one{delimiter} {quote}two{quote}\nthree", "2026-03-04"],
        ["2", "Hôtel", "plain", "2026-03-05"],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quotechar=quote).writerows(rows_in)
    path = written(tmp_path / "a.txt", out.getvalue().encode(encoding))
    found, rejects = read(path)
    assert [list(row.values.values()) for row in found] == rows_in[1:]
    assert {reject.reason for reject in rejects} <= {"encoding_guessed"}


def test_a_spreadsheets_sep_line_and_empty_cells(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"sep=;\r\nid;text;text;\r\n1;a;;;;\r\n\r\n")
    found, rejects = read(path)
    assert (values(found), rejects) == ([{"id": "1", "text": "a"}], [])


def test_an_encoding_that_the_user_names(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "id;text\n1;привет\n".encode("koi8-r"))
    found, _ = read(path, Settings(encoding="koi8-r"))
    assert values(found) == [{"id": "1", "text": "привет"}]


def test_a_table_is_known_by_the_columns_that_the_user_names(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"stadt,wort\nKiel,hallo\n")
    assert [reject.reason for reject in read(path)[1]] == ["format_unknown"]
    told = Settings(Rules(Columns((("wort", "text"),))))
    assert values(read(path, told)[0]) == [{"stadt": "Kiel", "wort": "hallo"}]


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_a_warc(packed: bool, tmp_path: Path) -> None:
    pages = {f"https://alpha.example/ad/{number}": PAGE for number in (1, 2)}
    found, rejects = read_pages(written(tmp_path / "a", warc(pages, packed=packed)))
    assert rejects == []
    assert [row.where.line for row in found] == [3, 5]
    assert [page.address for page in found] == list(pages)
    assert {(page.html, page.collected_at) for page in found} == {(PAGE, "2026-03-05T10:00:00Z")}


def test_a_saved_page(tmp_path: Path) -> None:
    found, _ = read_pages(written(tmp_path / "a.html", PAGE.encode()))
    assert [page.html for page in found] == [PAGE]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(
        [b"", b"{", b"[", b"WARC/1.0\r\n", b"id,text\n", b"<html", b"\x1f\x8b", b"(\xb5/\xfd"]
    ),
    st.binary(max_size=400),
)
def test_reading_never_raises_on_any_bytes(head: bytes, tail: bytes) -> None:
    for form in (None, *FORMATS):
        place = Place(Path("any"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(formats, "chunks", lambda _: (piece for piece in (head, tail) if piece))
            if form:
                patch.setattr(formats, "_form_of", lambda *_, form=form: form)
            list(rows(place, Settings(line=100)))


def test_bytes_that_are_no_ads_say_what_to_do(tmp_path: Path) -> None:
    for content, word in [(b"PK\x03\x04" + b"\0" * 40, "zip"), (b"hello\nworld\n", "--map")]:
        found, rejects = read(written(tmp_path / "x", content))
        assert (found, [reject.reason for reject in rejects]) == ([], ["format_unknown"])
        assert word in rejects[0].detail


def test_the_bom_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", codecs.BOM_UTF8 + b"id,text\n1,a\n")
    assert values(read(path)[0]) == [{"id": "1", "text": "a"}]
    path = written(tmp_path / "a.jsonl", codecs.BOM_UTF8 + jsonl([AD]))
    assert values(read(path)[0]) == [dict(AD)]
