"""One row of a source becomes an ad, or a Reject with its reason."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from vigie.analysis.reading.characters import TooDeepError, storable, storable_value
from vigie.analysis.reading.columns import Columns
from vigie.analysis.reading.dates import Order, Unread, read_date
from vigie.analysis.reading.limits import DEFAULT, Limits
from vigie.analysis.reading.pictures import Picture, name_pictures
from vigie.analysis.reading.seal import Posted, Seen
from vigie.records import Reject

_HOST = re.compile(r"^[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_PLACE_PARTS = (
    ("name",),
    ("city", "ville", "ciudad", "addressLocality", "locality", "town"),
    ("region", "state", "addressRegion", "province"),
    ("country", "addressCountry", "pays", "pais"),
)
_JOINS = {"text": "\n", "title": " ", "location": ", "}
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a row: its file, and its line from 1 (in a WARC, the record's number)."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Rules:
    """How rows are read: the columns, the source of rows that name none, dates, limits."""

    columns: Columns = field(default_factory=Columns)
    source: str = ""
    order: Order = ""
    limits: Limits = DEFAULT


@dataclass(frozen=True, slots=True)
class Draft:
    """An ad as its row gives it; it is sealed when its pictures have been looked at.

    `rejects` tell of the fields that could not be read: the ad is kept without them, and what
    stood there is kept in `extra`. `unreadable` are pictures whose names already say that they
    cannot be used.
    """

    posted: Posted
    seen: Seen
    pictures: tuple[Picture, ...]
    unreadable: tuple[str, ...]
    rejects: tuple[Reject, ...]


def read_row(row: Mapping[str, object], where: Where, rules: Rules) -> Draft | Reject:
    """The ad that a row gives, or why it gives none. Never raises.

    A row is refused only where it names no source, holds nothing at all, or nests too deep. A
    field that cannot be read (a date, a picture, a wrong type) is left empty, told of in a Reject
    of its own, and kept as it stood in `extra`.
    """
    reading = _Reading(where, rules)
    try:
        return reading.read(row)
    except TooDeepError:
        return reading.reject("too_deep", f"nests deeper than {rules.limits.depth} levels")


class _Reading:
    """One row being read: gathers the Rejects of its fields."""

    def __init__(self, where: Where, rules: Rules) -> None:
        self.where, self.rules = where, rules
        self.rejects: list[Reject] = []
        self.extra: dict[str, object] = {}
        self.unreadable: list[str] = []

    def reject(self, reason: str, detail: str) -> Reject:
        return Reject(self.where.file, self.where.line, reason, detail)

    def note(self, reason: str, detail: str) -> None:
        self.rejects.append(self.reject(reason, detail))

    def read(self, row: Mapping[str, object]) -> Draft | Reject:
        values, rest = self.rules.columns.sort(row)
        depth = self.rules.limits.depth
        self.extra = {storable(name): storable_value(item, depth) for name, item in rest.items()}
        texts = {
            name: self.text(name, values.get(name, [])) for name in ("title", "text", "location")
        }
        names = {name: self.name(name, values.get(name, [])) for name in ("native_id", "url")}
        source = self.name("source", values.get("source", []))
        source = source or self.rules.source or host(names["url"])
        pictures = self.pictures(values.get("images", []))
        if not (any(texts.values()) or any(names.values()) or pictures):
            return self.reject("empty_row", "holds no text, no picture, no id and no address")
        if not source:
            return self.reject("missing_source", "names no source and no url; say --source NAME")
        posted_at = self.date("posted_at", values.get("posted_at", []))
        collected_at = self.date("collected_at", values.get("collected_at", []))
        self.bound_extra()
        posted = Posted(source=source, posted_at=posted_at, extra=self.extra, **names, **texts)
        seen = Seen(self.where.file, self.where.line, collected_at)
        return Draft(posted, seen, pictures, tuple(self.unreadable), tuple(self.rejects))

    def text(self, name: str, values: list[object]) -> str:
        parts = [self.words(name, value) for value in values]
        joined = _JOINS[name].join(part for part in parts if part)
        limit = self.rules.limits.text
        if len(joined) > limit:
            self.note(
                "field_too_long",
                f"{name} has {len(joined)} characters; the first {limit} are kept",
            )
            return joined[:limit]
        return joined

    def words(self, name: str, value: object) -> str:
        if isinstance(value, str):
            text = storable(value)
            if text is not value:
                self.note("characters_replaced", f"{name} held characters that no text may hold")
            return text.strip() if name != "text" else text
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return "\n".join(self.words(name, part) for part in value)
        if isinstance(value, dict) and name == "location":
            return self.words(name, place(value))
        self.keep("wrong_type", name, value, f"{name} is not text")
        return ""

    def name(self, name: str, values: list[object]) -> str:
        for value in values:
            text = (
                self.words(name, value) if not isinstance(value, list) else self.wrong(name, value)
            )
            text = " ".join(text.split())
            if len(text) > self.rules.limits.name:
                detail = f"{name} has {len(text)} characters; {self.rules.limits.name} at most"
                self.keep("field_too_long", name, text, detail)
            elif text:
                return text
        return ""

    def wrong(self, name: str, value: object) -> str:
        self.keep("wrong_type", name, value, f"{name} is not text")
        return ""

    def date(self, name: str, values: list[object]) -> datetime | None:
        for value in values:
            moment = read_date(value, self.rules.order)
            if not isinstance(moment, Unread):
                return moment
            self.keep(moment.reason, name, value, f"{name}: {moment.detail}")
        return None

    def pictures(self, values: list[object]) -> tuple[Picture, ...]:
        kept: dict[Picture, None] = {}
        urls: list[str] = []
        for value in values:
            for picture in name_pictures(storable_value(value, self.rules.limits.depth)):
                if picture.reason:
                    self.note(picture.reason, f"{picture.shown}: {picture.detail}")
                    self.unreadable.append(picture.shown)
                elif picture.path or picture.image_id:
                    kept[picture] = None
                else:
                    urls.append(picture.url)
        if urls:
            self.extra["image_urls"] = urls
        limit = self.rules.limits.pictures
        if len(kept) > limit:
            self.note(
                "too_many_pictures", f"names {len(kept)} pictures; the first {limit} are kept"
            )
        return tuple(kept)[:limit]

    def keep(self, reason: str, name: str, value: object, detail: str) -> None:
        """Note what could not be read, and keep it in `extra` under the field's name."""
        self.note(reason, detail)
        self.extra.setdefault(name, storable_value(value, self.rules.limits.depth))

    def bound_extra(self) -> None:
        limit = self.rules.limits.extra
        if _is_plainly_short(self.extra, limit):
            return
        size = len(_json(self.extra))
        if size > limit:
            self.note("extra_too_long", f"other fields take {size} characters; {limit} at most")
            self.extra = _largest_removed(self.extra, limit)


def _is_plainly_short(extra: dict[str, object], limit: int) -> bool:
    """A quick look that nearly every row passes: strings alone, short whatever JSON makes of it."""
    total = 0
    for name, value in extra.items():
        if not isinstance(value, str):
            return False
        total += len(name) + len(value) + 6
    return total * 6 < limit


def _largest_removed(extra: dict[str, object], limit: int) -> dict[str, object]:
    """The fields, the smallest first, that fit the limit together."""
    kept: dict[str, object] = {}
    total = 2
    for size, name in sorted((len(_json({name: value})), name) for name, value in extra.items()):
        total += size
        if total > limit:
            break
        kept[name] = extra[name]
    return kept


def host(url: str) -> str:
    """The host that an address names, without `www.`: the source of a row that names none."""
    found = _HOST.match(url)
    return found[1].lower() if found else ""


def place(value: dict[str, object]) -> str:
    """A place given as an object, in words: name, city, region, country."""
    inner = value.get("address")
    return _place_words(value) or (_place_words(inner) if isinstance(inner, dict) else "")


def _place_words(value: dict[str, object]) -> str:
    parts = []
    for keys in _PLACE_PARTS:
        texts = (value[key] for key in keys if isinstance(value.get(key), str) and value[key])
        parts.append(next(texts, None))
    return ", ".join(str(part) for part in parts if part)
