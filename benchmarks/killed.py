"""What a kill at any moment leaves: nothing half-written, and the same bytes when started again.

    python -m benchmarks.killed                 (50 kills; prints the table)
    python -m benchmarks.killed --write         (the page docs/benchmarks/killed.md)

A chain is one lake: its command is started and killed (SIGKILL) several times at random moments of
the time that it takes undisturbed, by turns the process alone and its whole group, then started and
left alone. After each kill every finished file must be one that the undisturbed command leaves,
byte for byte, and every process must be gone; at the end the lake must be that of the undisturbed
command and nothing more. A chain's moments follow from its seed.
"""

import argparse
import hashlib
import os
import platform
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory

from vigie.world.build import Order, build_world

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks" / "killed.md"
PROGRAM = "import sys\nfrom vigie.pipeline import chunk\nchunk.ROWS = 40\n"
PROGRAM += "from vigie.cli import main\nmain()\n"
UNFINISHED = ".unfinished-"
GONE_AFTER = 20.0
"""Seconds in which the workers of a killed process must have ended."""
Files = dict[str, str]


@dataclass(frozen=True)
class Chain:
    """A command that is killed `kills` times; `before` is the lake it starts from, if any."""

    words: tuple[str, ...]
    before: Path | None
    seed: int
    kills: int


@dataclass
class Left:
    """What a chain left: kills that met it alive, and everything that was wrong."""

    hit: int
    wrong: list[str]


def start(words: tuple[str, ...], home: Path) -> "subprocess.Popen[bytes]":
    """The command in a process group of its own, with small batches."""
    command = [sys.executable, "-c", PROGRAM, *words, "--home", str(home)]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def finish(words: tuple[str, ...], home: Path) -> float:
    """Run the command undisturbed; its seconds. Errors: RuntimeError with what it said."""
    began = time.monotonic()
    process = start(words, home)
    _, said = process.communicate()
    if process.returncode:
        raise RuntimeError(said.decode(errors="replace"))
    return time.monotonic() - began


def files(home: Path) -> Files:
    """Every file of a lake but its lock, by SHA-256; unfinished ones too."""
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def chained(chain: Chain, home: Path, whole: Files, seconds: float) -> Left:
    """Kill the command again and again, then let it end; compare after each."""
    dice, left = Random(chain.seed), Left(0, [])
    _anew(chain, home)
    while left.hit < chain.kills:
        began = time.monotonic()
        gone = _killed(chain, home, dice.uniform(0, seconds), group=dice.random() < 0.5)
        if gone is None:
            seconds = min(seconds, time.monotonic() - began)  # it ended first: begin again
            _anew(chain, home)
            continue
        left.hit += 1
        place = f"{chain.words[0]}, seed {chain.seed}, kill {left.hit}"
        finished = {k: v for k, v in files(home).items() if UNFINISHED not in k}
        left.wrong += [f"{place}: {one}" for one in differences(finished, whole) if one in finished]
        left.wrong += [] if gone else [f"{place}: a process outlives it"]
    finish(chain.words, home)
    place = f"{chain.words[0]}, seed {chain.seed}, at the end"
    left.wrong += [f"{place}: {one}" for one in differences(files(home), whole)]
    return left


def differences(found: Files, whole: Files) -> list[str]:
    """The names that only one lake has, or that hold other bytes."""
    return sorted(name for name in found | whole if found.get(name) != whole.get(name))


def _anew(chain: Chain, home: Path) -> None:
    rmtree(home, ignore_errors=True)
    if chain.before:
        copytree(chain.before, home)


def _killed(chain: Chain, home: Path, moment: float, *, group: bool) -> bool | None:
    """Start the command and kill it at the moment: whether all its processes then ended.

    None where it had ended before. Its workers hold its standard error: that ends with the last.
    """
    process = start(chain.words, home)
    try:
        process.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
    else:
        return None
    try:
        process.communicate(timeout=GONE_AFTER)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return False
    return True


def rounds(folder: Path, kills: int, seed: int) -> list[tuple[Chain, float, Left]]:
    """Chains of five kills, by turns of `ingest` and `run`, over one small world."""
    build_world(Order(ads=240, seed=11, images=30), folder / "world")
    words = {
        "ingest": ("ingest", str(folder / "world" / "ads.jsonl")),
        "run": ("run", "--processes", "2", "--top", "0"),
    }
    fed, analysed = folder / "fed", folder / "analysed"
    seconds = {"ingest": finish(words["ingest"], fed)}
    copytree(fed, analysed)
    seconds["run"] = finish(words["run"], analysed)
    whole = {"ingest": files(fed), "run": files(analysed)}
    told = []
    for number in range(-(-kills // 5)):
        name = ("ingest", "run")[number % 2]
        chain = Chain(words[name], fed if name == "run" else None, seed + number, 5)
        left = chained(chain, folder / f"chain-{number}", whole[name], seconds[name])
        told.append((chain, seconds[name], left))
    return told


def page(told: list[tuple[Chain, float, Left]]) -> str:
    """The table, chain by chain, and all that was wrong."""
    lines = [
        "# Killed at any moment",
        "",
        (
            "Written by `python -m benchmarks.killed --write`; "
            f"Python {platform.python_version()}, {platform.machine()}."
        ),
        "",
        "| command | seed | seconds undisturbed | kills | wrong |",
        "|---|---|---|---|---|",
    ]
    for chain, seconds, left in told:
        row = (chain.words[0], chain.seed, f"{seconds:.1f}", left.hit, len(left.wrong))
        lines.append("| " + " | ".join(map(str, row)) + " |")
    hit, wrong = sum(left.hit for *_, left in told), [x for *_, left in told for x in left.wrong]
    lines += ["", f"{hit} kills; {len(wrong)} things wrong.", ""]
    return "\n".join(lines + [f"- {one}" for one in wrong])


def main() -> None:
    """Print the page, or write it; exit code 1 where anything was wrong."""
    asked = argparse.ArgumentParser(description="Kill ingest and run at random moments.")
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    options = asked.parse_args()
    with TemporaryDirectory() as folder:
        told = rounds(Path(folder), options.kills, options.seed)
    text = page(told)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    sys.exit(any(left.wrong for *_, left in told))


if __name__ == "__main__":
    main()
