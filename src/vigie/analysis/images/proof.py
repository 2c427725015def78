"""The picture that shows a person why two pictures are taken for one photograph."""

import cv2
import numpy as np

from vigie.analysis.images.agreement import Agreement
from vigie.analysis.images.features import Features
from vigie.analysis.images.pdq import Pixels

_HEIGHT, _GAP = 480, 12
_POINT, _LINE, _FRAME = (20, 160, 60), (20, 160, 60), (220, 40, 40)


def proof(
    pictures: tuple[Pixels, Pixels], features: tuple[Features, Features], found: Agreement
) -> bytes:
    """A PNG of both pictures side by side: agreeing places joined, the second's frame in the first.

    The red frame is where the second picture lies in the first, as the agreement predicts it.
    """
    shown = [_scaled(one) for one in pictures]
    if found.is_mirrored:
        shown[0] = np.ascontiguousarray(shown[0][:, ::-1])
    gap = np.full((_HEIGHT, _GAP, 3), 255, dtype=np.uint8)
    canvas = np.ascontiguousarray(np.hstack((shown[0], gap, shown[1])))
    first, second = (float(max(one.shape[:2])) for one in shown)
    offset = np.array((shown[0].shape[1] + _GAP, 0))
    own = features[0].points[found.pairs[:, 0], :2].copy()
    if found.is_mirrored:
        own[:, 0] = features[0].width - own[:, 0]
    theirs = features[1].points[found.pairs[:, 1], :2] * second + offset
    for left, right in zip(
        (own * first).round().astype(int), theirs.round().astype(int), strict=True
    ):
        cv2.line(canvas, _at(left), _at(right), _LINE, 1, cv2.LINE_AA)
        cv2.circle(canvas, _at(left), 3, _POINT, -1, cv2.LINE_AA)
        cv2.circle(canvas, _at(right), 3, _POINT, -1, cv2.LINE_AA)
    wide, high = features[1].width, features[1].height
    corners = np.array(((0, 0), (wide, 0), (wide, high), (0, high)))
    frame = (corners @ found.affine[:, :2].T + found.affine[:, 2]) * first
    cv2.polylines(canvas, [frame.round().astype(np.int32)], True, _FRAME, 2, cv2.LINE_AA)
    _, encoded = cv2.imencode(".png", cv2.cvtColor(canvas, cv2.COLOR_RGB2BGR))
    return encoded.tobytes()


def _at(place: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[int, int]:
    return int(place[0]), int(place[1])


def _scaled(pixels: Pixels) -> Pixels:
    width = max(1, round(pixels.shape[1] * _HEIGHT / pixels.shape[0]))
    scaled: Pixels = np.asarray(
        cv2.resize(np.ascontiguousarray(pixels), (width, _HEIGHT), interpolation=cv2.INTER_AREA),
        dtype=np.uint8,
    )
    return scaled
