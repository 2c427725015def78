"""The pictures of the benchmark as files: references, altered queries, and what is true of them."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from benchmarks.decorations import templates
from benchmarks.photographs import REPORTED, drawn, packages, pictures_in, scenes
from benchmarks.picture_ways import ALL, Draw, encoded

FEW_CORNERS = 150
"""Fewer SIFT features than so many, at 400 pixels, make a smooth picture."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many pictures: asked for, smooth ones asked for, drawn ones and templates beside them."""

    asked: int = 40
    smooth: int = 12
    drawn: int = 800
    templates: int = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A query's file name, the way it was altered, its reference's name, whether it is smooth."""

    name: str
    way: str
    ref: str
    smooth: bool


def corners(image: Image.Image) -> int:
    """How many SIFT features a picture of 400 pixels has."""
    grey = image.convert("L")
    grey.thumbnail((400, 400))
    return len(cv2.SIFT.create().detect(np.asarray(grey), None))


def photographs(folder: Path | None, seed: int) -> list[Image.Image]:
    """Scenes cut from the user's photographs, or from the packages'."""
    files = pictures_in(folder) if folder else packages(REPORTED)
    return list(scenes(files, np.random.default_rng(seed)))


def make(place: Path, held: list[Image.Image], seed: int, size: Size) -> list[Asked]:
    """Write `refs/` and `queries/` and say what is true of the queries."""
    rng = np.random.default_rng(seed)
    others = list(drawn(seed * 1000, size.drawn + size.templates))
    posted = templates(others[size.drawn :], rng)
    for name in ("refs", "queries"):
        (place / name).mkdir(parents=True)
    kinds = (("photo", held), ("drawn", others[: size.drawn]), ("template", posted))
    for kind, images in kinds:
        for row, image in enumerate(images):
            image.save(place / "refs" / f"{kind}-{row:04}.jpg", quality=90)
    counts = [corners(one) for one in held]
    order = [int(row) for row in rng.permutation(len(held))]
    rich = [row for row in order if counts[row] >= FEW_CORNERS][: size.asked]
    smooth = [row for row in order if 20 <= counts[row] < FEW_CORNERS][: size.smooth]
    panels = tuple(drawn(seed * 1000 + 1, 24))
    return [
        one
        for row in rich + smooth
        for one in _altered(place / "queries", held[row], (row, seed, row in smooth), panels)
    ]


def _altered(
    place: Path, image: Image.Image, known: tuple[int, int, bool], panels: tuple[Image.Image, ...]
) -> Iterator[Asked]:
    row, seed, smooth = known
    for number, (name, way) in enumerate(ALL.items()):
        draw = Draw(np.random.default_rng((seed, row, number)), panels)
        file = f"{row:04}-{number:02}.{'webp' if name == 'as WebP' else 'jpg'}"
        (place / file).write_bytes(encoded(way(image, draw), name))
        yield Asked(file, name, f"photo-{row:04}.jpg", smooth)


def template_files(seed: int, count: int) -> Iterator[bytes]:
    """Pictures of templates, none of which shows what another shows."""
    rng = np.random.default_rng(seed)
    for first in range(0, count, 30):
        for image in templates(list(drawn(seed * 100_000 + first, min(30, count - first))), rng):
            stream = io.BytesIO()
            image.save(stream, "JPEG", quality=85)
            yield stream.getvalue()
