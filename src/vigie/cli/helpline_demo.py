"""`vigie helpline demo`: a line to try, in one command."""

import os
import secrets
import threading
from pathlib import Path
from typing import Annotated

import typer

from vigie.cli.sites import site

PEOPLE = (("ada", "advocate"), ("sam", "supervisor"))
FIRST = "Hi, is there somebody I can talk to?"


def register(helpline: typer.Typer) -> None:
    """Add the command to the helpline's."""

    @helpline.command(name="demo")
    def demo(
        out: Annotated[Path, typer.Option(help="The folder for the demo's line.")] = Path("demo"),
        port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8233,
        show: Annotated[
            bool, typer.Option("--open", help="Open the console and the handset in a browser.")
        ] = False,
        second_factor: Annotated[
            bool, typer.Option("--second-factor", help="Sign in with a second factor, as for real.")
        ] = False,
    ) -> None:
        """Open a line to try: keys, two accounts, the console and the handset; Ctrl-C ends it.

        Prints where both are and how to sign in. Text from the handset, answer in the console.
        Nothing leaves this machine: a real line's keys, database and provider are not looked at.
        Everything lies in the folder and may be thrown away at any time.

        Example: vigie helpline demo --open
        """
        home = (out / "line").absolute()
        _apart(home, second_factor=second_factor)
        from vigie.cli.serve import serve_helpline, take_session_secret
        from vigie.helpline.secrecy.keyring import key_file, new_keyring, write

        if not key_file().exists():
            write(key_file(), new_keyring())
        take_session_secret()
        with site("helpline", home) as who:
            signs = _accounts(who)
            _first_text()
        url = f"http://127.0.0.1:{port}/"
        typer.echo(_told(url, signs))
        if show:
            threading.Timer(3.0, _open, (url,)).start()
        serve_helpline(home, "127.0.0.1", port, handset=True)


def _apart(home: Path, *, second_factor: bool) -> None:
    """See nothing of a real line that this shell may be set up for."""
    for name in tuple(os.environ):
        if name.startswith(("VIGIE_HELPLINE_", "TWILIO_")) or name == "VIGIE_PUBLIC_ORIGIN":
            del os.environ[name]
    os.environ["VIGIE_HOME"] = str(home)
    os.environ["VIGIE_HELPLINE_SECOND_FACTOR"] = "all" if second_factor else "none"


def _accounts(who: str) -> list[tuple[str, str, str]]:
    """Login, role and a fresh password of each."""
    from vigie.people.actions import NewPerson, add_person, renew_password
    from vigie.people.queries import person_named

    made = []
    for login, role in PEOPLE:
        password, known = secrets.token_urlsafe(9), person_named(login)
        if known is None:
            new = NewPerson(login, login.title(), role, password, languages=("en", "fr"))
            add_person(new, by=who)
        else:
            renew_password(known, password, by=who)
        made.append((login, role, password))
    return made


def _first_text() -> None:
    """Let somebody have written, where nobody has."""
    from vigie.helpline.conversations.actions import receive
    from vigie.helpline.conversations.queries import last_event_id
    from vigie.helpline.gateways.handset import typed

    if last_event_id() == 0:
        receive([typed("+12025550143", FIRST)])


def _told(url: str, signs: list[tuple[str, str, str]]) -> str:
    lines = [f"{role:<10}  sign in as {login} with {password}" for login, role, password in signs]
    return "\n".join(
        [
            f"console     {url}",
            f"handset     {url}handset (in a second tab, once signed in)",
            *lines,
            "Ctrl-C ends it.",
        ]
    )


def _open(url: str) -> None:
    import webbrowser

    webbrowser.open(url)
    webbrowser.open(f"{url}handset")
