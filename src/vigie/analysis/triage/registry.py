"""The indicators, read from their files: one cue a file, all of it shown to whoever asks."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from vigie.analysis.triage.errors import BrokenIndicator
from vigie.records.finding import Question

Level = Literal["ad", "profile", "network"]
Standing = Literal["validated", "contested", "contrary", "folk", "refused"]
LEVELS = ("ad", "profile", "network")
QUESTIONS: tuple[Question, ...] = ("trafficking", "minor")
STANDINGS = ("validated", "contested", "contrary", "folk", "refused")


@dataclass(frozen=True)
class Source:
    """A study, a report or a practice; `verified` says how much of it was read for this."""

    key: str
    title: str
    authors: str
    year: int
    where: str
    sample: str
    verified: str


@dataclass(frozen=True)
class Indicator:
    """One cue: what is shown, how it is computed, what it is worth and what it does not prove.

    `bits` is added to the log-odds (base 2) of `question` where the cue holds in full; negative
    speaks against. `compute` names a function of `signals`. `sources` maps the key of a source to
    what it found. `masked` are words that the learned wording does not see. A `refused` cue is
    known and never computed.
    """

    id: str
    level: Level
    question: Question
    bits: float
    standing: Standing
    compute: str
    sentence: str
    does_not_prove: str
    languages: tuple[str, ...]
    sources: Mapping[str, str]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    masked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """A parameter that is a number."""
        return float(self.parameters[name])

    @property
    def words(self) -> tuple[str, ...]:
        """Every phrase, of all languages, in order."""
        return tuple(phrase for listed in self.phrases.values() for phrase in listed)

    @property
    def refused(self) -> bool:
        """Whether the cue is known and never computed."""
        return self.standing == "refused"


@dataclass(frozen=True)
class Registry:
    """All cues by id, in order, and the sources they rest on."""

    every: tuple[Indicator, ...]
    sources: Mapping[str, Source]

    @property
    def used(self) -> tuple[Indicator, ...]:
        """The cues that are computed, by id."""
        return tuple(indicator for indicator in self.every if not indicator.refused)

    @property
    def masked(self) -> tuple[str, ...]:
        """Every word that the learned wording does not see, in order."""
        return tuple(sorted({word for cue in self.every for listed in cue.masked.values()
                             for word in listed}))  # fmt: skip

    def __getitem__(self, name: str) -> Indicator:
        """The cue of that id."""
        return next(indicator for indicator in self.every if indicator.id == name)


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry that ships with Vigie."""
    folder = files("vigie.analysis.triage") / "indicators"
    read = {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    }
    sources = {key: Source(key, **entry) for key, entry in read.pop("sources").items()}
    return Registry(
        tuple(_indicator(name, entry, sources) for name, entry in sorted(read.items())), sources
    )


def _indicator(name: str, entry: dict[str, Any], sources: Mapping[str, Source]) -> Indicator:
    words: dict[str, Any] = {
        kind: {lang: tuple(listed) for lang, listed in entry.pop(kind, {}).items()}
        for kind in ("phrases", "masked")
    }
    try:
        found = Indicator(id=name, languages=tuple(entry.pop("languages")), **words, **entry)
    except (TypeError, KeyError) as error:
        raise BrokenIndicator(
            f"an indicator's file lacks or adds a field: {error}", where=name
        ) from error
    unknown = [key for key in found.sources if key not in sources]
    if unknown or found.level not in LEVELS or found.standing not in STANDINGS:
        raise BrokenIndicator(f"unknown source, level or standing: {unknown}", where=name)
    return found
