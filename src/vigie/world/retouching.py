"""How people alter a picture before they post it again; each way is one function."""

from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFont, ImageOps

from vigie.world.dice import Dice

Way = Callable[[Image.Image, Dice], Image.Image]
BICUBIC = Image.Resampling.BICUBIC


def crop(image: Image.Image, dice: Dice) -> Image.Image:
    """Six to nine tenths of each side are kept."""
    wide = image.width * dice.between(60, 92) // 100
    high = image.height * dice.between(60, 92) // 100
    left, top = dice.below(image.width - wide + 1), dice.below(image.height - high + 1)
    return image.crop((left, top, left + wide, top + high))


def mirror(image: Image.Image, dice: Dice) -> Image.Image:  # noqa: ARG001 (a Way's shape)
    """Left becomes right."""
    return ImageOps.mirror(image)


def border(image: Image.Image, dice: Dice) -> Image.Image:
    """A frame of one colour."""
    colour = dice.pick(((255, 255, 255), (0, 0, 0), (dice.below(256), dice.below(256), 90)))
    return ImageOps.expand(image, dice.between(8, 36), colour)


def resize(image: Image.Image, dice: Dice) -> Image.Image:
    """Smaller or a little larger, at times out of proportion."""
    across, down = dice.between(55, 120), dice.between(0, 8)
    size = image.width * across // 100, image.height * (across + down) // 100
    return image.resize(size, BICUBIC)


def darker_or_lighter(image: Image.Image, dice: Dice) -> Image.Image:
    """Every value raised or lowered, as with a phone's sliders."""
    percent, plus = dice.between(75, 130), dice.between(-18, 18)
    table = [max(0, min(255, value * percent // 100 + plus)) for value in range(256)]
    return image.point(table * 3)


def overlay_text(image: Image.Image, dice: Dice) -> Image.Image:
    """A line of text across the picture."""
    image = image.copy()
    words = dice.pick(("NEW", "open today", "book now", "city centre", "* * *", "visit us", "24 h"))
    size = max(14, image.width // dice.between(8, 16))
    at = dice.between(0, image.width // 3), dice.between(0, image.height - 2 * size)
    draw = ImageDraw.Draw(image)
    draw.text(
        at,
        words,
        fill=dice.pick(("white", "black", "red", "yellow")),
        font=ImageFont.load_default(size),
    )
    return image


def sticker(image: Image.Image, dice: Dice) -> Image.Image:
    """A plain disc over a part of the picture."""
    image = image.copy()
    across = min(image.size) * dice.between(12, 28) // 100
    left, top = dice.below(image.width - across), dice.below(image.height - across)
    colour = (dice.below(256), dice.below(256), dice.below(256))
    ImageDraw.Draw(image).ellipse((left, top, left + across, top + across), fill=colour)
    return image


def screenshot(image: Image.Image, dice: Dice) -> Image.Image:
    """The picture in the middle of a telephone's screen, with bars above and below."""
    bar = dice.between(24, 48)
    shade = dice.pick((0, 18, 245, 255))
    page = Image.new("RGB", (image.width, image.height * 3 // 2 + 2 * bar), (shade, shade, shade))
    page.paste(image, (0, bar + image.height // 4))
    draw = ImageDraw.Draw(page)
    ink = "white" if shade < 100 else "black"
    draw.text(
        (10, bar // 4),
        f"{dice.between(1, 12)}:{dice.between(0, 59):02d}",
        fill=ink,
        font=ImageFont.load_default(14),
    )
    draw.rectangle((0, page.height - bar, page.width, page.height), fill=(90, 90, 100))
    return page


WAYS: dict[str, Way] = {
    "crop": crop,
    "mirror": mirror,
    "border": border,
    "resize": resize,
    "darker_or_lighter": darker_or_lighter,
    "overlay_text": overlay_text,
    "sticker": sticker,
    "screenshot": screenshot,
}
REENCODE = "reencode"


def retouch(image: Image.Image, dice: Dice) -> tuple[Image.Image, tuple[str, ...], int]:
    """The picture altered in one to three ways, their names in order, and the JPEG quality.

    The last name is always `reencode`, for the file is written anew.
    """
    count = dice.pick((0, 1, 1, 1, 1, 2, 2, 3))
    chosen = set(dice.some(list(WAYS), count))
    names = [name for name in WAYS if name in chosen]
    for name in names:
        image = WAYS[name](image, dice)
    return image, (*names, REENCODE), dice.between(45, 90)
