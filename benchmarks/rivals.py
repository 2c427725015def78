"""What triage is measured beside: other ways to rank the same profiles from the same labels."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, GroupKFold

from vigie.analysis.triage.grouping import count, count_distinct
from vigie.analysis.triage.model import registry_model
from vigie.analysis.triage.scoring import strengths
from vigie.analysis.triage.signals import Signal
from vigie.analysis.triage.signals.measures import MEASURES
from vigie.analysis.triage.view import UNKNOWN, View

Floats = NDArray[np.float64]


@dataclass
class Terms:
    """The words and pairs of words of each ad of a world, read once for both questions."""

    view: View

    @cached_property
    def listed(self) -> list[list[str]]:
        """As scikit-learn reads them."""
        titles, texts = (self.view.ads.column(part).to_pylist() for part in ("title", "text"))
        read = TfidfVectorizer(ngram_range=(1, 2)).build_analyzer()
        return [read(f"{title}\n{text}") for title, text in zip(titles, texts, strict=True)]


@dataclass(frozen=True)
class Seen:
    """A world as every contestant sees it, and the truth for the judge."""

    view: View
    signals: dict[str, Signal]
    truth: NDArray[np.bool_]
    terms: Terms


def features(seen: Seen) -> Floats:
    """Everything that is counted of a profile: the measures, raw numbers, the strengths of all
    cues of both questions."""
    view = seen.view
    phones, ages = view.mentions["phone"], view.mentions["age"]
    placed = view.city != UNKNOWN
    age = np.array([float(value) if value.isdecimal() else 0.0 for value in ages.values])
    stated = age[ages.code] if len(age) else np.zeros(0)
    raw = [
        view.ads_of, view.days_spanned, view.names_of,
        count_distinct(phones.profile, phones.code, view.profiles),
        count_distinct(view.profile[placed], view.city[placed], view.profiles),
        count_distinct(view.profile, view.source, view.profiles),
        count_distinct(view.profile, np.maximum(view.template, 0), view.profiles),
        np.bincount(phones.profile[phones.hidden], minlength=view.profiles),
        np.bincount(ages.profile, weights=stated, minlength=view.profiles)
        / np.maximum(1, count(ages.profile, view.profiles)),
        count_distinct(ages.profile, ages.code, view.profiles),
    ]  # fmt: skip
    raw += [seen.signals[name].number for name in MEASURES]
    cues = [strengths(seen.signals, weights.cues) for weights in registry_model().weights.values()]
    return np.concatenate([np.stack(raw, axis=1).astype(float), *cues], axis=1)


def boosting(
    taught: Seen, rows: NDArray[np.int64], outcome: NDArray[np.bool_], judged: Seen
) -> Floats:
    """Chances from gradient boosting on those features; its size is chosen by cross-validation."""
    grid = {"max_leaf_nodes": [4, 8, 16], "min_samples_leaf": [5, 20]}
    search = GridSearchCV(
        HistGradientBoostingClassifier(learning_rate=0.05, max_iter=150, random_state=0),
        grid, scoring="average_precision", cv=3,
    )  # fmt: skip
    search.fit(features(taught)[rows], outcome)
    return np.asarray(search.predict_proba(features(judged))[:, 1])


def single_ads(
    taught: Seen, rows: NDArray[np.int64], outcome: NDArray[np.bool_], judged: Seen
) -> Floats:
    """Chances from logistic regression on TF-IDF of single ads; a profile has its ads' mean.

    Words and pairs of words; the strength is chosen by cross-validation over whole profiles.
    """
    said = dict(zip(rows.tolist(), outcome.tolist(), strict=True))
    kept = np.array([owner in said for owner in taught.view.profile.tolist()])
    texts, owners = taught.terms.listed, taught.view.profile
    reader = TfidfVectorizer(analyzer=list, min_df=3, sublinear_tf=True)
    matrix = reader.fit_transform([text for text, keep in zip(texts, kept, strict=True) if keep])
    target = np.array([said[owner] for owner in owners[kept].tolist()])
    search = GridSearchCV(
        LogisticRegression(max_iter=500), {"C": [1.0, 10.0]},
        scoring="average_precision", cv=GroupKFold(3),
    )  # fmt: skip
    search.fit(matrix, target, groups=owners[kept])
    chance = search.predict_proba(reader.transform(judged.terms.listed))[:, 1]
    size = judged.view.profiles
    sums = np.bincount(judged.view.profile, weights=chance, minlength=size)
    return np.asarray(sums / np.maximum(1, count(judged.view.profile, size)))
