"""The plug point of a third way: a model of the agency's own that turns a picture into a vector.

Off unless a model is named. What two vectors say is a lower claim than places or hashes: the
pictures look alike to the model, and at what rate unrelated ones do is not known.
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Protocol, TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from vigie.analysis.images.decoding import Limits, Refusal, decode
from vigie.analysis.images.onnxfile import told_by
from vigie.analysis.images.pdq import Pixels
from vigie.analysis.images.sessions import first_line, session_of
from vigie.records import Problem
from vigie.safeguards.faces import reads_faces

Vector = npt.NDArray[np.float32]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model wants its pictures, and from which cosine on two of them are worth showing.

    Pictures are drawn to `side` by `side` pixels, whatever their shape; values of 0 to 1 for red,
    green and blue lose the `mean` and are divided by `std`. `output` is the model's output that is
    the vector; empty for its first.
    """

    side: int
    mean: tuple[float, ...]
    std: tuple[float, ...]
    least: float = 0.95
    output: str = ""


@dataclass(frozen=True, slots=True)
class Supplied:
    """A model's bytes as the agency supplies it, its settings, and the suffix of its file."""

    model: bytes
    settings: Settings
    suffix: str = ".onnx"


class Embedding(Protocol):
    """Something that turns pictures into vectors.

    `suffix` is that of its files, `examples` are settings that read (a test reads each).
    """

    suffix: ClassVar[str]
    examples: ClassVar[tuple[str, ...]]

    def __init__(self, supplied: Supplied) -> None:
        """Open the model. Errors: Problem where it is refused or cannot be opened."""

    def vector(self, pixels: Pixels) -> Vector:
        """A picture's vector, of length one. Errors: Problem where the model gives none."""
        ...


class OnnxEmbedding:
    """A model in ONNX, run by onnxruntime on this machine's processor, one thread, no network."""

    suffix: ClassVar[str] = ".onnx"
    examples: ClassVar[tuple[str, ...]] = (
        "side = 224\nmean = [0.485, 0.456, 0.406]\nstd = [0.229, 0.224, 0.225]\n",
        "side = 64\nmean = [0, 0, 0]\nstd = [1, 1, 1]\nleast = 0.9\noutput = 'pooled'\n",
    )

    def __init__(self, supplied: Supplied) -> None:
        _refuse(supplied.model)
        self._session = session_of(supplied.model)
        self._settings = supplied.settings
        self._inputs = self._session.get_inputs()
        if len(self._inputs) != 1 or len(self._inputs[0].shape) != 4:
            raise Problem("the model takes something other than one picture")
        named = [one.name for one in self._session.get_outputs()]
        self._output = supplied.settings.output or named[0]
        if self._output not in named:
            raise Problem(f"the model has no output {self._output}", remedy=", ".join(named))
        self._is_last = self._inputs[0].shape[3] == 3
        rows, columns = self._inputs[0].shape[1:3] if self._is_last else self._inputs[0].shape[2:]
        side = supplied.settings.side
        if any(isinstance(size, int) and size != side for size in (rows, columns)):
            raise Problem(f"the model takes {columns} by {rows} pixels, and its side says {side}")

    def vector(self, pixels: Pixels) -> Vector:
        """The model's output for a picture, of length one."""
        shown = _drawn(pixels, self._settings)
        shown = shown if self._is_last else shown.transpose(2, 0, 1)
        asked = {self._inputs[0].name: np.ascontiguousarray(shown[None])}
        try:
            given = np.asarray(self._session.run([self._output], asked)[0], np.float32).ravel()
        except Exception as error:
            raise Problem(f"the model cannot be run: {first_line(error)}") from error
        length = float(np.linalg.norm(given))
        if not np.isfinite(length) or length == 0:
            raise Problem("the model gives no vector")
        return np.asarray(given / np.float32(length))


EMBEDDINGS: tuple[type[Embedding], ...] = (OnnxEmbedding,)
"""Every implementation; the suffix of the model's file says which opens it."""


def settings_of(text: str) -> Settings:
    """The settings that a TOML says. Errors: Problem where it does not say them."""
    try:
        said = tomllib.loads(text)
        mean, std = (tuple(float(one) for one in said.pop(name)) for name in ("mean", "std"))
        found = Settings(int(said.pop("side")), mean, std, **said)
        fits = len(mean) == len(std) == 3 and min(std) > 0 and 8 <= found.side <= 2048
        fits = fits and 0 < found.least <= 1 and isinstance(found.output, str)
    except (ValueError, KeyError, TypeError):
        fits = False
    if fits:
        return found
    raise Problem(
        "does not say how the model wants its pictures",
        remedy=f"say side, mean and std: {example()}",
    )


def example() -> str:
    """Settings that read, in one line."""
    return "; ".join(EMBEDDINGS[0].examples[0].splitlines())


def tried(supplied: Supplied) -> Problem | None:
    """Why the model cannot be used, None where it gives a made picture its vector."""
    shades = np.arange(16 * 16 * 3).reshape(16, 16, 3) % 256
    try:
        _opened(supplied).vector(shades.astype(np.uint8))
    except Problem as problem:
        return problem
    return None


def with_vector(
    data: bytes, make: Callable[[bytes], Made | Refusal], supplied: Supplied | None
) -> tuple[Made, Vector | None] | Refusal:
    """What is made of a picture's bytes, with its vector: None where no model gives one."""
    made = make(data)
    if isinstance(made, Refusal):
        return made
    picture = decode(data, Limits()) if supplied else None
    if supplied is None or picture is None or isinstance(picture, Refusal):
        return made, None
    try:
        return made, _opened(supplied).vector(picture.pixels)
    except Problem:
        return made, None


def alike(vector: Vector, others: Sequence[Vector | None], least: float) -> list[tuple[int, float]]:
    """The places of the vectors whose cosine is at least so much, with it, nearest first."""
    cosines = np.array([-1.0 if one is None else float(one @ vector) for one in others])
    cosines = np.clip(cosines, -1, 1)
    rows = np.flatnonzero(cosines >= least)
    order = rows[np.argsort(-cosines[rows], kind="stable")]
    return [(int(row), float(cosines[row])) for row in order]


def how(cosine: float) -> str:
    """What is claimed of two pictures by a cosine, and the way it was found."""
    return f"looks alike, embedding: cosine {cosine:.2f}"


@lru_cache(maxsize=1)
def _opened(supplied: Supplied) -> Embedding:
    for embedding in EMBEDDINGS:
        if embedding.suffix == supplied.suffix:
            return embedding(supplied)
    kinds = ", ".join(embedding.suffix for embedding in EMBEDDINGS)
    raise Problem("no kind of model that is read here", remedy=f"name one that ends in {kinds}")


def _refuse(model: bytes) -> None:
    """Errors: Problem where a model says that it reads faces, or lies in more than one file."""
    try:
        told = told_by(model)
    except ValueError as error:
        raise Problem(f"no ONNX model: {error}") from error
    if word := reads_faces(told.words):
        raise Problem(f"the model says that it reads faces: {word[:60]!r} [no-face-models]")
    if told.is_apart:
        raise Problem("the model's weights lie in other files", remedy="save it as one file")


def _drawn(pixels: Pixels, settings: Settings) -> Vector:
    """The picture as the model wants it, rows x columns x 3."""
    size = (settings.side, settings.side)
    small = cv2.resize(np.ascontiguousarray(pixels), size, interpolation=cv2.INTER_AREA)
    mean, std = (np.array(one, np.float32) for one in (settings.mean, settings.std))
    return np.asarray((np.float32(small) / 255 - mean) / std, np.float32)
