"""Make `src/vigie/helpline/crisis/weights.json` from the texts written for it; the same every time.

    python -m benchmarks.helpline_crisis_fit          say what would be written
    python -m benchmarks.helpline_crisis_fit --write  write it

1. A logistic regression on pieces of words and pairs of words, over `training.txt`.
2. The cues' bits: a logistic regression over `training.txt` on the cues and on (1) out of fold,
   held near the bits that `cues.toml` expected, because the cues were written beside those texts.
3. Over `calibration.txt`, which neither has seen: where the score starts, and what one bit of cues
   and one bit of wording are really worth (Platt's method with two slopes).
4. The threshold from which a text counts as urgent: the highest that finds `RECALL` of the urgent
   texts of `calibration.txt`.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from benchmarks.crisis_texts import Graded, texts
from vigie.helpline.crisis.cues import CUES, cues_in
from vigie.helpline.crisis.spelling import plain
from vigie.helpline.crisis.wording import features

PAGE: Final = Path(__file__).parents[1] / "src" / "vigie" / "helpline" / "crisis" / "weights.json"
STRENGTH, SEEN_TWICE, HELD_NEAR, RECALL = 0.1, 2, 3.0, 0.91
LEAST = 0.005  # a piece of wording worth less, in bits, is left out
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Part:
    """A set of texts as the fit sees it: plain, with its cues (texts x cues) and whether urgent."""

    plain: list[str]
    cues: Floats
    urgent: NDArray[np.bool_]


def part(graded: list[Graded]) -> Part:
    """The texts, read as the line reads them (their language is given, not guessed)."""
    said = [plain(one.text, one.language) for one in graded]
    names = [cue.name for cue in CUES]
    held = np.zeros((len(said), len(names)))
    for row, text in enumerate(said):
        held[row, [names.index(cue.name) for cue in cues_in(text)]] = 1
    return Part(said, held, np.array([one.urgent for one in graded]))


def wording_model() -> Any:
    """The classifier of wording, unfitted."""
    count = CountVectorizer(analyzer=features, binary=True, min_df=SEEN_TWICE)
    return make_pipeline(count, LogisticRegression(C=STRENGTH, max_iter=5000, tol=1e-8))


def logistic(columns: Floats, truth: NDArray[np.bool_], near: Floats, held: Floats) -> Floats:
    """Weights of a logistic regression, each held near a value as strongly as said."""
    signs = np.where(truth, 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = signs * (columns @ weights)
        away = weights - near
        slope = -signs / (1 + np.exp(margin))
        cost = np.logaddexp(0, -margin).sum() + (held * away**2).sum() / 2
        return float(cost), columns.T @ slope + held * away

    found = minimize(loss, near, jac=True, method="L-BFGS-B", options={"ftol": 1e-14, "gtol": 1e-9})
    return np.asarray(found.x)


def fit() -> dict[str, Any]:
    """The content of `weights.json`."""
    training, calibration = part(texts("training")), part(texts("calibration"))
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    unseen = cross_val_predict(
        wording_model(), training.plain, training.urgent, cv=folds, method="decision_function"
    )
    expected = np.array([cue.bits for cue in CUES]) * np.log(2)
    columns = np.column_stack([np.ones(len(unseen)), unseen, training.cues])
    near = np.concatenate([[0.0, 1.0], expected])
    held = np.concatenate([[0.0, 0.0], np.full(len(CUES), HELD_NEAR)])
    cues = logistic(columns, training.urgent, near, held)[2:]
    model = wording_model().fit(training.plain, training.urgent)
    count, regression = model[0], model[1]
    pieces = dict(zip(count.get_feature_names_out(), regression.coef_[0], strict=True))
    given = np.column_stack([
        np.ones(len(calibration.plain)),
        calibration.cues @ cues,
        [sum(pieces.get(one, 0.0) for one in features(text)) for text in calibration.plain],
    ])  # fmt: skip
    start, of_cues, of_wording = logistic(
        given, calibration.urgent, np.array([0.0, 1.0, 1.0]), np.array([0.0, 0.1, 0.1])
    )
    bits = given @ np.array([start, of_cues, of_wording]) / np.log(2)
    urgent = np.sort(bits[calibration.urgent])
    return {
        "made by": "python -m benchmarks.helpline_crisis_fit --write",
        "start": _bits(start),
        "urgent_from": round(float(urgent[int((1 - RECALL) * len(urgent))]) - 0.005, 2),
        "cues": {cue.name: _bits(of_cues * weight) for cue, weight in zip(CUES, cues, strict=True)},
        "wording": {
            name: worth
            for name, weight in sorted(pieces.items())
            if abs(worth := _bits(of_wording * weight)) >= LEAST
        },
    }


def _bits(nats: float) -> float:
    return round(float(nats / np.log(2)), 3)


def main() -> None:
    """Fit, and say or write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true")
    content = fit()
    if parser.parse_args().write:
        PAGE.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", "utf-8")
    told = {key: value for key, value in content.items() if key != "wording"}
    print(json.dumps(told, indent=2), len(content["wording"]), "pieces of wording")


if __name__ == "__main__":
    main()
