"""Two pictures' bytes compared: their hashes, and the places in which they agree."""

from dataclasses import dataclass

from vigie.analysis.images import pdq
from vigie.analysis.images.agreement import agreement
from vigie.analysis.images.decoding import Limits, Refusal, decode
from vigie.analysis.images.features import ASKED, features_of
from vigie.analysis.images.matching import ALTERED, SAME_FILE, SAME_PHOTOGRAPH
from vigie.analysis.images.proof import proof
from vigie.analysis.images.rectangles import QUALITY


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two pictures are alike (`how` empty: no sign of it), and what speaks for it.

    `distance` is in bits of PDQ, None where a side is too small. `points` places agree over the
    part `covered` (0 to 1) of the overlap. `proof` is a PNG, empty where nothing agrees.
    """

    how: str
    distance: int | None
    points: int = 0
    covered: float = 0.0
    is_mirrored: bool = False
    proof: bytes = b""


def compare(both: tuple[bytes, bytes]) -> Comparison | Refusal:
    """The comparison of two pictures' bytes, or why one of them cannot be read."""
    first, second = (decode(one, Limits()) for one in both)
    if isinstance(first, Refusal):
        return first
    if isinstance(second, Refusal):
        return second
    spectra = pdq.spectrum(first.pixels), pdq.spectrum(second.pixels)
    distance, tells = None, False
    if spectra[0] and spectra[1]:
        left, right = (int.from_bytes(pdq.bits(one[0]).tobytes(), "big") for one in spectra if one)
        distance, tells = (left ^ right).bit_count(), min(spectra[0][1], spectra[1][1]) >= QUALITY
    features = features_of(first.pixels, ASKED), features_of(second.pixels, ASKED)
    found = agreement(*features)
    how = SAME_FILE if both[0] == both[1] else ""
    if not how and tells and distance is not None and distance <= pdq.MATCH:
        how = SAME_PHOTOGRAPH
    if not found:
        return Comparison(how, distance)
    drawn = proof((first.pixels, second.pixels), features, found)
    how = how or (ALTERED if found.holds else "")
    return Comparison(how, distance, found.points, found.covered, found.is_mirrored, drawn)
