"""What commands that open a site's database share."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def site(name: str, home: Path | None = None) -> Iterator[str]:
    """Open a site's database, brought up to date; yield who is at the command line.

    Errors: DatabaseProblem, in one line, where the server does not answer.
    """
    if home is not None:
        os.environ["VIGIE_HOME"] = str(home.expanduser().absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = f"vigie.{name}.settings"
    import django
    from django.core.management import call_command

    from vigie.database import reachable

    django.setup()
    with reachable(name):
        call_command("migrate", verbosity=0, interactive=False)
        yield f"operator:{getpass.getuser()}"
