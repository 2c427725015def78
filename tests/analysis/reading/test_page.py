import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.analysis.reading.page import read_page
from vigie.analysis.reading.recipe import DEFAULT_RECIPE, read_recipe
from vigie.records import WrongUse

ADDRESS = "https://alpha.example/city/ad/7"


def read(html: str, recipe: str = "") -> dict[str, object] | None:
    return read_page(html, ADDRESS, read_recipe(recipe, "here") if recipe else DEFAULT_RECIPE)


def test_a_plain_page() -> None:
    row = read("<title>New in town</title><body><nav>Home</nav><p>Call<br>312-555-0123</body>")
    assert row == {"url": ADDRESS, "title": "New in town", "text": "Call\n312-555-0123"}


def test_open_graph_and_microdata() -> None:
    row = read(
        '<meta property="og:title" content="New in town">'
        '<meta property="og:image" content="/1.jpg">'
        '<div itemprop="description">Call <b>me</b></div>'
        '<span itemprop="addressLocality">Kiel</span>'
        '<time datetime="2026-03-04">today</time>'
    )
    assert row == {
        "url": ADDRESS,
        "title": "New in town",
        "text": "Call me",
        "location": "Kiel",
        "posted_at": "2026-03-04",
        "images": ["https://alpha.example/1.jpg"],
    }


def test_json_ld_fills_what_the_recipe_does_not_find() -> None:
    thing = {
        "@graph": [
            {"@type": "WebSite"},
            {"@type": "Product", "sku": "77", "datePosted": "2026-03-04",
             "areaServed": {"address": {"addressLocality": "Lyon"}}},
        ]
    }  # fmt: skip
    html = (
        f'<script type="application/ld+json">{json.dumps(thing)}</script><h1>x</h1><main>y</main>'
    )
    assert read(html) == {
        "url": ADDRESS,
        "title": "x",
        "text": "y",
        "native_id": "77",
        "posted_at": "2026-03-04",
        "location": {"address": {"addressLocality": "Lyon"}},
    }


def test_a_recipe_of_ones_own() -> None:
    recipe = """
        ad = ".listing"
        title = "h2"
        text = [".none", ".body"]
        native_id = [".listing @data-id"]
    """
    html = "<div class=listing data-id=9><h1>No</h1><h2>Yes</h2><div class=body>Call</div></div>"
    assert read(html, recipe) == {"url": ADDRESS, "title": "Yes", "text": "Call", "native_id": "9"}
    assert read("<h2>Yes</h2>", recipe) is None


@pytest.mark.parametrize(
    "wrong", ["title = 7", "titel = ['h1']", "title = ['h1[[']", "not toml", "ad = []"]
)
def test_a_recipe_that_cannot_be_meant_is_wrong_use(wrong: str) -> None:
    with pytest.raises(WrongUse):
        read_recipe(wrong, "recipe.toml")


def test_pages_that_nest_deep() -> None:
    for html in ("<div>" * 3_000 + "x", "<p><b>" * 1_000, "<table>" * 1_000 + "y"):
        assert read(html) is not None
    deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    assert read(deep + "<h1>x</h1>") is not None


@given(st.text())
def test_reading_a_page_never_raises(html: str) -> None:
    row = read(html)
    assert row is not None
    assert row["url"] == ADDRESS


@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<article>", "<h1>", "<script type='application/ld+json'>", "</script>", "{}",
     '{"image": [1, {}]}', "<link rel=canonical href='http://[x'>", "<img src='//['>", "a", "<!--"]
)))  # fmt: skip
def test_reading_pieces_of_pages_never_raises(pieces: list[str]) -> None:
    assert read("".join(pieces)) is not None
