"""Two ads that may come from one party, and everything that speaks for it or against it."""

from dataclasses import dataclass, field

from vigie.records.mention import Detail


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim about two ads, with the bits it adds (negative: it speaks against).

    `detail` names the shared value, how many ads carry it, the dates, and where there is one the
    strongest innocent explanation (`innocent`: agency_number, copied_text, stock_picture,
    recycled_number).
    """

    proposition: str
    bits: float
    detail: Detail = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """Two ads, named by their ids with `left` < `right`, and the weight of evidence between them.

    `bits` is the base-2 logarithm of the odds that one party posted both, prior included;
    `probability` is the same as a probability.
    """

    left: str
    right: str
    bits: float
    probability: float
    evidence: tuple[Evidence, ...] = ()
