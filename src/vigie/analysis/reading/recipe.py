"""Where on a page each field of an ad stands: a small TOML file of CSS selectors."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from vigie.analysis.reading.columns import FIELDS
from vigie.records import WrongUse

DEFAULT_TOML = """
# One list of selectors a field; the first that gives something counts. `selector @attribute` reads
# an attribute, a selector alone reads the words. For `images` every match counts. JSON-LD
# (schema.org) and the page's own address are looked at where a list gives nothing.
title = ["h1", "meta[property='og:title'] @content", "title"]
text = [
  "[itemprop='description']", "[itemprop='articleBody']", "article", "main",
  "meta[property='og:description'] @content", "meta[name='description'] @content", "body",
]
location = [
  "[itemprop='address']", "[itemprop='addressLocality']", "meta[property='og:locality'] @content",
  "meta[name='geo.placename'] @content",
]
posted_at = [
  "meta[property='article:published_time'] @content", "[itemprop='datePosted'] @datetime",
  "[itemprop='datePublished'] @datetime", "time[datetime] @datetime",
]
native_id = ["[data-ad-id] @data-ad-id", "[data-listing-id] @data-listing-id", "[itemprop='sku']"]
url = ["link[rel='canonical'] @href", "meta[property='og:url'] @content"]
images = ["meta[property='og:image'] @content", "article img @src", "main img @src"]
"""


DROPPED = ("script", "style", "noscript", "template", "nav", "footer", "form")


@dataclass(frozen=True, slots=True)
class Selector:
    """A CSS selector and the attribute to read of what it finds (empty: its words)."""

    css: str
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The selectors of each field, in the order in which they are tried.

    `ad` is a selector that a page must match to be an ad at all (empty: every page is).
    `drop` names what is taken off the page before its words are read.
    """

    fields: Mapping[str, tuple[Selector, ...]]
    ad: str = ""
    drop: tuple[str, ...] = DROPPED


def read_recipe(text: str, where: str) -> Recipe:
    """The recipe that a TOML text holds. Errors: WrongUse, naming what it does not understand."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongUse(str(error), where=where, remedy="a recipe is TOML") from error
    unknown = set(table) - set(FIELDS) - {"ad", "drop"}
    if unknown:
        raise WrongUse(
            f"no field is named {', '.join(sorted(unknown))}",
            where=where,
            remedy=f"the fields are {', '.join(FIELDS)}, and `ad` and `drop`",
        )
    fields = {name: _selectors(table[name], name, where) for name in FIELDS if name in table}
    ad, drop = table.get("ad", ""), table.get("drop", list(DROPPED))
    if not isinstance(ad, str):
        raise WrongUse("`ad` is one selector", where=where)
    recipe = Recipe(fields, ad, tuple(_texts(drop, "drop", where)))
    for css in (recipe.ad, *recipe.drop, *(one.css for many in fields.values() for one in many)):
        _check(css, where)
    return recipe


def _selectors(value: object, name: str, where: str) -> tuple[Selector, ...]:
    listed = [value] if isinstance(value, str) else value
    return tuple(_selector(text) for text in _texts(listed, name, where))


def _selector(text: str) -> Selector:
    css, _, attribute = text.partition(" @")
    return Selector(css.strip(), attribute.strip())


def _texts(value: object, name: str, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise WrongUse(f"{name} is not a selector or a list of them", where=where)
    return value


def _check(css: str, where: str) -> None:
    try:
        if css:
            LexborHTMLParser("").css(css)
    except SelectolaxError as error:
        raise WrongUse(f"{css} is no CSS selector", where=where) from error


DEFAULT_RECIPE = read_recipe(DEFAULT_TOML, "the default recipe")
