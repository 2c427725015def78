"""Where a site's database is: each site has its own database, role and password."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from vigie.database.errors import DatabaseProblem

DEFAULT_HOME = "~/.local/share/vigie"


@dataclass(frozen=True, slots=True)
class Site:
    """One door of Vigie and the database that it alone may open."""

    name: str
    variable: str
    database: str
    role: str


SITES = {
    "desk": Site("desk", "VIGIE_DATABASE_URL", "vigie_desk", "vigie_desk"),
    "helpline": Site("helpline", "VIGIE_HELPLINE_DATABASE_URL", "vigie_helpline", "vigie_helpline"),
}


@dataclass(frozen=True, slots=True)
class Address:
    """What psycopg needs to connect; `host` is a folder where the server listens on a socket."""

    host: str
    port: str
    dbname: str
    user: str
    password: str = field(repr=False)

    def parameters(self) -> dict[str, str]:
        """The same by libpq's names, without what is unset."""
        every = {
            "host": self.host,
            "port": self.port,
            "dbname": self.dbname,
            "user": self.user,
            "password": self.password,
        }
        return {name: value for name, value in every.items() if value}

    def dsn(self) -> str:
        """The same as the one string that `psycopg.connect` takes; it holds the password."""
        return make_conninfo(**self.parameters())

    def __str__(self) -> str:
        place = f"{self.host}:{self.port}" if self.port else self.host
        return f"{place}/{self.dbname}"


def home_folder() -> Path:
    """The folder of Vigie's own files: `VIGIE_HOME`, or one in the user's home."""
    return Path(os.environ.get("VIGIE_HOME") or DEFAULT_HOME).expanduser().absolute()


def named_address(site: Site) -> Address | None:
    """The agency's own server for a site, from its environment variable; None where unset.

    Errors: DatabaseProblem where the address cannot be read, or where two sites name one database.
    """
    url = os.environ.get(site.variable, "")
    if not url:
        return None
    _keep_apart(site, url)
    try:
        parts = conninfo_to_dict(url)
    except Exception as error:
        raise DatabaseProblem(
            f"{site.variable} is not a PostgreSQL address",
            remedy="write it as postgresql://USER:PASSWORD@HOST:5432/DATABASE",
        ) from error
    texts = {name: str(parts.get(name) or "") for name in ("host", "port", "dbname", "user")}
    return Address(password=str(parts.get("password") or ""), **texts)


def _keep_apart(site: Site, url: str) -> None:
    for other in SITES.values():
        if other is not site and os.environ.get(other.variable) == url:
            raise DatabaseProblem(
                f"{site.variable} and {other.variable} name one database",
                remedy="give each site a database and a role of its own",
            )
