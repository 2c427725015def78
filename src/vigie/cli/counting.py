"""Numbers of things in words, one of them or many."""


def counted(number: int, what: str) -> str:
    """`1 ad`, `2 ads`, `1,200 ads`."""
    return f"{number:,} {what}{'s'[: number != 1]}"
