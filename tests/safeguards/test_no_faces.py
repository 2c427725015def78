import re
from importlib.metadata import distributions

from tests.repository.source import ROOT, SOURCE

READERS = {
    "face-recognition",
    "dlib",
    "deepface",
    "insightface",
    "mtcnn",
    "retina-face",
    "mediapipe",
}
READERS |= {"facenet-pytorch", "retinaface", "face-alignment", "arcface"}
CALLS = re.compile(
    r"FaceDetector|FaceRecognizer|FaceMark|CascadeClassifier|haarcascade|face_landmark",
    re.IGNORECASE,
)


def test_nothing_that_reads_faces_is_installed_or_called() -> None:
    lock = (ROOT / "uv.lock").read_text("utf-8")
    locked = set(re.findall(r'^name = "([^"]+)"', lock, re.MULTILINE))
    installed = {found.metadata["Name"].lower() for found in distributions()}
    assert READERS & (locked | installed) == set()
    callers = [str(path) for path in SOURCE.rglob("*.py") if CALLS.search(path.read_text("utf-8"))]
    assert callers == []
