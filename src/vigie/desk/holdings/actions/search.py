"""Search the holdings, and write down who looked for what."""

from vigie.desk.holdings import queries
from vigie.desk.holdings.queries import Hit
from vigie.ledger.actions import write
from vigie.ledger.chain import Deed
from vigie.people.models import Person, Role
from vigie.people.roles import allowed

ROLES = (Role.INVESTIGATOR, Role.SUPERVISOR, Role.AUDITOR)


def search(text: str, *, by: Person | str, purpose: str = "", limit: int = 50) -> list[Hit]:
    """The ads that a text leads to, best first. Errors: NotAllowed."""
    who = allowed(by, *ROLES)
    hits = queries.find(text, limit=limit)
    run = queries.current_run()
    detail = {"text": text, "hits": len(hits)}
    write(Deed(who, "search.made", f"run:{run.run_id if run else 'none'}", purpose, detail))
    return hits
