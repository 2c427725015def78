"""Whether the words of a model say that it reads faces."""

import re
from collections.abc import Iterable

_TOLD = re.compile(
    r"(?<!sur)(?<!inter)(?<!type)(?<!pre)(?<!hugging)(?<!hugging[ _-])face(?!book|ts?\b|ted)"
    r"|facial|(?<![a-z0-9])(?:scrfd|mtcnn|dlib|glint360k|ms1m|w600k|antelopev2|buffalo_[lms])",
    re.IGNORECASE,
)
"""`face` in any word but surface, interface, typeface, preface, facet, facebook and huggingface;
and the names of detectors and of sets of faces in which that word does not stand."""


def reads_faces(words: Iterable[str]) -> str:
    """The first of the words that says so, empty where none does.

    A model whose words have been changed says nothing: the rule's page tells what is not known.
    """
    return next((word for word in words if _TOLD.search(word)), "")
