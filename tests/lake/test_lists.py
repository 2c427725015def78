from pathlib import Path

import pytest

from vigie.lake.errors import LakeProblem
from vigie.lake.lists import listed
from vigie.records import Reject

ROWS = [(2, {"id": "P1", "by": "ana"}), (3, {"id": "P2", "by": "bea"})]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("id,by\nP1,ana\nP2,bea\n", (2, 3)),
        ("\ufeffID;By\r\nP1;ana\r\nP2;bea\r\n", (2, 3)),
        ("id\tby\nP1\tana\nP2\tbea", (2, 3)),
        ('{"id": "P1", "by": "ana"}\n\n{"id": "P2", "by": "bea"}\n', (1, 3)),
        ('[{"id": "P1", "by": "ana"},\n {"id": "P2", "by": "bea"}]', (1, 2)),
    ],
)
def test_every_form_gives_the_same_rows(tmp_path: Path, text: str, lines: tuple[int, int]) -> None:
    path = tmp_path / "list"
    path.write_text(text, "utf-8", newline="")
    found = list(listed(path))
    assert [(row[0], dict(row[1])) for row in found if not isinstance(row, Reject)] == [
        (line, values) for line, (_, values) in zip(lines, ROWS, strict=True)
    ]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("id,by\nP1\nP1,ana,more\nP2,bea\n", ["ragged_row", "ragged_row"]),
        ('{"id": 1}\n{broken\n[1]\n', ["broken_json", "not_a_row"]),
        ('[{"id": 1}, 7]', ["not_a_row"]),
        ("[{", ["broken_json"]),
        ("", []),
        ("id,by\nP\0,a\n", []),
    ],
)
def test_a_bad_row_is_a_reject_and_the_rest_is_read(
    tmp_path: Path, text: str, reasons: list[str]
) -> None:
    path = tmp_path / "list"
    path.write_text(text, "utf-8", newline="")
    assert [row.reason for row in listed(path) if isinstance(row, Reject)] == reasons


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(LakeProblem, match="cannot be read"):
        list(listed(tmp_path / "none"))
    (tmp_path / "latin").write_bytes(b"id,by\nP1,Ren\xe9\n")
    with pytest.raises(LakeProblem, match="UTF-8"):
        list(listed(tmp_path / "latin"))
