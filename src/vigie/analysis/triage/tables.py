"""What triage reads: the tables of one run."""

from dataclasses import dataclass, field

import pyarrow as pa

from vigie.analysis.triage.arrow import NUMBERS, TEXT, arrow

_MENTIONS = arrow.schema(
    [("ad_id", TEXT), ("version", TEXT), ("kind", TEXT),
     ("value", TEXT), ("trick", TEXT), ("detail", TEXT)]
)  # fmt: skip
_TEMPLATES = arrow.schema([("ad_id", TEXT), ("version", TEXT), ("template", TEXT)])
_LINKS = arrow.schema(
    [("left", TEXT), ("right", TEXT), ("bits", NUMBERS),
     ("probability", NUMBERS)]
)  # fmt: skip
_CASES = arrow.schema([("ad_id", TEXT), ("question", TEXT)])


@dataclass(frozen=True)
class TriageTables:
    """The tables that one triage is made from. Only `members` and `ads` have to be there.

    - `members`: profile_id, ad_id; an ad in at most one profile.
    - `ads`: ad_id, version, source, posted_at, title, text, location, images.
    - `mentions`: ad_id, version, kind, value, trick, detail (JSON).
    - `templates`: ad_id, version (or neither version), template.
    - `links`: left, right, bits, probability, between ads.
    - `cases`: ad_id, question: ads of which people have established that the answer is yes.
    - `known_images`: the ids of pictures that a known-hash list names; `minor_images` those of
      them that a list names whose owner declares that its pictures show minors.

    More columns are passed over.
    """

    members: pa.Table
    ads: pa.Table
    mentions: pa.Table = field(default_factory=_MENTIONS.empty_table)
    templates: pa.Table = field(default_factory=_TEMPLATES.empty_table)
    links: pa.Table = field(default_factory=_LINKS.empty_table)
    cases: pa.Table = field(default_factory=_CASES.empty_table)
    known_images: frozenset[str] = frozenset()
    minor_images: frozenset[str] = frozenset()
