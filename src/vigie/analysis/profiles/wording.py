"""Evidence in words that a detective reads."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

INNOCENT = {
    "agency_number": "an agency or an agent may serve unrelated people through it",
    "copied_text": "texts are copied between people who have never met",
    "stock_picture": "the picture may be a stock picture that anybody can take",
    "recycled_number": "the number may have passed to somebody else in between",
}
Values = Mapping[str, Any]


def evidence_line(one: Values) -> str:
    """One piece of evidence: the sentence, what is shared, how common it is, when, its weight."""
    detail = one["detail"]
    said = one["sentence"].rstrip(".")
    if "value" in detail:
        said += f": {detail['value']}"
    return f"{weight(one['bits'])}  {said}" + "".join(f"; {part}" for part in _parts(detail))


def weight(bits: float | None) -> str:
    """Bits with their sign, in a column of seven characters."""
    return "  (word)" if bits is None else f"{bits:+7.1f}"


def day(moment: object) -> str:
    """A day as written in the text, or `unknown`."""
    return f"{moment:%Y-%m-%d}" if isinstance(moment, datetime) else "unknown"


def _parts(detail: Values) -> Iterator[str]:
    if detail.get("shared", 1) > 1:
        yield f"{detail['shared']} such in common"
    if "accounts" in detail:
        yield _commonness(detail["accounts"], theirs=1 if detail.get("one_account") else 2)
    yield from used(detail)
    if "gap_days" in detail:
        yield f"{detail['gap_days']} {'day' if detail['gap_days'] == 1 else 'days'} apart"
    if "left_youngest" in detail:
        yield f"{_ages(detail, 'left')} and {_ages(detail, 'right')} years"
    if "left" in detail:
        yield f"{float(detail['left']):g} and {float(detail['right']):g} an hour"
    if "weeks" in detail:
        weeks = "1 week" if detail["weeks"] == 1 else f"{detail['weeks']} weeks"
        yield f"{weeks}, in {detail['city']}"
    if "days" in detail:
        yield "on 1 day" if detail["days"] == 1 else f"on {detail['days']} days"
    if "innocent" in detail:
        yield f"but {INNOCENT.get(detail['innocent'], detail['innocent'])}"


def used(detail: Values) -> Iterator[str]:
    """When each side used what is shared, where both are known."""
    if "left_from" in detail and "right_from" in detail:
        yield f"used {_span(detail, 'left')} and {_span(detail, 'right')}"


def _commonness(accounts: int, theirs: int) -> str:
    return "no other account has it" if accounts <= theirs else f"{accounts} accounts have it"


def _span(detail: Values, side: str) -> str:
    first, last = detail[f"{side}_from"], detail.get(f"{side}_to")
    return first if first == last else f"{first} to {last}"


def _ages(detail: Values, side: str) -> str:
    low, high = detail[f"{side}_youngest"], detail[f"{side}_oldest"]
    return f"{low}" if low == high else f"{low} to {high}"
