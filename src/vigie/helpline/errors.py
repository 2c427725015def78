"""What can go wrong at the helpline.

Problem
├── KeysMissing          there is no key file, or it is open to others (retry: no)
├── CannotUnseal         a text cannot be opened: its key is gone or it was altered (retry: no)
├── Refused              a rule of the line forbids it: opted out, paused, not first (retry: no)
├── OutOfTurn            the conversation's state does not permit it now (retry: after a look)
└── GatewayProblem       the provider refused or did not answer
    ├── GatewayRefused       it said no: nothing was sent (retry: no)
    └── GatewayUncertain     it may have been sent; list before sending again (retry: after that)
"""

from vigie.records import Problem


class KeysMissing(Problem):
    """The helpline does not work without its keys."""


class CannotUnseal(Problem):
    """A sealed text cannot be opened."""


class Refused(Problem):
    """A rule of the line forbids it."""


class OutOfTurn(Problem):
    """The conversation is not in a state in which this can be done."""


class GatewayProblem(Problem):
    """The provider refused or did not answer."""


class GatewayRefused(GatewayProblem):
    """The provider said no; nothing was sent."""


class GatewayUncertain(GatewayProblem):
    """Whether the provider sent it is not known."""
