"""The plug point of a text model of the agency's own: a transformer in ONNX, off by default."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np

from vigie.analysis.triage.grouping import Floats
from vigie.analysis.triage.wording.tokens import tokenizer_of
from vigie.records import Problem

KINDS = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
TRIED = ("Hello, this is the place.", "Bonjour")


@dataclass(frozen=True, slots=True)
class Supplied:
    """A text model as the agency supplies it: its bytes, and the file that says how texts are
    cut (`tokenizer.json` or `vocab.txt`)."""

    model: bytes
    tokens: str
    tokens_name: str = "tokenizer.json"

    @property
    def digest(self) -> str:
        """64 digits that name just these files."""
        parts = (self.model, self.tokens.encode(), self.tokens_name.encode())
        joined = "".join(hashlib.sha256(part).hexdigest() for part in parts)
        return hashlib.sha256(joined.encode()).hexdigest()


class Encoder(Protocol):
    """Something that turns texts into vectors, each text by itself.

    `name` says which files it was made of; `suffix` is that of its model's file.
    """

    suffix: ClassVar[str]
    name: str

    def vectors(self, texts: Sequence[str]) -> Floats:
        """A row a text. Errors: Problem where the model gives none."""
        ...


class OnnxEncoder:
    """A transformer run by onnxruntime on this machine's processor: one thread, no network.

    An output with a row a piece is averaged over the pieces; one of one number is a logit and stays
    as it is. Vectors have length one. Each text is run alone, so that none depends on its
    neighbours.
    """

    suffix: ClassVar[str] = ".onnx"

    def __init__(self, supplied: Supplied) -> None:
        from vigie.analysis.images.onnxfile import told_by  # noqa: PLC0415 (heavy: as below)
        from vigie.analysis.images.sessions import (  # noqa: PLC0415 (libraries of pictures are heavy, and nobody needs them who supplies no model)
            session_of,
        )

        self.name = supplied.digest
        try:
            told = told_by(supplied.model)
        except ValueError as error:
            raise Problem(f"no ONNX model: {error}") from error
        if told.is_apart:
            raise Problem("the model's weights lie in other files", remedy="save it as one file")
        self._tokenizer = tokenizer_of(supplied.tokens_name, supplied.tokens)
        self._session = session_of(supplied.model)
        kinds = {one.name: one.type for one in self._session.get_inputs()}
        strange = set(kinds) - {"input_ids", "attention_mask", "token_type_ids"}
        if "input_ids" not in kinds or strange or not set(kinds.values()) <= set(KINDS):
            raise Problem(
                f"the model takes something other than a text: {', '.join(sorted(kinds))}",
                remedy="it takes input_ids, and may take attention_mask and token_type_ids",
            )
        self._kinds = {name: KINDS[kind] for name, kind in kinds.items()}

    def vectors(self, texts: Sequence[str]) -> Floats:
        """The rows of the texts; equal texts are run once."""
        found = {text: self._vector(text) for text in sorted(set(texts))}
        if len({len(row) for row in found.values()}) > 1:
            raise Problem("the model gives vectors of several lengths")
        return np.array([found[text] for text in texts], np.float64)

    def _vector(self, text: str) -> Floats:
        ids = self._tokenizer.ids(text)
        whole = {"input_ids": ids, "attention_mask": [1] * len(ids),
                 "token_type_ids": [0] * len(ids)}  # fmt: skip
        asked = {name: np.array([whole[name]], kind) for name, kind in self._kinds.items()}
        try:
            given = np.asarray(self._session.run(None, asked)[0], np.float64)
        except Exception as error:
            raise Problem(f"the model cannot be run: {str(error).partition(chr(10))[0]}") from error
        row = given.reshape(-1, given.shape[-1]).mean(axis=0) if given.ndim > 1 else given.ravel()
        length = float(np.linalg.norm(row))
        if not len(row) or not np.isfinite(length):
            raise Problem("the model gives no numbers")
        return row / length if len(row) > 1 and length else row


ENCODERS: tuple[type[OnnxEncoder], ...] = (OnnxEncoder,)
"""Every implementation; the suffix of the model's file says which opens it."""


def tried(supplied: Supplied) -> Problem | None:
    """Why the model cannot be used; None where it gives two texts their vectors."""
    try:
        OnnxEncoder(supplied).vectors(TRIED)
    except Problem as problem:
        return problem
    return None
