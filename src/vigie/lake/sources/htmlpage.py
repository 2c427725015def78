"""A saved HTML page: one file, one ad."""

from vigie.analysis.reading import Where
from vigie.analysis.reading.page import read_page
from vigie.lake.sources.encoding import decode_page
from vigie.lake.sources.settings import RawRow, Rows, Settings, too_long
from vigie.lake.sources.stream import Stream


class HtmlPage:
    """One page a file, read by the recipe."""

    name = "HTML"

    def matches(self, sample: bytes, settings: Settings) -> bool:  # noqa: ARG002 (the protocol's)
        """Whether the file begins as a page does."""
        return sample.lstrip()[:1] == b"<" and b"<html" in sample.lower()

    def rows(self, stream: Stream, settings: Settings) -> Rows:
        """The page's row."""
        stream.place = 1
        content = stream.read(settings.line + 1)
        if len(content) > settings.line:
            yield too_long(stream, settings, "the page")
            return
        if stream.cut:
            return
        row = read_page(decode_page(content, ""), "", settings.recipe)
        if row is None:
            yield stream.reject("not_an_ad", "the recipe says that this page is no ad")
        else:
            yield RawRow(Where(stream.file, 1), row)
