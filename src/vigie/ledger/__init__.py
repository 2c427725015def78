"""Append-only: who did what, to which record, for which purpose.

Each entry carries the hash of the one before it, so a removed or altered entry shows; a trigger in
the database refuses every UPDATE, DELETE and TRUNCATE. An entry names records by id and never
holds what they say.
"""
