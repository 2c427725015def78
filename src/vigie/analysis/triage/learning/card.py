"""The model card: what a model rests on, how it does, for whom it does worse. Markdown and HTML."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from vigie.analysis.triage.learning.card_steps import stepped
from vigie.analysis.triage.learning.plots import Line, bars, lines
from vigie.analysis.triage.model import Model, registry_model
from vigie.analysis.triage.registry import QUESTIONS, registry
from vigie.records.finding import Question

# A part of the card: a heading, words, a table (its head first), or a plot with its title.
Part = tuple[str, Any]
STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #ccc;padding:.2rem .5rem;"
    "text-align:left}"
)
WHAT = (
    "The model orders profiles (the parties behind public ads) so that a person reads those first "
    "that need a person most. It is no verdict, no ground for an action by itself, and is not made "
    "for anything but that order. It does not read faces, ethnicity or nationality."
)


def markdown(model: Model) -> str:
    """The card as Markdown; its plots stand in the HTML form alone."""
    return "\n".join(_as_markdown(part) for part in _parts(model) if part[0] != "plot") + "\n"


def html(model: Model) -> str:
    """The card as one HTML page that asks nothing of any other place."""
    body = "\n".join(_as_html(part) for part in _parts(model))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>Triage model card</title><style>{STYLE}</style></head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )


def _parts(model: Model) -> Iterator[Part]:
    yield "h1", "Triage model card"
    yield "p", WHAT
    yield "p", f"Made by: {model.about.get('made_by', 'unknown')}."
    evaluation = model.about.get("evaluation", {})
    for question in QUESTIONS:
        yield "h2", f"Question: signs of {_asked(question)}"
        told = evaluation.get(question)
        if told:
            yield from _evaluated(told)
        else:
            yield "p", "No label was used for this question: it stands on the registry alone."
        yield from _weights(model, question)
    if model.text:
        yield "h2", "The most telling phrases"
        yield "p", "What the learned wording leans on: positive weights speak for."
        yield (
            "table",
            [["phrase", "weight"], *[[text, f"{w:+.2f}"] for text, w in model.text.telling]],
        )


def _asked(question: Question) -> str:
    return {"trafficking": "trafficking", "minor": "a minor being concerned"}[question]


def _evaluated(told: Mapping[str, Any]) -> Iterator[Part]:
    first, last = (_day(day) for day in told["days"])
    left = ", ".join(f"{number} {reason}" for reason, number in told["left_out"].items()) or "none"
    yield (
        "p",
        (
            f"{told['labelled']} labelled profiles ({told['yes']} yes), adjudicated {first} to "
            f"{last} by {told['adjudicators']} people; left out: {left}. All figures below are on "
            f"{told['held_out']} of them, each judged by a model that had seen earlier labels of "
            "other parties alone; intervals are 90 %. Fitted with "
            f"{told['way']}; taken to be wrong: {told['taken_to_be_wrong']:.0%} of the labels. "
            f"{told['share']:.0%} of the log-odds is what the labels taught, the rest is the "
            "registry's."
        ),
    )
    fitted, alone = told["fitted"], told["registry"]
    yield "table", [
        ["figure", "fitted", "registry alone"],
        [f"precision in the first {told['budget']}", _three(fitted["precision_at_budget"]),
         _three(alone["precision_at_budget"])],
        ["average precision", _three(fitted["average_precision"]),
         _three(alone["average_precision"])],
        ["recall in the first 2 %", _three(fitted["recall_at_2_percent"]),
         _three(alone["recall_at_2_percent"])],
        ["calibration error", _three(told["calibration_error"]), ""],
        ["share abstained", f"{told['abstained']:.1%}", f"{told['abstained']:.1%}"],
    ]  # fmt: skip
    yield "plot", _honesty(told["calibration"])
    curves = [
        Line(name, told["curve"][name], name == "registry") for name in ("fitted", "registry")
    ]
    yield "plot", lines("Precision down the list", ("profiles read", "share of yes"), curves)
    yield from _groups(told["groups"])


def _honesty(bins: Sequence[Sequence[float]]) -> str:
    held = Line("held out", [(stated, share) for stated, share, _ in bins])
    even = Line("perfectly honest", [(0.0, 0.0), (1.0, 1.0)], dotted=True)
    return lines("Stated chance and share of yes", ("stated", "held"), [held, even])


def _groups(rows: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
    yield "h3", "By site, language and region"
    out = [f"{row['kind']} {row['group']}" for row in rows if row["out_of_proportion"]]
    yield (
        "p",
        (
            f"Flagged out of proportion (90 % intervals apart): {', '.join(out)}."
            if out
            else "No group is flagged out of proportion (90 % intervals meet everywhere)."
        ),
    )
    head = ["group", "labelled", "yes", "flagged", "precision", "wrongly flagged", "elsewhere",
            "calibration error"]  # fmt: skip
    yield "table", [head] + [
        [f"{row['kind']}: {row['group']}", str(row["labelled"]), f"{row['yes']:.1%}",
         f"{row['flagged']:.1%}", _three(row["precision"]), _three(row["wrongly_flagged"]),
         _three(row["wrongly_flagged_elsewhere"]), f"{row['calibration_error']:.3f}"]
        for row in rows
    ]  # fmt: skip


def _weights(model: Model, question: Question) -> Iterator[Part]:
    weights, old = model.weights[question], registry_model().weights[question]
    before = dict(zip(old.cues, old.bits.tolist(), strict=True))
    pairs = [(cue, float(bits), before[cue]) for cue, bits in
             zip(weights.cues, weights.bits, strict=True)]  # fmt: skip
    pairs.sort(key=lambda row: (-row[1], row[0]))
    yield "p", f"Base rate: {weights.prior:+.2f} bits (registry: {old.prior:+.2f})."
    yield (
        "plot",
        bars("Bits of each cue (mark: the registry's)", [row for row in pairs if any(row[1:])]),
    )
    yield (
        "table",
        [["cue", "standing", "bits", "registry"]]
        + [
            [cue, registry()[cue].standing, f"{bits:+.2f}", f"{prior:+.2f}"]
            for cue, bits, prior in pairs
        ],
    )
    if weights.shape:
        yield from stepped(weights.shape)


def _three(figures: Sequence[float]) -> str:
    value, low, high = figures
    return f"{value:.3f} ({low:.3f} to {high:.3f})"


def _day(day: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)).date().isoformat()


def _as_markdown(part: Part) -> str:
    kind, content = part
    if kind == "table":
        head, *rows = [[cell.replace("|", "\\|") for cell in row] for row in content]
        ruled = [head, ["---"] * len(head), *rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in ruled) + "\n"
    marks = {"h1": "# ", "h2": "## ", "h3": "### "}
    return f"{marks.get(kind, '')}{content}\n"


def _as_html(part: Part) -> str:
    kind, content = part
    if kind == "plot":
        return f"<figure>{content}</figure>"
    if kind == "table":
        head, *rows = content
        top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
        rest = "".join(
            f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
        )
        return f"<table><tr>{top}</tr>{rest}</table>"
    return f"<{kind}>{escape(content)}</{kind}>"
