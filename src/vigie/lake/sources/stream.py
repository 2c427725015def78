"""A file's bytes as a stream that never holds more than it must and never raises."""

from collections.abc import Iterator

from vigie.records import Reject


class CutError(Exception):
    """The bytes end before they should: what came before is good, the rest cannot be had."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


class Stream:
    """Bytes that can be peeked at, read, and taken line by line, each within a bound.

    Where the chunks end in a CutError, the stream ends there and `cut` keeps the error. `file` is
    the name shown to people; `place` is the line (or record) that a reader has come to, from 1.
    """

    def __init__(self, chunks: Iterator[bytes], file: str) -> None:
        self.file, self.place = file, 0
        self.cut: CutError | None = None
        self._chunks, self._buffer, self._at, self._ended = chunks, b"", 0, False

    def peek(self, size: int) -> bytes:
        """The next bytes, up to `size` of them, without taking them."""
        while len(self._buffer) - self._at < size and self._fill():
            pass
        return self._buffer[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """The next `size` bytes; fewer only at the end."""
        taken = self.peek(size)
        self._at += len(taken)
        return taken

    def readline(self, size: int) -> bytes:
        """The next line with its line break, or its first `size` bytes where it is longer."""
        seen = self._at
        while (end := self._buffer.find(b"\n", seen)) < 0:
            held = len(self._buffer) - self._at
            if held > size or not self._fill():
                break
            seen = self._at + held
        end = min(end + 1 or len(self._buffer), self._at + size)
        line = self._buffer[self._at : end]
        self._at = end
        return line

    def lines(self, size: int) -> Iterator[bytes]:
        """Every line; of one longer than `size` bytes, the first `size` + 1 and the rest dropped.

        A last line that the cut went through is not given.
        """
        while line := self.readline(size + 1):
            self.place += 1
            if not line.endswith(b"\n"):
                if len(line) > size:
                    self._skip_line()
                elif self.cut:
                    return
            yield line

    def _skip_line(self) -> None:
        while (more := self.readline(1 << 20)) and not more.endswith(b"\n"):
            pass

    def rest(self) -> Iterator[bytes]:
        """Everything not yet taken, piece by piece. Raises the CutError that the bytes end in."""
        while held := self.peek(1) and self._buffer[self._at :]:
            self._at = len(self._buffer)
            yield held
        if self.cut:
            raise self.cut

    def reject(self, reason: str, detail: str) -> Reject:
        """A Reject at the place that a reader has come to."""
        return Reject(self.file, self.place, reason, detail)

    def _fill(self) -> bool:
        """Take in about as much again as is held, so that long lines cost no more than short."""
        held = self._buffer[self._at :]
        pieces, size = [held], 0
        while not self._ended and (size == 0 or size < len(held)):
            try:
                chunk = next(self._chunks)
            except CutError as cut:
                self.cut, self._ended = cut, True
            except StopIteration:
                self._ended = True
            else:
                pieces.append(chunk)
                size += len(chunk)
        self._buffer, self._at = b"".join(pieces), 0
        return size > 0
