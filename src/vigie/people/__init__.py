"""Accounts and roles of those who use the doors. Each site keeps its own, in its own database."""
