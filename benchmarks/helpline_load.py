"""500 texts a second into the helpline while it is killed again and again: is anything lost?

A provider is played: each text is delivered once, 30 % of them twice; whatever is not acknowledged
with 200 is delivered again, as Twilio does. The server's processes are killed with SIGKILL while
they work. Then the texts in the database are compared with those that were acknowledged. A control
runs a server that acknowledges before it commits and knows no delivery twice: it must lose and
double some, or the check would not bite.

An outage lasts from a kill until the callers that it made wait have been answered: until no more
deliveries are under way than were when the kill came. The 99th percentile is that of deliveries
which began outside of outages; that of all which began while the server answered stands beside it.

    .venv/bin/python -m benchmarks.helpline_load --write
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import psutil
import psycopg
import uvloop
from twilio.request_validator import RequestValidator

from benchmarks.forgetful_server import CONTROL
from benchmarks.played_line import Wire, provider
from tests.helpline.served import SID, TOKEN, Served
from vigie.database.embedded import leave, start

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "helpline-load.md"
PATH = "/hooks/twilio/inbound"
NUMBERS = 2_000
PAUSE = 0.25
UP = 1.0  # however slow the machine, the server works so long between two kills


@dataclass
class Tally:
    """What was sent and what the server said; `pending` are the deliveries under way."""

    acknowledged: set[str] = field(default_factory=set)
    delays: list[tuple[float, float]] = field(default_factory=list)
    outages: list[tuple[float, float, float]] = field(default_factory=list)
    pending: set[int] = field(default_factory=set)
    deliveries: int = 0
    again: int = 0
    cpu: dict[str, float] = field(default_factory=dict)

    def calm(self) -> list[float]:
        """The delays of deliveries that began outside of outages, in milliseconds, ascending."""
        return self._outside([(killed, recovered) for killed, _, recovered in self.outages])

    def up(self) -> list[float]:
        """Those of deliveries that began while the server answered, its catching up included."""
        return self._outside([(killed, answered) for killed, answered, _ in self.outages])

    def _outside(self, spans: list[tuple[float, float]]) -> list[float]:
        return sorted(
            delay * 1000
            for at, delay in self.delays
            if not any(first <= at <= last for first, last in spans)
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the load: its id, its signed request as bytes, how many times it is delivered."""

    identity: str
    content: bytes
    times: int


def texts(served: Served, options: argparse.Namespace) -> list[Text]:
    """Every text of the run, signed beforehand: signing is the provider's work."""
    chance, made = random.Random(options.seed), []
    for number in range(int(options.seconds * options.rate)):
        identity = f"SM{number:032x}"
        sender = f"+1202555{chance.randrange(NUMBERS):06d}"
        content = request(served, identity, sender, f"text {number}, can you help me please")
        made.append(Text(identity, content, 2 if chance.random() < 0.3 else 1))
    return made


def request(served: Served, identity: str, number: str, body: str) -> bytes:
    """One signed delivery, as bytes."""
    fields = {
        "MessageSid": identity,
        "AccountSid": SID,
        "From": number,
        "To": "233733",
        "Body": body,
    }
    signature = RequestValidator(TOKEN).compute_signature(served.url + PATH, fields)
    content = urlencode(fields).encode()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Twilio-Signature: {signature}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


async def deliver(wire: Wire, tally: Tally, text: Text, until: float) -> None:
    """Deliver until it is acknowledged, as the provider would."""
    mine, first = tally.deliveries, True
    tally.pending.add(mine)
    while time.monotonic() < until:
        tally.deliveries += 1
        tally.again += not first
        began = time.monotonic()
        if await wire.post(text.content) == 200:
            tally.delays.append((began, time.monotonic() - began))
            tally.acknowledged.add(text.identity)
            break
        first = False
        await asyncio.sleep(PAUSE)
    tally.pending.discard(mine)


async def load(served: Served, made: list[Text], rate: int, tally: Tally) -> None:
    """Send at the rate, whatever the server does."""
    wire, work = Wire(served.port), set()
    began = time.monotonic()
    until = began + len(made) / rate + 60
    sent = 0
    while sent < len(made):
        while sent < min(len(made), (time.monotonic() - began) * rate):
            for _ in range(made[sent].times):
                task = asyncio.create_task(deliver(wire, tally, made[sent], until))
                work.add(task)
                task.add_done_callback(work.discard)
            sent += 1
        await asyncio.sleep(0.002)
    await asyncio.gather(*work)


async def kill_often(served: Served, options: argparse.Namespace, tally: Tally) -> None:
    """Kill the server evenly through the time, start it again, wait until it has caught up."""
    began, caught_up = time.monotonic(), []
    for number in range(options.kills):
        due = began + (number + 0.5) * options.seconds / options.kills
        await asyncio.sleep(max(UP, due - time.monotonic()))
        killed, usual = time.monotonic(), len(tally.pending)
        _count_cpu(served, tally)
        await asyncio.to_thread(served.kill)
        await asyncio.to_thread(served.start)
        caught_up.append(asyncio.create_task(_catch_up(tally, killed, usual)))
    await asyncio.gather(*caught_up)


async def _catch_up(tally: Tally, killed: float, usual: int) -> None:
    answered = time.monotonic()
    while len(tally.pending) > max(usual, 1):
        await asyncio.sleep(0.005)
    tally.outages.append((killed, answered, time.monotonic()))


def _count_cpu(served: Served, tally: Tally) -> None:
    """Add what the server's processes have used so far, by what they are."""
    assert served.process is not None
    one = psutil.Process(served.process.pid)
    forked = sorted(one.children(), key=lambda child: child.pid)
    for name, process in zip(("first", "door", "chores"), (one, *forked), strict=False):
        used = process.cpu_times()
        tally.cpu[name] = tally.cpu.get(name, 0.0) + used.user + used.system


def _database_cpu(served: Served) -> float:
    """What the database server has used so far, its ended processes included."""
    data = start(served.home).data
    first = psutil.Process(int((data / "postmaster.pid").read_text().split("\n")[0]))
    leave(served.home)
    used = first.cpu_times()
    total = float(used.user + used.system + used.children_user + used.children_system)
    for child in first.children(recursive=True):
        mine = child.cpu_times()
        total += mine.user + mine.system
    return total


def stored(served: Served) -> tuple[set[str], int]:
    """The ids of the texts that the database has, and how many inbound texts there are."""
    server = start(served.home)
    with psycopg.connect(server.owner("vigie_helpline").dsn()) as connection:
        ids = connection.execute("SELECT provider_id FROM conversations_receipt").fetchall()
        row = connection.execute(
            "SELECT count(*) FROM conversations_message WHERE inbound"
        ).fetchone()
    leave(served.home)
    return {str(one[0]) for one in ids}, int(row[0]) if row else 0


async def run(options: argparse.Namespace, *, control: bool) -> dict[str, object]:
    """One run, with its result."""
    with (
        tempfile.TemporaryDirectory(prefix="vigie-load-") as folder,
        provider(SID) as url,
    ):
        home = Path(folder)
        home.chmod(0o711)
        served = Served(home, provider=url)
        served.prepare()
        if control:
            served.program = CONTROL
        served.start()
        made, tally = texts(served, options), Tally()
        database, own = _database_cpu(served), time.process_time()
        await asyncio.gather(
            load(served, made, options.rate, tally), kill_often(served, options, tally)
        )
        _count_cpu(served, tally)
        tally.cpu["generator"] = time.process_time() - own
        tally.cpu["database"] = _database_cpu(served) - database
        served.stop()
        ids, inbound = stored(served)
    known = {identity.partition(".")[0] for identity in ids}
    return told(options, tally, "control" if control else "vigie") | {
        "texts": len(made),
        "acknowledged": len(tally.acknowledged),
        "lost": len(tally.acknowledged - known),
        "doubled": inbound - len(known),
    }


def told(options: argparse.Namespace, tally: Tally, server: str) -> dict[str, object]:
    """What a run shows of time."""
    calm, up = (found or [float("nan")] for found in (tally.calm(), tally.up()))
    down = sorted(answered - killed for killed, answered, _ in tally.outages) or [0.0]
    caught = sorted(end - answered for _, answered, end in tally.outages) or [0.0]
    return {
        "server": server,
        "rate": options.rate,
        "seconds": options.seconds,
        "kills": options.kills,
        "deliveries": tally.deliveries,
        "redelivered": tally.again,
        "counted": len(calm),
        "p50_ms": round(calm[len(calm) // 2], 1),
        "p99_ms": round(calm[int(len(calm) * 0.99)], 1),
        "max_ms": round(calm[-1], 1),
        "up_p99_ms": round(up[int(len(up) * 0.99)], 1),
        "down_s": round(down[len(down) // 2], 2),
        "caught_up_s": round(caught[len(caught) // 2], 2),
        "cpu_s": {name: round(used, 1) for name, used in sorted(tally.cpu.items())},
    }


def main() -> None:
    """Run the server, then its control, and print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["vigie", "control"])
    parser.add_argument("--write", action="store_true", help="rewrite the page in docs/")
    options = parser.parse_args()
    found = []
    for server in ("vigie", "control"):
        if options.only in (None, server):
            found.append(uvloop.run(run(options, control=server == "control")))
            print(json.dumps(found[-1]), flush=True)
    if options.write:
        write(found)


def write(found: list[dict[str, object]]) -> None:
    """Rewrite the page."""
    names = list(found[0])
    head = (
        f"`python -m benchmarks.helpline_load --write`, {datetime.now(UTC):%Y-%m-%d}. Deliveries "
        "are signed, 30 % come twice, and the server is killed with SIGKILL. An outage lasts from "
        "a kill until no more deliveries are under way than were when it came; "
        "the delays are those of the deliveries that began outside of outages (`counted`); "
        "`up_p99_ms` is that of all that began while it answered. "
        "`down_s` and `caught_up_s` are medians. The control acknowledges before it commits and "
        "knows no delivery twice. Goals: 0 lost, 0 doubled, 50 ms at the 99th percentile."
    )
    rows = [f"| {name} | {' | '.join(_cell(one[name]) for one in found)} |" for name in names[1:]]
    titles = " | ".join(str(one["server"]) for one in found)
    table = "\n".join([f"| | {titles} |", "| --- |" + " --- |" * len(found), *rows])
    PAGE.write_text(f"# Texts that come in while the server is killed\n\n{head}\n\n{table}\n")


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {used}" for name, used in value.items())
    return str(value)


if __name__ == "__main__":
    main()
