"""Compressed bytes become plain ones, piece by piece, and a bomb is stopped early."""

import zlib
from collections.abc import Callable, Iterator

import zstandard

from vigie.lake.sources.stream import CutError

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
MAX_RATIO = 300
_FREE = 64 << 20
_PIECE = 1 << 18
_ZSTD_STEP = 64  # a step of zstd input can grow 40,000 times: small steps bound the memory
_WINDOW = 128 << 20


def expanded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The plain bytes of gzip or zstd, told by their first bytes; other bytes as they are.

    Raises CutError where the compressed bytes are damaged or end early, and where they grow more
    than 300 times (past the first 64 MiB): no text does that.
    """
    first = next(chunks, b"")
    while len(first) < 4 and (more := next(chunks, b"")):
        first += more
    if first.startswith(GZIP):
        yield from _bounded(_Counted(first, chunks), _gunzip)
    elif first.startswith(ZSTD):
        yield from _bounded(_Counted(first, chunks), _unzstd)
    else:
        if first:
            yield first
        yield from chunks


class _Counted:
    """Chunks of input, with how many bytes of them were taken."""

    def __init__(self, first: bytes, rest: Iterator[bytes]) -> None:
        self._waiting, self._rest, self.taken = first, rest, 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        chunk = self._waiting or next(self._rest)
        self._waiting = b""
        self.taken += len(chunk)
        return chunk


def _bounded(source: _Counted, expand: Callable[[_Counted], Iterator[bytes]]) -> Iterator[bytes]:
    made = 0
    for piece in expand(source):
        made += len(piece)
        if made > _FREE and made > MAX_RATIO * source.taken:
            raise CutError(
                "expands_too_far",
                f"its compressed bytes grow more than {MAX_RATIO} times; the rest was not read",
            )
        yield piece


def _gunzip(source: _Counted) -> Iterator[bytes]:
    """Every member of a gzip stream, one after the other."""
    engine = zlib.decompressobj(31)
    for chunk in source:
        waiting = chunk
        while waiting:
            if engine.eof:
                waiting = waiting.lstrip(b"\0")  # some writers fill up the last block
                if not waiting:
                    break
                engine = zlib.decompressobj(31)
            try:
                piece = engine.decompress(waiting, _PIECE)
            except zlib.error as error:
                raise CutError("gzip_damaged", f"its gzip bytes are damaged ({error})") from error
            waiting = engine.unused_data if engine.eof else engine.unconsumed_tail
            if piece:
                yield piece
        while not engine.eof and (piece := engine.decompress(engine.unconsumed_tail, _PIECE)):
            yield piece
    if not engine.eof:
        raise CutError("gzip_cut", "its gzip bytes end before they should")


def _unzstd(source: _Counted) -> Iterator[bytes]:
    """Every frame of a zstd stream, one after the other."""
    factory = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    engine = factory.decompressobj()
    made: list[bytes] = []
    size = 0
    for chunk in source:
        waiting = memoryview(chunk)
        while waiting:
            if engine.eof:
                engine = factory.decompressobj()
            step, waiting = waiting[:_ZSTD_STEP], waiting[_ZSTD_STEP:]
            try:
                piece = engine.decompress(step)
            except zstandard.ZstdError as error:
                yield b"".join(made)
                raise CutError("zstd_damaged", f"its zstd bytes are damaged ({error})") from error
            if engine.eof and engine.unused_data:
                waiting = memoryview(engine.unused_data + bytes(waiting))
            made.append(piece)
            size += len(piece)
            if size >= _PIECE:
                yield b"".join(made)
                made, size = [], 0
    yield b"".join(made)
    if not engine.eof:
        raise CutError("zstd_cut", "its zstd bytes end before they should")
