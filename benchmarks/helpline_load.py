"""500 texts a second into the helpline while it is killed again and again: is anything lost?

A provider is played: each text is delivered once, 30 % of them twice; whatever is not acknowledged
with 200 is delivered again, as Twilio does. The server's process is killed with SIGKILL while it
works. Then the texts in the database are compared with those that were acknowledged. `--control`
runs a server that acknowledges before it commits and knows no delivery twice: it must lose and
double some, or the check would not bite.

    .venv/bin/python benchmarks/helpline_load.py --seconds 60 --rate 500 --kills 20
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from twilio.request_validator import RequestValidator

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.helpline.served import SID, TOKEN, Served
from vigie.database.embedded import leave, start

PATH = "/hooks/twilio/inbound"
NUMBERS = 2_000
# A kill and the start after it are an outage: what waits then is not measured as acknowledgement.
OUTAGE = 0.5


@dataclass
class Tally:
    """What was sent and what the server said."""

    acknowledged: set[str] = field(default_factory=set)
    delays: list[tuple[float, float]] = field(default_factory=list)
    outages: list[tuple[float, float]] = field(default_factory=list)
    deliveries: int = 0
    again: int = 0

    def p99(self) -> float:
        """The 99th percentile of acknowledgement between kills, in milliseconds."""
        calm = sorted(
            delay
            for at, delay in self.delays
            if not any(a - OUTAGE <= at <= b + OUTAGE for a, b in self.outages)
        )
        return calm[int(len(calm) * 0.99)] * 1000 if calm else float("nan")


class Line:
    """Keep-alive connections to the server, each used by one delivery at a time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def post(self, request: bytes) -> int:
        """Send one request; the answer's code, 0 where there was none."""
        try:
            reader, writer = self.idle.pop() if self.idle else await self._open()
            writer.write(request)
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
        except (OSError, EOFError, TimeoutError, IndexError):
            return 0
        self.idle.append((reader, writer))
        return int(head.split(b" ", 2)[1])

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.wait_for(asyncio.open_connection("127.0.0.1", self.port), 5)


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


async def deliver(line: Line, tally: Tally, identity: str, content: bytes, until: float) -> None:
    """Deliver until it is acknowledged, as the provider would."""
    first = True
    while time.monotonic() < until:
        tally.deliveries += 1
        tally.again += not first
        began = time.monotonic()
        if await line.post(content) == 200:
            tally.delays.append((began, time.monotonic() - began))
            tally.acknowledged.add(identity)
            return
        first = False
        await asyncio.sleep(0.25)


async def load(served: Served, options: argparse.Namespace, tally: Tally) -> int:
    """Send at the rate for the time; how many texts there were."""
    chance = random.Random(options.seed)
    line, sent, work = Line(served.port), 0, set()
    until = time.monotonic() + options.seconds + 60
    began = time.monotonic()
    while (now := time.monotonic() - began) < options.seconds:
        while sent < now * options.rate:
            identity = f"SM{sent:032x}"
            number = f"+1202555{chance.randrange(NUMBERS):06d}"
            content = request(served, identity, number, f"text {sent}, can you help me please")
            for _ in range(2 if chance.random() < 0.3 else 1):
                task = asyncio.create_task(deliver(line, tally, identity, content, until))
                work.add(task)
                task.add_done_callback(work.discard)
            sent += 1
        await asyncio.sleep(0.002)
    await asyncio.gather(*work)
    return sent


async def kill_often(served: Served, options: argparse.Namespace, tally: Tally) -> None:
    """Kill the server evenly through the time, and start it again."""
    for _ in range(options.kills):
        await asyncio.sleep(options.seconds / (options.kills + 1))
        began = time.monotonic()
        await asyncio.to_thread(served.kill)
        await asyncio.to_thread(served.start)
        tally.outages.append((began, time.monotonic()))


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


async def run(options: argparse.Namespace) -> dict[str, object]:
    """One run, with its result."""
    with tempfile.TemporaryDirectory(prefix="vigie-load-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        served = Served(home)
        served.prepare()
        if options.control:
            served.program = CONTROL
        served.start()
        tally = Tally()
        sent, _ = await asyncio.gather(
            load(served, options, tally), kill_often(served, options, tally)
        )
        served.stop()
        ids, texts = stored(served)
        known = {identity.partition(".")[0] for identity in ids}
        return {
            "server": "control" if options.control else "vigie",
            "texts": sent,
            "deliveries": tally.deliveries,
            "redelivered": tally.again,
            "kills": options.kills,
            "acknowledged": len(tally.acknowledged),
            "lost": len(tally.acknowledged - known),
            "doubled": texts - len(known),
            "p99_ms": round(tally.p99(), 1),
        }


CONTROL = '''
import asyncio, os, sys, uuid
os.environ["DJANGO_SETTINGS_MODULE"] = "vigie.helpline.settings"
os.environ["VIGIE_HELPLINE_SESSION_SECRET"] = "control"
import django
django.setup()
from dataclasses import replace
from vigie.cli import main
import vigie.helpline.gateways.door as door

async def take_in(self, message):
    """The control: acknowledge first, write later, and know no message twice."""
    changed = replace(message, provider_id=message.provider_id + "." + uuid.uuid4().hex[:8])
    self.waiting.put_nowait((changed, asyncio.get_running_loop().create_future()))

door.Writer.take_in = take_in
sys.argv[0] = "vigie"
main()
'''


def main() -> None:
    """Run the server, then its control, and print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["vigie", "control"])
    options = parser.parse_args()
    for control in (False, True):
        if options.only in (None, "control" if control else "vigie"):
            options.control = control
            print(json.dumps(asyncio.run(run(options))), flush=True)


if __name__ == "__main__":
    main()
