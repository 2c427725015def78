"""Texts become prints, and near-duplicate texts become templates.

Follow it in this order: `alphabet` (what a character counts as), `prints` (a text's word pairs as
hashes), `distinct` (equal texts once), `stops` (what everybody writes), `bands` (who meets whom),
`likeness` (counted exactly), `grouping` (who is connected), `stage` (the two steps the pipeline
calls).
"""

VERSION = "1"
"""Changes whenever the same ads would give other prints."""
