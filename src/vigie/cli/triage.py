"""`vigie triage`: learn from labels, report on the model, propose what to label next."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from vigie.cli.options import DEFAULT_HOME, Home, Json
from vigie.cli.text_model import text_model_in
from vigie.records import WrongUse

if TYPE_CHECKING:
    from vigie.analysis.triage.learning import Fit, Label
    from vigie.analysis.triage.view import View
    from vigie.lake import Lake
    from vigie.records import Reject

Asked = Literal["trafficking", "minor"]
SHOWN = 5
# Why a label is left out, as it is told.
LEFT_OUT = {
    "unknown_id": "name no profile and no ad of the latest run",
    "disputed": "are of profiles about which people disagree",
    "unsure": "say neither yes nor no",
}


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    part = typer.Typer(
        no_args_is_help=True, help="Teach the ranking from labels, and see how well it does."
    )
    part.command(name="fit")(fit_command)
    part.command(name="report")(report_command)
    part.command(name="next")(next_command)
    app.add_typer(part, name="triage")


def fit_command(
    labels: Annotated[Path, typer.Option(help="CSV, JSON or JSON lines: id, outcome, date, by.")],
    budget: Annotated[int, typer.Option(min=1, help="Profiles that the agency can work.")] = 50,
    base_rate: Annotated[
        float | None,
        typer.Option(min=0.0001, max=0.9, help="Share of yes among all profiles, if known."),
    ] = None,
    wording: Annotated[bool, typer.Option(help="Learn from the wording of ads as well.")] = True,
    text_model: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Your own text model (model.onnx, tokenizer.json) in place of n-grams.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 0,
    try_only: Annotated[bool, typer.Option("--try-only", help="Keep nothing.")] = False,
    home: Home = DEFAULT_HOME,
    as_json: Json = False,
) -> None:
    """Learn from what people have established about profiles of the latest run.

    A row: `id` (a profile or an ad), `outcome` (yes, no, unsure), `date` (when it was adjudicated),
    `by` (who did), and `question` (trafficking, which is meant without it, or minor). The model is
    tried on labels that it had not seen; one that ranks worse than the registry is refused (exit
    code 1). The next `vigie run` uses it.

    The wording is learned from words, pairs of words and letters; with --text-model from the
    vectors (or the one logit) of a transformer in ONNX of your own, run on this machine alone. Runs
    use a copy of it that is kept in the lake.

    Example: vigie triage fit --labels outcomes.csv --budget 50
    """
    from vigie.analysis.triage.learning import fit, resolve
    from vigie.analysis.triage.learning.fitting import Terms
    from vigie.analysis.triage.registry import QUESTIONS
    from vigie.analysis.triage.wording.encoding import OnnxEncoder
    from vigie.cli.progress import watching
    from vigie.lake import Lake
    from vigie.pipeline.models import keep_cases, keep_model, keep_text_model

    lake = Lake(home)
    if text_model and not wording:
        raise WrongUse("--text-model and --no-wording exclude each other", where=str(text_model))
    with watching() as watcher:
        supplied = text_model_in(text_model) if text_model else None
        watcher.start("reading labels")
        told, rejects = _labels(labels)
        watcher.finish("reading labels", f"{len(told)} labels, {len(rejects)} rejects")
        watcher.start("looking at the run")
        view = _view(lake, cases=False)
        watcher.finish("looking at the run", f"{view.profiles} profiles")
        watcher.start("fitting")
        resolved = {question: resolve(told, question, view) for question in QUESTIONS}
        _need_one(labels, resolved, rejects)
        encoder = OnnxEncoder(supplied) if supplied else None
        found = fit(view, resolved, Terms(seed, budget, wording, base_rate, encoder))
        watcher.finish("fitting")
    if not try_only:
        with lake.lock():
            if supplied:
                keep_text_model(lake, supplied)
            keep_model(lake, found.model)
            keep_cases(lake, _cases(view, resolved))
    _tell_fit(found, rejects, as_json=as_json, kept=not try_only)


def _need_one(path: Path, resolved: Any, rejects: "Sequence[Reject]") -> None:
    """Labels of which not one can be used are an error: nothing is fitted and nothing is kept."""
    from collections import Counter

    from vigie.analysis.triage.errors import BadLabels

    if any(len(labels) for labels in resolved.values()):
        return
    why = Counter({"cannot be read": len(rejects)})
    for labels in resolved.values():
        why.update({LEFT_OUT[reason]: number for reason, number in labels.left_out.items()})
    told = ", ".join(f"{number} {reason}" for reason, number in why.items() if number)
    first = f"; the first, line {rejects[0].line}: {rejects[0].detail}" if rejects else ""
    raise BadLabels(
        f"no label can be used: {told or 'the file holds none'}{first}", where=str(path),
        remedy="a row needs id (a profile or an ad of the latest run), outcome, date and by",
    )  # fmt: skip


def _cases(view: "View", resolved: Any) -> list[tuple[str, str]]:
    """The ads of the profiles of which people have established that the answer is yes."""
    ads = view.ad_ids.to_pylist()
    cases = []
    for question, labels in resolved.items():
        yes = set(labels.profile[labels.outcome].tolist())
        owners = zip(ads, view.profile_of_ad.tolist(), strict=True)
        cases += [(ad, question) for ad, owner in owners if owner in yes]
    return cases


def _view(lake: "Lake", *, cases: bool) -> "View":
    """The latest run as triage sees it; a fit sees it without the cases that are its own labels."""
    from dataclasses import replace

    from vigie.analysis.triage.scoring import view_of
    from vigie.pipeline.models import tables_of

    tables = tables_of(lake, lake.needed_run())
    return view_of(tables if cases else replace(tables, cases=tables.cases.slice(0, 0)))


def _labels(path: Path) -> "tuple[list[Label], list[Reject]]":
    from vigie.analysis.triage.learning.labels import read_label
    from vigie.lake.lists import listed
    from vigie.records import Reject

    found = [
        row if isinstance(row, Reject) else read_label(row[1], str(path), row[0])
        for row in listed(path)
    ]
    rejects = [each for each in found if isinstance(each, Reject)]
    return [each for each in found if not isinstance(each, Reject)], rejects


def _tell_fit(found: "Fit", rejects: "Sequence[Reject]", *, as_json: bool, kept: bool) -> None:
    if as_json:
        refused = [{"file": r.file, "line": r.line, "reason": r.reason} for r in rejects]
        typer.echo(json.dumps({"kept": kept, "rejects": refused, "evaluation": found.evaluation}))
        return
    _tell_rejects(rejects)
    for question, told in found.evaluation.items():
        typer.echo(f"{question}: {told['labelled']} labelled, {told['held_out']} held out")
        for reason, number in told["left_out"].items():
            typer.echo(f"  left out: {number} labels {LEFT_OUT[reason]}")
        for name in ("precision_at_budget", "average_precision", "recall_at_2_percent"):
            fitted, alone = told["fitted"][name][0], told["registry"][name][0]
            typer.echo(f"  {name.replace('_', ' '):<22} {fitted:.3f}   registry alone {alone:.3f}")
        typer.echo(f"  {'calibration error':<22} {told['calibration_error'][0]:.3f}")
        out = [row["group"] for row in told["groups"] if row["out_of_proportion"]]
        if out:
            typer.echo(f"  flagged out of proportion: {', '.join(out)}; see vigie triage report")
    typer.echo("kept; vigie run uses it from now on" if kept else "nothing was kept (--try-only)")


def _tell_rejects(rejects: "Sequence[Reject]") -> None:
    for reject in rejects[:SHOWN]:
        typer.echo(f"{reject.file}:{reject.line}: {reject.detail}", err=True)
    if len(rejects) > SHOWN:
        typer.echo(f"… and {len(rejects) - SHOWN} more rows that could not be read", err=True)


def report_command(
    out: Annotated[Path, typer.Option(help="The folder to write into.")] = Path("triage-report"),
    home: Home = DEFAULT_HOME,
) -> None:
    """Write the model card: triage.html (with plots) and triage.md.

    It says what the model rests on, how it did on labels that it had not seen, whether any site,
    language or region is flagged out of proportion, and what each cue is worth beside the registry.

    Example: vigie triage report --out card
    """
    from vigie.analysis.triage.learning.card import html, markdown
    from vigie.lake import Lake
    from vigie.lake.files import write_bytes
    from vigie.pipeline.models import current_model

    model = current_model(Lake(home))
    for name, content in (("triage.html", html(model)), ("triage.md", markdown(model))):
        write_bytes(out / name, content.encode())
        typer.echo(out / name)


def next_command(
    number: Annotated[int, typer.Option(min=1, max=500, help="How many to propose.")] = 20,
    question: Annotated[Asked, typer.Option(help="Which question to learn about.")] = "trafficking",
    labels: Annotated[
        Path | None, typer.Option(help="Labels so far: their profiles are not proposed again.")
    ] = None,
    home: Home = DEFAULT_HOME,
    as_json: Json = False,
) -> None:
    """Propose the profiles whose adjudication would teach most.

    Those of which the model is least sure for want of labels (not for want of evidence), each
    unlike the others. The worth of a label is in bits.

    Example: vigie triage next --number 20 --labels outcomes.csv
    """
    from vigie.analysis.triage.learning import propose
    from vigie.analysis.triage.scoring import measure
    from vigie.lake import Lake
    from vigie.pipeline.models import current_model

    lake = Lake(home)
    view, model = _view(lake, cases=True), current_model(lake)
    signals, _ = measure(view, model)
    skipped = _skipped(view, signals, labels, question)
    names = view.profile_ids.to_pylist()
    rows = [
        {"profile_id": names[place], "bits": round(worth, 4)}
        for place, worth in propose(signals, model.weights[question], skipped, number)
    ]
    if as_json:
        typer.echo(json.dumps(rows))
        return
    for row in rows:
        typer.echo(
            f"{row['profile_id']}  {row['bits']:.4f} bits   vigie explain {row['profile_id']}"
        )


def _skipped(view: "View", signals: Any, labels: Path | None, question: Asked) -> Any:
    import numpy as np

    from vigie.analysis.triage.abstaining import abstentions
    from vigie.analysis.triage.learning import resolve

    skipped = np.array([bool(said) for said in abstentions(view, signals).to_pylist()])
    if labels:
        told, rejects = _labels(labels)
        _tell_rejects(rejects)
        skipped[resolve(told, question, view).profile] = True
    return skipped
