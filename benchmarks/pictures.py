"""Photographs found again however they were edited: how many, how falsely, how fast; beside whom.

    python -m benchmarks.pictures [--photographs FOLDER] [--seed 5] [--asked 24] [--drawn 800]
        [--templates 560] [--many 100000] [--no-peers] [--write]

References are scenes cut from photographs of Debian packages (or of the user's folder), scenes that
nobody took, and templates that share an application's screen, a sticker or a card. Each photograph
asked for is altered in 34 ways. Vigie shows what its shipped rates say is rarer than one in a
million pairs; a peer's threshold is the one that suits it best on these very pictures: the loosest
that gives one false match in a million pairs. `--write` keeps docs/benchmarks/pictures.md.
"""

import argparse
import json
import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.picture_growth import growth
from benchmarks.picture_sets import Asked, Size, make, photographs, template_files
from benchmarks.picture_ways import HARDER, USUAL
from vigie.analysis.images.claims import SAME_SCENE
from vigie.analysis.images.gathered import (
    Collection,
    Query,
    Reference,
    as_query,
    as_reference,
    collection,
    found_among,
)
from vigie.analysis.images.localprints import LocalPrint
from vigie.analysis.images.matching import alike

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "pictures.md"
PEERS = ("--with", "threatexchange", "--with", "perception[approximate-deduplication]")
Pairs = set[tuple[str, str]]
OURS, FIRST = "Vigie", "Vigie, hashes alone"


@dataclass
class Result:
    """What one way of matching found: pairs (query, reference), and seconds of processor time."""

    pairs: Pairs = field(default_factory=set)
    cpu: float = 0.0


def ours(place: Path, names: list[str]) -> tuple[dict[str, Result], list[Query], Collection]:
    """Both stages together and the first alone, over the folder."""
    files = [place / "refs" / name for name in names]
    kept = [one for file in files if isinstance(one := as_reference(file.read_bytes()), Reference)]
    against = collection(kept)
    rows = {one.print.image_id: name for one, name in zip(kept, names, strict=True)}
    found = {OURS: Result(), FIRST: Result()}
    told("references hashed, described and indexed")
    queries = []
    for file in sorted((place / "queries").iterdir()):
        query = as_query(file.read_bytes())
        assert isinstance(query, Query), file
        queries.append(query)
        began = time.process_time()
        for match in found_among(query, against):
            if not match.how.startswith(SAME_SCENE):
                found[OURS].pairs.add((file.name, names[match.reference]))
        found[OURS].cpu += time.process_time() - began
        for like in alike(query.look, against.prints):
            found[FIRST].pairs.add((file.name, rows[like.image_id]))
    return found, queries, against


def peers(place: Path, truth: Pairs, pairs: int) -> dict[str, Result]:
    """What the peers found, each at its best threshold with one false match in a million pairs."""
    call = ["uv", "run", "-q", "--no-project", *PEERS, "python", "benchmarks/picture_peers.py"]
    done = subprocess.run([*call, str(place)], cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    allowed = max(1, pairs // 1_000_000)
    found = {}
    for name, one in told.items():
        scored = sorted(one["matches"], key=lambda match: -match[2])
        wrong = [score for query, ref, score in scored if (query, ref) not in truth]
        least = wrong[allowed] if len(wrong) > allowed else -1.0
        kept = {(query, ref) for query, ref, score in scored if score > least}
        found[name] = Result(kept, one["cpu"])
        usual = 256 - 31 if name == "PDQ" else 0
        every = {(query, ref) for query, ref, score in scored if score >= usual}
        found[f"{name}, as it comes"] = Result(every, one["cpu"])
    return found


def table(
    asked: list[Asked], found: dict[str, Result], smooth: bool
) -> dict[str, dict[str, float]]:
    """The part found of each way's queries, by way of matching."""
    shares: dict[str, dict[str, float]] = {}
    for name, result in found.items():
        shares[name] = {}
        for way in (*USUAL, *HARDER):
            wanted = [one for one in asked if one.way == way and one.smooth == smooth]
            hit = [(one.name, one.ref) in result.pairs for one in wanted]
            shares[name][way] = float(np.mean(hit)) if hit else float("nan")
    return shares


def template_matches(seed: int, count: int) -> tuple[int, int]:
    """False matches between so many templates and others, and the pairs looked at: there are 3.2
    times as many others, for a reference takes a third of the time of a query."""
    made = (as_reference(one) for one in template_files(seed, round(3.2 * count)))
    against = collection([one for one in made if isinstance(one, Reference)])
    told(f"{len(against.prints):,} templates as references")
    wrong = 0
    for one in template_files(seed + 500, count):
        query = as_query(one)
        assert isinstance(query, Query)
        wrong += len(found_among(query, against))
    return wrong, count * len(against.prints)


def told(what: str) -> None:
    """Say how far it is, and after how many seconds of this process's time."""
    print(f"{time.process_time():7.0f} s  {what}", flush=True)


def rows(shares: dict[str, dict[str, float]], ways: tuple[str, ...]) -> list[str]:
    """A line of the table for each way."""
    return [
        f"| {way} | " + " | ".join(f"{one[way]:.2f}" for one in shares.values()) + " |"
        for way in ways
    ]


def means(shares: dict[str, dict[str, float]], label: str, ways: tuple[str, ...]) -> str:
    """The line of means."""
    told = (f"**{np.mean([one[way] for way in ways]):.3f}**" for one in shares.values())
    return f"| **{label}** | " + " | ".join(told) + " |"


def page(asked: list[Asked], found: dict[str, Result], references: int) -> list[str]:
    """The page's table: rich photographs by way, smooth ones by their means, false matches."""
    usual, harder = tuple(USUAL), tuple(HARDER)
    shares, soft = table(asked, found, False), table(asked, found, True)
    truth = {(one.name, one.ref) for one in asked}
    wrong = [str(len(one.pairs - truth)) for one in found.values()]
    cpu = [f"{one.cpu / len(asked) * 1000:,.0f}" if one.cpu else "" for one in found.values()]
    lines = ["| way | " + " | ".join(found) + " |", "|---|" + "---:|" * len(found)]
    lines += [*rows(shares, usual), means(shares, "mean of 22", usual)]
    lines += [*rows(shares, harder), means(shares, "mean of 12 harder", harder)]
    lines.append(means(soft, "smooth: mean of 22", usual))
    lines.append(means(soft, "smooth: mean of 12 harder", harder))
    pairs = f"{len(asked) * references:,}"
    lines.append(f"| false matches in {pairs} pairs | " + " | ".join(wrong) + " |")
    lines.append("| ms of processor a query | " + " | ".join(cpu) + " |")
    return lines


def main() -> None:
    """Measure, print, and keep the page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--photographs", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--asked", type=int, default=24)
    parser.add_argument("--drawn", type=int, default=800)
    parser.add_argument("--templates", type=int, default=560)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    with threadpool_limits(1), TemporaryDirectory() as folder:
        lines = measured(given, Path(folder))
    print("\n".join(lines))
    if given.write:
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measured(given: argparse.Namespace, folder: Path) -> list[str]:
    """The lines of the page."""
    size = Size(given.asked, given.asked // 4, given.drawn)
    held = photographs(given.photographs, given.seed)
    asked = make(folder, held, given.seed, size)
    names = sorted(one.name for one in (folder / "refs").iterdir())
    told(f"{len(names):,} references, {len(asked):,} queries made")
    found, queries, against = ours(folder, names)
    told("Vigie has looked")
    truth = {(one.name, one.ref) for one in asked}
    if not given.no_peers:
        found |= peers(folder, truth, len(asked) * len(names))
    print("\n".join(page(asked, found, len(names))), flush=True)
    source = f"`{given.photographs}`" if given.photographs else "Debian's wallpapers"
    intro = (
        f"`python -m benchmarks.pictures --asked {given.asked} --templates {given.templates} "
        f"--many {given.many}`, seed {given.seed}, on {os.cpu_count()} cores, one used. "
        f"{len(names):,} references, of which {len(held)} scenes from {source}, "
        f"{size.templates} templates; nothing was tuned on them. Found at one false match in a "
        "million pairs: Vigie by the rates that it ships, peers at the threshold that suits them "
        "best here, and as they come."
    )
    lines = [
        "# Photographs found again",
        "",
        intro,
        "",
        *page(asked, found, len(names)),
        "",
    ]
    prints = [_print_of(against, row) for row in range(len(against.local))]
    local = [query.features for query in queries if len(query.features)]
    lines += [*growth(prints, local[:: max(1, len(local) // 40)], given.many), ""]
    if given.templates:
        wrong, pairs = template_matches(given.seed, given.templates)
        lines.append(f"Between templates: {wrong} false matches in {pairs:,} pairs.")
    return lines


def _print_of(against: Collection, row: int) -> LocalPrint:
    arrays = against.local
    first, last = arrays.firsts[row : row + 2]
    wide, high = arrays.sizes[row]
    codes = arrays.codes[arrays.at[first:last]]
    return LocalPrint(codes, arrays.places[first:last], float(wide), float(high))


if __name__ == "__main__":
    main()
