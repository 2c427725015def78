"""Fixtures that every room shares."""

import pytest

pytest_plugins = ["tests.servers"]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Block every socket but loopback and Unix ones, in every test."""
    import pytest_socket  # noqa: PLC0415 (the plug-in is loaded by then)

    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
