"""`vigie serve helpline`: the helpline's site."""

import asyncio
import base64
import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from vigie.cli.options import DEFAULT_HOME, LineHome
from vigie.cli.sites import site
from vigie.records import Problem


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
    """Run the helpline's process until it is told to end. Errors: KeysMissing, DatabaseProblem."""
    os.environ["VIGIE_HOME"] = str(home.expanduser().absolute())
    if handset:
        os.environ["VIGIE_HELPLINE_HANDSET"] = "1"
    from vigie.helpline.gateways.twilio import account

    take_session_secret()
    account()
    _free(host, port)
    with site("helpline", home):
        import uvicorn

        from vigie.helpline.chores import readable
        from vigie.helpline.console.required import required_of

        required_of()
        readable()
        # Leave by the door when told to end, so that the database server is stopped too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        typer.echo(f"the helpline listens on http://{host}:{port}/", err=True)
        uvicorn.run(
            "vigie.helpline.asgi:application",
            host=host,
            port=port,
            access_log=False,
            log_level="warning",
            proxy_headers=False,
            server_header=False,
            lifespan="on",
            ws="none",
            timeout_graceful_shutdown=3,
        )


def _free(host: str, port: int) -> None:
    """Errors: Problem where the address cannot be listened on."""

    async def listen() -> None:
        (await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port)).close()

    try:
        asyncio.run(listen())
    except OSError as error:
        raise Problem(
            f"the helpline cannot listen on {host}:{port}: {error.strerror or error}",
            remedy="choose another with --port, or end what listens there",
        ) from error


def take_session_secret() -> None:
    """Give Django the session's secret out of the key file, before it reads its settings.

    Errors: KeysMissing.
    """
    from vigie.helpline.secrecy import keyring

    secret = base64.b64encode(keyring().session).decode("ascii")
    os.environ["VIGIE_HELPLINE_SESSION_SECRET"] = secret
