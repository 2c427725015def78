"""What is told once is tried again where the database only stumbled."""

import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection

PAUSES = (0.0, 0.1, 0.5)


def patiently(work: Callable[[], object]) -> None:
    """Do a transaction; again where it was a deadlock's victim or its connection was lost.

    Errors: OperationalError, InterfaceError, where the database stays away.
    """
    for pause in PAUSES:
        try:
            work()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(pause)
        else:
            return
    work()
