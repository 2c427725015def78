"""What can go wrong in triage.

Problem
├── BrokenIndicator   a file of the registry does not read            never retry
├── BrokenModel       a model's file does not fit this registry       never retry
├── BadLabels         the labels cannot be read or are too few        after mending the file
└── WorseModel        the fitted model ranks worse than the registry  with more or better labels
"""

from vigie.records import Problem


class BrokenIndicator(Problem):
    """A file of the registry does not read."""


class BrokenModel(Problem):
    """A model's file does not fit this registry."""


class BadLabels(Problem):
    """The labels cannot be read, or are too few to learn from."""


class WorseModel(Problem):
    """The fitted model ranks worse than the registry alone on held-out labels: it is refused."""
