"""Any string becomes one that UTF-8, Parquet and PostgreSQL can all hold."""

import math

REPLACEMENT = "\ufffd"
_SURROGATES = dict.fromkeys(range(55296, 57344), REPLACEMENT)
_UNSTORABLE = {**_SURROGATES, 0: None}


class TooDeepError(ValueError):
    """A value nests deeper than the limit."""


def storable(text: str) -> str:
    """The text with every lone surrogate as U+FFFD and every NUL removed; else unchanged.

    A pair of surrogates that stand together is the character that they mean.
    """
    if "\0" not in text and (text.isascii() or _encodes(text)):
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined.translate(_UNSTORABLE)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def storable_value(value: object, depth: int) -> object:
    """A JSON value in which every string is storable and every number is one JSON can write.

    NaN and the infinities become strings. Raises `TooDeepError` past `depth` levels.
    """
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if value is None or isinstance(value, int):
        return value
    if depth <= 0:
        raise TooDeepError
    if isinstance(value, dict):
        return {storable(str(key)): storable_value(item, depth - 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable_value(item, depth - 1) for item in value]
    return storable(str(value))
