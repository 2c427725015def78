"""Cues of urgency in a text: they order the queue, and do nothing else.

A cue never answers, closes or hides anybody. The cues, their sentences and their sources stand in
`cues.toml` beside this file.
"""

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from vigie.helpline.crisis.beginnings import beginnings

_GAP = r" (?:\w+ ){0,4}?"
_WINDOW = 3
_SPACE = re.compile(" ")
# What denies the words after it; not where it denies stopping, knowing, wanting or letting.
_DENIAL = re.compile(
    r"\b(?:not|never|no|nobody|nothing|without|none|(?:don|doesn|didn|won|isn|aren|wasn|weren|hasn"
    r"|haven|couldn|wouldn) t|ne|pas|jamais|aucune?|rien|(?<!une )(?<!la )(?<!cette )personne"
    r"|sans|nunca|nadie|jamas|sin|tampoco|ningun\w*)\b"
    r"(?! ?(?:stop|quit|only|if\b|s il|si\b|sure|know|care|let|want|wan|arret|cess|laiss|sai|veu"
    r"|de[jx]|para?\b|se\b|quier|sab|matter|longer safe|solo|seulement))"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its id, the bits it was expected to be worth, the sentence shown, its source.

    `now` says that it speaks of this moment.
    """

    name: str
    bits: float
    sentence: str
    source: str
    now: bool
    plain: re.Pattern[str] = field(repr=False)
    denying: re.Pattern[str] | None = field(repr=False)
    wordings: tuple[str, ...] = field(repr=False)

    def holds(self, text: str) -> bool:
        """Whether the text, as `spelling.plain` leaves it, holds the cue undenied."""
        if self.denying is not None and self.denying.search(text):
            return True
        return any(not _denied(text, found) for found in self.plain.finditer(text))


def _denied(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 60) : found.start()].split()[-_WINDOW:]
    after = text[found.end() : found.end() + 8].split()[:1]
    window = " ".join([*before, found.group(), *(word for word in after if word == "pas")])
    return _DENIAL.search(window) is not None


def _read() -> tuple[Cue, ...]:
    text = files("vigie.helpline.crisis").joinpath("cues.toml").read_text("utf-8")
    content = tomllib.loads(text)
    return tuple(_cue(row, content["words"]) for row in content["cue"])


def _cue(row: dict[str, object], words: dict[str, str]) -> Cue:
    wordings = row["wordings"]
    assert isinstance(wordings, list)
    sure = [one[1:] for one in wordings if one.startswith("!")]
    open_to_denial = [one for one in wordings if not one.startswith("!")]
    return Cue(
        name=str(row["name"]),
        bits=float(str(row["bits"])),
        sentence=str(row["sentence"]),
        source=str(row["source"]),
        now=bool(row.get("now", False)),
        plain=_compiled(open_to_denial or ["(?!)"], words),
        denying=_compiled(sure, words) if sure else None,
        wordings=tuple(_spelled_out(one, words) for one in [*open_to_denial, *sure]),
    )


def _compiled(wordings: list[str], words: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_spelled_out(one, words)})" for one in wordings))


def _spelled_out(wording: str, words: dict[str, str]) -> str:
    """A wording as a regular expression: whole words, lists put in, gaps of up to four words."""
    for name, listed in words.items():
        wording = wording.replace(f"<{name}>", f"(?:{listed})")
    wording = wording.replace(" … ?", _GAP).replace(" … ", _GAP)
    start = "" if wording.startswith(("^", r"\b")) else r"\b"
    end = "" if wording.endswith(("$", r"\b", " ")) else r"\b"
    return f"{start}{wording}{end}"


CUES = _read()


def _by_beginning() -> dict[str, list[tuple[int, str]]]:
    """The wordings and their cues' places, by the letters with which what they match begins."""
    index: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, cue in enumerate(CUES):
        for wording in cue.wordings:
            for start in beginnings(wording):
                index[start].append((place, wording))
    return dict(index)


_BEGIN = _by_beginning()
_SIZES = tuple(sorted({len(start) for start in _BEGIN}))
_read_once = cache(re.compile)  # a wording alone is read when a text first begins like it


def cues_in(text: str) -> tuple[Cue, ...]:
    """The cues that a text, as `spelling.plain` leaves it, holds; in their written order.

    Wordings are tried alone, at the words that may begin them; a cue is then asked as a whole only
    where one was there, for what denies it is told from all of it.
    """
    there: set[int] = set()
    for at in (0, *(found.end() for found in _SPACE.finditer(text))):
        for size in _SIZES:
            for place, wording in _BEGIN.get(text[at : at + size], ()):
                if place not in there and _read_once(wording).match(text, at):
                    there.add(place)
    return tuple(CUES[place] for place in sorted(there) if CUES[place].holds(text))
