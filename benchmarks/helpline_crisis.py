"""Whether urgent texts are told from others, on texts that nothing was fitted to, beside peers.

    python -m benchmarks.helpline_crisis            the tables on the screen (half a minute)
    python -m benchmarks.helpline_crisis --write    the tables into docs/benchmarks/helpline.md too

Every way may learn from `training.txt`, and sets its threshold and its probabilities (Platt) on
`calibration.txt` by the same rule: the highest threshold that finds 91 % of the urgent texts there.
`test.txt` judges. Intervals are 95 %, by resampling situations and not texts, because the three
languages mostly tell the same situations. The language of a text is guessed, as on the line.
"""

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline

from benchmarks.crisis_texts import GRADES, Graded, texts
from benchmarks.helpline_crisis_fit import RECALL
from vigie.helpline.conversations.scoring import together
from vigie.helpline.conversations.tongues import language_of
from vigie.helpline.crisis.cues import cues_in
from vigie.helpline.crisis.score import read, weights
from vigie.helpline.crisis.spelling import plain
from vigie.helpline.crisis.wording import features

PAGE: Final = Path(__file__).parents[1] / "docs" / "benchmarks" / "helpline.md"
DRAWS = 2000
LANGUAGES: Final = {"en": "English", "fr": "French", "es": "Spanish"}
Floats = NDArray[np.float64]
Way = Callable[[Sequence[Graded]], Floats]
# What a line without a score would look for, without accents: the plain words of danger, threat,
# violence, holding and ending one's life, with their commonest forms. One is enough.
KEYWORDS: Final = r"""
    help emergency danger unsafe 911 police ambulance gun knife weapon shoot kill\w* murder
    die dying dead suicid\w* pills overdose blood bleed\w* hurt\w* hit beat\w* chok\w*
    strangl\w* burn\w* threat\w* scared afraid terrified trapped locked held prisoner escape
    hiding forced slave\w* passport sold traffick\w* pimp debt owe\w* drug\w* rescue hostage
    kidnap\w* rope bridge aide\w* secours urgence arme\w* couteau pistolet fusil tue\w*
    meurtre mourir mort\w* cachets medicaments sang saigne\w* frapp\w* bat coups etrangl\w*
    brul\w* menac\w* peur terrifi\w* coince\w* enferm\w* prisonni\w* cache\w* forc\w* oblig\w*
    esclave passeport vendu\w* proxenete dette\w* drogu\w* otage enlev\w* corde pont ayuda\w*
    auxilio socorro emergencia peligro policia ambulancia arma\w* cuchillo pistola rifle
    mat[ao] matar\w* asesin\w* morir muert\w* pastillas sangr\w* peg[ao]\w* golpe\w* ahorc\w*
    quem\w* amenaz\w* miedo aterr\w* atrapad\w* encerrad\w* prisioner\w* escondid\w* esclav\w*
    pasaporte vendi\w* padrote deud\w* deb[eo] drog\w* secuestr\w* soga puente
"""
_KEYWORD = re.compile("|".join(rf"\b(?:{one})\b" for one in KEYWORDS.split()))


@dataclass(frozen=True, slots=True)
class Judged:
    """One way's verdict on the test: scores, probabilities, whether called urgent."""

    scores: Floats
    chances: Floats
    called: NDArray[np.bool_]


def whole(graded: Sequence[Graded]) -> Floats:
    """The line's own score."""
    return np.array([read(one.text, language_of(one.text)).bits for one in graded])


def cues_alone(graded: Sequence[Graded]) -> Floats:
    """The line's cues, with their bits, without the wording."""
    known = weights().cues
    said = [plain(one.text, language_of(one.text)) for one in graded]
    return np.array([sum(known[cue.name] for cue in cues_in(text)) for text in said], dtype=float)


def wording_alone(graded: Sequence[Graded]) -> Floats:
    """The line's classifier of wording, without the cues."""
    known = weights().wording
    said = [plain(one.text, language_of(one.text)) for one in graded]
    return np.array([sum(known.get(one, 0.0) for one in features(text)) for text in said])


def keywords(graded: Sequence[Graded]) -> Floats:
    """How many words of a list of danger words a text holds."""
    return np.array([len(_KEYWORD.findall(plain(one.text, ""))) for one in graded], dtype=float)


def learned(training: Sequence[Graded]) -> Way:
    """TF-IDF of pieces of words with logistic regression, as scikit-learn's guide has it."""
    count = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, strip_accents="unicode"
    )
    model = make_pipeline(count, LogisticRegression(C=3.0, max_iter=2000))
    model.fit([one.text for one in training], [one.urgent for one in training])

    def score(graded: Sequence[Graded]) -> Floats:
        return np.asarray(model.decision_function([one.text for one in graded]), dtype=float)

    return score


def judge(way: Way, calibration: Sequence[Graded], test: Sequence[Graded]) -> Judged:
    """Threshold and probabilities from the calibration texts; scores of the test texts.

    A list of words has its threshold already: one word.
    """
    known, urgent = way(calibration), np.array([one.urgent for one in calibration])
    found = np.sort(known[urgent])
    threshold = 1.0 if way is keywords else found[int((1 - RECALL) * len(found))]
    platt = LogisticRegression(C=1e6).fit(known[:, None], urgent)
    scores = way(test)
    return Judged(scores, platt.predict_proba(scores[:, None])[:, 1], scores >= threshold)


def calibration_error(chances: Floats, truth: NDArray[np.bool_], bins: int = 10) -> float:
    """The mean distance of what was said from what was so, over ten bins of as many texts."""
    order = np.argsort(chances, kind="stable")
    parts = np.array_split(order, bins)
    return float(
        sum(abs(chances[part].mean() - truth[part].mean()) * len(part) for part in parts)
        / len(order)
    )


def situations(test: Sequence[Graded]) -> NDArray[np.int64]:
    """The situation of each text: the languages tell the same ones in the same order."""
    seen: dict[tuple[str, int], int] = {}
    names: dict[tuple[int, int], int] = {}
    found = []
    for one in test:
        place = seen[one.language, one.grade] = seen.get((one.language, one.grade), -1) + 1
        found.append(names.setdefault((one.grade, place), len(names)))
    return np.array(found)


def interval(values: NDArray[np.bool_], groups: NDArray[np.int64]) -> str:
    """A share with its 95 % interval, by resampling groups."""
    random = np.random.default_rng(11)
    names, place = np.unique(groups, return_inverse=True)
    hits, sizes = np.bincount(place, values), np.bincount(place)
    draws = random.integers(0, len(names), (DRAWS, len(names)))
    shares = hits[draws].sum(axis=1) / sizes[draws].sum(axis=1)
    low, high = np.quantile(shares, (0.025, 0.975))
    return f"{values.mean():.3f} ({low:.2f} to {high:.2f})"


def in_parts(test: Sequence[Graded]) -> str:
    """What becomes of texts that come in three parts, read alone and read together."""
    urgent = np.array([one.urgent for one in test])
    parts = [_cut(one.text) for one in test]
    alone = np.array([any(_called(part) for part in one) for one in parts])
    both = np.array([any(_called(part) for part in together(one)) for one in parts])
    return "\n".join(
        f"| {name} | {called[urgent].mean():.3f} | {called[~urgent].mean():.3f} |"
        for name, called in (("each part alone", alone), ("together as well", both))
    )


def _cut(text: str, into: int = 3) -> list[str]:
    words = text.split()
    size = max(1, -(-len(words) // into))
    return [" ".join(words[start : start + size]) for start in range(0, len(words), size)]


def _called(text: str) -> bool:
    return read(text, language_of(text)).urgent


def row(name: str, one: Judged, test: Sequence[Graded], which: NDArray[np.bool_]) -> str:
    """One line of a table, over some of the test texts."""
    grades = np.array([text.grade for text in test])
    groups, urgent = situations(test), grades >= GRADES.index("high")
    cells = [
        interval(one.called[kept], groups[kept])
        for kept in (
            which & urgent,
            which & (grades == 3),
            which & ~urgent,
            which & (grades == 0),
            which & (grades == 1),
        )
    ]
    auc = roc_auc_score(urgent[which], one.scores[which])
    error = calibration_error(one.chances[which], urgent[which])
    return f"| {name} | {' | '.join(cells)} | {auc:.3f} | {error:.3f} |"


HEAD = (
    "| | urgent texts found | of these, imminent | others called urgent | of low ones | "
    "of medium ones | area under the curve | calibration error |\n|---|---|---|---|---|---|---|---|"
)


def page() -> str:
    """The whole page."""
    training, calibration, test = (texts(part) for part in ("training", "calibration", "test"))
    ways: dict[str, Way] = {
        "Vigie: cues and wording": whole,
        "cues alone": cues_alone,
        "wording alone": wording_alone,
        "a list of danger words": keywords,
        "TF-IDF, logistic regression": learned(training),
    }
    judged = {name: judge(way, calibration, test) for name, way in ways.items()}
    everything = np.ones(len(test), bool)
    rows = [row(name, one, test, everything) for name, one in judged.items()]
    own = judged["Vigie: cues and wording"]
    spoken = np.array([one.language for one in test])
    by_language = [row(name, own, test, spoken == code) for code, name in LANGUAGES.items()]
    shipped = np.array([read(one.text, language_of(one.text)).urgent for one in test])
    urgent = np.array([one.urgent for one in test])
    told = [language_of(one.text) for one in test]
    right = np.mean([guess == one.language for guess, one in zip(told, test, strict=True)])
    wrong = np.mean(
        [guess not in ("", one.language) for guess, one in zip(told, test, strict=True)]
    )
    sizes = ", ".join(
        f"{sum(one.grade == grade for one in test)} {name}" for grade, name in enumerate(GRADES)
    )
    return f"""# The helpline's score

Made by `python -m benchmarks.helpline_crisis --write`. {len(training)} texts taught,
{len(calibration)} set slopes and thresholds, {len(test)} judge ({sizes}; a third in each language).
All were written for this project ([how](../helpline.md#the-score)); none is anybody's. Urgent is
imminent or high. Every way learns from the same texts, sets its threshold by the same rule and is
judged on texts that were written after everything else was frozen. Intervals are 95 %.

{HEAD}
{chr(10).join(rows)}

Vigie's score by language:

{HEAD}
{chr(10).join(by_language)}

A danger may be told over several texts. The same test texts, cut into three and sent one after the
other:

| | urgent found | others called urgent |
|---|---|---|
{in_parts(test)}

With the threshold that is shipped, {shipped[urgent].mean():.3f} of the urgent texts are called
urgent and {shipped[~urgent].mean():.3f} of the others. The line's language was told right for
{right:.3f} of the test texts, wrong for {wrong:.3f}, and left open for the rest.
"""


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true")
    made = page()
    print(made)
    if parser.parse_args().write:
        PAGE.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
