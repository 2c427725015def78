"""Hashing JPEGs of a megapixel: how many a second on a core, and how far the hash drifts.

    uv run --group oracles --with threatexchange --with scikit-image \\
        python -m benchmarks.hashing [--pictures 120] [--seed 3] [--folder DIR] [--write]

Each is read from its bytes to its PDQ hash in eight orientations; the peers give one hash each:
`threatexchange` as its PDQ signal hashes a file, and Pillow's full decoding with `pdqhash`. Time is
the processor's, for one thread, the ways taking turns picture by picture. Drift is the bits between
our hash and `pdqhash` on the full decoding, for pictures whose quality is at least 50. Pictures are
random cuts of photographs (of packages, or of a folder that you name) brought to a megapixel, at
qualities 50 to 95. `--write` keeps the table in docs/benchmarks/hashing.md.
"""

import argparse
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import numpy as np
import psutil
from PIL import Image
from sklearn.datasets import load_sample_images

from vigie.analysis.images import Limits, pdq
from vigie.analysis.images.decoding import Picture, decode, decode_for_hash
from vigie.analysis.images.printing import print_image
from vigie.analysis.images.reduced import Reduced, samples_of_reduced
from vigie.world.scenery import draw_scene

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "hashing.md"
CALL = "python -m benchmarks.hashing --pictures {0.pictures} --seed {0.seed}"
LIMITS = Limits()
Way = Callable[[bytes], object]


def main() -> None:
    """Hash the pictures every way and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=120)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="Photographs of your own.")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    text = table(asked)
    print(text)
    if asked.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, "utf-8")


def table(asked: argparse.Namespace) -> str:
    """Measure, and say it as a page."""
    files = list(_megapixels(asked))
    took = _timed(files)
    drift = np.array([apart for data in files if (apart := _drift(data)) is not None])
    ours = np.median(took["Vigie, eight orientations"])
    told = (
        f"Drift from `pdqhash` on the whole, {len(drift)} pictures of quality 50 and more: "
        f"{drift.mean():.2f} bits in the mean, {drift.max()} at most, of 256."
    )
    lines = [
        f"# Hashing {len(files)} JPEGs of a megapixel",
        "",
        f"`{CALL.format(asked)}`, one thread of {psutil.cpu_count()}.",
        "",
        "| | pictures a second a core | Vigie is faster by |",
        "|---|---|---|",
        *(
            f"| {name} | {1 / np.median(each):,.0f} | {np.median(each) / ours:.1f} |"
            for name, each in took.items()
        ),
        "",
        told,
    ]
    return "\n".join(lines) + "\n"


def _timed(files: list[bytes]) -> dict[str, list[float]]:
    """The processor's seconds for each picture, way by way."""
    ways = _ways()
    took: dict[str, list[float]] = {name: [] for name in ways}
    for data in (files[0], *files):  # the first twice: once to warm up
        for name, way in ways.items():
            began = process_time()
            way(data)
            took[name].append(process_time() - began)
    return {name: each[1:] for name, each in took.items()}


def _ways() -> dict[str, Way]:
    """What hashes a picture's bytes; peers only where they are installed."""
    ways: dict[str, Way] = {
        "Vigie, eight orientations": _eight,
        "Vigie, print with MD5, SHA-1, SHA-256": lambda data: print_image(data, LIMITS),
    }
    try:
        import pdqhash  # noqa: PLC0415 (a peer that may be missing)
    except ImportError:
        return ways
    ways["Pillow and pdqhash"] = lambda data: pdqhash.compute(
        np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    )
    try:
        from threatexchange.signal_type.pdq.signal import (  # noqa: PLC0415 (as above)
            PdqSignal,
        )
    except ImportError:
        return ways
    ways["threatexchange"] = PdqSignal.hash_from_bytes
    return ways


def _eight(data: bytes) -> pdq.Hash:
    seen = decode_for_hash(data, LIMITS)
    if isinstance(seen, Reduced):
        return pdq.eight(pdq.spectrum_of(samples_of_reduced(seen))[0])
    if isinstance(seen, Picture) and (made := pdq.spectrum(seen.pixels)):
        return pdq.eight(made[0])
    raise RuntimeError(f"a picture of the benchmark cannot be read: {seen}")


def _drift(data: bytes) -> int | None:
    """Bits from the exact hash (ours equals `pdqhash`'s bit for bit on full decoding)."""
    whole = decode(data, LIMITS)
    if not isinstance(whole, Picture):
        raise RuntimeError(f"a picture of the benchmark cannot be read: {whole}")  # noqa: TRY004
    made = pdq.spectrum(whole.pixels)
    if made is None or made[1] < 50:
        return None
    return int(np.unpackbits(pdq.bits(made[0]) ^ _eight(data)[0]).sum())


def _megapixels(asked: argparse.Namespace) -> Iterator[bytes]:
    rng = np.random.default_rng(asked.seed)
    sources = list(_photographs(asked.folder))
    for number in range(asked.pictures):
        source = sources[number % len(sources)]
        width = int(rng.uniform(0.5, 1) * source.width)
        height = int(rng.uniform(0.5, 1) * source.height)
        left = int(rng.integers(0, source.width - width + 1))
        top = int(rng.integers(0, source.height - height + 1))
        wide = int(rng.uniform(700, 1430))
        part = source.crop((left, top, left + width, top + height))
        sink = io.BytesIO()
        part.resize((wide, 1_000_000 // wide), Image.Resampling.LANCZOS).save(
            sink, "JPEG", quality=int(rng.integers(50, 96))
        )
        yield sink.getvalue()


def _photographs(folder: Path | None) -> Iterator[Image.Image]:
    """Photographs out of packages, scenes that are drawn, and those of the folder."""
    if folder is not None:
        for path in sorted(folder.iterdir()):
            yield Image.open(path).convert("RGB")
        return
    yield from (Image.fromarray(one) for one in load_sample_images().images)
    yield from (draw_scene(41, scene, 0).convert("RGB") for scene in range(10))
    try:
        import skimage.data  # noqa: PLC0415 (a peer that may be missing)
    except ImportError:
        return
    for name in ("chelsea", "coffee", "rocket", "retina", "hubble_deep_field", "brick", "grass"):
        yield Image.fromarray(getattr(skimage.data, name)()).convert("RGB")


if __name__ == "__main__":
    main()
