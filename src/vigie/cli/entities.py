"""A run as FollowTheMoney entities, for Aleph, OpenAleph and the graph programs that read them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from vigie.records import Problem

if TYPE_CHECKING:
    import pyarrow as pa

    from vigie.lake import Lake, Run

Entity = dict[str, Any]
Values = Mapping[str, Iterable[str]]
SURE = 0.5
"""Mentions below this confidence are not passed on."""
ON_ADS = {
    "phone": "phoneMentioned",
    "email": "emailMentioned",
    "name": "namesMentioned",
    "place": "locationMentioned",
    "language": "detectedLanguage",
}
ON_PROFILES = {"phone": "phone", "email": "email", "name": "alias", "url": "website"}
ROWS = 50_000
TO_CLEAN = {"sourceUrl", "publishedAt", "detectedLanguage", "website", "email"}
"""Properties whose values come as they were posted; the package cleans or refuses them."""


@dataclass(frozen=True, slots=True)
class Held:
    """What each ad says by kind, and for each contact the profiles whose ads carry it."""

    by_ad: Mapping[str, list[tuple[str, str, str]]]
    carriers: Mapping[tuple[str, str], set[str]]

    def owned(self, kind: str, value: str) -> bool:
        """Whether one profile alone carries it: a number that several carry belongs to none."""
        return len(self.carriers[kind, value]) == 1


def entities(lake: "Lake", run: "Run") -> Iterator[Entity]:
    """Every ad, profile and link of the run as FollowTheMoney entities.

    An ad is an Article, and Documentation ties it to its profile; a profile is a LegalEntity, for
    it may be a person or a firm; a handle is a UserAccount and a wallet a CryptoWallet of it; a
    link is Similar, with its probability and its propositions. A contact is a profile's only when
    no other profile carries it. What triage thinks of a profile is not passed on, nor are the
    texts. Errors: Problem where the package is missing.
    """
    owner = dict(_rows(run.table("members"), "ad_id", "profile_id"))
    held = _held(run.table("mentions"), owner)
    yield from _profiles(run.table("profiles"), held)
    yield from _ads(lake, owner, held)
    yield from _links(run)


def _profiles(table: "pa.Table", held: Held) -> Iterator[Entity]:
    columns = ("profile_id", "ads", "first_seen", "last_seen", "weakest_bits", "cut", "disputed")
    for name, ads, first, last, weakest, cut, disputed in _rows(table, *columns):
        said = Counter(one for ad in ads for one in held.by_ad.get(ad, ()))
        own = [one for one in sorted(said) if held.owned(one[0], one[1])]
        notes = [f"weakest bridge: {weakest} bits"] if weakest is not None else []
        notes += ["grew past a plausible size and was cut"] if cut else []
        notes += ["people judged it in two ways"] if disputed else []
        days = [moment.date().isoformat() for moment in (first, last) if moment]
        values: dict[str, list[str]] = {"name": [f"Profile {name}"], "notes": notes}
        values["summary"] = [f"{len(ads)} ads" + (f", {' to '.join(days)}" if days else "")]
        for kind, value, _ in own:
            if kind in ON_PROFILES:
                values.setdefault(ON_PROFILES[kind], []).append(value)
        yield _entity("LegalEntity", profile_key(name), values)
        yield from _accounts(name, own)


def _accounts(profile: str, own: Iterable[tuple[str, str, str]]) -> Iterator[Entity]:
    for kind, value, about in own:
        if kind == "handle":
            told = {"username": [value], "service": [about], "owner": [profile_key(profile)]}
            yield _entity("UserAccount", _key("account", value, about), told)
        elif kind == "wallet":
            told = {"publicKey": [value], "currency": [about], "holder": [profile_key(profile)]}
            yield _entity("CryptoWallet", _key("wallet", value), told)


def _ads(lake: "Lake", owner: Mapping[str, str], held: Held) -> Iterator[Entity]:
    columns = ("ad_id", "source", "url", "title", "posted_at")
    table = lake.read("ads", columns).sort_by([("ad_id", "ascending"), ("posted_at", "ascending")])
    before: dict[str, list[str]] = {}
    last = ""
    for ad, source, url, title, posted in _rows(table, *columns):
        if ad != last and last:
            yield from _ad(last, before, owner, held)
        if ad != last:
            before, last = defaultdict(list), ad
        for name, value in (("publisher", source), ("sourceUrl", url), ("title", title)):
            before[name].append(value)
        if posted:
            before["publishedAt"].append(posted.isoformat())
    if last:
        yield from _ad(last, before, owner, held)


def _ad(ad: str, values: Values, owner: Mapping[str, str], held: Held) -> Iterator[Entity]:
    told = {name: list(some) for name, some in values.items()}
    for kind, value, _ in held.by_ad.get(ad, ()):
        if kind in ON_ADS:
            told.setdefault(ON_ADS[kind], []).append(value)
    told["title"] = [title for title in told["title"] if title] or [ad]
    yield _entity("Article", ad_key(ad), told)
    if profile := owner.get(ad):
        tie = {"document": [ad_key(ad)], "entity": [profile_key(profile)], "role": ["ad"]}
        yield _entity("Documentation", _key("tie", ad), tie)


def _links(run: "Run") -> Iterator[Entity]:
    matcher = f"vigie {run.manifest['inputs']['code']}"
    for left, right, chance, evidence in _rows(
        run.table("links"), "left", "right", "probability", "evidence"
    ):
        values = {
            "candidate": [ad_key(left)],
            "match": [ad_key(right)],
            "confidenceScore": [f"{chance:.6f}"],
            "criteria": [_criterion(one) for one in evidence or ()],
            "matcher": [matcher],
        }
        yield _entity("Similar", _key("link", left, right), values)


def _criterion(one: Mapping[str, Any]) -> str:
    """One piece of evidence: its proposition, its bits, and when each side used what is shared."""
    from vigie.analysis.profiles.wording import used

    said = f"{one['proposition']} {one['bits']:+.2f} bits"
    return "; ".join([said, *used(json.loads(one["detail"]))])


def _held(mentions: "pa.Table", owner: Mapping[str, str]) -> Held:
    by_ad: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    carriers: dict[tuple[str, str], set[str]] = defaultdict(set)
    wanted = {*ON_ADS, *ON_PROFILES, "handle", "wallet"}
    columns = ("ad_id", "kind", "value", "confidence", "detail")
    for ad, kind, value, confidence, detail in _rows(mentions, *columns):
        if kind in wanted and confidence >= SURE:
            about = json.loads(detail)
            by_ad[ad].add((kind, value, str(about.get("platform") or about.get("coin") or "")))
            carriers[kind, value].add(owner.get(ad, ""))
    return Held({ad: sorted(some) for ad, some in by_ad.items()}, carriers)


def profile_key(profile: str) -> str:
    """The entity id of a profile."""
    return f"vigie-profile-{profile.lower()}"


def ad_key(ad: str) -> str:
    """The entity id of an ad."""
    return _key("ad", ad)


def _key(kind: str, *parts: str) -> str:
    return f"vigie-{kind}-{sha256(json.dumps(parts).encode()).hexdigest()[:24]}"


def _entity(schema: str, key: str, values: Values) -> Entity:
    """One entity; a posted value that its property's type refuses is left out."""
    try:
        from followthemoney import model
    except ImportError as error:
        raise Problem(
            "the followthemoney package is not installed",
            remedy="pip install 'vigie[followthemoney]'",
        ) from error
    made = model.make_entity(schema)
    made.id = key
    for name, some in values.items():
        given = sorted({one for one in some if one})
        made.add(name, given, quiet=True, cleaned=name not in TO_CLEAN)
    told: Entity = made.to_dict()
    told["properties"] = {name: sorted(some) for name, some in sorted(told["properties"].items())}
    return told


def _rows(table: "pa.Table", *columns: str) -> Iterator[tuple[Any, ...]]:
    for batch in table.select(columns).to_batches(max_chunksize=ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
