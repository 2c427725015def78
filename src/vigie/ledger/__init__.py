"""Append-only: who did what, to which record, for which purpose."""
