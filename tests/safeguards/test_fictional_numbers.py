"""No number that somebody may own stands in the repository."""

import re
import subprocess

from tests.repository.source import ROOT
from vigie.world.lexicon import telephone_ranges

NUMBER = re.compile(r"(?<![\w/+])\+[1-9]\d{9,14}(?!\d)")
SUFFIXES = (".py", ".toml", ".md", ".jsonl", ".json", ".txt", ".csv", ".html")
NO_NUMBERS = ("+1123", "+12345678")  # no area code begins so


def test_every_number_written_is_nobodys() -> None:
    free = tuple(prefix for ranges in telephone_ranges().values() for prefix in ranges)
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True)
    found = set()
    for name in listed.stdout.decode().split():
        if name.endswith(SUFFIXES) and (ROOT / name).is_file():
            text = (ROOT / name).read_text("utf-8", errors="replace")
            found |= {(name, number) for number in NUMBER.findall(text)}
    assert len(found) > 50
    assert sorted(one for one in found if not one[1].startswith((*free, *NO_NUMBERS))) == []
