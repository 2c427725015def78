"""Accounts and roles of those who use the doors."""
