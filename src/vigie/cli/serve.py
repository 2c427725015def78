"""`vigie serve helpline`: the helpline's site."""

import base64
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from vigie.cli.options import DEFAULT_HOME, LineHome
from vigie.cli.sites import site

if TYPE_CHECKING:
    from vigie.database.backend.base import DatabaseWrapper
    from vigie.helpline.gateways.listening import Sockets


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    serve = typer.Typer(no_args_is_help=True, help="Open one of the doors for browsers.")
    app.add_typer(serve, name="serve")

    @serve.callback()
    def _doors() -> None:
        """Open one of the doors for browsers."""

    @serve.command(name="helpline")
    def command(
        home: LineHome = DEFAULT_HOME,
        host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8233,
        handset: Annotated[bool, typer.Option(help="Show the training handset.")] = False,
    ) -> None:
        """Run the helpline: the console for advocates and the webhooks for Twilio.

        Needs keys (`vigie helpline keys`) and at least one account (`vigie helpline add-person`).
        Twilio is set up by TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and VIGIE_PUBLIC_ORIGIN; put a
        proxy that speaks HTTPS before it. Prints nothing but what an operator must know.

        Example: vigie serve helpline --port 8233
        """
        serve_helpline(home, host, port, handset=handset)


def serve_helpline(home: Path, host: str, port: int, *, handset: bool) -> None:
    """Run the helpline's processes until told to end. Errors: KeysMissing, DatabaseProblem."""
    os.environ["VIGIE_HOME"] = str(home.expanduser().absolute())
    if handset:
        os.environ["VIGIE_HELPLINE_HANDSET"] = "1"
    from vigie.helpline.gateways.listening import listening
    from vigie.helpline.gateways.twilio import account

    take_session_secret()
    account()
    sockets = listening(host, port)
    with site("helpline", home):
        from django.db import connection

        from vigie.helpline.chores import readable, run_chores
        from vigie.helpline.console.required import required_of
        from vigie.helpline.console.tries import proxies
        from vigie.helpline.processes import Work, keep_up

        required_of()
        proxies()
        readable()
        answer = _answering(sockets)
        connection.close()
        cast("DatabaseWrapper", connection).close_pool()  # a fork would not have its threads
    typer.echo(f"the helpline listens on http://{host}:{port}/", err=True)
    code = keep_up((Work("the door", answer), Work("the chores", run_chores, yielding=True)))
    if code:
        raise typer.Exit(code)


def _answering(sockets: "Sockets") -> Callable[[], None]:
    """What answers webhooks and browsers on the sockets, with everything read already."""
    import uvicorn

    config = uvicorn.Config(
        "vigie.helpline.asgi:application",
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        lifespan="on",
        ws="none",
        timeout_graceful_shutdown=3,
    )
    config.load()
    importlib.import_module("vigie.helpline.urls")

    def answer() -> None:
        server = uvicorn.Server(config)
        server.run(sockets=sockets)
        if not server.started:
            sys.exit(1)

    return answer


def take_session_secret() -> None:
    """Give Django the session's secret out of the key file, before it reads its settings.

    Errors: KeysMissing.
    """
    from vigie.helpline.secrecy import keyring

    secret = base64.b64encode(keyring().session).decode("ascii")
    os.environ["VIGIE_HELPLINE_SESSION_SECRET"] = secret
