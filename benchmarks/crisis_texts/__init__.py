"""Texts written for this project, as adults might send them to the line, each with its grade.

No text is anybody's: all were written from imagination, for this project, in three languages, about
adults. Three files, in the order in which they were written:

- `training.txt` taught the wording weights and was read while the cues were written;
- `calibration.txt` was written when the cues were first frozen, as a test: at the threshold of that
  day it gave 0.813 of the urgent texts found and 0.137 of the others called urgent. It then became
  what sets slope, intercept and threshold, the cues were widened from it, and the share to be found
  (0.91) was chosen;
- `test.txt` was written last, in other styles, when all of that was frozen, and judges; nothing was
  changed after it was read.
"""

from dataclasses import dataclass
from pathlib import Path

GRADES = ("low", "medium", "high", "imminent")
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Graded:
    """A text, the language it is in, and how urgent it was written to be: 0 low to 3 imminent."""

    language: str
    grade: int
    text: str

    @property
    def urgent(self) -> bool:
        """Whether it was written as high or imminent."""
        return self.grade >= GRADES.index("high")


def texts(part: str) -> list[Graded]:
    """The texts of `training`, `calibration` or `test`, in their written order."""
    found: list[Graded] = []
    language, grade = "", 0
    for line in (FOLDER / f"{part}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            _, language, name = line.split()
            grade = GRADES.index(name)
        elif line:
            found.append(Graded(language, grade, line))
    return found
