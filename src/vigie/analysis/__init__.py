"""The analysis, one folder a stage, in order: reading, identifiers, images, texts, linking,
profiles, triage. Pure: no file, no clock, no network, no database.
"""
