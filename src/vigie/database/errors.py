"""What can go wrong with the database server.

Problem
└── DatabaseProblem      the server cannot be started, reached or prepared (retry: as it says)
"""

from vigie.records import Problem


class DatabaseProblem(Problem):
    """PostgreSQL cannot be started, reached or prepared."""
