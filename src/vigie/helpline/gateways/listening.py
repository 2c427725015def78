"""The sockets that the door listens on: opened once, before the processes that answer begin."""

import socket
from typing import TypeAlias

from vigie.records import Problem

Sockets: TypeAlias = list[socket.socket]
BACKLOG = 2048  # who calls while a process begins again waits in it


def listening(host: str, port: int) -> Sockets:
    """Sockets on every address of the host. Errors: Problem where one cannot be listened on."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return [
            socket.create_server(where[:2], family=family, backlog=BACKLOG)
            for family, where in dict.fromkeys((one[0], one[4][:2]) for one in found)
        ]
    except OSError as error:
        raise Problem(
            f"the helpline cannot listen on {host}:{port}: {error.strerror or error}",
            remedy="choose another with --port, or end what listens there",
        ) from error
