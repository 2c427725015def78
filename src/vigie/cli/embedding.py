"""The model that an agency supplies for pictures: read, held against the rule, tried."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vigie.cli.match_image import read_bounded
from vigie.engines.workers import Bounds
from vigie.records import Problem

if TYPE_CHECKING:
    from vigie.analysis.images.embeddings import Supplied, Vector

BOUNDS = Bounds(memory=6_000_000_000)
"""A model's weights lie in the memory of each worker."""
_MOST = 2_000_000_000
_SHOWN = 10
"""Of the pictures that look alike to a model, so many at most for a query."""


def supplied_by(file: Path) -> "Supplied":
    """The model of a file, with the settings of the TOML beside it.

    Errors: Problem where either cannot be read or used, or where a word of either, or the file's
    name, says that the model reads faces.
    """
    from vigie.analysis.images.embeddings import Supplied, example, settings_of, tried
    from vigie.engines.workers import run
    from vigie.safeguards.faces import reads_faces

    beside = file.with_suffix(".toml")
    model = read_bounded(file, _MOST)
    if len(model) > _MOST:
        raise Problem(f"over {_MOST:,} bytes", where=str(file))
    if not beside.exists():
        raise Problem("no such file", where=str(beside), remedy=f"say in it: {example()}")
    text = read_bounded(beside, 100_000).decode("utf-8", "replace")
    if reads_faces((file.name, text)):
        raise Problem("it is named as one that reads faces [no-face-models]", where=str(file))
    try:
        supplied = Supplied(model, settings_of(text), file.suffix.lower())
    except Problem as problem:
        raise Problem(problem.what, where=str(beside), remedy=problem.remedy) from problem
    (found,) = run(tried, [supplied], Bounds(BOUNDS.seconds * 4, BOUNDS.memory, processes=1))
    if found is None:
        return supplied
    if isinstance(found, Problem):
        raise Problem(found.what, where=str(file), remedy=found.remedy)
    raise Problem(f"the model cannot be run: {found.detail}", where=str(file))


def looking_alike(
    vector: "Vector", others: "Sequence[Vector | None]", known: set[int], supplied: "Supplied"
) -> list[tuple[int, float, str, int]]:
    """The place, score, claim and points of each picture that looks alike and is not yet known."""
    from vigie.analysis.images.embeddings import alike, how

    found = alike(vector, others, supplied.settings.least)
    return [(row, 0.0, how(cosine), 0) for row, cosine in found if row not in known][:_SHOWN]
