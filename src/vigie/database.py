"""PostgreSQL: the embedded server, or the one that the user names."""
