"""What several commands' tests share."""

from pathlib import Path

import pytest

from tests.cli.small_lake import make_run, market
from vigie.lake import Lake


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path)
    make_run(lake, market())
    return lake
