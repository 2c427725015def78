"""Searching the directory."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q

from vigie.helpline.services.models import Service

ALIKE = 0.5


def search(place: str, need: str, limit: int = 30) -> list[Service]:
    """Services near a place for a need, unaccented and forgiving of spelling; best first."""
    rows = Service.objects.all()
    if place.strip():
        rows = rows.annotate(near=TrigramWordSimilarity(place.strip()[:80], "place")).filter(
            Q(place__unaccent__icontains=place.strip()[:80]) | Q(near__gte=ALIKE)
        )
    if need.strip():
        wanted = need.strip()[:80]
        rows = rows.annotate(fits=TrigramWordSimilarity(wanted, "needs")).filter(
            Q(needs__unaccent__icontains=wanted)
            | Q(name__unaccent__icontains=wanted)
            | Q(description__unaccent__icontains=wanted)
            | Q(fits__gte=ALIKE)
        )
    order = [f"-{name}" for name in ("fits", "near") if name in rows.query.annotations]
    return list(rows.order_by(*order, "name")[:limit])
