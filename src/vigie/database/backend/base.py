"""Django's PostgreSQL engine, asking for the site's address when the first connection is made.

Django loads a backend's `DatabaseWrapper` out of a module called `base`, whatever else it is named.
"""

from typing import Any

from django.db.backends.postgresql import base

from vigie.database.address import SITES
from vigie.database.sites import address


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL at the address of the site that `OPTIONS["site"]` names."""

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters with the site's address in them; a test database keeps its name."""
        parameters: dict[str, Any] = super().get_connection_params()
        site = SITES[parameters.pop("site")]
        asked = parameters.pop("dbname", "")
        parameters |= address(site.name).parameters()
        if asked not in ("", site.database):
            parameters["dbname"] = asked
        return parameters
