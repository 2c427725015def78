"""A saved HTML page: one file, one page."""

from vigie.analysis.reading import Where
from vigie.lake.sources.encoding import decode_page
from vigie.lake.sources.settings import RawPage, Rows, Settings, too_long
from vigie.lake.sources.stream import Stream


class HtmlPage:
    """One page a file."""

    name = "HTML"

    def matches(self, sample: bytes, settings: Settings) -> bool:  # noqa: ARG002 (the protocol's)
        """Whether the file begins as a page does."""
        return sample.lstrip()[:1] == b"<" and b"<html" in sample.lower()

    def rows(self, stream: Stream, settings: Settings) -> Rows:
        """The page."""
        stream.place = 1
        content = stream.read(settings.line + 1)
        if len(content) > settings.line:
            yield too_long(stream, settings, "the page")
            return
        if stream.cut:
            return
        yield RawPage(Where(stream.file, 1), decode_page(content, ""))
