import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from vigie.analysis.triage.learning import Label, fit, resolve
from vigie.analysis.triage.learning.card import html, markdown
from vigie.analysis.triage.learning.fitting import Terms
from vigie.analysis.triage.learning.plots import Line, bars, lines
from vigie.analysis.triage.model import Model, registry_model
from vigie.analysis.triage.scoring import view_of
from vigie.analysis.triage.shape import Shape


@pytest.fixture
def fitted(scene: Any) -> Model:
    parties = {
        f"P{n:03}": [
            {"text": f"{'Warm tea' if n % 3 else 'You can trust me'}. You are at the place.",
             "name": name, "day": day, "phone": f"+3319900{n:04}"}
            for day, name in enumerate(("ana", "bea" if n % 4 else "ana"))
        ]
        for n in range(120)
    }  # fmt: skip
    view = view_of(scene(parties).tables())
    labels = [
        Label(f"P{n:03}", "trafficking", n % 3 == 0, date(2025, 1, 1) + timedelta(days=n), "ana")
        for n in range(120)
    ]
    return fit(view, {"trafficking": resolve(labels, "trafficking", view)}, Terms()).model


def test_the_card_tells_figures_intervals_groups_and_weights(fitted: Model) -> None:
    text = markdown(fitted)
    expected = (
        "120 labelled profiles",
        "96 of them",
        "precision in the first 50",
        "registry alone",
        "calibration error",
        "share abstained",
        "By site, language and region",
        "| trust_language | validated |",
        "stands on the registry alone",
    )
    assert [told for told in expected if told not in text] == []
    assert re.search(r"average precision \| \d\.\d{3} \(\d\.\d{3} to \d\.\d{3}\)", text)


def test_every_step_is_told_and_the_weightiest_pairs(fitted: Model) -> None:
    weights = fitted.weights["trafficking"]
    shape = Shape(
        ("several_names", "highest_age"), ((1.0, 2.0), (30.0,)), np.array([0.5, 1.0, -2.0]),
        ((1, 2),), np.array([0.75]), np.array([0.0, -0.5]), np.zeros((2, 3)),
    )  # fmt: skip
    stepped = replace(weights, shape=shape)
    text = markdown(replace(fitted, weights=dict(fitted.weights) | {"trafficking": stepped}))
    assert "| several_names | over 1: +0.50; over 2: +1.50 |" in text
    assert "| highest_age | +0.50; over 30: -1.50 |" in text
    assert "| several_names over 2 | highest_age over 30 | +0.75 |" in text
    assert "taken to be wrong: 0%" in text


def test_the_page_asks_nothing_of_any_other_place(fitted: Model) -> None:
    page = html(fitted)
    shapes = [weights.shape for weights in fitted.weights.values() if weights.shape]
    assert page.count("<svg") == 4 + len(shapes)
    assert not re.search(r"<script|<img|<link|@import|url\(|src=|href=", page)
    assert set(re.findall(r"https?://[^\"' <]+", page)) <= {"http://www.w3.org/2000/svg"}


def test_the_card_accuses_nobody_and_repeats_itself(fitted: Model) -> None:
    assert not re.search(r"suspect|victim", markdown(fitted) + html(fitted), re.IGNORECASE)
    assert html(fitted) == html(Model.from_json(fitted.to_json()))


def test_a_card_of_the_registry_alone_says_so() -> None:
    text = markdown(registry_model())
    assert "before any label" in text
    assert text.count("No label was used") == 2


def test_what_a_name_holds_is_never_markup(fitted: Model) -> None:
    sly = replace(fitted, about={"made_by": "<script>x</script>"})
    assert "<script" not in html(sly)


def test_a_plot_stays_inside_its_frame() -> None:
    drawn = lines("t", ("x", "y"), [Line("a", [(0, 0), (10, 1)]), Line("b", [], dotted=True)])
    points = re.search(r'points="([^"]+)"', drawn)
    assert points
    for pair in points[1].split():
        across, up = map(float, pair.split(","))
        assert 0 <= across <= 420
        assert 0 <= up <= 260
    assert bars("b", [("up & down", 1.0, 0.5), ("low", -2.0, 0.0)]).count("<rect") == 2
