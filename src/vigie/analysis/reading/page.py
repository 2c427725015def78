"""An HTML page becomes a row, by a recipe."""

import json
from collections.abc import Iterator
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from vigie.analysis.reading.recipe import Recipe, Selector

_LINKED = {
    "title": ("name", "headline", "title"),
    "text": ("description", "articleBody", "text"),
    "posted_at": ("datePosted", "datePublished", "dateCreated", "uploadDate"),
    "native_id": ("identifier", "sku", "productID"),
    "url": ("url", "mainEntityOfPage"),
    "location": ("jobLocation", "areaServed", "contentLocation", "address", "location"),
    "images": ("image", "photo", "thumbnailUrl"),
}
_BLOCKS = ("p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "section", "article", "dd", "dt")
_MAX_LINKED = 200


def read_page(html: str, address: str, recipe: Recipe) -> dict[str, object] | None:
    """The row that a page gives; None where the recipe says that the page is no ad.

    `address` is where the page was found; pictures' addresses are made whole with it.
    """
    tree = LexborHTMLParser(html)
    if recipe.ad and tree.css_first(recipe.ad) is None:
        return None
    linked = _linked(tree)
    for css in recipe.drop:
        for node in tree.css(css):
            node.decompose()
    row = _by_recipe(tree, recipe)
    for field, keys in _LINKED.items():
        if not row.get(field):
            _from_linked(row, field, keys, linked)
    row["url"] = urljoin_safely(address, str(row.get("url") or "")) or address
    if images := row.get("images"):
        row["images"] = _whole_addresses(address, images)
    return {field: value for field, value in row.items() if value}


def _by_recipe(tree: LexborHTMLParser, recipe: Recipe) -> dict[str, object]:
    row: dict[str, object] = {}
    blocks = ",".join(_BLOCKS)
    for node in tree.css(blocks):
        node.insert_before("\n")
    for field, selectors in recipe.fields.items():
        if field == "images":
            found = [text for one in selectors for text in _texts(tree, one)]
            row[field] = list(dict.fromkeys(found))
        else:
            row[field] = next((text for one in selectors for text in _texts(tree, one)), "")
    return row


def _texts(tree: LexborHTMLParser, selector: Selector) -> Iterator[str]:
    """What a selector finds, in the page's order; nothing for a selector that is not CSS."""
    try:
        nodes = tree.css(selector.css)
    except SelectolaxError:
        return
    for node in nodes:
        text = node.attributes.get(selector.attribute) if selector.attribute else _words(node)
        if text and text.strip():
            yield text.strip()


def _words(node: LexborNode) -> str:
    lines = (" ".join(line.split()) for line in node.text().splitlines())
    return "\n".join(line for line in lines if line)


def _linked(tree: LexborHTMLParser) -> list[dict[str, object]]:
    """The objects of the page's JSON-LD, outermost first, at most 200."""
    found: list[dict[str, object]] = []
    waiting: list[object] = []
    for node in tree.css("script[type='application/ld+json']"):
        try:
            waiting.append(json.loads(node.text()))
        except (ValueError, RecursionError):
            continue
    while waiting and len(found) < _MAX_LINKED:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            found.append(value)
            waiting.extend(item for item in value.values() if isinstance(item, (dict, list)))
    return found


def _from_linked(
    row: dict[str, object], field: str, keys: tuple[str, ...], linked: list[dict[str, object]]
) -> None:
    for thing in linked:
        for key in keys:
            value = thing.get(key)
            if isinstance(value, (str, int)) or (value and field in ("location", "images")):
                row[field] = value
                return


def urljoin_safely(address: str, link: str) -> str:
    """The link made whole with the page's address; as it stands where that cannot be."""
    try:
        return urljoin(address, link) if link else ""
    except ValueError:
        return link


def _whole_addresses(address: str, images: object) -> object:
    if not address or not isinstance(images, list):
        return images
    return [urljoin_safely(address, one) if isinstance(one, str) else one for one in images]
