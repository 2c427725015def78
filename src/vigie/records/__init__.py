"""The frozen records that pass between rooms, and the problem that ends a command.

An advertisement becomes an `Ad` (or a `Reject` that says why not); its text gives `Mention`s, its
pictures give `ImagePrint`s; two ads are joined by a `Link` that keeps its `Evidence`; people add a
`Judgement`; links and judgements give a `Profile`; triage adds a `Finding` with its `Reason`s.
"""

from vigie.records.ad import Ad
from vigie.records.finding import Estimate, Finding, Reason
from vigie.records.imageprint import ImagePrint, ImageViews
from vigie.records.judgement import Judgement, Verdict
from vigie.records.link import Evidence, Link
from vigie.records.mention import KINDS, Mention
from vigie.records.problem import Problem, WrongUse
from vigie.records.profile import Profile
from vigie.records.reject import Reject

__all__ = [
    "KINDS",
    "Ad",
    "Estimate",
    "Evidence",
    "Finding",
    "ImagePrint",
    "ImageViews",
    "Judgement",
    "Link",
    "Mention",
    "Problem",
    "Profile",
    "Reason",
    "Reject",
    "Verdict",
    "WrongUse",
]
