"""How urgent a text reads, in bits, by published cues and a small classifier."""
