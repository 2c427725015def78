"""Learning on a small world of two kinds of party, whose texts no list of the registry holds."""

import json
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from vigie.analysis.triage.errors import BadLabels, BrokenModel, WorseModel
from vigie.analysis.triage.learning import Label, fit, propose, resolve
from vigie.analysis.triage.learning.fitting import Terms
from vigie.analysis.triage.learning.grid import grid
from vigie.analysis.triage.learning.measures import average_precision
from vigie.analysis.triage.learning.ways import WAYS, Ground, Scale
from vigie.analysis.triage.model import Model, registry_model
from vigie.analysis.triage.scoring import logodds, measure, strengths, view_of, worth
from vigie.analysis.triage.signals.measures import measured
from vigie.analysis.triage.view import View

PARTIES = 240
START = date(2025, 1, 1)


def party(number: int) -> list[dict[str, Any]]:
    """Every third party is under control: it has more names, and words of its own."""
    random = np.random.default_rng(number)
    controlled = number % 3 == 0
    words = "Warm tea on the quiet street." if controlled else "Read the long letter first."
    names = ("ana", "bea", "cleo") if random.random() < (0.8 if controlled else 0.2) else ("ana",)
    trust = "You can trust me." if random.random() < (0.6 if controlled else 0.4) else "Hello you."
    said = words if random.random() < 0.8 else "Hello, this is the place."
    return [
        {"text": f"{trust} {said} You are at the place.", "name": name, "day": day,
         "phone": f"+3319900{number:04}"}
        for day, name in enumerate(names * 2)
    ]  # fmt: skip


def told(numbers: range, wrong: bool = False) -> list[Label]:
    return [
        Label(f"P{number:03}", "trafficking", (number % 3 == 0) != wrong,
              START + timedelta(days=number), "ana")
        for number in numbers
    ]  # fmt: skip


@pytest.fixture
def seen(scene: Any) -> View:
    return view_of(scene({f"P{n:03}": party(n) for n in range(PARTIES)}).tables())


def learn(seen: View, labels: list[Label], **terms: Any) -> Any:
    return fit(seen, {"trafficking": resolve(labels, "trafficking", seen)}, Terms(**terms))


def test_labels_move_the_bits_and_the_wording_is_learned(seen: View) -> None:
    fitted = learn(seen, told(range(180)))
    old, new = registry_model().weights["trafficking"], fitted.model.weights["trafficking"]
    place = old.cues.index("many_names_one_number")
    assert new.bits[place] > old.bits[place]
    assert new.bits[old.cues.index("silence_then_new_number")] == pytest.approx(
        fitted.evaluation["trafficking"]["slope"] * 1.0, abs=0.05
    ), "a cue that no label has seen keeps the registry's bits, but for honesty"
    assert {"quiet street", "warm tea"} & {phrase for phrase, _ in fitted.model.text.telling}
    left = np.arange(180, PARTIES)
    truth = left % 3 == 0
    scores = [
        average_precision(measure(seen, model)[1]["trafficking"].bits[left], truth)
        for model in (registry_model(), fitted.model)
    ]
    assert scores[1] > scores[0] + 0.1


def test_the_question_without_labels_keeps_the_registrys_word(seen: View) -> None:
    minor = learn(seen, told(range(120)), wording=False).model.weights["minor"]
    assert np.array_equal(minor.draws, registry_model().weights["minor"].draws)


def test_the_same_labels_give_the_same_bytes_in_any_order(seen: View) -> None:
    labels = told(range(150))
    first, second = (learn(seen, given).model.to_json() for given in (labels, labels[::-1]))
    assert first == second
    assert Model.from_json(first).to_json() == first


def test_a_model_that_ranks_worse_than_the_registry_is_refused(scene: Any) -> None:
    """A habit that goes with control in one month and against it in the next misleads a fit."""
    parties = {}
    for number in range(PARTIES):
        habit = (number % 3 == 0) == (number * 5 // PARTIES % 2 == 0)
        words = " No limits. Ask for ana. Open 24/7. My driver waits." if habit else ""
        parties[f"P{number:03}"] = [ad | {"text": ad["text"] + words} for ad in party(number)]
    view = view_of(scene(parties).tables())
    with pytest.raises(WorseModel, match="ranked worse than by the registry"):
        learn(view, told(range(PARTIES)), wording=False)


def test_too_few_labels_are_refused(seen: View) -> None:
    with pytest.raises(BadLabels, match="label at least 20"):
        learn(seen, told(range(10)))


def test_a_known_base_rate_is_kept(seen: View) -> None:
    model = learn(seen, told(range(150)), base_rate=0.02).model
    bits = measure(seen, model)[1]["trafficking"].bits
    assert (1 / (1 + np.exp2(-bits))).mean() == pytest.approx(0.02, abs=0.001)


def test_the_report_is_on_held_out_labels_and_by_group(seen: View) -> None:
    told_of = learn(seen, told(range(150)), budget=20).evaluation["trafficking"]
    assert told_of["held_out"] == 120
    value, low, high = told_of["fitted"]["average_precision"]
    assert low <= value <= high
    assert {row["kind"] for row in told_of["groups"]} == {"site", "language", "region"}
    assert not any(row["out_of_proportion"] for row in told_of["groups"])


def test_a_group_flagged_out_of_proportion_is_told(scene: Any) -> None:
    """One region's ads are all alike under control or not, so that its no's are flagged too."""
    parties = {}
    for number in range(PARTIES):
        ads = party(number - number % 3 if number % 2 else number)
        parties[f"P{number:03}"] = [
            ad | {"place": "Nice, FR" if number % 2 else "Hull, GB"} for ad in ads
        ]
    view = view_of(scene(parties).tables())
    found = learn(view, told(range(PARTIES)), budget=80).evaluation["trafficking"]["groups"]
    assert [row["group"] for row in found if row["out_of_proportion"]] == ["FR", "GB"]


def test_a_model_of_another_registry_is_not_used() -> None:
    text = registry_model().to_json().replace('"own_voice"', '"own_choice"')
    with pytest.raises(BrokenModel):
        Model.from_json(text)
    with pytest.raises(BrokenModel, match="does not read"):
        Model.from_json("{}")
    later = json.dumps(json.loads(registry_model().to_json()) | {"format": 99, "weights": "new"})
    with pytest.raises(BrokenModel, match="another version of Vigie"):
        Model.from_json(later)


def test_what_is_proposed_is_uncertain_and_varied(seen: View) -> None:
    model = registry_model()
    signals = measure(seen, model)[0]
    skipped = np.zeros(seen.profiles, bool)
    skipped[:100] = True
    found = propose(signals, model.weights["trafficking"], skipped, 10)
    places = [place for place, _ in found]
    assert len(set(places)) == 10
    assert min(places) >= 100
    assert found[0][1] == max(worth for _, worth in found)
    kinds = {len(party(place)) > 2 for place in places}
    assert kinds == {True, False}, "both kinds of party are asked about"


def test_a_models_reasons_are_parts_that_add_up_to_its_log_odds(seen: View) -> None:
    model = learn(seen, told(range(240))).model
    signals, estimates = measure(seen, model)
    for question, weights in model.weights.items():
        whole = weights.prior + worth(signals, weights).sum(axis=1)
        assert whole == pytest.approx(estimates[question].bits, abs=1e-6)
    assert Model.from_json(model.to_json()).to_json() == model.to_json()


def test_what_no_label_has_shown_keeps_its_worth_in_every_way(seen: View) -> None:
    """Above all a known picture: labels without one teach nothing of it."""
    profiles = np.arange(PARTIES)
    old = registry_model().weights["trafficking"]
    signals = measure(seen, registry_model())[0] | measured(seen)
    cut = grid(signals, old.cues)
    ground = Ground(old, strengths(signals, old.cues).astype(float),
                    cut.columns(signals, profiles))  # fmt: skip
    everyone, said = np.ones(PARTIES, bool), profiles % 3 == 0
    place = old.cues.index("known_picture")
    for way in WAYS:
        learned = ground.learn(everyone, said, way, 0.0)
        for share in (1.0, 0.4):
            weights = learned.weights(ground, cut, Scale(share), np.random.default_rng(0))
            assert weights.bits[place] == pytest.approx(old.bits[place])
            bits = weights.prior + worth(signals, weights).sum(axis=1)
            leant = share * learned.bits(ground, everyone) + (1 - share) * logodds(signals, old)
            assert bits == pytest.approx(leant, abs=0.01)
