"""Neutral photographs without people, out of Debian packages, cut into scenes of their own.

`packages(NAMES)` fetches packages with `apt-get download` into a cache folder and unpacks them. A
large photograph gives several scenes: parts that do not overlap. Scenes that nobody took, drawn
from a seed, stand among them as pictures that are not asked for.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from vigie.world.scenery import draw_scene

CACHE = Path.home() / ".cache" / "vigie" / "photographs"
REPORTED = {
    "lomiri-wallpapers-16.04": (
        "Bridge", "Dragonfly", "Picture", "Wine", "aitzgorri", "free", "friends", "greentock",
        "life", "picos", "seeding", "sunset",
    ),
    "lxqt-themes": (
        "Butterfly", "Valendas", "after-the", "appleflower", "beam", "butterfly", "cloud", "drop",
        "flowers", "fog", "this-is",
    ),
    "mate-backgrounds": (
        "Aqua", "Blinds", "Dune", "FreshFlower", "Garden", "GreenMeadow", "LadyBird", "RainDrops",
        "Storm", "TwoWings", "Wood", "YellowFlower",
    ),
}  # fmt: skip
"""What the reported figures are measured on: packages, and how the photographs' names begin."""
TUNED = {
    "plasma-workspace-wallpapers": (
        "BytheWater", "ColorfulCups", "EveningGlow", "FallenLeaf", "DarkestHour",
        "FlyingKonqui", "Grey", "OneStandsOut", "summer", "Path", "Kite",
    ),
    "ukui-wallpapers": ("",),
    "lomiri-wallpapers-20.04": ("Kleiber",),
}  # fmt: skip
"""What was looked at while the room was built."""
ENDINGS = (".jpg", ".jpeg", ".png", ".webp")


def packages(wanted: dict[str, tuple[str, ...]], cache: Path = CACHE) -> list[Path]:
    """The photographs of Debian packages, fetched where they are not there yet, in a fixed order.

    Errors: CalledProcessError where the package cannot be fetched.
    """
    found = []
    for name, beginnings in wanted.items():
        folder = cache / name
        if not folder.exists():
            cache.mkdir(parents=True, exist_ok=True)
            subprocess.run(["apt-get", "download", "-q", name], cwd=cache, check=True)
            archive = next(cache.glob(f"{name}_*.deb"))
            subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)
        for file in pictures_in(folder):
            names = (*file.parts[-4:-1], file.name)
            if any(part.startswith(one) for part in names for one in beginnings):
                found.append(file)
    return found


def pictures_in(folder: Path) -> list[Path]:
    """The picture files of a folder, and of those below it, in the order of their names."""
    files = (one for one in folder.rglob("*") if one.suffix.lower() in ENDINGS)
    return sorted(one for one in files if not one.is_symlink() and one.stat().st_size > 200_000)


def scenes(files: list[Path], rng: np.random.Generator, most: int = 6) -> Iterator[Image.Image]:
    """Parts of photographs that do not overlap, 700 to 1,100 pixels on their longer side."""
    for file in files:
        with Image.open(file) as opened:
            image = opened.convert("RGB")
        if max(image.size) > 4500:
            image = image.reduce(2)
        across, down = _split(image.size, most)
        wide, high = image.width // across, image.height // down
        for place in range(across * down):
            left, top = place % across * wide, place // across * high
            part = image.crop((left, top, left + wide, top + high))
            longer = int(rng.integers(700, 1101))
            factor = min(1.0, longer / max(part.size))
            size = round(part.width * factor), round(part.height * factor)
            yield part.resize(size, Image.Resampling.LANCZOS)


def _split(size: tuple[int, int], most: int) -> tuple[int, int]:
    """How many parts across and down: as many as may be of 640 by 480 pixels, of a usual shape."""

    def worth(split: tuple[int, int]) -> tuple[int, float]:
        shape = size[0] / split[0] / (size[1] / split[1])
        return (split[0] * split[1], 0) if 1.2 <= shape <= 1.9 else (0, -abs(shape - 1.5))

    fitting = [
        (across, down)
        for across in range(1, most + 1)
        for down in range(1, most // across + 1)
        if (size[0] >= 640 * across and size[1] >= 480 * down) or across == down == 1
    ]
    return max(fitting, key=worth)


def drawn(seed: int, count: int) -> Iterator[Image.Image]:
    """Scenes that nobody took."""
    for scene in range(count):
        yield draw_scene(seed, scene, 0)
