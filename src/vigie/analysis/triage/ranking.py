"""Profiles in, findings out: ranked, explained, with an interval, or an abstention."""

from collections.abc import Mapping
from datetime import datetime

import numpy as np
import pyarrow as pa

from vigie.analysis.triage.abstaining import abstentions
from vigie.analysis.triage.arrow import NUMBERS, TEXT, Column, arrow, compute
from vigie.analysis.triage.grouping import Floats, Ints
from vigie.analysis.triage.model import Model
from vigie.analysis.triage.reasons import REASON, reasons
from vigie.analysis.triage.registry import QUESTIONS
from vigie.analysis.triage.scoring import Estimates, measure, probability, view_of
from vigie.analysis.triage.tables import TriageTables
from vigie.records.finding import Question

ESTIMATE = arrow.struct([("probability", NUMBERS), ("low", NUMBERS), ("high", NUMBERS)])
SCHEMA = arrow.schema(
    [("profile_id", TEXT), ("rank", arrow.int64()), ("trafficking", ESTIMATE),
     ("minor", ESTIMATE), ("abstained", TEXT), ("reasons", arrow.list_(REASON))]
)  # fmt: skip
DIGITS = 6


def triage(tables: TriageTables, model: Model, as_of: datetime) -> pa.Table:
    """The findings of a run, a row a profile, by rank.

    Ads posted after `as_of` are not seen, so that a run can be made again as it was. The rank
    compares the two questions without mixing them: a profile stands where the higher of its
    log-odds puts it, the minor's counted `model.minor_first` bits higher; of equals, the one with
    the higher lower end of that interval comes first, then the lower id. A profile of which nothing
    can be said stands after all of which something can.
    """
    view = view_of(_until(tables, as_of))
    signals, estimates = measure(view, model)
    abstained = abstentions(view, signals)
    order = _order(model, estimates, np.asarray(compute.not_equal(abstained, ""), dtype=bool))
    taken = arrow.array(order)
    columns = [
        view.profile_ids.take(taken),
        arrow.array(np.arange(1, len(order) + 1)),
        *(_struct(estimates[question], order) for question in QUESTIONS),
        abstained.take(taken),
        reasons(view, signals, model).take(taken),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _until(tables: TriageTables, as_of: datetime) -> TriageTables:
    posted = tables.ads.column("posted_at")
    if as_of.tzinfo is None:
        raise ValueError("as_of has no time zone")
    seen = compute.fill_null(compute.less_equal(posted, arrow.scalar(as_of, posted.type)), True)
    return TriageTables(**{**vars(tables), "ads": tables.ads.filter(seen)})


def _order(model: Model, estimates: Mapping[Question, Estimates], abstained: np.ndarray) -> Ints:
    lead = {"trafficking": 0.0, "minor": model.minor_first}
    bits = np.stack([estimates[question].bits + lead[question] for question in QUESTIONS])
    low = np.stack([estimates[question].low + lead[question] for question in QUESTIONS])
    first = bits.argmax(axis=0)
    places = np.arange(bits.shape[1])
    key = np.round(bits[first, places], DIGITS)
    return np.lexsort((places, -np.round(low[first, places], DIGITS), -key, abstained))


def _struct(estimates: Estimates, order: Ints) -> Column:
    def column(bits: Floats) -> Column:
        return arrow.array(np.round(probability(bits), DIGITS)[order])

    columns = [column(bits) for bits in (estimates.bits, estimates.low, estimates.high)]
    return arrow.StructArray.from_arrays(columns, fields=list(ESTIMATE))
