"""How people of each country write a telephone number plainly."""

from itertools import pairwise

from vigie.world.dice import Dice

_US_SHAPES = (
    "({0}) {1}-{2}",
    "{0}-{1}-{2}",
    "{0}.{1}.{2}",
    "{0} {1} {2}",
    "{0}{1}{2}",
    "+1 {0} {1} {2}",
    "1-{0}-{1}-{2}",
    "+1{0}{1}{2}",
)
_SHAPES = {
    "US": _US_SHAPES,
    "CA": _US_SHAPES,
    "GB": ("0{0} {1} {2}", "+44 {0} {1} {2}", "0{0}{1}{2}", "(0{0}) {1} {2}", "0{0}-{1}-{2}"),
    "FR": (
        "0{0} {1} {2} {3} {4}",
        "0{0}.{1}.{2}.{3}.{4}",
        "0{0}{1}{2}{3}{4}",
        "+33 {0} {1} {2} {3} {4}",
        "+33{0}{1}{2}{3}{4}",
        "0{0}-{1}-{2}-{3}-{4}",
    ),
    "ES": ("{0} {1} {2}", "{0}{1}{2}", "{0}-{1}-{2}", "+34 {0} {1} {2}", "{0}.{1}.{2}"),
    "MX": ("{0} {1} {2}", "{0}{1}{2}", "{0}-{1}-{2}", "+52 {0} {1} {2}", "({0}) {1} {2}"),
}
_TRUNK = {"GB": "0", "FR": "0"}
_COUNTRY_CODES = {"US": "1", "CA": "1", "GB": "44", "FR": "33", "ES": "34", "MX": "52"}
_THREES = (3, 6)


def _significant(number: str, country: str) -> str:
    """The digits behind the country's code."""
    return number[1 + len(_COUNTRY_CODES[country]) :]


def national(number: str, country: str) -> str:
    """The digits that people in the country dial; `number` is in E.164."""
    return _TRUNK.get(country, "") + _significant(number, country)


def _cuts(digits: str, country: str) -> tuple[int, ...]:
    """Where the country's groups begin."""
    if country == "FR":
        return (1, 3, 5, 7)
    if country == "MX" and digits[:2] in ("55", "33", "81"):
        return (2, 6)
    if country == "GB" and digits[0] == "2":
        return (2, 6)
    if country == "GB" and digits[:2] in ("77", "16"):
        return (4, 7)
    return _THREES


def plain(number: str, country: str, dice: Dice) -> str:
    """The number in one of the country's usual shapes; `number` is in E.164."""
    digits = _significant(number, country)
    edges = (0, *_cuts(digits, country), len(digits))
    groups = [digits[a:b] for a, b in pairwise(edges)]
    return dice.pick(_SHAPES[country]).format(*groups)
