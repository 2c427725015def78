"""How many identifiers Vigie finds, how many are right, and how fast, beside its peers.

    uv sync --group peers
    uv run python -m benchmarks.identifiers            (the third of the cases that is set aside)
    uv run python -m benchmarks.identifiers --open     (the cases that the rules were written with)
    uv run python -m benchmarks.identifiers --cases second    (another author's, both parts)
    uv run python -m benchmarks.identifiers --cases FILE      (any cases in the same form)
    uv run python -m benchmarks.identifiers --write    (the page docs/benchmarks/identifiers.md)

A case's expectation is every identifier of the scored kinds in its text. Vigie's rows count what it
finds too much in every case of the file, so that a telephone number taken for a price counts twice;
a row of hidden ones counts the hidden cases alone. Peers are measured on the cases about the kinds
that they find: price-parser by its amount alone, dates by month and day. A value counts once; one
that a case lists under `either` (a careful reader may or may not count it) counts for nobody.
"""

import argparse
import hashlib
import json
import platform
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import phonenumbers

from benchmarks.identifier_peers import Case, Found, Way, ready, vigie
from vigie.analysis.identifiers import Hints, extract
from vigie.records.progress import Silence
from vigie.world.build import Order, build_world
from vigie.world.truth.mentions import Counts

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks" / "identifiers.md"
SCORED = frozenset(
    ("phone", "email", "handle", "age", "rate", "height", "weight", "place", "date", "wallet",
     "onion", "pgp", "url")
)  # fmt: skip
ROWS = (
    ("phones", ("phone",), False, 0.97), ("hidden phones", ("phone",), True, 0.93),
    ("e-mails", ("email",), False, 0.97), ("hidden e-mails", ("email",), True, 0.93),
    ("handles", ("handle",), None, 0.90), ("ages", ("age",), None, 0.95),
    ("rates", ("rate",), None, 0.92), ("height and weight", ("height", "weight"), None, 0.93),
    ("places", ("place",), None, 0.90), ("dates", ("date",), None, 0.90),
    ("wallets and onions", ("wallet", "onion"), None, 1.00),
)  # fmt: skip
"""Each row: its name, its kinds, whether hidden (None: both), the F1 that it must reach."""
MORE = (
    ("urls", "url"),
    ("PGP fingerprints", "pgp"),
    ("first names", "name"),
    ("language", "language"),
)
"""Rows that the second author's cases add, scored on the cases about that kind alone."""
SETS: dict[str, tuple[str, ...]] = {
    "heldout": ("heldout",),
    "open": ("open",),
    "second": ("second_development", "second_aside"),
    "third": ("third",),
}
"""The files of each set of cases."""
PLAIN = ("", "negative", "possible")
LENGTH, ADS, WARMED = 500, 4000, 1500


class Score(Counts):
    """Right, too many, missed: over cases."""

    def add(self, found: Found, meant: Found) -> None:
        """Count one case."""
        self.right += len(found & meant)
        self.extra += len(found - meant)
        self.missed += len(meant - found)


def cases(name: str) -> list[Case]:
    """The cases of a file; a line that begins with # says what the file is."""
    lines = path_of(name).read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.split("\n") if line and not line.startswith("#")]


def path_of(name: str) -> Path:
    """The file of that name: one of those kept here, or any other by its path."""
    return Path(name) if name.endswith(".jsonl") else HERE / "identifier_cases" / f"{name}.jsonl"


def meant(case: Case) -> Found:
    """What a case expects, of the scored kinds and of the kind that it is about."""
    scored = SCORED | {case["kind"]}
    return {(k, v) for k, _, v in (e.partition(":") for e in case["expect"]) if k in scored}


def score(way: Way, chosen: Iterable[Case], kinds: Sequence[str], loosely: str = "") -> Score:
    """A way's score over cases, for some kinds."""
    total = Score()
    for case in chosen:
        wanted = {(k, _loose(v, loosely)) for k, v in meant(case) if k in kinds}
        found = {(k, _loose(v, loosely)) for k, v in way(case) if k in kinds}
        total.add(found - (_either(case) - wanted), wanted)
    return total


def _either(case: Case) -> Found:
    return {(k, v) for k, _, v in (e.partition(":") for e in case.get("either", ()))}


def _loose(value: str, loosely: str) -> str:
    if loosely == "amount":
        return value.split(" ", maxsplit=1)[0]
    return value[-5:] if loosely == "day" else value


def chosen(everything: Sequence[Case], kinds: Sequence[str], hidden: bool | None) -> list[Case]:
    """The cases of a row: those about its kinds, or about none of them but holding one."""
    about = [c for c in everything if c["kind"] in kinds or any(k in kinds for k, _ in meant(c))]
    if hidden is None:
        return about
    return [c for c in about if (c["kind"] in kinds and c["trick"] not in PLAIN) is hidden]


def strictly(everything: Sequence[Case], kinds: Sequence[str], hidden: bool | None) -> list[Case]:
    """Every case but those that hide one of the kinds (hidden None: every case)."""
    return [
        c for c in everything if hidden is None or c["kind"] not in kinds or c["trick"] in PLAIN
    ]


def table(everything: Sequence[Case]) -> tuple[list[str], bool]:
    """The rows of the table, and whether every target is reached."""
    peers, absent = ready()
    lines = [
        "| row | cases | | precision | recall | F1 | target |",
        "|---|---|---|---|---|---|---|",
    ]
    reached = True
    for name, kinds, hidden, target in ROWS:
        rows = chosen(everything, kinds, hidden)
        own = score(vigie, rows if hidden else strictly(everything, kinds, hidden), kinds)
        reached &= round(own.f1, 3) >= target
        lines.append(f"| **{name}** | {len(rows)} | Vigie | {_figures(own)} | {target:.2f} |")
        for peer, (finds, way) in peers.items():
            loosely = "amount" if "price" in peer else "day" if "date" in finds else ""
            if set(kinds) & set(finds):
                lines.append(f"| | | {peer} | {_figures(score(way, rows, kinds, loosely))} | |")
    for name, kind in MORE if any("spans" in c for c in everything) else ():
        rows = [c for c in everything if c["kind"] == kind]
        lines.append(
            f"| **{name}** | {len(rows)} | Vigie | {_figures(score(vigie, rows, [kind]))} | |"
        )
    lines += [f"\nNot installed, so not measured: {name}." for name in absent]
    return lines, reached


def _figures(total: Score) -> str:
    return f"{total.precision:.3f} | {total.recall:.3f} | {total.f1:.3f}"


def by_trick(everything: Sequence[Case]) -> list[str]:
    """Vigie's score for each trick."""
    lines = ["| trick | cases | precision | recall | F1 |", "|---|---|---|---|---|"]
    for trick in sorted({str(c["trick"]) for c in everything if c["trick"] not in PLAIN}):
        rows = [c for c in everything if c["trick"] == trick]
        kinds = sorted({str(c["kind"]) for c in rows})
        lines.append(f"| {trick} | {len(rows)} | {_figures(score(vigie, rows, kinds))} |")
    return lines


def ads() -> list[tuple[str, Hints]]:
    """Ads of the synthetic world, each made up to 500 characters out of the next ones' text."""
    with TemporaryDirectory() as folder:
        build_world(Order(ads=ADS, seed=11), Path(folder), Silence())
        rows = [json.loads(x) for x in (Path(folder) / "ads.jsonl").open(encoding="utf-8")]
    texts = [f"{row['title']}\n{row['text']}" for row in rows]
    for i in range(len(texts) - 1):
        if len(texts[i]) < LENGTH:
            texts[i] = f"{texts[i]}\n{texts[i + 1]}"
    kept = [(t[:LENGTH], r) for t, r in zip(texts, rows, strict=True) if len(t) >= LENGTH]
    return [(t, Hints(r["location"], r["region"], r["source"])) for t, r in kept]


def speed() -> list[str]:
    """Ads a second on one core (processor time), every kind on, beside the matcher alone.

    Other ads are read by both before the clock starts: a worker reads a day's ads, not a dozen.
    """
    first, made = (rows := ads())[:WARMED], rows[WARMED:]
    for text, hints in first:
        extract(text, hints)
        list(phonenumbers.PhoneNumberMatcher(text, hints.country or "US"))
    began = time.process_time()
    for text, hints in made:
        extract(text, hints)
    own = len(made) / (time.process_time() - began)
    began = time.process_time()
    for text, hints in made:
        list(phonenumbers.PhoneNumberMatcher(text, hints.country or "US"))
    other = len(made) / (time.process_time() - began)
    return [
        "| 500 characters each | ads a second on one core |",
        "|---|---|",
        f"| Vigie, every kind | {own:,.0f} |",
        f"| phonenumbers.PhoneNumberMatcher, telephone numbers alone | {other:,.0f} |",
    ]


def block(name: str) -> tuple[str, bool]:
    """What a page says of one file of cases, and whether every target is reached."""
    everything = cases(name)
    digest = hashlib.sha256(path_of(name).read_bytes()).hexdigest()
    rows, reached = table(everything)
    parts = [
        f"{len(everything)} cases, SHA-256 `{digest}`.",
        "\n".join(rows),
        "\n".join(by_trick(everything)),
    ]
    return "\n\n".join(parts), reached


def page(names: Sequence[str]) -> tuple[str, bool]:
    """The whole page over some files of cases, and whether every target is reached."""
    where = f"Python {platform.python_version()}, {platform.machine()}"
    parts = [
        "# Identifiers, measured on labelled cases",
        f"Written by `python -m benchmarks.identifiers --write`; {where}.",
    ]
    reached = True
    for name in names:
        text, good = block(name)
        parts += [f"## The {path_of(name).stem.replace('_', ' ')} cases", text]
        reached &= good
    return "\n\n".join([*parts, "## Speed", "\n".join(speed())]) + "\n", reached


def main() -> None:
    """Print the page, or write it; exit code 1 where a target is missed."""
    asked = argparse.ArgumentParser(description="Measure the identifiers beside their peers.")
    asked.add_argument("--open", action="store_true", help="the cases the rules were written with")
    asked.add_argument(
        "--cases", default="heldout", help=f"a set of cases ({', '.join(SETS)}) or a file of cases"
    )
    asked.add_argument(
        "--write", action="store_true", help=f"write {PAGE.name} over all that was once set aside"
    )
    options = asked.parse_args()
    names = SETS.get("open" if options.open else options.cases, (options.cases,))
    if not all(path_of(name).is_file() for name in names):
        asked.error(f"{options.cases} is neither a set of cases nor a file that ends in .jsonl")
    text, reached = page(
        SETS["third"] + SETS["heldout"] + SETS["second"] if options.write else names
    )
    if options.write:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    sys.exit(not reached)


if __name__ == "__main__":
    main()
