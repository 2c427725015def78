"""One example of a kind or a trick: it is a test, and a row of the documentation page."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the value that it holds (None: nothing of this kind), under hints.

    `kind` is set where the example stands in a trick's file; `detail` is what the mention must
    carry beside its value.
    """

    text: str
    value: str | None
    kind: str = ""
    region: str = ""
    location: str = ""
    detail: dict[str, str | int | float] = field(default_factory=dict)
