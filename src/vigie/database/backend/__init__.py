"""The engine that Django's settings name: PostgreSQL at the address that the site has."""
