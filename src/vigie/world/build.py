"""Building a world: the plan, the timeline, the files."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from vigie.records.problem import Problem
from vigie.records.progress import Silence, Watcher
from vigie.world.cast import Party, plan
from vigie.world.dice import Dice
from vigie.world.habits import Habits
from vigie.world.kinds import kinds, mixture
from vigie.world.ledgers import Files
from vigie.world.pictures import Album
from vigie.world.sites import location, sites
from vigie.world.timeline import Holding, Posting, Timeline

FORMAT = 1
"""Raised when the same seed would no longer give the same bytes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What world is wanted: how many ads and pictures, from which seed, beginning on which day."""

    ads: int
    seed: int = 1
    images: int = 0
    start: date = date(2024, 3, 4)
    habits: Habits = field(default_factory=Habits)


@dataclass(frozen=True, slots=True)
class World:
    """What was built: the folder, and how many rows of each kind stand in it."""

    folder: Path
    ads: int
    parties: int
    pictures: int
    kinds: dict[str, int]


def build_world(order: Order, folder: Path, watcher: Watcher | None = None) -> World:
    """Write the world into the folder; the same order always gives the same bytes.

    `ads.jsonl` and `images/` are to be ingested; `truth/`, which says so to ingest, is not.
    """
    watcher = watcher or Silence()
    try:
        with Files(folder) as files:
            built = _Builder(order, files, folder, watcher).build()
    except OSError as error:
        raise Problem(
            f"the world cannot be written: {error.strerror or error}",
            where=str(folder),
            remedy="choose another folder with --out",
        ) from error
    described = _describe(order, built, files.rows)
    (folder / "truth" / "world.json").write_text(
        json.dumps(described, indent=2, sort_keys=True) + "\n"
    )
    return World(
        folder, files.rows["ads"], files.rows["cast"], built.album.written, dict(built.kinds)
    )


class _Builder:
    """Carries one world from plan to files."""

    def __init__(self, order: Order, files: Files, folder: Path, watcher: Watcher) -> None:
        self._order, self._files, self._watcher = order, files, watcher
        self.timeline = Timeline(order.habits, order.seed, order.start)
        self.album = Album(folder, order.images, order.ads, order.seed)
        self.kinds: Counter[str] = Counter()
        self.tricks: Counter[str] = Counter()
        self._dice = Dice(order.seed, "rows")
        self._counts = {site.name: 0 for site in sites()}
        self._midnight = datetime.combine(order.start, time(), tzinfo=UTC)

    def build(self) -> "_Builder":
        """Write every ad and what is true of it."""
        habits = self._order.habits
        entries = plan(self._order.ads, habits, kinds(habits), mixture(habits), self._order.seed)
        self._watcher.start("world", self._order.ads)
        for number, posting in enumerate(self.timeline.run(entries), start=1):
            self._write(posting)
            if number % 1000 == 0:
                self._watcher.advance("world", 1000)
        self._holdings()
        for line, members in self.timeline.lines.items():
            self._files.add("phones", {"number": line, "line": True, "parties": members})
        self._watcher.finish("world", f"{self._order.ads} ads, {self.album.written} pictures")
        return self

    def _write(self, posting: Posting) -> None:
        party, files = posting.party, self._files
        if party.posted == 1:
            files.add("cast", _cast_row(party))
            self.kinds[_kind(party)] += 1
        row = self._row(posting)
        ad_id = f"{row['source']}/{row['native_id']}"
        pictures = self.album.illustrate(ad_id, posting, self._order.habits)
        row["images"] = [str(picture["image"]) for picture in pictures]
        files.add("ads", row)
        for picture in pictures:
            files.add("pictures", picture)
        files.add("parties", _party_row(ad_id, posting))
        files.add("mentions", {"ad_id": ad_id, "mentions": _mentions(posting)})
        self.tricks.update(meant.trick for meant in posting.draft.meant if meant.trick)
        if posting.last:
            self._holdings()

    def _row(self, posting: Posting) -> dict[str, object]:
        dice, site, city = self._dice, posting.site, posting.city
        self._counts[site.name] += 1
        native_id = site.native_id(self._counts[site.name])
        posted = self._midnight + timedelta(minutes=posting.minute, seconds=dice.below(60))
        many = len(posting.party.persons) > 1
        return {
            "source": site.name,
            "native_id": native_id,
            "url": site.url(native_id, city),
            "posted_at": _stamp(posted),
            "collected_at": _stamp(posted + timedelta(minutes=dice.between(5, 600))),
            "title": posting.title,
            "text": posting.body,
            "location": location(city, dice),
            "region": city.country,
            **site.extras(dice, many),
        }

    def _holdings(self) -> None:
        for holding in self.timeline.holdings:
            self._files.add("phones", _holding_row(holding))
        self.timeline.holdings.clear()


def _stamp(moment: datetime) -> str:
    return f"{moment.isoformat()[:19]}Z"


def _kind(party: Party) -> str:
    return "controlled" if party.controlled else party.kind.name


def _cast_row(party: Party) -> dict[str, object]:
    return {
        "party": party.party_id,
        "kind": _kind(party),
        "trafficking": party.controlled,
        "minor": party.minor,
        "language": party.language.code,
        "country": party.home.country,
        "city": party.home.name,
        "ads": len(party.minutes),
        "persons": [
            {
                "person": person.person_id,
                "names": list(person.names),
                "ages": sorted(set(person.ages)),
            }
            for person in party.persons
        ],
        "cues": sorted(party.cues),
        "traits": sorted(party.traits),
        "cities": sorted({stop.city.name for stop in party.route}),
        "copied_from": party.copied_from,
        "line": party.line,
        "email": party.email,
        "handle": party.handle[1],
        "website": party.website,
    }


def _party_row(ad_id: str, posting: Posting) -> dict[str, object]:
    party = posting.party
    return {
        "ad_id": ad_id,
        "party": party.party_id,
        "persons": [posting.person.person_id],
        "kind": _kind(party),
        "trafficking": party.controlled,
        "minor": party.minor,
    }


def _mentions(posting: Posting) -> list[dict[str, object]]:
    return [
        {
            "kind": meant.kind,
            "value": meant.value,
            "surface": meant.surface,
            "trick": meant.trick,
            "detail": meant.detail,
            "spans": meant.spans,
        }
        for meant in posting.draft.meant
    ]


def _holding_row(holding: Holding) -> dict[str, object]:
    return {
        "number": holding.number,
        "line": False,
        "parties": [holding.party_id],
        "since": holding.since,
        "until": holding.until,
    }


def _describe(order: Order, built: _Builder, rows: dict[str, int]) -> dict[str, object]:
    numbers = built.timeline.numbers
    return {
        "format": FORMAT,
        "seed": order.seed,
        "start": order.start.isoformat(),
        "ads": order.ads,
        "images": order.images,
        "habits": asdict(order.habits),
        "rows": rows,
        "parties": dict(sorted(built.kinds.items())),
        "tricks": dict(sorted(built.tricks.items())),
        "phones": {
            "given": numbers.given,
            "recycled": numbers.recycled,
            "refused": numbers.refused,
        },
    }
