"""What every room's tests share; the helpline's are a suite of their own."""

pytest_plugins = ["tests.servers"]
# `pytest tests/helpline` runs them, and so does `make test`: one process has one Django site.
collect_ignore = ["helpline"]
