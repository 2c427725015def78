"""Number words with digits for letters: `s3ven`, `f0ur`."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "leet_words"
EXAMPLES: Final = (
    Example(
        "call $ix four s!x five five five zero one five two",
        "+16465550152",
        kind="phone",
        region="US",
    ),
    Example(
        "f0ur 0ne f1ve f1ve f1ve f1ve z3ro 0ne thr33 tw0", "+14155550132", kind="phone", region="US"
    ),
)
