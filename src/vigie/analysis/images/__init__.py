"""A picture's bytes become an ImagePrint, and prints of the same photograph find one another.

`decoding` opens the bytes within bounds, `pdq` hashes what is seen (`reduced`: out of a JPEG that
was decoded at a part of its size), `printing` puts the print together, `pairs` finds all hashes
near one another.
"""

from vigie.analysis.images.decoding import Limits, Refusal
from vigie.analysis.images.pairs import near_pairs
from vigie.analysis.images.printing import print_image

VERSION = "2"
"""Changes whenever the same bytes may give another print."""

__all__ = ["VERSION", "Limits", "Refusal", "near_pairs", "print_image"]
