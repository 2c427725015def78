"""What can go wrong with accounts.

Problem
├── NotAllowed       the person's role does not permit this (retry: no)
└── UnknownRole      there is no such role (retry: no)
"""

from vigie.records import Problem, WrongUse


class NotAllowed(Problem):
    """The person may not do this."""


class UnknownRole(WrongUse):
    """There is no such role."""
