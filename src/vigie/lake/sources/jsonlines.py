"""JSON Lines: one object a line."""

from vigie.analysis.reading import Where
from vigie.analysis.reading.jsontext import NotARowError, parse_row
from vigie.lake.sources.encoding import decode_line
from vigie.lake.sources.settings import RawRow, Rows, Settings, too_long
from vigie.lake.sources.stream import Stream

_OPENINGS = (b"{", b",", b"[")


def is_one_line_each(sample: bytes) -> bool:
    """Whether the objects of a file stand on a line each: one among the first 50 lines does."""
    lines = [line.strip() for line in sample.split(b"\n")[:50]]
    return any(line.startswith(b"{") and line.endswith(b"}") for line in lines)


class JsonLines:
    """One object a line; a line that holds none is a Reject, and the next is read."""

    name = "JSON Lines"

    def matches(self, sample: bytes, settings: Settings) -> bool:  # noqa: ARG002 (the protocol's)
        """Whether some line among the first is an object, or the only one begins as one."""
        head = sample.lstrip()
        if head.startswith(b"["):
            return False
        first = head.split(b"\n", 1)[0].rstrip()
        begins = first.startswith(b"{") and not first.endswith(_OPENINGS)
        return begins or is_one_line_each(sample)

    def rows(self, stream: Stream, settings: Settings) -> Rows:
        """A row for each line that holds an object; blank lines are passed over."""
        guessed = Guesses()
        for line in stream.lines(settings.line):
            if len(line) > settings.line:
                yield too_long(stream, settings, "the line")
                continue
            text = guessed.decode(line, stream.place)
            if not text or text.isspace():
                continue
            try:
                yield RawRow(Where(stream.file, stream.place), parse_row(text))
            except NotARowError as error:
                yield stream.reject(error.reason, error.detail)
        yield from guessed.told(stream)


class Guesses:
    """Lines that were not UTF-8, counted so that one Reject tells of them all."""

    def __init__(self) -> None:
        self.count, self.first = 0, 0

    def decode(self, line: bytes, place: int) -> str:
        """The text of a line."""
        text, guessed = decode_line(line)
        if guessed:
            self.count += 1
            self.first = self.first or place
        return text

    def told(self, stream: Stream) -> Rows:
        """The Reject that tells of the guesses, if there were any: the rows themselves are kept."""
        if self.count:
            stream.place = self.first
            yield stream.reject(
                "encoding_guessed",
                f"{self.count} lines from here on are not UTF-8 and were read as Windows-1252; "
                "say --encoding NAME if that is wrong",
            )
