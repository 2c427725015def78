"""What may be true of two accounts: each proposition is a function and a sentence.

A proposition takes pairs and gives a grade for each: 0 where it does not hold or cannot be told,
else how strongly it holds, from 1. Its docstring is the sentence that an investigator reads. Those
of one field exclude each other; `FIELDS` is the whole list, in the order in which it is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass

from vigie.analysis.linking.keys import Small
from vigie.analysis.linking.pairing import Pairs
from vigie.analysis.linking.propositions import keys, persons, places

Proposition = Callable[[Pairs], Small]


@dataclass(frozen=True, slots=True)
class Field:
    """Propositions of which at most one holds for a pair.

    `kind` names the kind of key where sharing one is reason enough to compare two accounts.
    """

    name: str
    propositions: tuple[Proposition, ...]
    kind: str = ""


FIELDS = (
    Field("phone", (keys.same_phone, keys.phones_differ), "phone"),
    Field("handle", (keys.same_handle, keys.handles_differ), "handle"),
    Field("email", (keys.same_email, keys.emails_differ), "email"),
    Field("wallet", (keys.same_wallet,), "wallet"),
    Field("pgp", (keys.same_pgp_key,), "pgp"),
    Field("onion", (keys.same_onion_address,), "onion"),
    Field("url", (keys.same_url,), "url"),
    Field("picture", (keys.same_picture,), "picture"),
    Field("altered", (keys.same_picture_altered,), "altered"),
    Field("scene", (keys.same_scene,), "scene"),
    Field("template", (keys.same_template,), "template"),
    Field("word", (keys.rare_words_shared,), "word"),
    Field("habit", (persons.same_habits,)),
    Field("name", (persons.names_agree, persons.names_differ)),
    Field("age", (persons.ages_agree, persons.ages_conflict)),
    Field("price", (persons.prices_agree, persons.prices_differ)),
    Field("hours", (persons.hours_agree, persons.hours_differ)),
    Field("circuit", (places.same_circuit,)),
    Field("presence", (places.two_places_at_once,)),
)
BY_NAME = {one.__name__: one for field in FIELDS for one in field.propositions}


def sentence(proposition: str) -> str:
    """What the proposition says, as an investigator reads it."""
    return (BY_NAME[proposition].__doc__ or "").strip().split("\n", 1)[0]
