import io
import pickle
import re
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto
from PIL import Image

from tests.analysis.images.modelmaking import SETTINGS, SIDE, model, onnx
from vigie.analysis.images.decoding import Refusal
from vigie.analysis.images.embeddings import (
    EMBEDDINGS,
    Embedding,
    OnnxEmbedding,
    Supplied,
    alike,
    settings_of,
    tried,
    with_vector,
)
from vigie.analysis.images.onnxfile import told_by
from vigie.records import Problem

Make = Callable[..., Image.Image]


def supplied(data: bytes, settings: str = SETTINGS) -> Supplied:
    return Supplied(data, settings_of(settings))


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("embedding", EMBEDDINGS)
def test_the_examples_of_every_embedding_read(embedding: type[Embedding]) -> None:
    assert [settings_of(example).side for example in embedding.examples] == [224, 64]


@pytest.mark.parametrize("is_last", [False, True])
def test_a_vector_has_length_one_and_is_what_the_model_gives(is_last: bool, picture: Make) -> None:
    pixels = np.asarray(picture(1, SIDE, SIDE))
    vector = OnnxEmbedding(supplied(onnx(is_last=is_last))).vector(pixels)
    size = SIDE // 8
    grid = pixels.reshape(8, size, 8, size, 3).mean(axis=(1, 3)).transpose(2, 0, 1).ravel()
    wanted = grid / 127.5 - 1
    assert vector.shape == (192,)
    np.testing.assert_allclose(vector, wanted / np.linalg.norm(wanted), atol=1e-5)


def test_the_like_are_nearer_than_the_unlike(picture: Make) -> None:
    opened = OnnxEmbedding(supplied(onnx()))
    one, brighter, other = (
        opened.vector(np.asarray(image))
        for image in (picture(1), picture(1).point(lambda v: v * 1.1), picture(2))
    )
    assert one @ brighter > 0.95 > one @ other
    assert [row for row, _ in alike(one, [other, brighter, None, one], 0.95)] == [3, 1]
    assert alike(one, [], 0.95) == []


def test_no_vector_leaves_what_is_made_without_it(picture: Make) -> None:
    grey = png(Image.new("RGB", (40, 40), (51, 51, 51)))
    settings = SETTINGS.replace("mean = [0.5, 0.5, 0.5]", "mean = [0.2, 0.2, 0.2]")
    assert with_vector(grey, len, supplied(onnx(), settings)) == (len(grey), None)
    assert with_vector(grey, len, None) == (len(grey), None)
    made = with_vector(png(picture(3)), len, supplied(onnx()))
    assert isinstance(made, tuple)
    assert made[1] is not None
    refusal = Refusal("picture_empty", "")
    assert with_vector(b"", lambda _: refusal, supplied(onnx())) is refusal


@pytest.mark.parametrize(
    ("data", "settings", "said"),
    [
        (b"<html>", SETTINGS, "no ONNX model"),
        (b"", SETTINGS, "no ONNX model"),
        (onnx()[:200], SETTINGS, "no ONNX model"),
        (onnx(), SETTINGS.replace("32", "64"), "takes 32 by 32 pixels, and its side says 64"),
        (onnx(), SETTINGS + "output = 'tokens'\n", "has no output tokens — vector"),
        (onnx(name="ArcFace"), SETTINGS, "reads faces: 'ArcFace' [no-face-models]"),
    ],
)
def test_a_model_that_cannot_be_used_says_why(data: bytes, settings: str, said: str) -> None:
    found = tried(supplied(data, settings))
    assert found is not None
    assert said in str(found)
    assert str(pickle.loads(pickle.dumps(found))) == str(found)


def test_a_model_of_two_inputs_or_of_other_files_is_refused() -> None:
    two = model()
    two.graph.input.append(two.graph.input[0])
    two.graph.input[1].name = "mask"
    assert "other than one picture" in str(tried(supplied(two.SerializeToString())))
    apart = model()
    weights = apart.graph.initializer[0]
    weights.data_location = TensorProto.EXTERNAL
    weights.external_data.add(key="location", value="../secret")
    assert "lie in other files" in str(tried(supplied(apart.SerializeToString())))


def test_a_model_that_sees_nothing_in_grey_can_be_used() -> None:
    grey = SETTINGS.replace("0.5, 0.5, 0.5]\nstd", f"{', '.join([str(128 / 255)] * 3)}]\nstd")
    assert settings_of(grey).mean[0] == 128 / 255
    assert tried(supplied(onnx(), grey)) is None


def test_sizes_that_a_model_leaves_open_are_filled_in(picture: Make) -> None:
    wide = model()
    for place, name in ((0, "batch"), (2, "rows"), (3, "columns")):
        wide.graph.input[0].type.tensor_type.shape.dim[place].dim_param = name
    pixels = np.asarray(picture(1))
    open_sizes = OnnxEmbedding(supplied(wide.SerializeToString())).vector(pixels)
    np.testing.assert_array_equal(open_sizes, OnnxEmbedding(supplied(onnx())).vector(pixels))


@pytest.mark.parametrize("kind", ["one colour", "doubles"])
def test_a_model_that_wants_other_numbers_is_one_line(kind: str) -> None:
    other = model()
    told = other.graph.input[0].type.tensor_type
    if kind == "doubles":
        told.elem_type = TensorProto.DOUBLE
        other.graph.output[0].type.tensor_type.elem_type = TensorProto.DOUBLE
    else:
        told.shape.dim[1].dim_value = 1
        other.graph.output[0].type.tensor_type.shape.dim[1].dim_value = 64
    found = tried(supplied(other.SerializeToString()))
    assert found is not None
    assert re.match("the model cannot be run: |no ONNX model that can be run: ", str(found))
    assert "\n" not in str(found)


def test_every_name_and_text_of_a_model_is_read() -> None:
    made = model(node="in the node")
    made.doc_string, made.domain = "about the model", "of the model"
    made.graph.doc_string = "about the graph"
    made.graph.node[0].doc_string = "about the node"
    made.metadata_props.add(key="author", value="somebody")
    words = set(told_by(made.SerializeToString()).words)
    assert words >= {"tests", "colours", "picture", "vector", "in the node", "flat", "AveragePool"}
    assert words >= {"about the model", "of the model", "about the graph", "about the node"}
    assert words >= {"author", "somebody"}
    assert tried(supplied(made.SerializeToString())) is None


@given(st.binary(max_size=200))
def test_bytes_are_words_or_a_value_error(data: bytes) -> None:
    try:
        told = told_by(data)
    except ValueError:
        return
    assert all(isinstance(word, str) for word in told.words)


@pytest.mark.parametrize(
    "bad",
    [
        "side = 8",
        "not toml",
        SETTINGS + "faces = true\n",
        SETTINGS.replace("std = [0.5", "std = [0"),
        SETTINGS.replace("0.9", "'a'"),
    ],
)
def test_settings_that_do_not_say_enough_name_what_is_wanted(bad: str) -> None:
    with pytest.raises(Problem, match=r"say side, mean and std: side = 224; mean"):
        settings_of(bad)
