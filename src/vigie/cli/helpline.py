"""`vigie helpline …`: what an operator of the helpline does on the server."""

import json
from pathlib import Path
from typing import Annotated

import typer

from vigie.cli import helpline_demo, helpline_people
from vigie.cli.options import DEFAULT_HOME, Json, LineHome
from vigie.cli.sites import site
from vigie.records import WrongUse


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    helpline = typer.Typer(
        no_args_is_help=True,
        help="Operate the helpline.\n\n"
        "A line to try: `vigie helpline demo`. A real one: `vigie helpline keys`, then "
        "`vigie helpline add-person`, then `vigie serve helpline`.",
    )
    app.add_typer(helpline, name="helpline")
    helpline_demo.register(helpline)
    for command in (_keys, _rotate, _reconcile):
        command(helpline)
    helpline_people.register(helpline)
    for command in (_services, _canary, _check):
        command(helpline)


def _keys(helpline: typer.Typer) -> None:
    @helpline.command(name="keys")
    def keys(home: LineHome = DEFAULT_HOME) -> None:
        """Make the helpline's key file, once; print where it lies and the public signing key.

        Everything that texters write is sealed with these keys. Keep a copy in a safe: without it
        nothing can be read again. The file has mode 0600; VIGIE_HELPLINE_KEYS names another place.

        Example: vigie helpline keys --home /srv/line
        """
        import os

        os.environ["VIGIE_HOME"] = str(home.expanduser().absolute())
        from vigie.helpline.consent.signing import public_key
        from vigie.helpline.secrecy import keyring
        from vigie.helpline.secrecy.keyring import key_file, new_keyring, write

        path = key_file()
        if path.exists():
            raise WrongUse("there are keys already", where=str(path), remedy="keep them")
        write(path, new_keyring())
        keyring.cache_clear()
        typer.echo(f"keys: {path} (keep a copy in a safe)")
        typer.echo(f"public key of signed hand-offs, for their recipients: {public_key(keyring())}")


def _rotate(helpline: typer.Typer) -> None:
    @helpline.command(name="rotate-key")
    def rotate(home: LineHome = DEFAULT_HOME) -> None:
        """Wrap everything under a new key-encryption key, read it all once, destroy the old key.

        Run it once a month with the server stopped. Afterwards no old backup can be read with the
        key file that is in use, so what was erased is gone from backups too. Prints how many keys
        were wrapped and how many texts were read.

        Example: vigie helpline rotate-key --home /srv/line
        """
        with site("helpline", home) as who:
            import os
            from dataclasses import replace

            from vigie.helpline.conversations.actions import rewrap
            from vigie.helpline.conversations.queries import read_everything
            from vigie.helpline.secrecy import keyring
            from vigie.helpline.secrecy.keyring import INLINE, key_file, new_keyring, write

            if os.environ.get(INLINE):
                raise WrongUse(f"{INLINE} holds the keys; a key file can be rotated, it cannot")
            old = keyring()
            fresh = new_keyring()
            both = replace(old, current=fresh.current, wrapping={**old.wrapping, **fresh.wrapping})
            write(key_file(), both)
            keyring.cache_clear()
            keys = rewrap(both, by=who)
            texts = read_everything()
            write(key_file(), replace(both, wrapping=fresh.wrapping))
            keyring.cache_clear()
            read_everything()
        typer.echo(f"{keys} keys were wrapped anew, {texts} sealed texts and numbers were read")


def _reconcile(helpline: typer.Typer) -> None:
    @helpline.command(name="reconcile")
    def command(home: LineHome = DEFAULT_HOME, as_json: Json = False) -> None:
        """Compare the provider's list with what was taken in, and fill any gap.

        The running server does it every minute by itself. Prints, for each way in, how many
        missing texts were taken in.

        Example: vigie helpline reconcile --json
        """
        with site("helpline", home):
            from django.utils import timezone

            from vigie.helpline.gateways.every import set_up
            from vigie.helpline.gateways.reconcile import reconcile

            filled = {way.name: reconcile(way, timezone.now()) for way in set_up()}
        if as_json:
            typer.echo(json.dumps(filled))
            return
        for name, texts in filled.items():
            typer.echo(f"{name}: {texts} missing texts were taken in")


def _services(helpline: typer.Typer) -> None:
    @helpline.command(name="services")
    def services(
        folder: Annotated[Path, typer.Argument(help="A folder of HSDS 3 CSV files.")],
        home: LineHome = DEFAULT_HOME,
    ) -> None:
        """Replace the services directory by one in the Open Referral HSDS format.

        Reads organizations.csv, services.csv, locations.csv and those beside them; prints how many
        services there are now and how many rows were passed over.

        Example: vigie helpline services ./hsds
        """
        with site("helpline", home) as who:
            from vigie.helpline.services.actions import import_directory
            from vigie.helpline.services.hsds import read_directory

            directory = read_directory(folder)
            made = import_directory(directory, by=who)
        typer.echo(f"{made} services; {directory.passed_over} rows were passed over")


def _canary(helpline: typer.Typer) -> None:
    @helpline.command(name="canary")
    def canary(
        home: LineHome = DEFAULT_HOME,
        write: Annotated[bool, typer.Option(help="Write to the line as the canary now.")] = False,
    ) -> None:
        """Say whether a person answered the canary in time; exit 1 where nobody did.

        The canary is a texter that is none. The running server lets it write every
        VIGIE_HELPLINE_CANARY_EVERY minutes; a monitor can ask with this command.

        Example: vigie helpline canary --write
        """
        with site("helpline", home):
            from django.utils import timezone

            from vigie.helpline.canary import watch

            if write:
                watch.write(timezone.now())
            verdict = watch.verdict(timezone.now())
        typer.echo(f"canary: {verdict.state}, {verdict.minutes} min since it wrote")
        if verdict.state == "late":
            raise typer.Exit(1)


def _check(helpline: typer.Typer) -> None:
    @helpline.command(name="check")
    def check(home: LineHome = DEFAULT_HOME) -> None:
        """Read the whole ledger and every sealed text; exit 1 where something does not hold.

        Example: vigie helpline check --home /srv/line
        """
        with site("helpline", home):
            from vigie.helpline.conversations.queries import read_everything
            from vigie.ledger.queries import breaks

            broken = list(breaks())
            texts = read_everything()
        for gap in broken:
            typer.echo(f"ledger entry {gap.number}: {gap.why}")
        typer.echo(
            f"{texts} sealed texts and numbers can be read; {len(broken)} breaks in the ledger"
        )
        if broken:
            raise typer.Exit(1)
