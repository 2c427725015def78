"""The helpline as it runs for real: its own process, home, keys and database server."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
import requests
from psycopg import sql
from twilio.request_validator import RequestValidator

from vigie.database.embedded import leave, start

SID = "AC" + "0" * 32
TOKEN = "a token that is only for tests"
PASSWORD = "correct horse battery"
ROLES = ("advocate", "trainee", "supervisor", "auditor")
TABLES = (
    "conversations_outgoing",
    "conversations_texter",
    "conversations_receipt",
    "people_secondfactor",
)
PROGRAM = "import sys; from vigie.cli import main; sys.argv[0] = 'vigie'; main()"
ACCOUNTS = """
import sys
from vigie.cli.sites import site
with site("helpline") as who:
    from vigie.people.actions import NewPerson, add_person
    for role in sys.argv[2:]:
        add_person(NewPerson(role, role.title(), role, sys.argv[1], languages=("en", "es")), by=who)
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A helpline that can be started, killed and started again."""

    home: Path
    port: int = field(default_factory=free_port)
    provider: str = "http://127.0.0.1:1"
    process: subprocess.Popen[bytes] | None = None
    program: str = PROGRAM
    factor: str = "none"

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What it says on standard error."""
        return self.home / "stderr.log"

    def environment(self) -> dict[str, str]:
        """Its surroundings."""
        return {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "VIGIE_HOME": str(self.home),
            "TWILIO_ACCOUNT_SID": SID,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "VIGIE_PUBLIC_ORIGIN": self.url,
            "VIGIE_TWILIO_URL": self.provider,
            "VIGIE_HELPLINE_SECOND_FACTOR": self.factor,
        }

    def vigie(self, *words: str) -> str:
        """Give a command; its output. Fails the test where the command fails."""
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def prepare(self) -> None:
        """Make keys and an account a role."""
        self.vigie("helpline", "keys")
        done = subprocess.run(
            [sys.executable, "-c", ACCOUNTS, PASSWORD, *ROLES],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("ab") as log:
            serve = ("serve", "helpline", "--port", str(self.port), "--handset")
            self.process = subprocess.Popen(
                [sys.executable, "-c", self.program, *serve],
                env=self.environment(),
                stderr=log,
                stdout=log,
            )  # fmt: skip
        self.wait_until_it_answers(self.process)

    def wait_until_it_answers(
        self, process: "subprocess.Popen[bytes] | subprocess.Popen[str]"
    ) -> None:
        """Return when its pulse beats; fail where the process ends before."""
        for _ in range(1200):
            try:
                if requests.get(f"{self.url}/pulse", timeout=2).ok:
                    return
            except requests.RequestException:
                time.sleep(0.05)
            assert process.poll() is None, self.log.read_text() if self.log.exists() else ""
        raise AssertionError("it does not answer")

    def alive(self) -> bool:
        """Whether its process runs."""
        return self.process is not None and self.process.poll() is None

    def empty(self) -> None:
        """Forget every conversation and second factor; the accounts stay."""
        server = start(self.home)
        question = sql.SQL("TRUNCATE {} CASCADE").format(
            sql.SQL(", ").join(sql.Identifier(table) for table in TABLES)
        )
        with psycopg.connect(server.owner("vigie_helpline").dsn(), autocommit=True) as owner:
            for _ in range(10):
                with contextlib.suppress(psycopg.errors.DeadlockDetected):  # with a chore
                    owner.execute(question)
                    break
            else:
                raise AssertionError("the line cannot be emptied")
        leave(self.home)

    def kill(self) -> None:
        """Kill it as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it in good order."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)

    def text(self, body: str, number: str = "+12025550143", identity: str = "") -> int:
        """Text to the line through the provider's webhook; the answer's code."""
        target = "/hooks/twilio/inbound"
        fields = {
            "MessageSid": identity or f"SM{uuid4().hex}",
            "AccountSid": SID,
            "From": number,
            "To": "233733",
            "Body": body,
            "NumMedia": "0",
        }
        signature = RequestValidator(TOKEN).compute_signature(self.url + target, fields)
        return requests.post(
            self.url + target,
            data=urlencode(fields),
            headers={
                "X-Twilio-Signature": str(signature),
                "Content-Type": "application/x-www-form-urlencoded",
            },
            timeout=20,
        ).status_code

    def browser(self, login: str, password: str = PASSWORD) -> "Session":
        """Somebody signed in, without a browser's window."""
        return Session(self, login, password)


class Session:
    """A signed-in person who opens pages and posts forms."""

    def __init__(self, served: Served, login: str, password: str) -> None:
        self.served, self.http = served, requests.Session()
        self.get("/sign-in")
        answer = self.post("/sign-in", login=login, password=password)
        assert answer.ok, answer.status_code

    def get(self, path: str) -> requests.Response:
        """Open a page."""
        return self.http.get(self.served.url + path, timeout=20)

    def post(self, path: str, **form: str) -> requests.Response:
        """Post a form."""
        token = self.http.cookies.get("vigie_helpline_csrf", "")
        form["csrfmiddlewaretoken"] = str(token)
        return self.http.post(self.served.url + path, data=form, timeout=20)
