"""What an ingest did, in figures."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from vigie.records import Reject


@dataclass(slots=True)
class Tally:
    """How often something was rejected for one reason, and the first place where it was."""

    count: int
    file: str
    line: int
    detail: str


@dataclass(slots=True)
class Summary:
    """What came of an ingest.

    `rows` were read as ads; of these `known` were in the lake already (or came twice), the rest
    are `new` ads and `changed` ones: new versions of ads that the lake knew. `pictures` were kept
    for the first time; `known_hits` is how many pictures known-hash lists were found to name.
    `rejects` counts by reason all that could not be read, whether or not an earlier ingest told of
    it too.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    pictures: int = 0
    known_hits: int = 0
    rejects: dict[str, Tally] = field(default_factory=dict)

    def count(self, rejects: Iterable[Reject]) -> None:
        """Count rejects by their reason."""
        for reject in rejects:
            tally = self.rejects.get(reject.reason)
            if tally:
                tally.count += 1
            else:
                self.rejects[reject.reason] = Tally(1, reject.file, reject.line, reject.detail)
