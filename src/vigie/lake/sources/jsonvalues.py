"""JSON that is not one object a line: an array, or objects written over several lines."""

import re
from collections.abc import Iterator

from vigie.analysis.reading import Where
from vigie.analysis.reading.jsontext import NotARowError, parse_row
from vigie.lake.sources.jsonlines import Guesses, is_one_line_each
from vigie.lake.sources.settings import RawRow, Rows, Settings, too_long
from vigie.lake.sources.stream import Stream

_MARK = re.compile(rb'["{}\[\]]')
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SCALAR = re.compile(rb"[^,\s\[\]{}]+")
_BETWEEN = b" \t\r\n,"
_STEP = 1 << 18


class JsonValues:
    """The objects of one array, or objects one after another, each on as many lines as it likes."""

    name = "JSON"

    def matches(self, sample: bytes, settings: Settings) -> bool:  # noqa: ARG002 (the protocol's)
        """Whether the file begins with an array or an object that goes on past its first line."""
        head = sample.lstrip()
        return head.startswith(b"[") or (head.startswith(b"{") and not is_one_line_each(sample))

    def rows(self, stream: Stream, settings: Settings) -> Rows:
        """A row for each object, at the line where it begins."""
        guessed = Guesses()
        for value in _values(stream, settings.line):
            if value is None:
                yield too_long(stream, settings, "the value")
                continue
            try:
                text = guessed.decode(value, stream.place)
                yield RawRow(Where(stream.file, stream.place), parse_row(text))
            except NotARowError as error:
                yield stream.reject(error.reason, error.detail)
        yield from guessed.told(stream)


def _values(stream: Stream, limit: int) -> Iterator[bytes | None]:
    """The bytes of each value; None for one past the limit, after which nothing is read.

    Sets the stream's place to the line on which the value begins.
    """
    line = 1
    inside = False
    while True:
        line += _pass_over(stream)
        start = stream.peek(1)
        if not start:
            return
        stream.place = line
        if start in b"[]" and (start == b"]" or not inside):
            inside = start == b"["
            stream.read(1)
            continue
        size = _size_of(stream, limit)
        if size is None:
            yield None
            return
        if size == 0 and stream.cut:
            return
        value = stream.read(size or limit)
        line += value.count(b"\n")
        yield value


def _pass_over(stream: Stream) -> int:
    """Pass over what stands between values; how many line breaks that was."""
    breaks = 0
    while head := stream.peek(4096):
        rest = head.lstrip(_BETWEEN)
        breaks += stream.read(len(head) - len(rest)).count(b"\n")
        if rest:
            break
    return breaks


def _size_of(stream: Stream, limit: int) -> int | None:
    """How long the next value is; 0 where it never ends, None where it passes the limit."""
    at, depth, held = 0, 0, stream.peek(_STEP)
    if held[:1] not in b'{["':
        found = _SCALAR.match(held)
        return found.end() if found else 1
    while True:
        found = _MARK.search(held, at)
        string = _STRING.match(held, found.start()) if found and found[0] == b'"' else None
        if found is None or (found[0] == b'"' and string is None):
            at = found.start() if found else len(held)
            longer = stream.peek(len(held) * 2)
            if len(longer) == len(held):
                return 0
            if len(held) > limit:
                return None
            held = longer
            continue
        at = string.end() if string else found.end()
        depth += 0 if string else (1 if found[0] in b"{[" else -1)
        if depth <= 0:
            return at
