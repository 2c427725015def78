"""Reading the holdings: the only place that does."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramSimilarity
from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.fields import TextField

from vigie.desk.holdings.models import Ad, Finding, Member, Mention, Run, Word

DESCRIBING = ("age", "rate", "height", "weight", "date", "language", "place")
NUMBER = re.compile(r"[\d\s().+/\u2010-\u2015-]{5,30}")
ALIKE = 0.45


@dataclass(frozen=True, slots=True)
class Hit:
    """One ad that a search led to, and how.

    `why` is exact, prefix, text or alike; `matched` what of the ad was met; `score` 0 to 1, best 1.
    `profile_id` and `rank` are the current run's, None where it has none.
    """

    ad_id: str
    why: str
    matched: str
    score: float
    title: str = ""
    excerpt: str = ""
    location: str = ""
    profile_id: str | None = None
    rank: int | None = None


def current_run() -> Run | None:
    """The run that the desk reads."""
    return Run.objects.filter(current=True).first()


def find(text: str, *, limit: int = 50) -> list[Hit]:
    """Ads by identifier, whole or by its beginning, and by their words, best first.

    A number is found in whatever way it is typed. Words are compared without accents; where few
    ads have them, words spelt alike are looked for too.
    """
    text = " ".join(text.replace("\x00", " ").split())
    if not text:
        return []
    best: dict[str, Hit] = {}
    for hit in (*_by_number(text, limit), *_by_identifier(text, limit), *_by_words(text, limit)):
        if hit.ad_id not in best or best[hit.ad_id].score < hit.score:
            best[hit.ad_id] = hit
    ranked = sorted(best.values(), key=lambda hit: (-hit.score, hit.ad_id))[:limit]
    return _placed(ranked)


def _by_number(text: str, limit: int) -> Iterator[Hit]:
    """Phones that end in the digits typed, with or without country, trunk 0 or leading 00, 011."""
    if not NUMBER.fullmatch(text):
        return
    digits = "".join(str(int(letter)) for letter in text if letter.isdecimal())
    forms = {digits, digits.lstrip("0"), digits.removeprefix("011")}
    tails = Q()
    for form in forms:
        if len(form) >= 5:
            tails |= Q(tail__startswith=form[::-1])
            tails |= Q(folded__startswith=f"+{form}", kind="phone")
    if not tails:
        return
    for mention in _first_of_each(Mention.objects.filter(tails), limit):
        own = mention.value.lstrip("+")
        whole = own in forms or (len(digits) >= 9 and own.endswith(tuple(forms)))
        yield _identified(mention, exact=whole)


def _by_identifier(text: str, limit: int) -> Iterator[Hit]:
    folded = text.lower()
    forms = {folded, folded.removeprefix("@"), folded.replace(" ", "")} - {""}
    identifying = Mention.objects.exclude(kind__in=DESCRIBING)
    yield from (
        _identified(mention, exact=True)
        for mention in _first_of_each(identifying.filter(folded__in=forms), limit)
    )
    prefixes = [Q(folded__startswith=form) for form in forms if len(form) >= 3]
    if prefixes:
        found = identifying.filter(_any(prefixes)).exclude(folded__in=forms)
        yield from (_identified(mention, exact=False) for mention in _first_of_each(found, limit))


def _by_words(text: str, limit: int) -> Iterator[Hit]:
    plain = Func(Value(text), function="holdings_plain", output_field=TextField())
    query = SearchQuery(plain, config="simple", search_type="websearch")
    hits = list(_ranked(query, "text", 0.6, limit))
    yield from hits
    if len(hits) < limit:
        alike = _spelt_alike(text)
        if alike:
            yield from _ranked(
                SearchQuery(alike, config="simple", search_type="raw"), "alike", 0.4, limit
            )


def _ranked(query: SearchQuery, why: str, ceiling: float, limit: int) -> Iterator[Hit]:
    rank = SearchRank(F("document"), query, normalization=Value(32))
    found = Ad.objects.filter(document=query).annotate(score=rank).order_by("-score", "ad_id")
    for ad in found.only("ad_id", "title", "text", "location")[:limit]:
        yield Hit(ad.ad_id, why, "words", ceiling * (0.5 + 0.5 * float(ad.score)))


def _spelt_alike(text: str) -> str:
    """The typed words, each with the words of ads that are spelt alike, as a tsquery."""
    words = re.findall(r"\w{4,40}", _plain(text))[:8]
    groups = []
    for word in words:
        near = (
            Word.objects.filter(word__trigram_similar=word)
            .annotate(likeness=TrigramSimilarity("word", word))
            .filter(likeness__gte=ALIKE)
            .order_by("-likeness", "word")
            .values_list("word", flat=True)[:5]
        )
        quoted = ["'" + other.replace("\\", "\\\\").replace("'", "''") + "'" for other in near]
        if not quoted:
            return ""
        groups.append("(" + " | ".join(quoted) + ")")
    return " & ".join(groups)


def _plain(text: str) -> str:
    """The text in lower case without its accents."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _identified(mention: Mention, *, exact: bool) -> Hit:
    why, base = ("exact", 0.95) if exact else ("prefix", 0.75)
    return Hit(
        mention.ad_id, why, f"{mention.kind} {mention.value}", base + 0.05 * mention.confidence
    )


def _first_of_each(mentions: QuerySet[Mention], limit: int) -> Iterable[Mention]:
    """The surest mention of each ad."""
    ordered = mentions.order_by("ad_id", "-confidence", "start").distinct("ad_id")
    return ordered.only("ad_id", "kind", "value", "confidence")[:limit]


def _any(conditions: list[Q]) -> Q:
    either = Q()
    for condition in conditions:
        either |= condition
    return either


def _placed(hits: list[Hit]) -> list[Hit]:
    """The hits with what a reader wants beside them: the ad's words and its profile's rank."""
    ids = [hit.ad_id for hit in hits]
    newest = Ad.objects.filter(ad_id__in=ids).order_by("ad_id", "-collected_at", "-id")
    ads = {ad.ad_id: ad for ad in newest.distinct("ad_id")}
    owners = dict(
        Member.objects.filter(run__current=True, ad_id__in=ids).values_list("ad_id", "profile_id")
    )
    ranks = dict(
        Finding.objects.filter(run__current=True, profile_id__in=set(owners.values())).values_list(
            "profile_id", "rank"
        )
    )
    return [_with(hit, ads.get(hit.ad_id), owners.get(hit.ad_id), ranks) for hit in hits]


def _with(hit: Hit, ad: Ad | None, profile: str | None, ranks: dict[str, int]) -> Hit:
    return replace(
        hit,
        title=ad.title if ad else "",
        excerpt=" ".join(ad.text.split())[:160] if ad else "",
        location=ad.location if ad else "",
        profile_id=profile,
        rank=ranks.get(profile) if profile else None,
    )
