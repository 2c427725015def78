"""A linker over small markets."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from vigie.analysis.linking import Linked, Parameters, link
from vigie.engines import LocalEngine

Linker = Callable[[dict[str, pa.Table]], Linked]


@pytest.fixture(scope="session")
def linker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Linker]:
    spill: Path = tmp_path_factory.mktemp("spill")
    with LocalEngine(spill) as engine:
        yield lambda tables: link(engine, tables, Parameters())
