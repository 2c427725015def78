"""Scoring a result against the truth of a world: clusters, ranks, probabilities, mentions."""

from vigie.world.truth.clusters import Agreement, pairwise
from vigie.world.truth.mentions import Counts, normal, score_mentions
from vigie.world.truth.ranking import calibration_error, precision_at, profile_labels, recall_at
from vigie.world.truth.reading import Truth, read_truth

__all__ = [
    "Agreement",
    "Counts",
    "Truth",
    "calibration_error",
    "normal",
    "pairwise",
    "precision_at",
    "profile_labels",
    "read_truth",
    "recall_at",
    "score_mentions",
]
