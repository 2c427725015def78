"""What can go wrong with accounts.

Problem
├── NotAllowed       the person's role does not permit this (retry: no)
├── WrongCode        the second factor's code is wrong, was used, or too many were (retry: later)
└── UnknownRole      there is no such role (retry: no)
"""

from vigie.records import Problem, WrongUse


class NotAllowed(Problem):
    """The person may not do this."""


class WrongCode(Problem):
    """The code does not let the person in."""


class UnknownRole(WrongUse):
    """There is no such role."""
