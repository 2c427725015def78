"""The pictures of a world: which ads carry them, and what each one was made from."""

from collections import OrderedDict
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from PIL import Image

from vigie.world.dice import Dice
from vigie.world.exchange import STOCK_SCENES, VIEWS
from vigie.world.habits import Habits
from vigie.world.retouching import retouch
from vigie.world.scenery import draw_scene
from vigie.world.timeline import Posting

PHOTOGRAPHS = (
    "brick",
    "chelsea",
    "clock",
    "coffee",
    "coins",
    "grass",
    "gravel",
    "hubble",
    "rocket",
)
"""Public-domain photographs that come with the package; the first stock scenes are these."""
_KEPT = 64
T = TypeVar("T")


@cache
def photograph(name: str) -> Image.Image:
    """One of the photographs of the package, RGB, 300 to 640 pixels a side."""
    data = (files("vigie.world") / "photographs" / f"{name}.jpg").read_bytes()
    return Image.open(BytesIO(data)).convert("RGB")


def encoded(image: Image.Image, quality: int) -> bytes:
    """The picture as a JPEG file."""
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


class Album:
    """Hands out the order's pictures evenly over its ads, and writes them.

    Exactly `images` files are written (fewer only where there are less than a quarter as many ads).
    """

    def __init__(self, folder: Path, images: int, ads: int, seed: int) -> None:
        self._folder, self._images, self._left, self._seed = folder, images, ads, seed
        self._dice = Dice(seed, "album")
        self._originals: OrderedDict[int, Image.Image] = OrderedDict()
        self._files: OrderedDict[int, bytes] = OrderedDict()
        self.written = 0

    def illustrate(self, ad_id: str, posting: Posting, habits: Habits) -> list[dict[str, object]]:
        """Write the ad's pictures (mostly none or a few) and say what is true of each."""
        count = self._share()
        self._left -= 1
        if not count:
            return []
        party, dice = posting.party, self._dice
        person = dice.pick(party.persons) if dice.chance(0.15) else posting.person
        return [self._add(ad_id, photo, habits) for photo in dice.some(person.photos, count)]

    def _share(self) -> int:
        """How many pictures this ad gets, so that all are handed out by the last."""
        wanted = self._images - self.written
        if not wanted:
            return 0
        fair = wanted / self._left
        if fair >= 4:
            return 4
        count = self._dice.pick((1, 2, 3, 4))
        return min(wanted, count) if self._dice.chance(fair / 2.5) or fair > 2.5 else 0

    def _add(self, ad_id: str, photo: int, habits: Habits) -> dict[str, object]:
        ways: tuple[str, ...] = ()
        if self._dice.chance(habits.picture_edited):
            altered, ways, quality = retouch(self._original(photo), self._dice)
            data = encoded(altered, quality)
        else:
            data = self._first_file(photo)
        path = f"images/{self.written // 1000:04d}/{self.written:07d}.jpg"
        file = self._folder / path
        if self.written % 1000 == 0:
            file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self.written += 1
        scene = photo // VIEWS
        return {
            "image": path,
            "ad_id": ad_id,
            "photo": f"photo-{photo:08d}",
            "scene": f"scene-{scene:07d}",
            "stock": scene < STOCK_SCENES,
            "edits": list(ways),
        }

    def _original(self, photo: int) -> Image.Image:
        """The photograph as it was taken; the latest few are kept."""
        if photo not in self._originals:
            scene, view = divmod(photo, VIEWS)
            drawn = scene >= len(PHOTOGRAPHS)
            image = draw_scene(self._seed, scene, view) if drawn else photograph(PHOTOGRAPHS[scene])
            _keep(self._originals, photo, image)
        return self._originals[photo]

    def _first_file(self, photo: int) -> bytes:
        """The photograph's file as it was posted first, the same bytes each time."""
        if photo not in self._files:
            _keep(self._files, photo, encoded(self._original(photo), 88))
        return self._files[photo]


def _keep(kept: OrderedDict[int, T], photo: int, thing: T) -> None:
    """Add to the things kept; the oldest goes."""
    kept[photo] = thing
    if len(kept) > _KEPT:
        kept.popitem(last=False)
