"""profile -> Finding: ranked, explained with reasons for and against, or an abstention.

Two questions are asked of each profile and never mixed: are there signs of trafficking, and are
there signs that a minor is concerned. Each cue of the registry (`indicators/*.toml`) adds bits to
the log-odds of one of them, or takes bits away: signs of independent adult work are looked for as
hard as the others and shown beside them. `triage` ranks; `learning` moves the bits by labels.
"""

from vigie.analysis.triage.model import Model, registry_model
from vigie.analysis.triage.ranking import SCHEMA, triage
from vigie.analysis.triage.registry import Indicator, Registry, registry
from vigie.analysis.triage.tables import TriageTables

VERSION = "1"

__all__ = [
    "SCHEMA",
    "VERSION",
    "Indicator",
    "Model",
    "Registry",
    "TriageTables",
    "registry",
    "registry_model",
    "triage",
]
