"""What an ONNX file says of itself: every name and text in it, read without running it.

The file is one protocol buffer, `ModelProto` of https://github.com/onnx/onnx (onnx/onnx.proto);
weights are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Message = dict[int, "str | Message"]
TEXT, APART = "text", "apart"
_ENTRY: Message = {1: TEXT, 2: TEXT}
_TENSOR: Message = {8: TEXT, 12: TEXT, 13: APART}
_SPARSE: Message = {1: _TENSOR, 2: _TENSOR}
_VALUE: Message = {1: TEXT, 3: TEXT, 4: _ENTRY}
_GRAPH: Message = {2: TEXT, 5: _TENSOR, 10: TEXT, 15: _SPARSE, 16: _ENTRY}
_GRAPH |= dict.fromkeys((11, 12, 13), _VALUE)  # inputs, outputs, and what lies between
_ATTRIBUTE: Message = {5: _TENSOR, 6: _GRAPH, 10: _TENSOR, 11: _GRAPH, 22: _SPARSE, 23: _SPARSE}
_ATTRIBUTE |= dict.fromkeys((1, 4, 9, 13, 21), TEXT)
_NODE: Message = {1: TEXT, 2: TEXT, 3: TEXT, 4: TEXT, 5: _ATTRIBUTE, 6: TEXT, 7: TEXT, 9: _ENTRY}
_GRAPH[1] = _NODE
_FUNCTION: Message = {1: TEXT, 4: TEXT, 5: TEXT, 7: _NODE, 8: TEXT, 10: TEXT, 14: _ENTRY}
_MODEL: Message = {2: TEXT, 3: TEXT, 4: TEXT, 6: TEXT, 7: _GRAPH, 14: _ENTRY, 25: _FUNCTION}
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a model, in the file's order, and whether weights of it lie in other files."""

    words: tuple[str, ...]
    is_apart: bool


def told_by(model: bytes) -> Told:
    """What the model says of itself. Errors: ValueError where the bytes are no such message."""
    found = list(_texts(memoryview(model), _MODEL, 0))
    words = tuple(text for kind, text in found if kind == TEXT)
    return Told(words, any(kind == APART for kind, _ in found))


def _texts(part: memoryview, message: Message, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise ValueError("parts too deep within one another")
    for number, value in _fields(part):
        known = message.get(number)
        if isinstance(known, dict):
            yield from _texts(value, known, depth + 1)
        elif known is not None:
            yield known, bytes(value).decode("utf-8", "replace")


def _fields(part: memoryview) -> Iterator[tuple[int, memoryview]]:
    """The number and the bytes of each field of a message; plain numbers are empty bytes."""
    place = 0
    while place < len(part):
        key, place = _number(part, place)
        wire = key & 7
        if wire == 0:
            _, place = _number(part, place)
            size = 0
        elif wire == 2:
            size, place = _number(part, place)
        elif wire in {1, 5}:
            size = 8 if wire == 1 else 4
        else:
            raise ValueError("no such kind of field")
        if place + size > len(part):
            raise ValueError("a field ends after the file")
        yield key >> 3, part[place : place + size]
        place += size


def _number(part: memoryview, place: int) -> tuple[int, int]:
    """A number of up to ten bytes, and the place after it."""
    value = 0
    for step, byte in enumerate(part[place : place + 10]):
        value |= (byte & 127) << 7 * step
        if byte < 128:
            return value, place + step + 1
    raise ValueError("a number without end")
