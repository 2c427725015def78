"""A text model of the agency's own: what it says of texts, and what is refused."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from tests.analysis.triage.wording.text_models import TOKENIZER, supplied
from vigie.analysis.triage.errors import BrokenModel
from vigie.analysis.triage.learning import Label, fit, resolve
from vigie.analysis.triage.learning.fitting import Terms
from vigie.analysis.triage.model import Model
from vigie.analysis.triage.scoring import measure, view_of
from vigie.analysis.triage.view import View
from vigie.analysis.triage.wording.encoded import EncodedModel
from vigie.analysis.triage.wording.encoding import ENCODERS, OnnxEncoder, Supplied, tried
from vigie.records import Problem

PARTIES = 150


def test_rows_of_pieces_are_averaged_and_have_length_one() -> None:
    rows = OnnxEncoder(supplied()).vectors(["warm letter letter", "tea", "nothing known"])
    assert rows[0] == pytest.approx(np.array([1, 2, 0]) / np.sqrt(5))
    assert rows[1:].tolist() == [[1, 0, 0], [0, 0, 0]]


def test_one_number_is_a_logit_and_stays_as_it_is() -> None:
    assert OnnxEncoder(supplied(pooled=True)).vectors(["warm", "read tea"]).ravel() == (
        pytest.approx([10 / 3, 0.0])
    )


def test_a_text_says_the_same_whatever_stands_beside_it() -> None:
    encoder = OnnxEncoder(supplied())
    alone = encoder.vectors(["warm tea"])
    assert np.array_equal(encoder.vectors(["hello " * 50, "warm tea", "read"])[1:2], alone)


def test_every_encoder_says_how_its_file_ends() -> None:
    assert [encoder.suffix for encoder in ENCODERS] == [".onnx"]
    assert tried(supplied()) is None


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (Supplied(b"<html>", TOKENIZER), "no ONNX model"),
        (Supplied(b"", TOKENIZER), "no ONNX model"),
        (Supplied(supplied().model, "{}"), "does not say how a text is cut"),
        (supplied(given="picture"), "something other than a text: attention_mask, picture"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(files: Supplied, told: str) -> None:
    found = tried(files)
    assert isinstance(found, Problem)
    assert told in str(found)
    assert "\n" not in str(found)


def party(number: int) -> list[dict[str, Any]]:
    """Nothing tells the parties apart but what the table's words say."""
    said = ("warm tea" if number % 3 == 0 else "read letter") if number % 7 else "hello"
    return [{"text": f"{said} of {number}", "day": day, "phone": f"+3319900{number:04}"}
            for day in range(2)]  # fmt: skip


@pytest.fixture
def seen(scene: Any) -> View:
    return view_of(scene({f"P{n:03}": party(n) for n in range(PARTIES)}).tables())


def learn(seen: View, encoder: OnnxEncoder | None) -> Any:
    labels = [Label(f"P{n:03}", "trafficking", n % 3 == 0, date(2025, 1, 1) + timedelta(n), "a")
              for n in range(PARTIES)]  # fmt: skip
    return fit(seen, {"trafficking": resolve(labels, "trafficking", seen)},
               Terms(encoder=encoder))  # fmt: skip


@pytest.mark.parametrize("pooled", [False, True])
def test_what_a_text_model_tells_is_learned_as_a_cue_with_its_own_bits(
    seen: View, pooled: bool
) -> None:
    found = learn(seen, OnnxEncoder(supplied(pooled=pooled)))
    told = found.evaluation["trafficking"]
    assert told["worded"]
    assert told["fitted"]["average_precision"][0] > told["registry"]["average_precision"][0] + 0.3
    strength = measure(seen, found.model)[0]["wording"].strength
    yes, no = (np.array([n for n in range(PARTIES) if n % 7 and (n % 3 == 0) is way])
               for way in (True, False))  # fmt: skip
    assert strength[yes].min() > 0 > strength[no].max()


def test_a_models_file_names_the_text_model_and_does_not_hold_it(seen: View) -> None:
    files = supplied()
    model = learn(seen, OnnxEncoder(files)).model
    read = Model.from_json(model.to_json())
    assert read.to_json() == model.to_json()
    assert isinstance(read.text, EncodedModel)
    assert read.text.files == files.digest
    with pytest.raises(BrokenModel, match="not here"):
        measure(seen, read)
    assert supplied(pooled=True).digest != files.digest
