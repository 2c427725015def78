"""`vigie helpline add-person` and `reset-factor`: the accounts of the helpline."""

from typing import Annotated

import typer

from vigie.cli.options import DEFAULT_HOME, LineHome
from vigie.cli.sites import site
from vigie.records import WrongUse

ROLES = ("advocate", "trainee", "supervisor", "auditor")
LANGUAGES = ("en", "fr", "es")


def register(helpline: typer.Typer) -> None:
    """Add the commands to the helpline's."""
    _add(helpline)
    _reset(helpline)


def _add(helpline: typer.Typer) -> None:
    @helpline.command(name="add-person")
    def add(
        login: Annotated[str, typer.Argument(help="The name to sign in with.")],
        role: Annotated[str, typer.Option(help=f"{', '.join(ROLES[:-1])} or {ROLES[-1]}.")],
        home: LineHome = DEFAULT_HOME,
        name: Annotated[str, typer.Option(help="How colleagues see the person.")] = "",
        languages: Annotated[str, typer.Option(help="Codes, e.g. en,es.")] = "en",
        password: Annotated[
            str,
            typer.Option(
                prompt=True,
                hide_input=True,
                confirmation_prompt=True,
                help="12 characters or more; asked for where it is not given.",
            ),
        ] = "",
    ) -> None:
        """Make an account for somebody of the helpline.

        The person sets up a second factor when signing in for the first time. Prints the login
        with its role.

        Example: vigie helpline add-person kim --role advocate --languages en,es
        """
        codes = tuple(code.strip() for code in languages.split(",") if code.strip())
        if role not in ROLES:
            raise WrongUse(f"no role {role!r} at the helpline", remedy=f"one of {', '.join(ROLES)}")
        if not codes or not set(codes) <= set(LANGUAGES):
            raise WrongUse(
                f"the languages are {languages!r}", remedy=f"some of {','.join(LANGUAGES)}"
            )
        with site("helpline", home) as who:
            from vigie.people.actions import NewPerson, add_person

            new = NewPerson(login, name or login, role, password, languages=codes)
            person = add_person(new, by=who)
        typer.echo(f"{person.login} is {person.role}")


def _reset(helpline: typer.Typer) -> None:
    @helpline.command(name="reset-factor")
    def reset(
        login: Annotated[str, typer.Argument(help="Whose second factor is reset.")],
        because: Annotated[str, typer.Option(help="Why; it is written in the ledger.")],
        home: LineHome = DEFAULT_HOME,
    ) -> None:
        """Take somebody's second factor away, so that a new one is set up at the next sign-in.

        Make sure that it is really they who ask. Their sessions end at once and their recovery
        codes are void; both are written in the ledger.

        Example: vigie helpline reset-factor kim --because "the telephone was lost"
        """
        if not because.strip():
            raise WrongUse("a reset needs its reason", remedy='--because "the telephone was lost"')
        with site("helpline", home) as who:
            from vigie.people.actions import reset_factor
            from vigie.people.queries import person_named

            person = person_named(login)
            if person is None:
                raise WrongUse(f"nobody has the login {login!r}", remedy="look at its spelling")
            had = reset_factor(person, by=who, because=because)
        typer.echo(f"{login} {'sets up a new' if had else 'had no'} second factor")
