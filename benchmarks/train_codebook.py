"""Train the codebook of local features that Vigie ships: `python -m benchmarks.train_codebook`.

From the public-domain photographs in `vigie.world`, cut, turned and scaled; from drawn scenes; from
made-up screens. One thread and a fixed seed: the same versions of faiss and OpenCV write the same
file. A codebook that differs makes the features of a lake incomparable: raise `images.VERSION`.
"""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import cv2
import faiss
import numpy as np
import numpy.typing as npt
from PIL import Image

import vigie.analysis.images as room
from benchmarks.decorations import card, in_a_screen
from vigie.analysis.images.features import Scale, features_of, mirrored_bins
from vigie.world.scenery import draw_scene

SEED, CELLS, PARTS = 20261124, 512, 16
NAMES = ("brick", "chelsea", "clock", "coffee", "coins", "grass", "gravel", "hubble", "rocket")
Floats = npt.NDArray[np.float32]


def pictures(rng: np.random.Generator) -> Iterator[Image.Image]:
    """What is learned from."""
    for name in NAMES:
        with (files("vigie.world") / "photographs" / f"{name}.jpg").open("rb") as stream:
            image = Image.open(stream).convert("RGB")
        yield image
        for _ in range(5):
            part = rng.uniform(0.45, 1.0)
            wide, high = int(image.width * part), int(image.height * part)
            left, top = rng.integers(image.width - wide + 1), rng.integers(image.height - high + 1)
            cut = image.crop((int(left), int(top), int(left) + wide, int(top) + high))
            cut = cut.rotate(rng.uniform(0, 360), Image.Resampling.BICUBIC, expand=True)
            factors = rng.uniform(0.5, 1.5, 2)
            yield cut.resize((int(cut.width * factors[0]), int(cut.height * factors[1])))
    for scene in range(60):
        yield draw_scene(9000, scene, 0)
    for scene in range(10):
        yield in_a_screen(draw_scene(9001, scene, 0), 20 + scene, rng)
        yield card(draw_scene(9002, scene, 0), 20 + scene, rng)


def trained(descriptors: Floats) -> dict[str, Floats]:
    """The sides, rotation, cells and codes that suit the descriptors."""
    odd = (descriptors - descriptors[:, mirrored_bins()]) / 2
    axis = np.linalg.eigh(odd.astype(np.float64).T @ odd)[1][:, -1]
    axis *= np.sign(axis[np.abs(axis).argmax()])
    turned_round = (descriptors @ axis < 0)[:, None]
    upright = np.where(turned_round, descriptors[:, mirrored_bins()], descriptors)
    rotation = faiss.OPQMatrix(128, PARTS)
    rotation.niter = 8
    rotation.train(upright)
    turned = rotation.apply(upright)
    cells = []
    for half in range(2):
        means = faiss.Kmeans(64, CELLS, niter=25, seed=SEED, verbose=False)
        means.train(np.ascontiguousarray(turned[:, 64 * half : 64 * half + 64]))
        cells.append(np.asarray(means.centroids, dtype=np.float32))
    codes = faiss.ProductQuantizer(128, PARTS, 8)
    codes.train(turned)
    return {
        "axis": axis.astype(np.float32),
        "rotation": faiss.vector_to_array(rotation.A).reshape(128, 128).astype(np.float32),
        "cells": np.stack(cells).astype(np.float32),
        "codes": faiss.vector_to_array(codes.centroids).reshape(PARTS, 256, 8).astype(np.float32),
    }


def main() -> None:
    """Write the codebook into the room."""
    cv2.setNumThreads(1)
    faiss.omp_set_num_threads(1)
    rng = np.random.default_rng(SEED)
    found = [features_of(np.asarray(one), Scale(512, 500)).descriptors for one in pictures(rng)]
    learned = trained(np.vstack(found))
    place = Path(room.__file__).parent / "codebook.npz"
    axis, rotation, cells, codes = (one.astype(np.float16) for one in learned.values())
    np.savez(place, axis=axis, rotation=rotation, cells=cells, codes=codes)
    print(f"{len(np.vstack(found)):,} features; {place.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
