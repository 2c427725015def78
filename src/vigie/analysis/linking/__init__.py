"""Who posted what: ads become accounts, accounts are compared, and every link keeps its evidence.

    gathering      mentions, pictures, templates and words of each ad   -> keys that ads can share
    accounts       ads with one identifier and one text                 -> accounts
    commonness     how many accounts carry each key                     -> rare, middling, hub
    pairing        accounts that share a rare or middling key           -> pairs to compare
    propositions   what is true of a pair (same_phone, ages_conflict)   -> grades
    weighing       grades of all pairs                                  -> bits for each grade
    links          pairs that weigh enough, evidence part by part       -> links
    known          all of that as arrays, kept for the next run
    growing        what new ads reach in it, compared anew              -> changed links

A hub (an agency's number, a copied text, a stock picture) is shown and never joins two accounts.
"""

from vigie.analysis.linking.gathering import gather
from vigie.analysis.linking.growing import Grown, grow
from vigie.analysis.linking.known import Known
from vigie.analysis.linking.known import from_tables as read_known
from vigie.analysis.linking.known import tables_of as known_tables
from vigie.analysis.linking.link import Linked, compare, link
from vigie.analysis.linking.parameters import Engine, Parameters

VERSION = "1"


__all__ = [
    "VERSION",
    "Engine",
    "Grown",
    "Known",
    "Linked",
    "Parameters",
    "compare",
    "gather",
    "grow",
    "known_tables",
    "link",
    "read_known",
]
