"""Who is who: links and people's judgements become profiles whose ids stay.

    standing   what people have said, newest word of each  -> same, different, disputed
    linkage    what linking says, as numbers                -> ads, accounts and ties
    union      links by weight, never over a "different"   -> clusters and their bridges
    ids        clusters and the ids of the run before      -> ids: kept, merged, split, new
    resolve    all of it, in order                         -> members, profiles, ids, history

Four things are kept apart: machine links can be made again at any time; judgements are only added
to; the ledger of ids never gives one twice; the history of membership says who was where, and why.
"""

from vigie.analysis.profiles.bridges import Side, split_at
from vigie.analysis.profiles.clusters import Limits
from vigie.analysis.profiles.linkage import Linkage, of_known
from vigie.analysis.profiles.resolve import Previous, Resolved, resolve, resolve_linkage
from vigie.analysis.profiles.standing import Standing, standing

VERSION = "1"

__all__ = [
    "VERSION",
    "Limits",
    "Linkage",
    "Previous",
    "Resolved",
    "Side",
    "Standing",
    "of_known",
    "resolve",
    "resolve_linkage",
    "split_at",
    "standing",
]
