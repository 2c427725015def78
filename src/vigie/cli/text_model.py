"""The text model that an agency supplies: its folder read, and tried in a process of its own."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigie.records import Problem

if TYPE_CHECKING:
    from vigie.analysis.triage.wording.encoding import Supplied

_MOST, _MOST_TOKENS = 2_000_000_000, 200_000_000
_SECONDS, _MEMORY = 120.0, 8_000_000_000


def text_model_in(folder: Path) -> "Supplied":
    """The text model of a folder: `model.onnx`, and `tokenizer.json` or `vocab.txt`.

    Errors: Problem where a file is missing, or the model gives two short texts no vectors.
    """
    from vigie.analysis.triage.wording.encoding import Supplied, tried
    from vigie.cli.match_image import read_bounded
    from vigie.engines.workers import Bounds, run
    from vigie.pipeline.models import TEXT_MODEL, TOKENS

    file = folder / TEXT_MODEL
    model = read_bounded(file, _MOST)
    names = [name for name in TOKENS if (folder / name).exists()] or [TOKENS[0]]
    tokens = read_bounded(folder / names[0], _MOST_TOKENS)
    if len(model) > _MOST or len(tokens) > _MOST_TOKENS:
        raise Problem(f"over {_MOST:,} bytes", where=str(folder))
    try:
        supplied = Supplied(model, tokens.decode(), names[0])
    except UnicodeDecodeError as error:
        raise Problem("is not UTF-8", where=str(folder / names[0])) from error
    (found,) = run(tried, [supplied], Bounds(_SECONDS, _MEMORY, processes=1))
    if found is None:
        return supplied
    if isinstance(found, Problem):
        raise Problem(found.what, where=str(folder), remedy=found.remedy)
    raise Problem(f"the model cannot be run: {found.detail}", where=str(file))
