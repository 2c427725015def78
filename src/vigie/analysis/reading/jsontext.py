"""A line of JSON becomes a row."""

import json
from collections.abc import Mapping

DUPLICATES = "duplicate_keys"
_INT_DIGITS = 300


class NotARowError(ValueError):
    """The text is not one row; `reason` is a stable id, `detail` a sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def parse_row(text: str) -> Mapping[str, object]:
    """The object that a JSON text holds.

    Of a key that stands twice the last value counts and the earlier ones are kept under
    `duplicate_keys`. A whole number of more digits than Python reads at once stays text. Raises
    NotARowError, and nothing else, for any string.
    """
    try:
        value = _decode(text)
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"its line {error.lineno}"
        raise NotARowError("broken_json", f"{error.msg} at {place}") from None
    except RecursionError:
        raise NotARowError("too_deep", "nests too deep to be read") from None
    if not isinstance(value, dict):
        kind = {"list": "a list", "str": "a string", "NoneType": "null", "bool": "true or false"}
        shown = kind.get(type(value).__name__, "a number")
        raise NotARowError("not_an_object", f"{shown} where an object was expected")
    return value


def _decode(text: str) -> object:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError:
        raise
    except ValueError:  # a whole number past Python's limit on digits
        return _CAREFUL.decode(text)


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row = dict(pairs)
    if len(row) != len(pairs):
        earlier: dict[str, list[object]] = {}
        for key, value in pairs:
            earlier.setdefault(key, []).append(value)
        again = {key: values[:-1] for key, values in earlier.items() if len(values) > 1}
        row.setdefault(DUPLICATES, again)
    return row


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) < _INT_DIGITS else digits


# Not strict: control characters inside strings are read; what cannot be stored goes later.
_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, strict=False)
_CAREFUL = json.JSONDecoder(object_pairs_hook=_pairs, parse_int=_whole_number, strict=False)
