"""New texts against a million: how long an index of templates takes to grow, and that it is right.

    python -m benchmarks.growing_texts [--ads 1000000] [--new 10000] [--write]

Made texts with a seed that nothing was tuned on. The index is built over all texts but three times
`--new`; each of the three additions is timed (the middle one is told); in the end its templates
must be those of an index built over all texts at once, or the script fails. `--write` keeps the
figures in docs/benchmarks/growing-texts.md.
"""

import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.made_texts import Maker
from vigie.analysis.texts.index import TemplateIndex
from vigie.analysis.texts.prints import TextPrints, text_prints

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "growing-texts.md"
SEED = 106
TABLE = """# An index of templates that grows

`python -m benchmarks.growing_texts --ads {ads} --new {new}` on {cores} cores (load {load:.1f}).
From prints to templates; printing {new:,} texts takes {printing:.2f} s more.

| | s | processor s |
|---|--:|--:|
| built over {base:,} texts | {built:.1f} | |
| {new:,} new texts added (median of 3) | {wall:.2f} | {cpu:.2f} |
| all {ads:,} done again | {again:.1f} | |

Texts whose template differs from that of doing all again: {differ}.
"""


def part(prints: TextPrints, begin: int, end: int) -> TextPrints:
    """Some of the prints, in order."""
    starts = prints.starts[begin : end + 1]
    shingles = prints.shingles[starts[0] : starts[-1]]
    return TextPrints(
        prints.fingerprints[begin:end], prints.words[begin:end], starts - starts[0], shingles
    )


def main() -> None:
    """Build, add three times, compare with doing all again."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--ads", type=int, default=1_000_000)
    asked.add_argument("--new", type=int, default=10_000)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    with ThreadPoolExecutor(2) as threads:
        page, differ = measured(given.ads, given.new, threads)
    print(page)
    if given.write:
        PAGE.write_text(page, encoding="utf-8")
    sys.exit(1 if differ else 0)


def measured(ads: int, new: int, threads: ThreadPoolExecutor) -> tuple[str, int]:
    """Give the page, and how many texts got another template than by doing all again."""
    texts = [text for text, _ in Maker(SEED).texts(ads)]
    text_prints(texts[:100])  # compiles
    began = time.monotonic()
    text_prints(texts[-new:], threads.map)
    printing = time.monotonic() - began
    prints = text_prints(texts, threads.map)
    warm = TemplateIndex(part(prints, 0, 2000))
    warm.add(part(prints, 2000, 4000))
    base = ads - 3 * new
    began = time.monotonic()
    index = TemplateIndex(part(prints, 0, base), over=threads.map)
    built = time.monotonic() - began
    taken = []
    for begin in range(base, ads, new):
        wall, cpu = time.monotonic(), time.process_time()
        index.add(part(prints, begin, begin + new), threads.map)
        taken.append((time.monotonic() - wall, time.process_time() - cpu))
    began = time.monotonic()
    whole = TemplateIndex(prints, stopped=index.stopped, over=threads.map)
    again = time.monotonic() - began
    differ = int((whole.templates(prints) != index.templates(prints)).sum())
    found = {"ads": ads, "new": new, "base": base, "built": built, "again": again}
    found |= {"wall": sorted(taken)[1][0], "cpu": sorted(taken)[1][1], "printing": printing}
    found |= {"cores": os.cpu_count() or 1, "load": os.getloadavg()[0], "differ": differ}
    return TABLE.format(**found), differ


if __name__ == "__main__":
    main()
