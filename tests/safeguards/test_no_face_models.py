"""A supplied model is refused where its words say that it reads faces, and is off unless named."""

import ast
from collections.abc import Callable

import pytest
from onnx import ModelProto

from tests.analysis.images.modelmaking import SETTINGS, model
from tests.repository.source import modules
from vigie.analysis.images.embeddings import Supplied, settings_of, tried
from vigie.safeguards import RULE_IDS
from vigie.safeguards.faces import reads_faces

READERS = ["ArcFace", "arcface_r100", "facenet", "RetinaFace", "mobilefacenet", "insightface"]
READERS += ["face_embedding", "FaceDetector", "scrfd_10g", "mtcnn", "w600k_r50", "buffalo_l"]
READERS += ["blazeface", "facial-features", "centerface", "VGGFace2", "human.faces", "faceID"]
OTHERS = [
    "surface_normals",
    "interface",
    "huggingface",
    "Hugging Face",
    "facebook/dinov2",
    "facets",
]
OTHERS += ["typeface", "preface", "clip-vit-b-32", "mobilenet_v3", "resnet50", "scene_places", ""]


def into_producer(made: ModelProto) -> None:
    made.producer_name = "insightface"


def into_graph(made: ModelProto) -> None:
    made.graph.name = "arcface_r100"


def into_metadata(made: ModelProto) -> None:
    made.metadata_props.add(key="trained_on", value="faces of MS1M")


def into_output(made: ModelProto) -> None:
    made.graph.output[0].name = made.graph.node[-1].output[0] = "face_embedding"


def into_input(made: ModelProto) -> None:
    made.graph.input[0].name = made.graph.node[0].input[0] = "aligned_face"


def into_node(made: ModelProto) -> None:
    made.graph.node[0].name = "/retinaface/pool"


def into_weights(made: ModelProto) -> None:
    made.graph.initializer[0].name = made.graph.node[-1].input[1] = "facenet.flat"


PLACES = [into_producer, into_graph, into_metadata, into_output, into_input, into_node]
PLACES += [into_weights]


@pytest.mark.parametrize("betray", PLACES)
def test_a_model_that_says_it_reads_faces_is_refused(
    betray: Callable[[ModelProto], None],
) -> None:
    made = model()
    assert tried(Supplied(made.SerializeToString(), settings_of(SETTINGS))) is None
    betray(made)
    found = tried(Supplied(made.SerializeToString(), settings_of(SETTINGS)))
    assert found is not None
    assert "[no-face-models]" in str(found)
    assert "no-face-models" in RULE_IDS


@pytest.mark.parametrize("word", READERS)
def test_words_of_models_that_read_faces_are_known(word: str) -> None:
    assert reads_faces(["mobilenet", word]) == word


@pytest.mark.parametrize("word", OTHERS)
def test_other_words_are_let_through(word: str) -> None:
    assert reads_faces([word]) == ""


def test_models_are_run_in_one_place_and_only_on_this_machine() -> None:
    found = [
        place
        for place, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import) and any(one.name == "onnxruntime" for one in node.names)
    ]
    assert found == ["src/vigie/analysis/images/sessions.py"]
