"""What every room's tests share; the helpline's are a suite of their own."""

from hypothesis import settings

# How fast a machine is, is for benchmarks: no example fails for being slow.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
pytest_plugins = ["tests.servers"]
# `pytest tests/helpline` runs them, and so does `make test`: one process has one Django site.
collect_ignore = ["helpline"]
